//! What stands above a row of a tree: nothing stands under itself, and no tree is deeper than people can read.

use kernel::desk::Desk;
use kernel::refusal::{Outcome, Refusal};
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Levels of a tree at most.
pub const LEVELS_MAX: usize = 8;

/// Refuses a row under `above` that would stand under itself, by `circle`, or too deep. `id` and `parent` are the columns of its record.
pub async fn refuse_circle<E: EntityTrait>(
    desk: &Desk,
    own: Uuid,
    mut above: Option<Uuid>,
    [id, parent]: [E::Column; 2],
    circle: Refusal,
) -> Outcome<()> {
    for _ in 0..LEVELS_MAX {
        let Some(next) = above else { return Ok(()) };
        if next == own {
            return Err(circle.into());
        }
        let parents = E::find().filter(id.eq(next)).select_only().column(parent).into_tuple::<Option<Uuid>>();
        above = parents.one(&desk.db()).await?.flatten();
    }
    if above.is_none() {
        return Ok(());
    }
    let (zh, en) = (format!("最多 {LEVELS_MAX} 级"), format!("At most {LEVELS_MAX} levels"));
    Err(Refusal::conflict("tree.deep", zh, en).on("parent_id").into())
}
