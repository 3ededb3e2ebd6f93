//! The PDF says what it was given, and says it in the same bytes every time.

use crate::{sample, squeezed};
use chrono::NaiveDate;
use press::{Block, Document, Language, Section};

fn read(bytes: &[u8]) -> String {
    squeezed(&pdf_extract::extract_text_from_mem(bytes).unwrap())
}

#[test]
fn a_report_holds_every_word_and_number_it_was_given() {
    for language in [Language::Zh, Language::En] {
        let document = sample::report(language);
        let bytes = press::pdf(&document).unwrap();
        let text = read(&bytes);
        let mut expected: Vec<&str> = vec![&document.title, &document.company, &document.state, &document.data_version];
        expected.extend(document.lead.iter().map(|t| &**t));
        expected.extend(document.facts.iter().flat_map(|f| [&*f.label, &*f.text]));
        expected.extend(document.figures.iter().flat_map(|f| [&*f.name, &*f.text, &*f.unit]));
        expected.extend(document.sections.iter().map(|s| &*s.title));
        expected.extend(document.appendix.iter().flat_map(|d| [&*d.figure, &*d.definition, &*d.filter]));
        for block in document.sections.iter().flat_map(|s| &s.blocks) {
            match block {
                Block::Paragraph { text } | Block::Nothing { text } => expected.push(text),
                Block::Note { title, text } => expected.extend([&**title, &**text]),
                Block::Table(t) => expected.extend(t.rows.iter().flat_map(|r| &r.cells).map(|c| &*c.text)),
                Block::Chart(chart) => expected.push(&chart.title),
            }
        }
        for part in expected {
            assert!(text.contains(&squeezed(part)), "{part:?} is missing");
        }
        let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).unwrap().len();
        let foot = if language == Language::Zh { format!("第2页，共{pages}页") } else { format!("Page2of{pages}") };
        assert!(text.contains(&foot), "the foot counts the pages");
    }
}

#[test]
fn the_numbers_of_a_chart_are_text_in_the_pdf_and_not_a_picture() {
    let text = read(&press::pdf(&sample::report(Language::Zh)).unwrap());
    for label in ["−596", "+305", "单位：万元", "坐标轴自6,000起", "前14项占80.2%", "暂无数据"] {
        assert!(text.contains(label), "{label}");
    }
}

#[test]
fn a_long_table_repeats_its_head_on_every_page() {
    let bytes = press::pdf(&sample::report(Language::Zh)).unwrap();
    let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).unwrap();
    let with = |word: &str| pages.iter().filter(|page| squeezed(page).contains(word)).count();
    assert!(with("L1-1") > 1, "the rows take more than one page");
    assert_eq!(with("铺位品牌业态"), with("L1-1"));
}

#[test]
fn no_title_is_left_alone_at_the_end_of_a_page() {
    let section = |n: usize| Section {
        title: format!("标题{n}号").into(),
        blocks: (0..n % 5 + 1).map(|_| Block::Paragraph { text: "正文一行。".repeat(9 * (n % 7 + 1)).as_str().into() }).collect(),
        ..Section::default()
    };
    let document = Document { sections: (0..60).map(section).collect(), ..Document::default() };
    let bytes = press::pdf(&document).unwrap();
    let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).unwrap();
    let bodies: Vec<String> = pages.iter().map(|page| squeezed(page)).filter(|page| page.contains("正文一行。")).collect();
    assert!(bodies.len() > 10);
    for page in bodies {
        // The foot follows the text of its page.
        let (body, _) = page.rsplit_once("第").unwrap();
        assert!(body.ends_with(['正', '文', '一', '行', '。']), "a title stands alone: {body}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::report(Language::Zh);
    let first = press::pdf(&document).unwrap();
    let other = press::pdf(&sample::report(Language::En)).unwrap();
    assert!(other != first);
    // At the same time as others, as in a server.
    let together: Vec<_> = (0..3).map(|_| document.clone()).map(|d| std::thread::spawn(move || press::pdf(&d).unwrap())).collect();
    for printed in together {
        assert!(printed.join().unwrap() == first, "bytes differ from one run to the next");
    }

    let next_day = Document { date: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), ..document };
    assert!(press::pdf(&next_day).unwrap() != first, "the date of the document is in the file");
}

#[test]
fn an_empty_document_is_one_empty_page() {
    let text = read(&press::pdf(&Document::default()).unwrap());
    assert_eq!(text, "第1页，共1页");
}

#[test]
fn characters_of_rare_names_are_printed_in_titles_too() {
    let title = "囍堃䶮㛃珺";
    let section = Section { title: title.into(), ..Section::default() };
    let document = Document { title: title.into(), sections: vec![section], ..Document::default() };
    let bytes = press::pdf(&document).unwrap();
    assert_eq!(read(&bytes).matches(title).count(), 2);
}
