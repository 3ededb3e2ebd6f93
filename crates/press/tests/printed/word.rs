//! The Word file is a whole one: every part is there, every picture is named, and it says what it was given.

use crate::{sample, squeezed};
use press::{Block, Document, Language, Text};
use std::io::{Cursor, Read};
use zip::ZipArchive;

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    ZipArchive::new(Cursor::new(bytes)).unwrap().file_names().map(|n| n.unwrap().into_owned()).collect()
}

/// The text between the tags of a part.
fn words(xml: &str) -> String {
    let text: String = xml.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    squeezed(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&"))
}

#[test]
fn a_report_holds_its_words_and_a_picture_of_every_chart() {
    let document = sample::report(Language::Zh);
    let bytes = press::docx(&document).unwrap();
    let body = part(&bytes, "word/document.xml");
    let text = words(&body);
    let mut expected: Vec<&Text> = vec![&document.title, &document.lead[0], &document.state];
    expected.extend(document.figures.iter().flat_map(|f| [&f.name, &f.text]));
    expected.extend(document.sections.iter().map(|s| &s.title));
    expected.extend(document.appendix.iter().map(|d| &d.definition));
    let charts = document.sections.iter().flat_map(|s| &s.blocks).filter(|b| matches!(b, Block::Chart(_))).count();
    for word in expected {
        assert!(text.contains(&squeezed(word)), "{word} is missing");
    }
    assert_eq!(names(&bytes).iter().filter(|n| n.starts_with("word/media/")).count(), charts);
    assert!(body.contains(r#"name="Chart 2" descr="从 10 月同期 7,260 万元到本月 6,842 万元的变化步骤""#));
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    for n in 1..=charts {
        let id = format!("rIdImage{n}");
        assert!(body.contains(&format!(r#"r:embed="{id}""#)) && relations.contains(&format!("media/{id}.png")), "{id}");
    }
    assert!(docx_rs::read_docx(&bytes).is_ok(), "a reader of Word files can read it");
}

#[test]
fn heads_repeat_and_chinese_has_a_type() {
    let mut document = sample::report(Language::Zh);
    document.sections.truncate(1);
    let bytes = press::docx(&document).unwrap();
    let tables = document.sections.iter().flat_map(|s| &s.blocks).filter(|b| matches!(b, Block::Table(_))).count();
    assert_eq!(part(&bytes, "word/document.xml").matches("<w:tblHeader />").count(), tables + 1, "with the appendix");
    assert!(part(&bytes, "word/styles.xml").contains(r#"w:eastAsia="Microsoft YaHei""#));
    assert!(part(&bytes, "word/fontTable.xml").contains("宋体"));
    let properties = part(&bytes, "docProps/core.xml");
    assert!(properties.contains("<dc:title>云汇广场 2026 年 11 月营业报告</dc:title>") && properties.contains("2026-11-23"));
    assert!(words(&part(&bytes, "word/footer1.xml")).contains("数据版本sales@1842"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let mut document = sample::report(Language::En);
    document.sections.truncate(1);
    assert!(press::docx(&document).unwrap() == press::docx(&document).unwrap());
}

#[test]
fn text_cannot_become_markup() {
    let text = "</w:t></w:r><w:p>&amp;\"' <wp:docPr id=\"1\" name=\"Figure\" />\n<w:trPr><w:cantSplit /></w:trPr>";
    let document = Document {
        title: text.into(),
        author: text.into(),
        lead: vec![text.into()],
        sections: sample::report(Language::Zh).sections[..1].to_vec(),
        ..Document::default()
    };
    let bytes = press::docx(&document).unwrap();
    assert!(words(&part(&bytes, "word/document.xml")).contains(&squeezed(text)));
    assert!(docx_rs::read_docx(&bytes).is_ok());
}
