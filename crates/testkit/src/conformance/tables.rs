//! The tables: what the declarations say and what the migrations made are the same, column by column.

use super::{Findings, must};
use crate::app::TestApp;
use crate::database::Fresh;
use crate::plant::table_name;
use crate::shape::{shape_of, unique_sets};
use kernel::system;
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;

/// Makes the declared tables in a database of their own and holds its catalogue against that of the migrated one.
pub async fn tables(app: &TestApp) {
    let migrated = &app.house.db;
    let backend = migrated.get_database_backend();
    let beside = Fresh::make().await;
    let declared = beside.connect().await;
    let statements = app.house.catalogue.records().map(|r| r.table(backend)).chain(system::tables(backend));
    for table in statements {
        declared.execute(&table).await.unwrap_or_else(|error| panic!("{} cannot be made: {error}", table_name(&table)));
    }
    let (wanted, made) = (shape_of(&declared).await, shape_of(migrated).await);
    let mut findings = Findings::default();
    for (column, shape) in &wanted {
        let name = format!("{}.{}", column.0, column.1);
        let there = made.get(column);
        findings.take(&name, must(there == Some(shape), || format!("is declared as {shape:?} and migrated as {there:?}")));
    }
    for column in made.keys().filter(|column| !wanted.contains_key(*column)) {
        findings.take(&format!("{}.{}", column.0, column.1), Err("was migrated but nothing declares it".to_owned()));
    }
    let unique = unique_sets(migrated).await;
    for (table, columns) in unique_sets(&declared).await {
        let fine = unique.contains(&(table.clone(), columns.clone()));
        findings.take(&table, must(fine, || format!("two rows could share {columns:?}: the index is missing")));
    }
    for record in app.house.catalogue.records() {
        let table = table_name(&record.table(backend));
        for set in &record.about().unique {
            let columns: BTreeSet<String> = set.iter().map(|c| (*c).to_owned()).collect();
            let fine = unique.contains(&(table.clone(), columns));
            findings.take(record.name(), must(fine, || format!("two writers at once could share {set:?}: the index is missing")));
        }
    }
    declared.close().await.expect("the database beside closes");
    findings.settle();
}
