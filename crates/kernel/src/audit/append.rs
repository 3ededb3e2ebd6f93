//! Adds what an act did to the end of the chain, inside the act's own transaction.

use super::{Change, chain, entry};
use crate::desk::Desk;
use crate::refusal::Outcome;
use chrono::SubsecRound;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::{Map, Value};

/// Lines that go into the database in one statement.
const LINES_AT_ONCE: usize = 500;

/// Appends the changes of one act. The chain's end stays locked until the transaction ends, so that lines never fork.
pub async fn append(desk: &Desk, changes: Vec<Change>) -> Outcome<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let db = desk.db();
    let end = chain::Entity::find_by_id(1).lock_exclusive().one(&db).await?;
    let mut end = end.ok_or_else(|| anyhow::anyhow!("the history has no chain; run `shuzhi migrate`"))?;
    let mut lines = Vec::with_capacity(changes.len());
    for change in changes {
        let line = line(desk, change, &end);
        (end.seq, end.hash) = (line.seq, line.hash.clone());
        lines.push(line.into_active_model().reset_all());
    }
    for some in lines.chunks(LINES_AT_ONCE) {
        entry::Entity::insert_many(some.to_vec()).exec_without_returning(&db).await?;
    }
    let end = chain::ActiveModel { id: Set(1), seq: Set(end.seq), hash: Set(end.hash) };
    chain::Entity::update(end).exec(&db).await?;
    Ok(())
}

fn line(desk: &Desk, change: Change, end: &chain::Model) -> entry::Model {
    let (before, after) = differing(&change.before, &change.after);
    let mut line = entry::Model {
        seq: end.seq + 1,
        at: desk.now.trunc_subsecs(6),
        actor_id: desk.actor.id,
        actor: desk.actor.name.clone(),
        origin: desk.origin.clone(),
        record: change.record.to_owned(),
        row_id: change.row,
        event: change.event.to_owned(),
        before,
        after,
        digest: change.digest,
        previous: end.hash.clone(),
        hash: String::new(),
    };
    line.hash = line.expected_hash();
    line
}

/// Only the fields that differ; everything, where the row is new or gone. The version says nothing to people.
fn differing(before: &Value, after: &Value) -> (Option<String>, Option<String>) {
    let (Some(was), Some(is)) = (before.as_object(), after.as_object()) else {
        let whole = |row: &Value| (!row.is_null()).then(|| row.to_string());
        return (whole(before), whole(after));
    };
    let changed: Vec<&String> = is.keys().filter(|key| *key != "version" && was.get(*key) != is.get(*key)).collect();
    let part = |row: &Map<String, Value>| {
        let part: Map<_, _> = changed.iter().filter_map(|key| Some(((*key).clone(), row.get(*key)?.clone()))).collect();
        Some(Value::Object(part).to_string())
    };
    (part(was), part(is))
}
