//! The list of a record: filtered, searched, sorted and paged, showing only what the actor may see.

use super::door::Door;
use super::field::{Field, FieldKind};
use super::filter::{self, Filters};
use super::keyset::{Cursor, Order};
use super::write::texts;
use super::{Record, card, column};
use crate::desk::Desk;
use crate::refusal::Outcome;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, Select, Value as Db};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The most rows one page may have.
pub const SIZE_MAX: u64 = 200;

/// What a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    pub size: u64,
    pub after: Option<String>,
    pub before: Option<String>,
    pub sort: Option<String>,
    pub search: Option<String>,
    pub filters: Filters,
    /// Ended rows too.
    pub ended: bool,
}

/// One page of a list.
#[derive(Debug, Serialize)]
pub struct Page {
    pub items: Vec<Value>,
    pub next: Option<String>,
    pub previous: Option<String>,
}

/// The rows that a query and its actor's scope leave, without order.
pub(super) fn selection<R: Record>(door: &Door<R>, desk: &Desk, query: &ListQuery) -> Outcome<Select<R>> {
    let mut select = R::find().filter(R::scope(&desk.actor)).filter(filter::condition::<R>(&door.fields, &query.filters, desk.today())?);
    if !query.ended {
        select = select.filter(column::<R>("ended_at").is_null());
    }
    if let Some(search) = query.search.as_deref().filter(|s| !s.trim().is_empty()) {
        let mut found = Query::select();
        found.column(card::Column::RowId).from(card::Entity).and_where(card::Column::Record.eq(R::NAME));
        for word in card::plain(search).split_whitespace() {
            found.and_where(filter::contains(Expr::col(card::Column::Words), word));
        }
        select = select.filter(column::<R>("id").in_subquery(found));
    }
    Ok(select)
}

/// One page of rows as the wire shows them.
pub(super) async fn list<R: Record>(door: &Door<R>, desk: &Desk, query: &ListQuery) -> Outcome<Page> {
    let order = Order::read(query.sort.as_deref().filter(|s| !s.is_empty()).unwrap_or(door.about.sort), &door.fields)?;
    let backwards = query.before.is_some();
    let mark = query.before.as_ref().or(query.after.as_ref()).map(|c| Cursor::read(c)).transpose()?;
    let mut select = selection(door, desk, query)?;
    let facing = Order { descending: order.descending != backwards, ..order.clone() };
    if let Some(mark) = &mark {
        select = select.filter(beyond::<R>(&door.fields, &facing, mark)?);
    }
    let size = query.size.clamp(1, SIZE_MAX);
    let mut models = ordered::<R>(select, &facing).limit(size + 1).all(&desk.db()).await?;
    let more = models.len() as u64 > size;
    models.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    if backwards {
        models.reverse();
    }
    let items = shown(door, desk, &models).await?;
    let at = |row: Option<&Value>| row.and_then(|row| Cursor::at(row, &order)).map(|c| c.write());
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, mark.is_some()) };
    Ok(Page { next: at(items.last()).filter(|_| has_next), previous: at(items.first()).filter(|_| has_previous), items })
}

fn nullable<R: Record>(name: &str) -> bool {
    column::<R>(name).def().is_null()
}

fn ordered<R: Record>(select: Select<R>, order: &Order) -> Select<R> {
    let direction = if order.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let by = column::<R>(&order.field);
    // Rows without a value come last in rising order and first in falling order, on both databases alike. Only columns that can be empty pay for it: the rest keep their index.
    let select = if nullable::<R>(&order.field) { select.order_by(Expr::expr(by.is_null()), direction.clone()) } else { select };
    select.order_by(by, direction.clone()).order_by(column::<R>("id"), direction)
}

/// The rows beyond a mark, in the direction of the order.
fn beyond<R: Record>(fields: &[Field], order: &Order, mark: &Cursor) -> Outcome<Condition> {
    let (by, id) = (column::<R>(&order.field).into_expr(), column::<R>("id").into_expr());
    let past = |expr: SimpleExpr, value: SimpleExpr| if order.descending { expr.lt(value) } else { expr.gt(value) };
    let past_id = past(id.clone(), Expr::val(mark.id));
    let Some(value) = mark_value(fields, &order.field, &mark.value)? else {
        let empty = Condition::all().add(by.clone().is_null()).add(past_id);
        return Ok(if order.descending { Condition::any().add(empty).add(by.is_not_null()) } else { empty });
    };
    if !nullable::<R>(&order.field) {
        let (left, right) = (Expr::tuple([by, id]), Expr::tuple([Expr::val(value), Expr::val(mark.id)]));
        return Ok(Condition::all().add(past(left, right)));
    }
    let mut any =
        Condition::any().add(past(by.clone(), Expr::val(value.clone()))).add(Condition::all().add(by.clone().eq(value)).add(past_id));
    if !order.descending {
        any = any.add(by.is_null());
    }
    Ok(any)
}

/// The value a mark stands at; none where the row there has none. A mark of another order is refused.
fn mark_value(fields: &[Field], name: &str, value: &Value) -> Outcome<Option<Db>> {
    let field = fields.iter().find(|f| f.name == name);
    let read = match (value, field.map(|f| f.kind)) {
        (Value::Null, _) => return Ok(None),
        (Value::String(id), None) => id.parse::<Uuid>().ok().map(Db::from),
        (Value::String(at), Some(FieldKind::Instant)) => DateTime::parse_from_rfc3339(at).ok().map(|at| at.with_timezone(&Utc).into()),
        (Value::Number(n), Some(FieldKind::Integer)) => n.as_i64().map(Db::from),
        (Value::Bool(b), Some(FieldKind::Bool)) => Some((*b).into()),
        (_, Some(FieldKind::Integer | FieldKind::Bool)) => None,
        (Value::String(word), _) => field.and_then(|field| filter::db_value(field, word, chrono::NaiveDate::MIN, false)),
        _ => None,
    };
    Ok(Some(read.ok_or_else(Cursor::unreadable)?))
}

/// Rows as the wire shows them: their fields and the names of what they refer to.
pub(super) async fn shown<R: Record>(door: &Door<R>, desk: &Desk, models: &[R::Model]) -> Outcome<Vec<Value>> {
    let mut rows = models.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>()?;
    let references: Vec<&Field> = door.fields.iter().filter(|f| f.target.is_some()).collect();
    let read = |id: &str| id.parse::<Uuid>().ok();
    let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| references.iter().flat_map(|f| texts(&row[&f.name])).filter_map(read)).collect();
    ids.sort_unstable();
    ids.dedup();
    let names: HashMap<Uuid, String> = card::named(&desk.db(), &ids).await?.into_iter().map(|card| (card.row_id, card.title)).collect();
    let coded = coded(door, desk, &rows).await?;
    for row in &mut rows {
        let name = |id: &str| read(id).and_then(|id| names.get(&id)).cloned();
        // A list has a name for each of its references, in their order; null where there is none.
        let label = |value: &Value| match value {
            Value::Array(ids) => Some(ids.iter().map(|id| id.as_str().and_then(name)).collect()),
            single => single.as_str().and_then(name).map(Value::from),
        };
        let mut labels: Map<String, Value> = references.iter().filter_map(|f| Some((f.name.clone(), label(&row[&f.name])?))).collect();
        let spoken = door.fields.iter().filter_map(|f| Some((f.name.clone(), Value::from(coded.get(&code_at(row, f)?)?.clone()))));
        labels.extend(spoken);
        row["_labels"] = Value::Object(labels);
    }
    Ok(rows)
}

/// A record type and the code of one of its rows.
type Coded = (String, String);

/// What a field that holds a code speaks of.
fn code_at(row: &Value, field: &Field) -> Option<Coded> {
    let of = field.code_of.as_deref()?;
    let record = row.get(of).map_or(Some(of), Value::as_str)?;
    Some((record.to_owned(), row[&field.name].as_str()?.to_owned()))
}

/// The names of rows that are spoken of by their codes.
async fn coded<R: Record>(door: &Door<R>, desk: &Desk, rows: &[Value]) -> Outcome<HashMap<Coded, String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (record, code) in rows.iter().flat_map(|row| door.fields.iter().filter_map(|f| code_at(row, f))) {
        codes.entry(record).or_default().insert(code);
    }
    let mut names = HashMap::new();
    for (record, codes) in codes {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let cards = card::by_sub(desk, &record, &codes).await?;
        names.extend(cards.into_iter().map(|card| ((record.clone(), card.sub), card.title)));
    }
    Ok(names)
}
