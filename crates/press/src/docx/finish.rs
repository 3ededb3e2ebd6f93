//! Adds to a Word file what its writer (docx-rs 0.4) cannot say: heads repeated on every page, a description and a
//! number of its own for every picture, types that stand in for a missing one, and the title.

use crate::document::Document;
use docx_rs::XMLDocx;
use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Completes the parts of the file; `alternatives` describe the pictures in their order.
pub fn finish(parts: &mut XMLDocx, document: &Document, alternatives: &[&str]) {
    // Text cannot be taken for markup here: in it the writer has replaced every `<`.
    let body = String::from_utf8_lossy(&parts.document);
    let body = body.replace("<w:trPr><w:cantSplit /></w:trPr>", "<w:trPr><w:cantSplit /><w:tblHeader /></w:trPr>");
    parts.document = described(&body, alternatives).into_bytes();
    parts.font_table = FONTS.as_bytes().to_vec();
    let names = format!("<dc:title>{}</dc:title></cp:coreProperties>", escaped(&document.title));
    let properties = String::from_utf8_lossy(&parts.doc_props.core).replace("</cp:coreProperties>", &names);
    let author = format!("<dc:creator>{}</dc:creator>", escaped(&document.author));
    parts.doc_props.core = properties.replace("<dc:creator>unknown</dc:creator>", &author).into_bytes();
}

/// Gives every picture its own number and its description.
fn described(body: &str, alternatives: &[&str]) -> String {
    let mut pieces = body.split(PICTURE);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (index, piece) in pieces.enumerate() {
        let text = alternatives.get(index).copied().unwrap_or_default();
        out += &format!(r#"<wp:docPr id="{0}" name="Chart {0}" descr="{1}" />"#, index + 1, escaped(text));
        out += piece;
    }
    out
}

/// How the writer names every picture.
const PICTURE: &str = r#"<wp:docPr id="1" name="Figure" />"#;

/// The same file compressed: the writer stores its parts as they are, which is six times the size.
pub fn squeeze(stored: Cursor<Vec<u8>>) -> ZipResult<Vec<u8>> {
    let mut stored = ZipArchive::new(stored)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for index in 0..stored.len() {
        let mut part = stored.by_index(index)?;
        if part.is_file() {
            let name = part.name()?.into_owned();
            let method = if name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            out.start_file(name, options.compression_method(method))?;
            std::io::copy(&mut part, &mut out)?;
        }
    }
    out.flush()?;
    Ok(out.finish()?.into_inner())
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\n', " ")
}

/// Where Microsoft YaHei is missing, a program takes the first of these that it has.
const FONTS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:font w:name="Microsoft YaHei"><w:altName w:val="微软雅黑, PingFang SC, Noto Sans SC, Noto Sans CJK SC, SimSun, 宋体" />"#,
    r#"<w:charset w:val="86" /><w:family w:val="swiss" /><w:pitch w:val="variable" /></w:font></w:fonts>"#,
);

#[cfg(test)]
mod tests {
    use super::super::parts::FONT;
    use super::*;

    #[test]
    fn the_font_table_names_the_font_that_is_used() {
        assert!(FONTS.contains(&format!(r#"w:name="{FONT}""#)));
    }

    #[test]
    fn every_picture_gets_its_own_number_and_description() {
        let body = format!("<a>{PICTURE}</a><b>{PICTURE}</b>");
        let found = described(&body, &["一", "\"<二>\""]);
        assert!(
            found.contains(r#"id="1" name="Chart 1" descr="一""#)
                && found.contains(r#"id="2" name="Chart 2" descr="&quot;&lt;二&gt;&quot;""#)
        );
    }
}
