//! Shows the document: as drafted, with the author's words, and a note where the data have changed since.

use super::draft::subject;
use crate::document::Document;
use crate::queries::draft;
use crate::records::report::{Entity, Model};
use garde::Validate;
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Shows the document.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReadDocument {}

impl Verb for ReadDocument {
    type Record = Entity;
    const NAME: &'static str = "document";

    fn about() -> VerbAbout {
        verb_about("查看", "Read", "查看了报告", "Read").reads().without_button()
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let document: Document = serde_json::from_value(row.document.clone())?;
        let changed = changed(desk, &row, &document).await?;
        let mut answer = row.document;
        answer["id"] = json!(row.id);
        answer["version"] = json!(row.version);
        answer["state"] = json!(row.state);
        answer["month"] = json!(row.month);
        answer["reason"] = json!(row.reason);
        answer["texts"] = row.texts;
        answer["changed"] = changed;
        Reply::other(&answer)
    }
}

/// The figures that the newest data would give otherwise; null when nothing was loaded since.
async fn changed(desk: &Desk, row: &Model, document: &Document) -> Outcome<Value> {
    let source = desk.house.catalogue.figures().find(|s| s.measures().iter().any(|m| m.name == "sales"));
    let Some(source) = source else { return Ok(Value::Null) };
    let newest = source.version().await?;
    if newest == document.data_version {
        return Ok(Value::Null);
    }
    // What the reader may not ask anew, or what has no data left, is shown as it was drafted.
    let Ok(subject) = subject(desk, &row.month, row.site_id, row.channel_id).await else { return Ok(Value::Null) };
    let Ok(fresh) = draft(desk, &subject).await else { return Ok(Value::Null) };
    let now: HashMap<&str, _> = fresh.figures.iter().map(|f| (f.id.as_str(), f.value)).collect();
    let moved = document.figures.iter().filter_map(|f| {
        let is = now.get(f.id.as_str()).copied().flatten();
        (is != f.value).then(|| json!({ "figure": f.id, "was": f.value, "is": is }))
    });
    let figures: Vec<Value> = moved.collect();
    Ok(if figures.is_empty() { Value::Null } else { json!({ "data_version": newest, "figures": figures }) })
}
