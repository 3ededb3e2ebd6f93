//! What was understood of a file, as the page of an import shows it before anything is written.

use crate::jobs::load::CellError;
use crate::queries::directory::DECIDED_MAX;
use crate::queries::remarks::{Loads, Remark, of_doubts, twice};
use crate::records::{batch, source_profile};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::find_cards;
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use warehouse::load::{self, ColumnSeen, Directory, Inspection, Profile};
use warehouse::{Batch, Target};

/// Unknown names for which known ones are proposed.
const PROPOSED_FOR: usize = 20;

/// A file as it was understood.
#[derive(Serialize, JsonSchema)]
pub struct Seen {
    /// `xlsx`, `xls`, `csv` or `parquet`.
    format: &'static str,
    /// Of a text table.
    encoding: Option<&'static str>,
    sheets: Vec<String>,
    sheet: String,
    header_row: u64,
    rows: u64,
    accepted: u64,
    refused: u64,
    blank: u64,
    totals_skipped: u64,
    unpaid: u64,
    /// How it was read, in the shape that a load takes.
    #[schemars(with = "Map<String, Value>")]
    profile: Profile,
    /// The kept profile that it was read by.
    saved_profile: Option<SavedProfile>,
    columns: Vec<Column>,
    targets: Vec<Offered>,
    /// The targets that every fact needs and nothing gives.
    missing: Vec<&'static str>,
    /// The first facts, without what is empty in them.
    preview: Vec<Map<String, Value>>,
    errors: Vec<CellError>,
    /// What the person should look at.
    remarks: Vec<Remark>,
    /// Other sheets with the same columns.
    alike: Vec<String>,
    unknown: Vec<Unknown>,
    /// How many of each kind there are, those that are not listed included.
    unknown_of: Vec<Count>,
    period: Option<Span>,
    total: Total,
    already: Option<Already>,
}

#[derive(Serialize, JsonSchema)]
struct SavedProfile {
    id: Id<source_profile::Entity>,
    name: String,
}

/// A column of the file, with what it may mean, the likeliest first.
#[derive(Serialize, JsonSchema)]
struct Column {
    header: String,
    samples: Vec<String>,
    targets: Vec<&'static str>,
}

/// What a column can mean in files of this kind.
#[derive(Serialize, JsonSchema)]
struct Offered {
    name: &'static str,
    #[serde(flatten)]
    title: Text,
    about: Text,
    required: bool,
}

/// A name that the directory does not know, with known ones that resemble it.
#[derive(Serialize, JsonSchema)]
struct Unknown {
    dim: &'static str,
    value: String,
    rows: u64,
    /// `create` or `refuse` where that was decided for this very name, now or with an earlier file.
    decided: Option<&'static str>,
    suggest: Vec<Suggested>,
}

/// How many names of a kind.
#[derive(Serialize, JsonSchema)]
struct Count {
    dim: &'static str,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct Suggested {
    code: String,
    name: String,
}

#[derive(Serialize, JsonSchema)]
struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

/// Yuan, pieces or kilograms, and people.
#[derive(Serialize, JsonSchema)]
struct Total {
    amount: Decimal,
    quantity: Decimal,
    visitors: i64,
}

/// The load that this very file already is.
#[derive(Serialize, JsonSchema)]
struct Already {
    batch: String,
    id: Option<Id<batch::Entity>>,
    at: Option<DateTime<Utc>>,
}

/// What an inspection found, with what the records know of it.
pub async fn shown(desk: &Desk, seen: Inspection, names: &Directory, kept: Option<source_profile::Model>, replace: bool) -> Outcome<Seen> {
    let remarks = remarks(desk, &seen, kept.is_some(), replace).await?;
    let kind = seen.profile.kind;
    let offered = |t: Target| {
        let (zh, en) = t.about();
        Offered { name: t.name(), title: text(t.zh(), t.en()), about: text(zh, en), required: t.required(kind) }
    };
    let preview = |row: Vec<(String, String)>| row.into_iter().map(|(name, value)| (name, value.into())).collect();
    Ok(Seen {
        already: already(desk, seen.already).await?,
        unknown: unknown(desk, &seen.unknown, names).await?,
        unknown_of: count(&seen.unknown),
        remarks,
        alike: seen.doubts.sheets,
        format: seen.format,
        encoding: seen.encoding,
        sheets: seen.sheets,
        sheet: seen.sheet,
        header_row: seen.header_row,
        rows: seen.counts.rows,
        accepted: seen.counts.accepted,
        refused: seen.counts.refused,
        blank: seen.counts.blank,
        totals_skipped: seen.counts.totals,
        unpaid: seen.counts.unpaid,
        profile: seen.profile,
        saved_profile: kept.map(|row| SavedProfile { id: row.id, name: row.name }),
        columns: seen.columns.into_iter().map(column).collect(),
        targets: Target::ALL.into_iter().filter(|target| target.fits(kind)).map(offered).collect(),
        missing: seen.missing.iter().map(|target| target.name()).collect(),
        preview: seen.preview.into_iter().map(preview).collect(),
        errors: seen.refusals.iter().map(CellError::from).collect(),
        period: seen.period.map(|(from, to)| Span { from, to }),
        total: Total { amount: seen.total.amount, quantity: seen.total.quantity, visitors: seen.total.visitors },
    })
}

fn column(seen: ColumnSeen) -> Column {
    Column { header: seen.header, samples: seen.samples, targets: seen.targets.iter().map(|target| target.name()).collect() }
}

async fn already(desk: &Desk, batch: Option<Batch>) -> Outcome<Option<Already>> {
    let Some(batch) = batch else { return Ok(None) };
    let row = batch::Entity::find().filter(batch::Column::Key.eq(batch.to_string())).one(&desk.db()).await?;
    Ok(Some(Already { batch: batch.to_string(), id: row.as_ref().map(|row| row.id), at: row.map(|row| row.loaded_at) }))
}

async fn remarks(desk: &Desk, seen: &Inspection, kept: bool, replace: bool) -> Outcome<Vec<Remark>> {
    let mut remarks = of_doubts(&seen.doubts, kept);
    if let (Some(period), false, None) = (seen.period, replace, seen.already) {
        let loads = Loads { profile: &seen.profile, sites: &seen.sites, period, but: None };
        remarks.extend(twice(&desk.house, loads).await?);
    }
    Ok(remarks)
}

fn count(names: &[(Target, String, u64)]) -> Vec<Count> {
    let of = |target: Target| Count { dim: target.name(), count: names.iter().filter(|(of, ..)| *of == target).count() };
    Target::ALL.into_iter().map(of).filter(|of| of.count > 0).collect()
}

/// Unknown names, the most frequent first, each of the first few with known names that resemble it. No kind that has
/// many keeps the others off the list.
async fn unknown(desk: &Desk, names: &[(Target, String, u64)], directory: &Directory) -> Outcome<Vec<Unknown>> {
    let mut shown = Vec::new();
    let kinds = count(names).len().max(1);
    let mut room: HashMap<Target, usize> = HashMap::new();
    let listed = names.iter().filter(|(target, ..)| {
        let taken = room.entry(*target).or_default();
        *taken += 1;
        *taken <= DECIDED_MAX / kinds
    });
    for (at, (target, name, rows)) in listed.enumerate() {
        let mut suggest = Vec::new();
        if at < PROPOSED_FOR {
            let cards = find_cards(&desk.db(), &desk.actor, &[target.name()], name, 3).await?;
            suggest = cards.into_iter().map(|card| Suggested { code: card.sub, name: card.title }).collect();
        }
        let fate = directory.get(target).and_then(|names| names.each.get(name));
        let decided = fate.map(|fate| if *fate == load::Unknown::Create { "create" } else { "refuse" });
        shown.push(Unknown { dim: target.name(), value: name.clone(), rows: *rows, decided, suggest });
    }
    Ok(shown)
}
