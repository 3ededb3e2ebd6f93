//! Turns a document into what the page template prints: drawings in place of charts, widths and colours for tables.

use super::tables::{appendix, set};
use super::tiles::{tile_size, tiles};
use crate::chart::draw;
use crate::colour;
use crate::document::{Block, Document, Language};
use crate::width::{em, shorten};
use crate::words::{Words, words};
use serde::Serialize;
use serde_json::{Value, json};

/// The width of the text on A4 between margins of 20 mm, in points.
pub const WIDTH: f64 = 481.88;

/// From this many sections on, the first page lists them and stands alone.
const CONTENTS_FROM: usize = 4;

/// Everything the report template needs.
#[derive(Serialize)]
struct Print<'a> {
    lang: &'static str,
    region: &'static str,
    words: &'a Words,
    /// Ink, grey, rule, ground, accent and pale accent, in the order in which the template names them.
    colours: [&'static str; 6],
    document: Value,
    running: Running,
    tiles: Vec<Vec<Value>>,
    tile_size: f64,
    contents: bool,
    appendix: Option<Value>,
}

/// The texts in the head and foot of every page, cut to one line.
#[derive(Serialize)]
struct Running {
    title: String,
    company: String,
    foot: String,
}

/// What the report template prints.
pub fn print(document: &Document) -> Value {
    let words = words(document.language);
    let print = Print {
        lang: lang(document.language).0,
        region: lang(document.language).1,
        words,
        colours: [colour::INK, colour::GREY, colour::RULE, colour::GROUND, colour::ACCENT, colour::ACCENT_PALE],
        document: body(document),
        running: running(document, words),
        tiles: tiles(document),
        tile_size: tile_size(&document.figures),
        contents: document.sections.len() >= CONTENTS_FROM,
        appendix: appendix(document).map(|table| set(&table, document.language)),
    };
    let mut value = serde_json::to_value(print).unwrap_or_default();
    soften(&mut value);
    value
}

/// The language and region as the engine names them; the region decides the shape of some characters.
pub fn lang(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Zh => ("zh", "cn"),
        Language::En => ("en", "us"),
    }
}

/// The document itself, with what the template cannot work out beside every table and chart.
fn body(document: &Document) -> Value {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    for (s, section) in document.sections.iter().enumerate() {
        for (b, block) in section.blocks.iter().enumerate() {
            let printed = &mut value["sections"][s]["blocks"][b];
            match block {
                Block::Table(table) => *printed = json!({"block": "table", "print": set(table, document.language)}),
                Block::Chart(chart) => {
                    let alt = if chart.alt.is_empty() { &chart.title } else { &chart.alt };
                    let sketch = draw(chart, WIDTH, document.language);
                    // A few lines of words stay with their drawing; a page of them may be torn off it.
                    let whole = em(&chart.title) + em(&chart.note) < 300.0;
                    *printed = json!({
                        "block": "chart", "title": chart.title, "note": chart.note, "alt": alt, "sketch": sketch,
                        "whole": whole,
                    });
                }
                Block::Paragraph { .. } | Block::Nothing { .. } | Block::Note { .. } => {}
            }
        }
    }
    value
}

fn running(document: &Document, words: &Words) -> Running {
    let version = format!("{} {}", words.data_version, document.data_version);
    let foot: Vec<&str> =
        [(!document.state.is_empty()).then_some(&*document.state), (!document.data_version.is_empty()).then_some(version.as_str())]
            .into_iter()
            .flatten()
            .collect();
    Running { title: shorten(&document.title, 36.0), company: shorten(&document.company, 20.0), foot: shorten(&foot.join(" · "), 44.0) }
}

/// A word longer than this is given places to break, or it would run out of the page.
const WORD_MAX: usize = 32;

/// Puts an invisible break into overlong words, in every text of the data.
fn soften(value: &mut Value) {
    match value {
        Value::String(text) if text.len() > WORD_MAX => *text = softened(text),
        Value::Array(items) => items.iter_mut().for_each(soften),
        Value::Object(fields) => fields.values_mut().for_each(soften),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn softened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() || c as u32 >= 0x2E80 { 0 } else { run + 1 };
        if run > WORD_MAX {
            out.push('\u{200B}');
            run = 1;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_would_leave_the_page_are_given_breaks() {
        let sentence = "an ordinary sentence of many ordinary words, no more";
        assert_eq!(softened(sentence), sentence);
        assert_eq!(softened(&"x".repeat(70)).matches('\u{200B}').count(), 2);
        assert_eq!(softened(&"中".repeat(70)).matches('\u{200B}').count(), 0);
    }
}
