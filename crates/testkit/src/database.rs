//! A fresh database for one test: a file of its own, or a database of its own on a PostgreSQL server.

use kernel::house::{DatabaseAt, connect};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;

/// Holds the address of a PostgreSQL server on which the tests may make and drop databases:
/// `postgres://user@host:port/postgres`.
pub const POSTGRES: &str = "SHUZHI_TEST_POSTGRES";

/// A place for one test, gone when it is dropped.
pub struct Fresh {
    at: DatabaseAt,
    folder: TempDir,
    /// The server's address and the name of our database on it.
    server: Option<(String, String)>,
}

impl Fresh {
    /// Makes an empty database and an empty folder.
    pub async fn make() -> Self {
        let Ok(server) = std::env::var(POSTGRES) else { return Self::folder_only() };
        let folder = TempDir::with_prefix("shuzhi-test-").expect("a temporary folder");
        let name = format!("test_{}", Uuid::now_v7().simple());
        let root = Database::connect(&server).await.expect("the PostgreSQL server of the tests answers");
        root.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
            .await
            .expect("a database of our own");
        root.close().await.expect("the connection closes");
        let (host, _) = server.rsplit_once('/').expect("the address names a database");
        Self { at: DatabaseAt::Url(format!("{host}/{name}")), folder, server: Some((server, name)) }
    }

    /// An empty folder with nothing beside it, whatever database the tests are on.
    pub fn folder_only() -> Self {
        Self::folder_in(&std::env::temp_dir())
    }

    /// An empty folder below another, such as that of a disk of its own.
    pub fn folder_in(parent: &Path) -> Self {
        let folder = TempDir::with_prefix_in("shuzhi-test-", parent).expect("a temporary folder");
        Self { at: DatabaseAt::in_folder(folder.path()), folder, server: None }
    }

    /// An empty folder beside a database that the test looks after.
    pub fn beside(url: &str) -> Self {
        let folder = TempDir::with_prefix("shuzhi-test-").expect("a temporary folder");
        Self { at: DatabaseAt::Url(url.to_owned()), folder, server: None }
    }

    /// The folder, for files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The place as the command line takes it.
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.folder.path().display().to_string()];
        if let DatabaseAt::Url(url) = &self.at {
            arguments.extend(["--database".to_owned(), url.clone()]);
        }
        arguments
    }

    /// A new connection pool.
    pub async fn connect(&self) -> DatabaseConnection {
        connect(&self.at).await.expect("the fresh database opens")
    }

    /// A new connection pool, with all tables made.
    pub async fn migrated(&self) -> DatabaseConnection {
        let db = self.connect().await;
        migrations::bring_up_to_date(&db).await.expect("the migrations run");
        db
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else { return };
        // The runtime of the test may be ending: the database is dropped from a thread and a runtime of their own.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let root = Database::connect(&server).await.map_err(std::io::Error::other)?;
                root.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.map_err(std::io::Error::other)?;
                std::io::Result::Ok(())
            })
        });
        if !matches!(dropped.join(), Ok(Ok(()))) {
            eprintln!("a test database was left on the server");
        }
    }
}
