//! Text that would like to be more than text: markup, floods, invisible and backward characters.

use crate::squeezed;
use press::chart::{Axis, Bar, Chart, Mark, Picture, Series, Step};
use press::{Block, Cell, Change, Column, Definition, Document, Fact, Figure, Kind, Language, Level, Light, Row, Section, Table, Text};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A document that says the same text at every place that takes one.
fn everywhere(text: &str, value: Decimal) -> Document {
    let t = || Text::from(text);
    let column = |kind| Column { title: t(), kind, align: None };
    let cell = || Cell { text: t(), value: Some(value), good: Some(true) };
    let row = |total| Row { total, cells: vec![Cell::text(text), cell(), cell()] };
    let series = vec![Series { name: t(), values: vec![Some(value), None, Some(Decimal::ONE)] }; 2];
    let mark = Some(Mark { name: t(), value });
    let names = vec![t(), t(), t()];
    let pictures = [
        Picture::Bar { axis: Axis::Names, categories: names.clone(), series: series.clone(), mark: mark.clone() },
        Picture::Line { categories: names, series, mark },
        Picture::Pareto { bars: vec![Bar { name: t(), value }; 3], whole: None },
        Picture::Waterfall { steps: vec![Step { name: t(), value, total: false }; 3], rise_good: false },
    ];
    let charts = pictures.map(|picture| Block::Chart(Chart { title: t(), unit: t(), alt: t(), note: t(), picture, ..Chart::default() }));
    let table = Table {
        key: text.into(),
        title: t(),
        columns: vec![column(Kind::Text), column(Kind::Money), column(Kind::Percent)],
        rows: vec![row(false), row(true)],
        note: t(),
    };
    let mut blocks =
        vec![Block::Paragraph { text: t() }, Block::Nothing { text: t() }, Block::Note { title: t(), text: t() }, Block::Table(table)];
    blocks.extend(charts);
    let change = Change { against: t(), text: t(), ..Change::default() };
    let figure = Figure {
        name: t(),
        text: t(),
        unit: t(),
        value: Some(value),
        kind: Kind::Money,
        changes: vec![change],
        light: Some(Light { level: Level::Red, text: t() }),
        definition: t(),
    };
    // Enough sections for a list of contents.
    let titled = Section { title: t(), ..Section::default() };
    Document {
        language: Language::Zh,
        title: t(),
        subtitle: t(),
        company: t(),
        author: t(),
        state: t(),
        data_version: t(),
        facts: vec![Fact { label: t(), text: t() }],
        lead: vec![t(), t()],
        figures: vec![figure; 6],
        sections: [vec![Section { key: text.into(), title: t(), blocks }], vec![titled; 3]].concat(),
        appendix: vec![Definition { figure: t(), definition: t(), filter: t(), period: t(), data_version: t() }],
        ..Document::default()
    }
}

/// Markup of the typesetting engine and of the file formats; each must come out as it went in.
const MARKUP: [&str; 12] = [
    "#panic(\"x\")",
    "#import \"x.typ\": *",
    "= Heading",
    "*bold* _italic_ `raw`",
    "$ x^2 $",
    "// comment",
    "/* comment",
    "@label <label>",
    "]#[",
    "\\u{41} \\ \"quoted\"",
    "<w:t>&amp;</w:t>",
    "#set page(width: 1pt)",
];

#[test]
fn markup_is_printed_as_it_was_written() {
    let document = everywhere(&MARKUP.join("  "), Decimal::ONE);
    let printed = pdf_extract::extract_text_from_mem(&press::pdf(&document).unwrap()).unwrap();
    for text in MARKUP {
        let found = squeezed(&printed).matches(&squeezed(text)).count();
        assert!(found >= 10, "{text} became something else; it was found {found} times in:\n{printed}");
    }
    assert!(press::docx(&document).is_ok() && press::xlsx(&document).is_ok());
}

#[test]
fn floods_and_strange_characters_are_printed() {
    let texts = [
        "x".repeat(10_000),
        "汉".repeat(10_000),
        "a b ".repeat(1_000),
        "\n".repeat(1_000),
        "👩‍👩‍👧‍👦🏳️‍🌈".repeat(100),
        "مرحبا بالعالم שלום".repeat(40),
        "\u{202E}1,000\u{0}\u{7}\u{1b}[31m\u{FFFE}".into(),
        "é̷̢̛̫͚".repeat(200),
        format!("e{}", "\u{301}".repeat(10_000)),
        "\u{200B}\u{200D}\u{AD}".repeat(500),
    ];
    for text in texts {
        // In one section instead of four: there is a limit on all text together.
        let mut document = everywhere(&text, Decimal::MAX);
        document.sections.truncate(1);
        document.figures.truncate(1);
        document.sections[0].blocks.truncate(5);
        for print in [press::pdf, press::docx, press::xlsx] {
            let printed = print(&document);
            assert!(printed.is_ok(), "{:?}: {}", text.chars().take(8).collect::<String>(), printed.unwrap_err());
        }
    }
}

fn value() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        Just(Decimal::MAX),
        Just(Decimal::MIN),
        Just(Decimal::ZERO),
        Just(Decimal::new(-1, 28)),
        any::<i64>().prop_map(|v| Decimal::new(v, 4))
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_text_a_file_comes_out(pieces in prop::collection::vec(prop_oneof![
        any::<char>().prop_map(String::from), "\\PC{0,12}", "[#$*_@\\\\\"<>\\[\\]{}()=+/~`'&%-]{1,8}", "[一-龥]{1,20}",
        prop::sample::select(MARKUP.to_vec()).prop_map(String::from),
    ], 0..12), value in value()) {
        let document = everywhere(&pieces.concat(), value);
        let pdf = press::pdf(&document);
        prop_assert!(pdf.as_ref().is_ok_and(|bytes| bytes.starts_with(b"%PDF-")), "{pdf:?}");
        let docx = press::docx(&document).map(|bytes| docx_rs::read_docx(&bytes).is_ok());
        prop_assert_eq!(docx, Ok(true));
        prop_assert!(press::xlsx(&document).is_ok());
    }
}
