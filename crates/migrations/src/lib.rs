//! The one timeline of the tables, for SQLite and PostgreSQL alike. Steps are only ever added at the end.
//!
//! Steps name tables and columns in plain words and never import a department: declarations move on, history does not.
//! A test in `testkit` holds the migrated tables against the declared ones.

mod m0001_house;
mod m0002_directory;
mod m0003_sales;
mod m0004_report;
mod rows;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_house::Migration), Box::new(m0002_directory::Migration), Box::new(m0003_sales::Migration), Box::new(m0004_report::Migration)]
    }
}
