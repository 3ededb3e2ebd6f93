//! Looks for files that have a card but whose bytes are not there.

use super::record::{Column, Entity};
use super::store::FileStore;
use crate::house::House;
use crate::refusal::Outcome;
use futures::TryStreamExt;
use object_store::ObjectStoreExt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashSet;
use uuid::Uuid;

/// Cards read at once.
const CARDS_AT_ONCE: u64 = 2_000;

/// How many files there are, and those whose bytes are missing.
pub async fn missing(house: &House) -> Outcome<(u64, Vec<Uuid>)> {
    let places = house.files.objects().list(None).map_ok(|object| object.location);
    let places: HashSet<_> = places.try_collect().await.map_err(anyhow::Error::from)?;
    let (mut files, mut missing, mut after) = (0, Vec::new(), Uuid::nil());
    loop {
        let page = Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after)).order_by_asc(Column::Id);
        let ids: Vec<Uuid> = page.limit(CARDS_AT_ONCE).into_tuple().all(&house.db).await?;
        let Some(last) = ids.last() else { return Ok((files, missing)) };
        after = *last;
        files += ids.len() as u64;
        for id in ids.into_iter().filter(|id| !places.contains(&FileStore::place(*id))) {
            // It may have come while we were looking.
            match house.files.objects().head(&FileStore::place(id)).await {
                Ok(_) => {}
                Err(object_store::Error::NotFound { .. }) => missing.push(id),
                Err(error) => return Err(anyhow::Error::from(error).into()),
            }
        }
    }
}
