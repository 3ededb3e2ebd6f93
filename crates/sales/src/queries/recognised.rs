//! How a file is read before anyone has said so: as kept for files with its titles, or as guessed from them.

use crate::figures::refused;
use crate::records::source_profile::{self, Column, Entity, Model};
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::path::Path;
use warehouse::Warehouse;
use warehouse::load::Profile;

/// The profile of a file, with the record that keeps it; a kept one knows more than a guess.
pub async fn recognised(desk: &Desk, file: &Path) -> Outcome<(Profile, Option<Model>)> {
    let guess = desk.house.catalogue.part::<Warehouse>()?.guess(file).await.map_err(refused)?;
    let kept = kept_for(desk, &guess).await?;
    // One that cannot be read any more is as good as none.
    let kept = kept.and_then(|row| Some((serde_json::from_str(&row.profile).ok()?, row)));
    Ok(kept.map_or((guess, None), |(profile, row)| (profile, Some(row))))
}

/// The profile that is kept for files with the titles that a profile names.
pub async fn kept_for(desk: &Desk, profile: &Profile) -> Outcome<Option<Model>> {
    let titles = source_profile::titles(profile);
    Ok(Entity::find().filter(Column::Headers.eq(titles)).filter(Column::EndedAt.is_null()).one(&desk.db()).await?)
}
