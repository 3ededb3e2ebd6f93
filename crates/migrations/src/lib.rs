//! The one timeline of the tables, for SQLite and PostgreSQL alike. Steps are only ever added at the end.
//!
//! Steps name tables and columns in plain words and never import a department: declarations move on, history does not.
//! A test in `testkit` holds the migrated tables against the declared ones.

mod m0001_house;
mod m0002_directory;
mod m0003_sales;
mod m0004_report;
mod m0005_alias;
mod m0006_loss;
mod m0007_notice;
mod m0008_log_and_tokens;
mod m0009_alias_refused;
mod m0010_batch_made;
mod m0011_lookup;
mod m0012_titles;
mod m0013_deletions;
mod m0014_item_cost;
mod m0015_photos;
mod m0016_holiday;
mod m0017_target;
mod m0018_weather;
mod m0019_watch;
mod rows;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait};

/// What those who bring the tables up to date at the same moment queue for on PostgreSQL.
const TURN: &str = "SELECT pg_advisory_xact_lock(7304895)";

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_house::Migration),
            Box::new(m0002_directory::Migration),
            Box::new(m0003_sales::Migration),
            Box::new(m0004_report::Migration),
            Box::new(m0005_alias::Migration),
            Box::new(m0006_loss::Migration),
            Box::new(m0007_notice::Migration),
            Box::new(m0008_log_and_tokens::Migration),
            Box::new(m0009_alias_refused::Migration),
            Box::new(m0010_batch_made::Migration),
            Box::new(m0011_lookup::Migration),
            Box::new(m0012_titles::Migration),
            Box::new(m0013_deletions::Migration),
            Box::new(m0014_item_cost::Migration),
            Box::new(m0015_photos::Migration),
            Box::new(m0016_holiday::Migration),
            Box::new(m0017_target::Migration),
            Box::new(m0018_weather::Migration),
            Box::new(m0019_watch::Migration),
        ]
    }
}

/// Brings the tables up to date in one transaction, so that a kill leaves all of it or nothing; answers the steps that were done.
pub async fn bring_up_to_date(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    if Migrator::get_pending_migrations_read_only(db).await?.is_empty() {
        return Ok(Vec::new());
    }
    // Immediate: a second program that starts now waits here, and then finds everything done.
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
    let transaction = db.begin_with_options(options).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(TURN).await?;
    }
    let pending = Migrator::get_pending_migrations(&transaction).await?;
    Migrator::up(&transaction, None).await?;
    transaction.commit().await?;
    Ok(pending.iter().map(|step| step.name().to_owned()).collect())
}
