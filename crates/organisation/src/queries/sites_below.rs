//! Completes given sites with everything below them.

use super::above::LEVELS_MAX;
use crate::records::site::{Column, Entity};
use kernel::refusal::Outcome;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The sites and all sites under them, level by level.
pub async fn sites_below(db: &DatabaseConnection, sites: Vec<Uuid>) -> Outcome<Vec<Uuid>> {
    let (mut all, mut level) = (sites.clone(), sites);
    for _ in 0..LEVELS_MAX {
        let below = Entity::find().filter(Column::ParentId.is_in(level)).all(db).await?;
        level = below.into_iter().map(|site| site.id.0).filter(|id| !all.contains(id)).collect();
        if level.is_empty() {
            break;
        }
        all.extend(&level);
    }
    Ok(all)
}
