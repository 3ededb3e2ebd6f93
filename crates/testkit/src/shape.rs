//! The shape of a database as its own catalogue tells it: every column of every table, and what must be unique.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// A column as the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnShape {
    /// What it holds, in a word that both databases share.
    pub kind: String,
    pub nullable: bool,
    pub key: bool,
}

/// Every column by table and name; the table in which the migrations keep their own count is left out.
pub async fn shape_of(db: &DatabaseConnection) -> BTreeMap<(String, String), ColumnShape> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name AS tab, p.name AS col, lower(p.type) AS kind, p.\"notnull\" = 0 AS nullable, p.pk > 0 AS is_key \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        _ => {
            "SELECT c.table_name AS tab, c.column_name AS col, c.data_type AS kind, c.is_nullable = 'YES' AS nullable, \
             EXISTS (SELECT 1 FROM information_schema.table_constraints t JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name) \
             WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name) AS is_key \
             FROM information_schema.columns c WHERE c.table_schema = 'public'"
        }
    };
    let rows = all(db, sql).await;
    let text = |row: &QueryResult, name: &str| row.try_get::<String>("", name).expect("a text of the catalogue");
    let truth = |row: &QueryResult, name: &str| row.try_get::<bool>("", name).expect("a truth of the catalogue");
    let columns = rows.iter().map(|row| {
        let shape = ColumnShape { kind: plain(&text(row, "kind")), nullable: truth(row, "nullable"), key: truth(row, "is_key") };
        ((text(row, "tab"), text(row, "col")), shape)
    });
    columns.filter(|((table, _), _)| table != "seaql_migrations").collect()
}

/// The sets of columns, by table, in which no two rows may agree.
pub async fn unique_sets(db: &DatabaseConnection) -> BTreeSet<(String, BTreeSet<String>)> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name AS tab, i.name AS idx, x.name AS col FROM sqlite_master m JOIN pragma_index_list(m.name) i \
             JOIN pragma_index_info(i.name) x WHERE m.type = 'table' AND i.\"unique\" = 1"
        }
        _ => {
            "SELECT t.relname AS tab, i.relname AS idx, a.attname AS col FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid \
             JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(x.indkey) \
             JOIN pg_namespace n ON n.oid = t.relnamespace WHERE x.indisunique AND n.nspname = 'public'"
        }
    };
    let mut sets: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in all(db, sql).await {
        let text = |name: &str| row.try_get::<String>("", name).expect("a text of the catalogue");
        sets.entry((text("tab"), text("idx"))).or_default().insert(text("col"));
    }
    sets.into_iter().map(|((table, _), columns)| (table, columns)).collect()
}

async fn all(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("the catalogue can be read")
}

/// Texts are texts, whatever length was meant; JSON is JSON, kept as text or taken apart.
fn plain(kind: &str) -> String {
    match kind {
        "varchar" | "character varying" | "text" => "text".to_owned(),
        "json" | "jsonb" | "json_text" | "jsonb_text" => "json".to_owned(),
        other => other.to_owned(),
    }
}
