//! How a file is read before anyone has said so: as kept for files with its titles, or as guessed from them.

use super::remarks::{Remark, of_doubts};
use crate::figures::refused;
use crate::records::source_profile::{self, Column, Entity, Model};
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::path::Path;
use warehouse::Warehouse;
use warehouse::load::{Doubts, Profile};

/// The profile of a file, with the record that keeps it and what is uncertain; a kept one knows more than a guess.
pub async fn recognised(desk: &Desk, file: &Path) -> Outcome<(Profile, Option<Model>, Vec<Remark>)> {
    let (guess, doubts) = desk.house.catalogue.part::<Warehouse>()?.guess(file).await.map_err(refused)?;
    let kept = kept_for(desk, &guess).await?;
    let profile = kept.as_ref().and_then(|row| serde_json::from_str(&row.profile).ok());
    // How days are written was settled when the profile was kept.
    let doubts = Doubts { day: doubts.day.filter(|_| profile.is_none()), ..doubts };
    Ok((profile.unwrap_or(guess), kept, of_doubts(&doubts)))
}

/// The profile that is kept for files with the titles that a profile names.
pub async fn kept_for(desk: &Desk, profile: &Profile) -> Outcome<Option<Model>> {
    let titles = source_profile::titles(profile);
    Ok(Entity::find().filter(Column::Headers.eq(titles)).filter(Column::EndedAt.is_null()).one(&desk.db()).await?)
}
