//! Takes away the bytes of uploads that were cut off before they had a card.

use super::record::{Column, Entity};
use super::store::FileStore;
use crate::house::House;
use crate::id::Id;
use crate::refusal::Outcome;
use chrono::{DateTime, Duration, Utc};
use futures::TryStreamExt;
use object_store::ObjectStoreExt;
use object_store::path::Path as Place;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;
use std::path::Path;
use uuid::Uuid;

/// An upload that is still going on is younger.
const AGE_HOURS: i64 = 24;
/// Cards asked for at once.
const CARDS_AT_ONCE: usize = 500;

/// Takes away what lies in the store for a day without a card; answers how much.
pub async fn sweep(house: &House) -> Outcome<u64> {
    let before = house.clock.now() - Duration::hours(AGE_HOURS);
    let mut swept = 0;
    let mut old = Vec::new();
    let mut objects = house.files.objects().list(None);
    while let Some(object) = objects.try_next().await.map_err(anyhow::Error::from)? {
        if let Some(id) = id_of(&object.location).filter(|_| object.last_modified < before) {
            old.push((id, object.location));
        }
        if old.len() == CARDS_AT_ONCE {
            swept += remove_nobodys(house, &std::mem::take(&mut old)).await?;
        }
    }
    swept += remove_nobodys(house, &old).await?;
    if let Some(folder) = house.files.folder() {
        let folder = folder.to_owned();
        swept += tokio::task::spawn_blocking(move || remove_begun(&folder, before)).await.map_err(anyhow::Error::from)??;
    }
    Ok(swept)
}

/// The id that a file lies under, also of its small picture; none of what others have put there.
fn id_of(place: &Place) -> Option<Uuid> {
    let name = place.filename()?;
    let id = name.strip_suffix(".thumb").unwrap_or(name);
    Uuid::try_parse(id).ok().filter(|id| place.as_ref().starts_with(FileStore::place(*id).as_ref()))
}

async fn remove_nobodys(house: &House, old: &[(Uuid, Place)]) -> Outcome<u64> {
    let ids = old.iter().map(|(id, _)| Id::<Entity>::of(*id));
    let cards = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids)).into_tuple::<Uuid>();
    let known: HashSet<Uuid> = cards.all(&house.db).await?.into_iter().collect();
    let mut removed = 0;
    for (_, place) in old.iter().filter(|(id, _)| !known.contains(id)) {
        house.files.objects().delete(place).await.map_err(anyhow::Error::from)?;
        removed += 1;
    }
    Ok(removed)
}

/// A folder holds an upload under another name until its last byte is there, and a kill leaves it so.
fn remove_begun(folder: &Path, before: DateTime<Utc>) -> anyhow::Result<u64> {
    let mut removed = 0;
    for spread in std::fs::read_dir(folder)? {
        let spread = spread?.path();
        if !spread.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(spread)? {
            let file = file?;
            let begun = file.file_name().to_string_lossy().split_once('#').is_some_and(|(id, _)| Uuid::try_parse(id).is_ok());
            if begun && DateTime::<Utc>::from(file.metadata()?.modified()?) < before {
                std::fs::remove_file(file.path())?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}
