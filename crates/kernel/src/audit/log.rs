//! The change log: what was done to everything that someone may see, newest first.

use super::read::{Line, line};
use super::{entry, generic_event};
use crate::desk::Desk;
use crate::record::{AnyRecord, instant, name_of, named_cards};
use crate::refusal::{Outcome, Refusal};
use crate::text::Text;
use chrono::NaiveDate;
use schemars::JsonSchema;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Lines of one page.
const PAGE: u64 = 50;

/// Which lines are asked for.
#[derive(Clone, Debug, Default)]
pub struct LogQuery {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub actor: Option<Uuid>,
    pub record: Option<String>,
    pub row: Option<Uuid>,
    pub event: Option<String>,
    /// The line after which the page begins.
    pub after: Option<i64>,
}

/// A line of the change log: a line of the history, and the row that it is about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LogLine {
    pub record: String,
    pub row: Option<Uuid>,
    /// What the row is called, or was called when it was deleted.
    pub name: Option<Text>,
    /// Whether the row is still there to be opened.
    pub there: bool,
    #[serde(flatten)]
    pub line: Line,
}

/// One page of the change log.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LogPage {
    pub items: Vec<LogLine>,
    pub next: Option<i64>,
}

/// An event that the change log may be asked for; without `record` it may befall any row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LogEvent {
    pub record: Option<&'static str>,
    pub event: &'static str,
    #[serde(flatten)]
    pub title: Text,
}

/// One page of lines about rows that the actor may see, or could see until they were deleted.
pub async fn log(desk: &Desk, query: &LogQuery) -> Outcome<LogPage> {
    let mut select = asked(desk, query)?;
    if let Some(after) = query.after {
        let mark = entry::Entity::find_by_id(after).one(&desk.db()).await?;
        let mark = mark.ok_or_else(|| {
            Refusal::malformed("页码标记无法识别，请从第一页开始", "The page mark cannot be read; start from the first page")
        })?;
        let place = Expr::tuple([entry::Column::At.into_expr(), entry::Column::Seq.into_expr()]);
        select = select.filter(place.lt(Expr::tuple([Expr::val(mark.at), Expr::val(mark.seq)])));
    }
    let ordered = select.order_by_desc(entry::Column::At).order_by_desc(entry::Column::Seq);
    let mut entries = ordered.limit(PAGE + 1).all(&desk.db()).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = entries.last().map(|entry| entry.seq).filter(|_| more);
    Ok(LogPage { items: with_names(desk, entries).await?, next })
}

/// What may have happened to the records that the actor may read.
pub fn events(desk: &Desk) -> Vec<LogEvent> {
    let generic = super::GENERIC_EVENTS.iter().filter_map(|event| Some(LogEvent { record: None, event, title: generic_event(event)? }));
    let verbs = readable(desk).into_iter().flat_map(|record| {
        let changing = record.verbs().iter().filter(|verb| !verb.about.reads);
        changing.map(|verb| LogEvent { record: Some(record.name()), event: verb.name, title: verb.about.event.clone() })
    });
    generic.chain(verbs).collect()
}

fn readable(desk: &Desk) -> Vec<&dyn AnyRecord> {
    desk.house.catalogue.records().filter(|record| record.audited() && desk.may("read", record.name()).is_ok()).collect()
}

fn asked(desk: &Desk, query: &LogQuery) -> Outcome<Select<entry::Entity>> {
    let edge = |day: Option<NaiveDate>, end| day.and_then(|day| instant(day, end));
    let wanted = Condition::all()
        .add_option(edge(query.from, false).map(|from| entry::Column::At.gte(from)))
        .add_option(edge(query.to, true).map(|to| entry::Column::At.lte(to)))
        .add_option(query.actor.map(|actor| entry::Column::ActorId.eq(actor)))
        .add_option(query.record.as_ref().map(|record| entry::Column::Record.eq(record)))
        .add_option(query.row.map(|row| entry::Column::RowId.eq(row)))
        .add_option(query.event.as_ref().map(|event| entry::Column::Event.eq(event)));
    Ok(entry::Entity::find().filter(seen(desk, query.row.is_some())).filter(wanted))
}

/// The lines that the actor may see; of one row they are found by the index of its kind of record.
fn seen(desk: &Desk, of_one_row: bool) -> Condition {
    let readable = readable(desk);
    // Of many rows not the bare column: by its index all their lines would be fetched and sorted before the first is shown.
    let record = entry::Column::Record.into_expr();
    let record = if of_one_row { record } else { record.cast_as("text") };
    let known = Condition::all().add(record.is_in(readable.iter().map(|record| record.name())));
    let database = desk.house.db.get_database_backend();
    readable.iter().fold(known, |seen, record| match record.lines_seen_by(&desk.actor, database) {
        Some(own) => seen.add(Condition::any().add(entry::Column::Record.ne(record.name())).add(own)),
        None => seen,
    })
}

/// The rows of a record that were deleted, by what they held when they went: each field with the values it may have had.
pub fn deleted_with(record: &str, held: &[(&str, Vec<String>)], database: DbBackend) -> SelectStatement {
    let mut rows = Query::select();
    rows.column(entry::Column::RowId).from(entry::Entity);
    rows.and_where(entry::Column::Record.eq(record)).cond_where(is_deletion());
    for (field, values) in held {
        rows.and_where(field_of(entry::Column::Before, field, database).is_in(values));
    }
    rows
}

/// Said in letters, not as a parameter: so it is known to be what the index of deletions holds.
fn is_deletion() -> SimpleExpr {
    Expr::cust("event = 'delete'")
}

/// A field of the JSON text in a column. The name of the field comes from a declaration.
fn field_of(column: entry::Column, field: &str, database: DbBackend) -> SimpleExpr {
    let column = column.into_expr();
    Expr::expr(match database {
        DbBackend::Sqlite => Func::cust("json_extract").arg(column).arg(format!("$.{field}")),
        _ => Func::cust("json_extract_path_text").arg(column.cast_as("json")).arg(field),
    })
}

async fn with_names(desk: &Desk, entries: Vec<entry::Model>) -> Outcome<Vec<LogLine>> {
    let rows: BTreeSet<Uuid> = entries.iter().filter_map(|entry| entry.row_id).collect();
    let rows: Vec<Uuid> = rows.into_iter().collect();
    let there: HashMap<Uuid, Text> = named_cards(&desk.db(), &rows).await?.into_iter().map(|card| (card.row_id, card.named())).collect();
    let gone: BTreeSet<(&str, Uuid)> = entries
        .iter()
        .filter_map(|entry| Some((entry.record.as_str(), entry.row_id?)))
        .filter(|(_, row)| !there.contains_key(row))
        .collect();
    let (records, rows): (BTreeSet<&str>, Vec<Uuid>) = gone.into_iter().unzip();
    let last = entry::Entity::find().filter(entry::Column::Record.is_in(records)).filter(entry::Column::RowId.is_in(rows));
    let last = last.filter(is_deletion());
    let gone: HashMap<Uuid, Text> =
        last.all(&desk.db()).await?.iter().filter_map(|entry| Some((entry.row_id?, name_when_deleted(desk, entry)?))).collect();
    let named = entries.into_iter().map(|entry| {
        let (record, row) = (entry.record.clone(), entry.row_id);
        let name = row.and_then(|row| there.get(&row).or_else(|| gone.get(&row)).cloned());
        LogLine { row, name, there: row.is_some_and(|row| there.contains_key(&row)), line: line(desk, &record, entry), record }
    });
    Ok(named.collect())
}

fn name_when_deleted(desk: &Desk, last: &entry::Model) -> Option<Text> {
    let about = desk.house.catalogue.record(&last.record)?.about();
    let held: Value = serde_json::from_str(last.before.as_deref()?).ok()?;
    Some(name_of(about, &held)).filter(|name| !name.zh.is_empty())
}
