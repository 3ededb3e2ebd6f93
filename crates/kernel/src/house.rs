//! The house: everything a running Shuzhi shares, handed to each desk.

use crate::access::{Actor, Policies, Tries};
use crate::bell::Bell;
use crate::clock::Clock;
use crate::department::{Catalogue, Department};
use crate::desk::Desk;
use crate::file::FileStore;
use crate::refusal::Outcome;
use sea_orm::sqlx::{Connection as _, PgConnection};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Connections of a pool. More would not help on the machines this runs on, and PostgreSQL gives 100 to all.
const CONNECTIONS_MAX: u32 = 16;
/// How long a writer waits for its turn before the user is told to try again.
const TURN_SECONDS: u64 = 20;
/// How long one waits for a database that does not answer, and the database for a lock that another program holds.
const AWAY_SECONDS: u64 = 10;

/// The turn to write. SQLite takes one writer at a time; waiting for a turn is fair and cheaper than its busy loop.
pub(crate) type Turn = OwnedMutexGuard<()>;

/// What every desk shares.
pub struct House {
    pub db: DatabaseConnection,
    pub catalogue: Catalogue,
    pub policies: Policies,
    pub clock: Arc<dyn Clock>,
    pub files: FileStore,
    /// Wrong passwords, for the growing delay.
    pub tries: Tries,
    /// Rings when something has happened that concerns a person, for those who watch.
    pub bell: Bell,
    writer: Arc<Mutex<()>>,
}

impl House {
    /// Opens the house over a migrated database. Fails if the policies do not fit what the departments offer.
    pub fn open(
        db: DatabaseConnection,
        departments: Vec<Department>,
        policies: &str,
        files: FileStore,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Arc<Self>> {
        let catalogue = Catalogue::of(departments);
        let policies = Policies::read(policies, &catalogue)?;
        Ok(Arc::new(Self { db, catalogue, policies, clock, files, tries: Tries::default(), bell: Bell::default(), writer: Arc::default() }))
    }

    /// Sites with everything below them.
    pub async fn sites_below(&self, sites: Vec<uuid::Uuid>) -> Outcome<Vec<uuid::Uuid>> {
        match self.catalogue.departments.iter().find_map(|d| d.sites_below) {
            Some(below) if !sites.is_empty() => below(&self.db, sites).await,
            _ => Ok(sites),
        }
    }

    /// The turn to write outside a desk, if nobody else has it: for notes that may as well be made another time.
    pub(crate) fn turn_if_free(&self) -> Option<Turn> {
        self.writer.clone().try_lock_owned().ok()
    }

    /// A desk for reading.
    pub fn read(self: &Arc<Self>, actor: Actor, origin: &str) -> Desk {
        Desk::new(self.clone(), actor, origin.to_owned(), None, None)
    }

    /// A desk for writing: one transaction, kept or undone by [`Desk::finish`].
    pub async fn write(self: &Arc<Self>, actor: Actor, origin: &str) -> Outcome<Desk> {
        let turn = match self.db.get_database_backend() {
            DbBackend::Sqlite => {
                let turn = tokio::time::timeout(Duration::from_secs(TURN_SECONDS), self.writer.clone().lock_owned()).await;
                Some(turn.map_err(|_| crate::away::busy())?)
            }
            _ => None,
        };
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        let transaction = self.db.begin_with_options(options).await?;
        Ok(Desk::new(self.clone(), actor, origin.to_owned(), Some(transaction), turn))
    }
}

/// A transaction in which the whole database is seen as it is at one moment, while others go on writing.
pub async fn moment(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    // SQLite shows a reader the moment at which it began by itself.
    let options = match db.get_database_backend() {
        DbBackend::Sqlite => TransactionOptions::default(),
        _ => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        },
    };
    db.begin_with_options(options).await
}

/// Connects to `sqlite` at a path, or to the PostgreSQL database of a URL.
pub async fn connect(database: &DatabaseAt) -> anyhow::Result<DatabaseConnection> {
    let mut options = match database {
        DatabaseAt::Sqlite(path) => ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display())),
        DatabaseAt::Url(url) => ConnectOptions::new(url.clone()),
    };
    options.max_connections(CONNECTIONS_MAX).acquire_timeout(Duration::from_secs(AWAY_SECONDS)).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .pragma("cache_size", "-16384")
            .busy_timeout(Duration::from_secs(AWAY_SECONDS))
    });
    // Where the disk is full, SQLite ends a transaction by itself and refuses the rollback that follows, but the connection
    // goes on to count it as open. Whatever came next on it would be a savepoint in a transaction that nobody ever commits:
    // acknowledged, and gone with the connection. So such a connection is closed and never used again.
    options.map_sqlx_sqlite_before_acquire(|connection, _| Box::pin(std::future::ready(Ok(!connection.is_in_transaction()))));
    options.map_sqlx_postgres_opts(|postgres| postgres.options([("lock_timeout", format!("{AWAY_SECONDS}s"))]));
    match Database::connect(options).await {
        Ok(db) => Ok(db),
        Err(error) => Err(cause_of(database).await.unwrap_or_else(|| error.into())),
    }
}

/// Why a PostgreSQL database cannot be had. The pool tries until its time is over and then only says that it is; whoever
/// asks once is told.
async fn cause_of(database: &DatabaseAt) -> Option<anyhow::Error> {
    let DatabaseAt::Url(url) = database else { return None };
    match tokio::time::timeout(Duration::from_secs(AWAY_SECONDS), PgConnection::connect(url)).await {
        Ok(Err(error)) => Some(error.into()),
        _ => None,
    }
}

/// Where the records are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseAt {
    Sqlite(std::path::PathBuf),
    /// `postgres://user:password@host/database`
    Url(String),
}

impl DatabaseAt {
    /// The default place in a data folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self::Sqlite(folder.join("shuzhi.db"))
    }
}
