//! Shows what was understood of a file before anything is written.

use crate::figures::refused;
use crate::jobs::load::{CellError, Loading, fetched};
use crate::queries::directory;
use crate::records::{batch, source_profile};
use garde::Validate;
use kernel::desk::Desk;
use kernel::file::File;
use kernel::id::Id;
use kernel::record::find_cards;
use kernel::refusal::{Outcome, Refusal};
use kernel::verb::{Reply, TypeVerb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::ops::ControlFlow;
use warehouse::load::{InspectOptions, Inspection, Profile};
use warehouse::{Target, Warehouse};

/// Unknown names that are shown with proposals.
const UNKNOWN_SHOWN: usize = 100;
/// Unknown names for which known ones are proposed.
const PROPOSED_FOR: usize = 20;

/// Looks into a file that was brought before.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Inspect {
    #[schemars(title = "文件", extend("x-en" = "File"))]
    pub file: Id<File>,
    /// How to read it; recognised where nothing is said.
    #[schemars(title = "导入方式", extend("x-en" = "How"))]
    pub loading: Option<Loading>,
}

impl TypeVerb for Inspect {
    type Record = batch::Entity;
    const NAME: &'static str = "inspect";

    fn about() -> VerbAbout {
        verb_about("检查文件", "Inspect", "检查了文件", "Inspected").reads().without_button()
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        let mine = kernel::file::record::Column::UploadedBy.eq(desk.actor.id);
        File::find_by_id(self.file).filter(mine).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
        let local = fetched(&desk.house, self.file).await?;
        let warehouse = desk.house.catalogue.part::<Warehouse>()?;
        let loading = self.loading.unwrap_or_default();
        let mut given = (loading.profile != Profile::default()).then_some(loading.profile);
        if let (Some(profile), Some(site)) = (&mut given, &loading.site) {
            profile.constants.insert(Target::Site, site.clone());
        }
        let directory = directory::directory(desk, given.as_ref().unwrap_or(&Profile::default()), &loading.map).await?;
        let watch = |_| ControlFlow::Continue(());
        let mut options = InspectOptions { profile: given.clone(), source: String::new(), key: None, directory };
        let mut seen = warehouse.inspect(local.path(), &options, &watch).await.map_err(refused)?;
        // A profile that was kept for files with these titles knows more than a guess.
        let kept = kept_for(desk, &seen.profile).await?;
        if let (None, Some((_, profile))) = (&given, &kept) {
            options.profile = Some(profile.clone());
            seen = warehouse.inspect(local.path(), &options, &watch).await.map_err(refused)?;
        }
        Reply::other(&shown(desk, seen, kept.map(|(row, _)| row)).await?)
    }
}

async fn kept_for(desk: &Desk, guess: &Profile) -> Outcome<Option<(source_profile::Model, Profile)>> {
    use source_profile::{Column, Entity};
    let row =
        Entity::find().filter(Column::Headers.eq(source_profile::titles(guess))).filter(Column::EndedAt.is_null()).one(&desk.db()).await?;
    Ok(row.and_then(|row| serde_json::from_str(&row.profile).ok().map(|profile| (row, profile))))
}

async fn shown(desk: &Desk, seen: Inspection, kept: Option<source_profile::Model>) -> Outcome<Value> {
    let already = match seen.already {
        Some(batch) => {
            let row = batch::Entity::find().filter(batch::Column::Key.eq(batch.to_string())).one(&desk.db()).await?;
            json!({ "batch": batch.to_string(), "id": row.as_ref().map(|r| r.id), "at": row.map(|r| r.loaded_at) })
        }
        None => Value::Null,
    };
    let targets: Vec<Value> = Target::ALL
        .into_iter()
        .filter(|target| target.fits(seen.profile.kind))
        .map(|t| json!({ "name": t.name(), "zh": t.zh(), "en": t.en(), "required": t.required(seen.profile.kind), "about": { "zh": t.about().0, "en": t.about().1 } }))
        .collect();
    let columns: Vec<Value> = seen.columns.iter().map(|c| json!({ "header": c.header, "samples": c.samples, "target": c.targets.first().map(|t| t.name()), "targets": c.targets.iter().map(|t| t.name()).collect::<Vec<_>>() })).collect();
    let preview: Vec<Map<String, Value>> =
        seen.preview.into_iter().map(|row| row.into_iter().map(|(k, v)| (k, v.into())).collect()).collect();
    let errors: Vec<CellError> = seen.refusals.iter().map(CellError::from).collect();
    let unknown = unknown(desk, &seen.unknown).await?;
    Ok(json!({
        "format": seen.format, "encoding": seen.encoding, "sheets": seen.sheets, "sheet": seen.sheet, "header_row": seen.header_row,
        "rows": seen.counts.rows, "accepted": seen.counts.accepted, "refused": seen.counts.refused, "blank": seen.counts.blank, "totals_skipped": seen.counts.totals, "unpaid": seen.counts.unpaid,
        "profile": seen.profile, "confidence": seen.confidence, "saved_profile": kept.map(|row| json!({ "id": row.id, "name": row.name })),
        "columns": columns, "targets": targets, "missing": seen.missing.iter().map(|t| t.name()).collect::<Vec<_>>(), "preview": preview, "errors": errors,
        "unknown": unknown, "unknown_total": seen.unknown.len(), "period": seen.period.map(|(from, to)| json!({ "from": from, "to": to })),
        "total": { "amount": seen.total.amount, "quantity": seen.total.quantity, "visitors": seen.total.visitors }, "already": already,
    }))
}

/// Unknown names, the most frequent first, each of the first few with known names that resemble it.
async fn unknown(desk: &Desk, names: &[(Target, String, u64)]) -> Outcome<Vec<Value>> {
    let mut shown = Vec::new();
    for (at, (target, name, rows)) in names.iter().take(UNKNOWN_SHOWN).enumerate() {
        let mut suggest = Vec::new();
        if at < PROPOSED_FOR {
            let cards = find_cards(&desk.db(), &desk.actor, &[target.name()], name, 3).await?;
            suggest = cards.into_iter().map(|c| json!({ "code": c.sub, "name": c.title })).collect();
        }
        shown.push(json!({ "dim": target.name(), "value": name, "rows": rows, "suggest": suggest }));
    }
    Ok(shown)
}
