//! A document that is too large or uneven is refused with a reason, by every printer alike.

use crate::sample;
use chrono::NaiveDate;
use press::{Block, Cell, Column, Document, Language, Row, Section, Table, Unprintable};

fn with(blocks: Vec<Block>) -> Document {
    Document { sections: vec![Section { blocks, ..Section::default() }], ..Document::default() }
}

fn table(columns: usize, rows: usize, cells: usize) -> Block {
    Block::Table(Table {
        title: "明细".into(),
        columns: vec![Column::default(); columns],
        rows: vec![Row { total: false, cells: vec![Cell::text("x"); cells] }; rows],
        ..Table::default()
    })
}

#[test]
fn each_limit_has_its_reason() {
    let long = "字".repeat(press::CHARACTERS_MAX);
    let cases = [
        (Document { sections: vec![Section::default(); 101], ..Document::default() }, "the document has 101 sections, more than 100"),
        (Document { figures: vec![Default::default(); 101], ..Document::default() }, "the document has 101 figures, more than 100"),
        (with(vec![Block::Nothing { text: "".into() }; 401]), "the document has 401 blocks, more than 400"),
        (with(vec![table(1, 5_001, 1)]), "the document has 5001 table rows, more than 5000"),
        (with(vec![table(17, 0, 17)]), "the document has 17 table columns, more than 16"),
        (with(vec![table(3, 2, 2)]), "row 1 of table \"明细\" has 2 cells in place of 3"),
    ];
    for (document, reason) in cases {
        for print in [press::pdf, press::docx, press::xlsx] {
            assert_eq!(print(&document).unwrap_err().to_string(), reason);
        }
    }
    let refusal = press::xlsx(&with(vec![Block::Paragraph { text: long.as_str().into() }])).unwrap_err();
    assert!(matches!(refusal, Unprintable::TooMuch { what: "characters", .. }), "{refusal}");
}

#[test]
fn tables_without_columns_or_rows_are_printed() {
    let document = with(vec![table(0, 3, 0), table(4, 0, 4)]);
    for print in [press::pdf, press::docx, press::xlsx] {
        assert!(print(&document).is_ok());
    }
}

#[test]
fn any_day_can_be_printed() {
    for date in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()] {
        for print in [press::pdf, press::docx, press::xlsx] {
            assert!(print(&Document { date, ..Document::default() }).is_ok(), "{date}");
        }
    }
}

#[test]
fn a_document_can_be_kept_and_printed_later() {
    for language in [Language::Zh, Language::En] {
        let document = sample::report(language);
        let kept = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&kept).unwrap(), document);
    }
}
