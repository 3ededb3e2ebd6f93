//! Shows the document: as drafted, with the author's words, and a note where the data have changed since.

use super::draft::subject;
use crate::document::Document;
use crate::queries::{WHY, draft};
use crate::records::report::{Entity, Model, State};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Shows the document.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReadDocument {}

/// A report as its page reads it.
#[derive(Serialize, JsonSchema)]
pub struct Reading {
    #[serde(flatten)]
    document: Document,
    id: Id<Entity>,
    version: i32,
    state: State,
    month: String,
    reason: Option<String>,
    /// The author's words, by the key of their text.
    texts: BTreeMap<String, String>,
    /// What the newest data say otherwise; none where nothing was loaded since or nothing moved.
    changed: Option<Changed>,
}

#[derive(Clone, Serialize, JsonSchema)]
struct Changed {
    data_version: String,
    figures: Vec<Moved>,
}

/// A figure that is another now.
#[derive(Clone, Serialize, JsonSchema)]
struct Moved {
    figure: String,
    was: Option<Decimal>,
    is: Option<Decimal>,
}

impl Verb for ReadDocument {
    type Record = Entity;
    const NAME: &'static str = "document";

    fn about() -> VerbAbout {
        verb_about("查看", "Read", "查看了报告", "Read").reads().without_button().answers::<Reading>()
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let document: Document = serde_json::from_value(row.document.clone())?;
        let changed = changed(desk, &row, &document).await?;
        let (id, version, state) = (row.id, row.version, row.state);
        let (month, reason, texts) = (row.month, row.reason, serde_json::from_value(row.texts)?);
        Reply::other(&Reading { document, id, version, state, month, reason, texts, changed })
    }
}

/// The figures that the newest data would give otherwise.
async fn changed(desk: &Desk, row: &Model, document: &Document) -> Outcome<Option<Changed>> {
    let source = desk.house.catalogue.figures().find(|s| s.measures().iter().any(|m| m.name == "sales"));
    let Some(source) = source else { return Ok(None) };
    let newest = source.version().await?;
    if newest == document.data_version {
        return Ok(None);
    }
    // What the reader may not ask anew, or what has no data left, is shown as it was drafted.
    let Ok(subject) = subject(desk, &row.month, (row.site_id, row.channel_id), row.author).await else { return Ok(None) };
    let reading = (row.id, row.version, newest.clone());
    if let Some(known) = known(&reading) {
        return Ok(known);
    }
    let Ok(fresh) = draft(desk, &subject).await else { return Ok(None) };
    let now: HashMap<&str, _> = fresh.figures.iter().map(|f| (f.id.as_str(), f.value)).collect();
    // An explanation is worked out anew as a whole; its figures say nothing one by one.
    let moved = document.figures.iter().filter(|f| !f.id.starts_with(WHY)).filter_map(|f| {
        let is = now.get(f.id.as_str()).copied().flatten();
        (is != f.value).then(|| Moved { figure: f.id.clone(), was: f.value, is })
    });
    let figures: Vec<Moved> = moved.collect();
    let changed = (!figures.is_empty()).then_some(Changed { data_version: newest, figures });
    keep(reading, changed.clone());
    Ok(changed)
}

/// A report at one version of its row, held against one version of the data.
type Held = (Id<Entity>, i32, String);

/// What the last readings found: drawing a report anew asks a dozen questions, and nothing of their answers changes until a row
/// or the data do. Whoever reads has been found to see all that the report is about.
static HELD: Mutex<VecDeque<(Held, Option<Changed>)>> = Mutex::new(VecDeque::new());
/// Readings that are kept.
const HELD_MAX: usize = 64;

fn known(reading: &Held) -> Option<Option<Changed>> {
    let held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    held.iter().find(|(of, _)| of == reading).map(|(_, changed)| changed.clone())
}

fn keep(reading: Held, changed: Option<Changed>) {
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    held.retain(|(of, _)| of.0 != reading.0);
    held.push_back((reading, changed));
    while held.len() > HELD_MAX {
        held.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_readings_are_known_and_the_oldest_forgotten() {
        let id = |report: usize| serde_json::from_value(serde_json::json!(format!("00000000-0000-0000-0000-{report:012}"))).unwrap();
        let reading = |report: usize, version: i32, data: &str| (id(report), version, data.to_owned());
        let changed = Changed { data_version: "2.1".into(), figures: Vec::new() };
        keep(reading(0, 1, "2.1"), Some(changed));
        assert_eq!(known(&reading(0, 1, "2.1")).flatten().map(|changed| changed.data_version), Some("2.1".to_owned()));
        for other in [reading(0, 2, "2.1"), reading(0, 1, "3.1"), reading(1, 1, "2.1")] {
            assert!(known(&other).is_none(), "{other:?} was not read yet");
        }
        keep(reading(0, 2, "2.1"), None);
        assert!(known(&reading(0, 1, "2.1")).is_none() && known(&reading(0, 2, "2.1")).is_some());
        for report in 1..=HELD_MAX {
            keep(reading(report, 1, "2.1"), None);
        }
        assert!(known(&reading(0, 2, "2.1")).is_none() && known(&reading(1, 1, "2.1")).is_some());
    }
}
