//! Drafts the monthly operations report (营业报告): main results first, every figure with its question.

use super::ledger::Ledger;
use super::names::{author, company};
use super::{goods, parts, targets, why};
use crate::document::{Block, Document, Figure, Section};
use kernel::access::user;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::measure::{Period, Where};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Text, text};

/// Figures of the first page, the most telling first; those the data do not know are left out.
const HEADLINE: [&str; 7] = ["sales", "average_ticket", "tickets", "conversion", "gross_margin_rate", "sales_per_m2", "return_rate"];
/// At most so many on the first page.
const HEADLINE_MAX: usize = 5;

/// What a report is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// `2026-10`
    pub month: String,
    pub period: Period,
    /// Name of the site, the channel or the company.
    pub name: String,
    pub filters: Where,
    pub author: Id<user::Entity>,
}

/// Drafts the document from the newest data.
pub async fn draft(desk: &Desk, subject: &Subject) -> Outcome<Document> {
    let source = desk.house.catalogue.figures().find(|s| s.measures().iter().any(|m| m.name == "sales"));
    let at = source.ok_or_else(|| anyhow::anyhow!("no department offers sales"))?.version().await?;
    let mut ledger =
        Ledger { desk, period: subject.period, filters: subject.filters.clone(), name: subject.name.clone(), at, figures: Vec::new() };
    let headline = headline(&mut ledger).await?;
    if headline.is_empty() {
        let (zh, en) = (
            format!("{}没有销售数据，无法起草报告", subject.month),
            format!("There are no sales in {}; nothing to report on", subject.month),
        );
        return Err(Refusal::conflict("report.no_data", zh, en).on("month").into());
    }
    let mut sections = vec![result(&headline, &ledger.figures)];
    sections.extend(targets::targets(&mut ledger).await?);
    let last_year = ledger.figures.iter().any(|figure| figure.id == "sales" && figure.last_year.is_some());
    sections.push(why::why(&mut ledger, last_year).await?);
    sections.extend(parts::parts(&mut ledger).await?);
    sections.push(parts::few(&mut ledger).await?);
    sections.extend(goods::goods(&mut ledger).await?);
    sections.push(written("plan", "下月计划", "Plan for next month"));
    sections.push(written("support", "需要的支持", "Support asked for"));
    let name = &subject.name;
    Ok(Document {
        title: text(format!("{name} 营业报告"), format!("{name} operations report")),
        subtitle: month_words(&subject.month),
        data_version: ledger.at,
        company: company(desk).await?,
        author: author(desk, subject.author).await?,
        headline,
        figures: ledger.figures,
        sections,
    })
}

async fn headline(ledger: &mut Ledger<'_>) -> Outcome<Vec<String>> {
    // Visitors are counted for a site as a whole, not for a channel.
    let asked: Vec<&str> = HEADLINE
        .iter()
        .copied()
        .filter(|m| !(ledger.filters.contains_key("channel") && matches!(*m, "conversion" | "sales_per_m2")))
        .collect();
    let answer = ledger.ask(&asked, None).await?;
    let known = asked.iter().filter(|m| answer.total.values.get(**m).copied().flatten().is_some());
    let known: Vec<&str> = known.copied().take(HEADLINE_MAX).collect();
    if !known.contains(&"sales") {
        return Ok(Vec::new());
    }
    Ok(known.into_iter().map(|measure| ledger.enter(&answer, &answer.total, measure, None)).collect())
}

/// One sentence of result, with its figures bound; the author may rewrite the words around them.
fn result(headline: &[String], figures: &[Figure]) -> Section {
    let of = |id: &str| figures.iter().find(|figure| figure.id == id);
    let previous = of("sales").is_some_and(|figure| figure.previous.is_some());
    let last_year = |id: &str| of(id).is_some_and(|figure| figure.last_year.is_some());
    // What cannot be compared is not spoken of.
    let (mut zh, mut en) = ("本月销售额 {{sales}}".to_owned(), "Sales this month were {{sales}}".to_owned());
    if previous {
        zh.push_str("，环比{{sales~previous}}");
        en.push_str(", {{sales~previous}} on the previous month");
    }
    if last_year("sales") {
        zh.push_str("，同比{{sales~last_year}}");
        en.push_str(if previous { " and {{sales~last_year}} on last year" } else { ", {{sales~last_year}} on last year" });
    }
    if headline.iter().any(|id| id == "average_ticket") {
        zh.push_str("；客单价 {{average_ticket}}");
        en.push_str("; the average ticket was {{average_ticket}}");
        if last_year("average_ticket") {
            zh.push_str("，同比{{average_ticket~last_year}}");
            en.push_str(", {{average_ticket~last_year}} on last year");
        }
    }
    zh.push('。');
    en.push('.');
    Section {
        key: "result".into(),
        title: text("经营结果", "Result"),
        blocks: vec![Block::Text { key: "lead".into(), text: Text { zh, en }, editable: true }],
    }
}

/// A section that the author writes.
fn written(key: &str, zh: &str, en: &str) -> Section {
    Section { key: key.into(), title: text(zh, en), blocks: vec![Block::Text { key: key.into(), text: Text::default(), editable: true }] }
}

fn month_words(month: &str) -> Text {
    let (year, number) = month.split_once('-').unwrap_or((month, ""));
    text(format!("{year} 年 {} 月", number.trim_start_matches('0')), month)
}
