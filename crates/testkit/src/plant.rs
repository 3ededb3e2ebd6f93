//! Puts rows into the database by SQL: rows of records that only the house makes, and states that only verbs reach.

use crate::app::TestApp;
use kernel::record::{AnyRecord, Field, FieldKind};
use sea_orm::sea_query::{Alias, ColumnDef, ColumnType, Expr, ExprTrait, Query, TableCreateStatement, TableRef};
use sea_orm::{ConnectionTrait, Value as Db};
use serde_json::{Value, json};
use uuid::Uuid;

/// Plants a row with plain values, belonging to this user and (where rows have one) this site. It has no card and no history.
pub async fn plant(app: &TestApp, record: &dyn AnyRecord, owner: Uuid, site: Option<Uuid>) -> Uuid {
    let id = Uuid::now_v7();
    let db = &app.house.db;
    let table = record.table(db.get_database_backend());
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for column in table.get_columns() {
        let name = column.get_column_name();
        let field = record.fields().iter().find(|f| f.name == name);
        let value = match name.as_str() {
            "id" => id.into(),
            "version" => 1_i32.into(),
            _ => planted(column, field, owner, site, app),
        };
        names.push(Alias::new(name));
        values.push(Expr::val(value));
    }
    let insert = Query::insert().into_table(Alias::new(table_name(&table))).columns(names).values_panic(values).to_owned();
    db.execute(&insert).await.unwrap_or_else(|error| panic!("a row of {} cannot be planted: {error}", record.name()));
    id
}

/// Puts a row into a state by SQL.
pub async fn put_in_state(app: &TestApp, record: &dyn AnyRecord, id: Uuid, field: &str, state: &str) {
    let db = &app.house.db;
    let table = table_name(&record.table(db.get_database_backend()));
    let truth = record.fields().iter().any(|f| f.name == field && f.kind == FieldKind::Bool);
    let value: Db = if truth { (state == "true").into() } else { state.into() };
    let update = Query::update().table(Alias::new(table)).value(Alias::new(field), value).and_where(Expr::col("id").eq(id)).to_owned();
    db.execute(&update).await.unwrap_or_else(|error| panic!("{} cannot be put in state {state}: {error}", record.name()));
}

/// The name of the table that a statement makes.
pub(crate) fn table_name(table: &TableCreateStatement) -> String {
    match table.get_table_name() {
        Some(TableRef::Table(name, _)) => name.1.to_string(),
        other => panic!("a table without a plain name: {other:?}"),
    }
}

fn planted(column: &ColumnDef, field: Option<&Field>, owner: Uuid, site: Option<Uuid>, app: &TestApp) -> Db {
    let kind = column.get_column_type().expect("a declared column has a type");
    let target = field.and_then(|f| f.target.as_deref());
    let needed = column.get_column_spec().nullable == Some(false);
    match kind {
        ColumnType::Uuid if target == Some("user") => owner.into(),
        ColumnType::Uuid if target == Some("site") && site.is_some() => site.into(),
        _ if !needed => nothing(kind),
        ColumnType::Uuid => owner.into(),
        ColumnType::Integer => 1_i32.into(),
        ColumnType::BigInteger => 1_i64.into(),
        ColumnType::Boolean => false.into(),
        ColumnType::Date => kernel::clock::china_day(app.house.clock.now()).into(),
        ColumnType::TimestampWithTimeZone => app.house.clock.now().into(),
        ColumnType::Json | ColumnType::JsonBinary => empty(field).into(),
        _ => match field.and_then(|f| f.choices.first()) {
            Some((first, _)) => first.clone().into(),
            None => format!("planted {}", Uuid::now_v7()).into(),
        },
    }
}

fn empty(field: Option<&Field>) -> Value {
    match field.map(|f| f.kind) {
        Some(FieldKind::List) => json!([]),
        Some(FieldKind::Bilingual) => json!({ "zh": "种下的", "en": "planted" }),
        _ => json!({}),
    }
}

fn nothing(kind: &ColumnType) -> Db {
    match kind {
        ColumnType::Uuid => Db::Uuid(None),
        ColumnType::Integer => Db::Int(None),
        ColumnType::BigInteger => Db::BigInt(None),
        ColumnType::Boolean => Db::Bool(None),
        ColumnType::Date => Db::ChronoDate(None),
        ColumnType::TimestampWithTimeZone => Db::ChronoDateTimeUtc(None),
        ColumnType::Json | ColumnType::JsonBinary => Db::Json(None),
        _ => Db::String(None),
    }
}
