//! A request sent twice acts once: its answer is kept with its key, in the transaction of the act.

use crate::desk::Desk;
use crate::refusal::{Outcome, Refusal};
use crate::verb::SECRET;
use chrono::{DateTime, Duration, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::Value as Answer;

/// Days an answer is kept; a phone may come back on line after a long weekend.
const KEPT_DAYS: i64 = 14;
/// The longest key.
pub const KEY_CHARS_MAX: usize = 100;

/// A kept answer.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub actor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// A hash of the request: the same key with another request is a mistake of the sender.
    pub request: String,
    pub answer: Json,
    pub at: DateTime<Utc>,
}
crate::table!();

/// The answer given before under this key, if any.
pub async fn known(desk: &Desk, key: &str, request: &str) -> Outcome<Option<Answer>> {
    let kept = Entity::find_by_id((desk.actor.id, key.to_owned())).one(&desk.db()).await?;
    match kept {
        Some(kept) if kept.request != request => {
            Err(Refusal::conflict("idempotency", "同一个请求标识被用于不同的内容", "The same Idempotency-Key came with another request")
                .into())
        }
        kept => Ok(kept.map(|k| k.answer)),
    }
}

/// Keeps an answer under its key; the act and its answer are kept together or not at all. A secret is not kept:
/// who repeats such a request hears that it was done, and asks for a new secret if the first answer was lost.
pub async fn keep(desk: &Desk, key: &str, request: &str, answer: &Answer) -> Outcome<()> {
    let mut answer = answer.clone();
    if let Some(answer) = answer.as_object_mut() {
        answer.shift_remove(SECRET);
    }
    let row = ActiveModel {
        actor_id: Set(desk.actor.id),
        key: Set(key.to_owned()),
        request: Set(request.to_owned()),
        answer: Set(answer),
        at: Set(desk.now),
    };
    Entity::insert(row).exec_without_returning(&desk.db()).await?;
    Ok(())
}

/// Forgets answers that nobody will ask for again.
pub async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Outcome<u64> {
    Ok(Entity::delete_many().filter(Column::At.lt(now - Duration::days(KEPT_DAYS))).exec(db).await?.rows_affected)
}
