//! The history of one row, newest first, as its page shows it.

use super::entry;
use crate::desk::Desk;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// Lines of one page.
const PAGE: u64 = 50;

/// A line of the history as the wire shows it; `before` and `after` hold what changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Line {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub origin: String,
    pub event: String,
    #[serde(flatten)]
    pub title: Text,
    pub before: Value,
    pub after: Value,
}

/// One page of a row's history.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HistoryPage {
    pub items: Vec<Line>,
    pub next: Option<i64>,
}

/// The lines about a row, those before `after` if given. The caller has checked that the actor may see the row.
pub async fn history(desk: &Desk, record: &str, row: Uuid, after: Option<i64>) -> Outcome<HistoryPage> {
    let mut select = entry::Entity::find().filter(entry::Column::RowId.eq(row)).filter(entry::Column::Record.eq(record));
    if let Some(after) = after {
        select = select.filter(entry::Column::Seq.lt(after));
    }
    let mut entries = select.order_by_desc(entry::Column::Seq).limit(PAGE + 1).all(&desk.db()).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let items: Vec<Line> = entries.into_iter().map(|entry| line(desk, record, entry)).collect();
    Ok(HistoryPage { next: items.last().map(|line| line.seq).filter(|_| more), items })
}

/// What a deleted row held when it went; `None` if there was no such row, or it is still there.
pub async fn deleted(desk: &Desk, record: &str, row: Uuid) -> Outcome<Option<Value>> {
    let of_row = entry::Entity::find().filter(entry::Column::RowId.eq(row)).filter(entry::Column::Record.eq(record));
    let last = of_row.order_by_desc(entry::Column::Seq).one(&desk.db()).await?;
    Ok(last.filter(|entry| entry.event == "delete").and_then(|entry| serde_json::from_str(&entry.before?).ok()))
}

/// A line as the wire shows it.
pub(super) fn line(desk: &Desk, record: &str, entry: entry::Model) -> Line {
    let json = |text: Option<String>| text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or(Value::Null);
    let title = desk.house.catalogue.event_title(record, &entry.event);
    Line {
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor,
        origin: entry.origin,
        event: entry.event,
        title,
        before: json(entry.before),
        after: json(entry.after),
    }
}

/// The events that are no verbs.
pub(crate) const GENERIC_EVENTS: [&str; 7] = ["create", "change", "import", "end", "reopen", "delete", "change_password"];

/// What the generic events are called.
pub fn generic_event(event: &str) -> Option<Text> {
    Some(match event {
        "create" => text("新建", "Created"),
        "change" => text("修改", "Changed"),
        "end" => text("停用", "Ended"),
        "change_password" => text("修改了密码", "Password changed"),
        "delete" => text("删除", "Deleted"),
        "reopen" => text("恢复", "Reopened"),
        "import" => text("导入", "Imported"),
        _ => return None,
    })
}
