//! Saves what the author wrote around the figures.

use super::OPEN;
use crate::document::{Block, Document};
use crate::records::report::{Entity, Model};
use crate::rules::fill::unknown_figure;
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::{FieldError, Outcome, Refusal};
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest text of a section.
const TEXT_CHARS_MAX: usize = 5_000;

/// Saves texts by their keys; an empty text brings the drafted one back.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Edit {
    #[schemars(title = "文字", extend("x-en" = "Texts"))]
    pub texts: BTreeMap<String, String>,
}

impl Verb for Edit {
    type Record = Entity;
    const NAME: &'static str = "edit";

    fn about() -> VerbAbout {
        verb_about("修改文字", "Edit", "修改了文字", "Written").from("state", &OPEN).without_button()
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let document: Document = serde_json::from_value(row.document.clone())?;
        let errors: Vec<FieldError> = self.texts.iter().filter_map(|(key, words)| wrong(&document, key, words)).collect();
        if !errors.is_empty() {
            return Err(Refusal::invalid(errors).into());
        }
        let mut texts = row.texts.as_object().cloned().unwrap_or_default();
        for (key, words) in self.texts {
            if words.trim().is_empty() {
                texts.remove(&key);
            } else {
                texts.insert(key, Value::String(words));
            }
        }
        Reply::row(&save::<Entity>(desk, &row, Model { texts: Value::Object(texts), ..row.clone() }, Self::NAME).await?)
    }
}

fn wrong(document: &Document, key: &str, words: &str) -> Option<FieldError> {
    let pointer = format!("/texts/{key}");
    let mut blocks = document.sections.iter().flat_map(|s| &s.blocks);
    if !blocks.any(|b| matches!(b, Block::Text { key: known, editable: true, .. } if known == key)) {
        return Some(FieldError::new(pointer, "unknown", "报告没有这段文字", "The report has no such text"));
    }
    if words.chars().count() > TEXT_CHARS_MAX {
        return Some(FieldError::new(
            pointer,
            "too_long",
            format!("最多 {TEXT_CHARS_MAX} 个字"),
            format!("At most {TEXT_CHARS_MAX} characters"),
        ));
    }
    let name = unknown_figure(words, &document.figures)?;
    Some(FieldError::new(pointer, "figure", format!("报告里没有“{name}”这个数字"), format!("The report has no figure “{name}”")))
}
