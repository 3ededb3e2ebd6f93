//! Puts a report before the press, in one language, and prints it.

mod blocks;
mod cover;

use crate::document::{Block, Document, Figure, Question};
use crate::queries;
use crate::records::report::Model;
use crate::rules::fill::taken_out;
use crate::rules::words::amount;
use crate::verbs::Format;
use kernel::clock::china_day;
use kernel::desk::Desk;
use kernel::measure::NO_VALUE;
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Lang, text};
use press::{Definition, Language, Unprintable};

/// The report as the press takes it.
pub async fn page(desk: &Desk, row: &Model, document: &Document, lang: Lang) -> Outcome<press::Document> {
    // As they were called when it was drafted: a report prints the same whatever becomes of the names.
    let company = match &document.company {
        Some(name) => name.clone(),
        None => queries::company(desk).await?.unwrap_or_default(),
    };
    let author = match &document.author {
        Some(name) => name.clone(),
        None => queries::author(desk, row.author).await?.unwrap_or_default(),
    };
    let words = |key: &str| row.texts[key].as_str().map(str::to_owned);
    Ok(press::Document {
        language: if lang == Lang::Zh { Language::Zh } else { Language::En },
        title: document.title.in_lang(lang).into(),
        subtitle: document.subtitle.in_lang(lang).into(),
        company: company.into(),
        author: author.as_str().into(),
        state: cover::state(row.state).in_lang(lang).into(),
        data_version: document.data_version.as_str().into(),
        date: china_day(row.drafted_at),
        facts: cover::facts(row, &author, lang),
        lead: cover::lead(document, words("lead"), lang),
        figures: document
            .headline
            .iter()
            .filter_map(|id| document.figures.iter().find(|f| &f.id == id))
            .map(|f| cover::figure(f, lang))
            .collect(),
        sections: document.sections.iter().filter(|s| s.key != "result").map(|s| blocks::section(s, document, &words, lang)).collect(),
        appendix: appendix(document, &words, lang),
    })
}

/// Prints in one of the forms.
pub fn bytes(page: &press::Document, format: Format) -> Outcome<Vec<u8>> {
    let printed = match format {
        Format::Pdf => press::pdf(page),
        Format::Docx => press::docx(page),
        Format::Xlsx => press::xlsx(page),
    };
    printed.map_err(|error| match error {
        Unprintable::Fault(_) => anyhow::Error::from(error).into(),
        _ => Refusal::conflict(
            "report.too_large",
            format!("报告太大，无法打印：{error}"),
            format!("The report is too large to print: {error}"),
        )
        .into(),
    })
}

/// The codes of a filter, for documents that do not say their names.
fn codes(keys: &[String], lang: Lang) -> String {
    let none = text("（未分类）", "(none)");
    keys.iter().map(|key| if key == NO_VALUE { none.in_lang(lang) } else { key }).collect::<Vec<_>>().join(", ")
}

fn appendix(document: &Document, words: &impl Fn(&str) -> Option<String>, lang: Lang) -> Vec<Definition> {
    let definition = |f: &Figure| {
        let said = f.query.said.in_lang(lang);
        let codes = || f.query.filters.iter().map(|(dim, keys)| format!("{dim} = {}", codes(keys, lang))).collect::<Vec<_>>().join("；");
        let filter = if said.is_empty() { codes() } else { said.to_owned() };
        let shown = f.value.map(|v| amount(v, f.unit, lang)).map(|(n, u)| format!(" {n} {u}")).unwrap_or_default();
        let label = f.label.as_ref().map(|l| format!(" · {}", l.in_lang(lang))).unwrap_or_default();
        Definition {
            figure: format!("{}{label}{shown}", f.title.in_lang(lang)).trim_end().into(),
            definition: format!("{}{}", f.about.in_lang(lang), absence(f, document, words, lang)).into(),
            filter: filter.into(),
            period: period(&f.query, lang).into(),
            data_version: document.data_version.as_str().into(),
        }
    };
    document.figures.iter().map(definition).collect()
}

/// The days that a figure counts.
fn period(query: &Question, lang: Lang) -> String {
    let spans: Vec<String> = query.spans().iter().map(|span| format!("{} – {}", span.from, span.to)).collect();
    spans.join(text("、", ", ").in_lang(lang))
}

/// From which texts the author took a figure out that they were drafted with: the reader of a printed report knows it too.
fn absence(figure: &Figure, document: &Document, words: &impl Fn(&str) -> Option<String>, lang: Lang) -> String {
    let mut told = String::new();
    for section in &document.sections {
        for block in &section.blocks {
            let Block::Text { key, text: drafted, .. } = block else { continue };
            let Some(written) = words(key) else { continue };
            let gone = taken_out(drafted.in_lang(lang), &written);
            let shows: Vec<&str> = gone.into_iter().filter(|(id, _)| *id == figure.id).map(|(_, show)| way(show, lang)).collect();
            if !shows.is_empty() {
                let title = section.title.in_lang(lang);
                let zh = format!("（撰写人从“{title}”的文字中移去了它的{}）", shows.join("、"));
                let en = format!(" (Taken out of the text of “{title}” by the author: its {}.)", shows.join(", "));
                told.push_str(text(zh, en).in_lang(lang));
            }
        }
    }
    told
}

fn way(show: Option<&str>, lang: Lang) -> &'static str {
    match (show, lang) {
        (Some("previous"), Lang::Zh) => "环比",
        (Some("previous"), Lang::En) => "change on the previous period",
        (Some("last_year"), Lang::Zh) => "同比",
        (Some("last_year"), Lang::En) => "change on last year",
        (_, Lang::Zh) => "数值",
        (_, Lang::En) => "value",
    }
}
