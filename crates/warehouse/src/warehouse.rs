//! The door of the warehouse: opens it, knows its versions, and takes batches back.

use crate::WarehouseError;
use crate::change::{Doomed, cut};
#[cfg(feature = "cluster")]
use crate::engine::Share;
use crate::engine::{Engine, Engines};
use crate::error::Outcome;
use crate::facts::Kind;
use crate::months::Months;
use crate::query::{Answer, Asked, Question, Remembered, Run, Scope};
use crate::rollup::Rollups;
use crate::store::{Storage, Store};
use crate::table::{BatchState, Change, Table, View, batch_state};
use crate::write::FileWriter;
use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// The facts of a company. Cheap questions and long loads may run at the same time.
pub struct Warehouse {
    pub(crate) store: Store,
    pub(crate) engines: Engines,
    pub(crate) rollups: Rollups,
    remembered: Remembered,
    pub(crate) months: Months,
    sales: Table,
    visitors: Table,
}

/// A version of the data: everything that was loaded up to a moment. Texts such as `12.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Version {
    pub(crate) sales: u64,
    pub(crate) visitors: u64,
}

impl Version {
    /// Whether what was known at another version is known at this one.
    pub fn covers(self, other: Version) -> bool {
        self.sales >= other.sales && self.visitors >= other.visitors
    }
}

/// A load that was done, the same id for the same file and source wherever it is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Batch(pub Uuid);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.sales, self.visitors)
    }
}

impl FromStr for Version {
    type Err = WarehouseError;

    fn from_str(text: &str) -> Result<Version, WarehouseError> {
        let parsed = text
            .split_once('.')
            .and_then(|(sales, visitors)| Some(Version { sales: sales.parse().ok()?, visitors: visitors.parse().ok()? }));
        parsed.ok_or_else(|| WarehouseError::NoVersion(text.into()))
    }
}

impl fmt::Display for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Warehouse {
    /// Opens the warehouse in a storage, makes it when there is none, and takes away what killed loads left behind.
    pub async fn open(storage: &Storage, now: DateTime<Utc>) -> Outcome<Warehouse> {
        let store = Store::open(storage)?;
        let engine = Engine::new(&store)?;
        let sales = Table::open(Kind::Sales, store.clone()).await?;
        let visitors = Table::open(Kind::Visitors, store.clone()).await?;
        for table in [&sales, &visitors] {
            match table.sweep(now).await {
                Ok(0) => {}
                Ok(files) => tracing::info!(files, table = table.kind.name(), "files of unfinished loads were taken away"),
                Err(error) => tracing::warn!(%error, table = table.kind.name(), "files of unfinished loads stay for now"),
            }
        }
        Ok(Warehouse {
            store,
            engines: Engines::near(engine),
            rollups: Rollups::default(),
            remembered: Remembered::default(),
            months: Months::default(),
            sales,
            visitors,
        })
    }

    /// Sends a share of the work to a cluster, by the address of its scheduler, such as `df://10.0.0.8:50050`.
    #[cfg(feature = "cluster")]
    pub fn on_cluster(mut self, scheduler: &str, share: Share) -> Outcome<Warehouse> {
        self.engines = self.engines.and(Engine::on_cluster(&self.store, scheduler)?, share);
        Ok(self)
    }

    /// The newest version this process knows.
    pub fn version(&self) -> Version {
        self.version_of(&self.sales.now(), &self.visitors.now())
    }

    /// Looks for versions other processes wrote.
    pub async fn refresh(&self) -> Outcome<Version> {
        let (sales, visitors) = (self.sales.refresh().await?, self.visitors.refresh().await?);
        Ok(self.version_of(&sales, &visitors))
    }

    /// Facts of sales in all.
    pub fn facts(&self) -> u64 {
        self.sales.now().entries.iter().map(|entry| entry.rows).sum()
    }

    /// Answers a question at the newest version or one of the past.
    pub async fn ask(&self, scope: &Scope, question: &Question, at: Option<Version>) -> Outcome<Answer> {
        question.filter.check()?;
        let (sales, visitors) = self.views(at).await?;
        let asked = Asked { version: self.version_of(&sales, &visitors), scope: scope.clone(), question: question.clone() };
        if let Some(known) = self.remembered.answer(&asked) {
            return Ok(Answer::clone(&known));
        }
        let begun = Instant::now();
        let answer = Run { warehouse: self, scope, filter: &question.filter, sales, visitors, counted: None }.answer(question).await?;
        let (atoms, by, days) = (&question.atoms, &question.by, (question.filter.first(), question.filter.last()));
        tracing::debug!(
            taken_ms = begun.elapsed().as_millis() as u64,
            groups = answer.groups,
            ?atoms,
            ?by,
            ?days,
            "answered from the data"
        );
        self.remembered.keep(asked, &answer);
        Ok(answer)
    }

    /// Takes all facts of a batch away in one step. The file may be loaded again afterwards.
    pub async fn undo(&self, kind: Kind, batch: Batch, now: DateTime<Utc>) -> Outcome<Version> {
        let table = self.table(kind);
        let writer = FileWriter::new(kind, &self.store, &self.engines.near, now);
        let (writer, doomed) = (&writer, &Doomed::Batch(batch.to_string()));
        let undone = table
            .commit(now, |snapshot, view| async move {
                if batch_state(table, &snapshot, batch).await? != BatchState::Loaded {
                    return Err(WarehouseError::NoBatch(batch));
                }
                let cut = cut(writer, &view, doomed).await?;
                let batch = Some((batch, BatchState::Undone));
                Ok(Some(Change { added: cut.rewritten, removed: cut.removed, batch, new_data: true }))
            })
            .await;
        match undone {
            Ok(version) => {
                self.changed(kind);
                Ok(self.version_with(kind, version))
            }
            Err(error) => {
                // A storage that failed may have written all the same, so the files stay; the sweep knows.
                if !matches!(error, WarehouseError::Failed(_)) {
                    writer.discard().await;
                }
                Err(error)
            }
        }
    }

    pub(crate) fn table(&self, kind: Kind) -> &Table {
        match kind {
            Kind::Sales => &self.sales,
            Kind::Visitors => &self.visitors,
        }
    }

    pub(crate) async fn views(&self, at: Option<Version>) -> Outcome<(Arc<View>, Arc<View>)> {
        let Some(version) = at else { return Ok((self.sales.now(), self.visitors.now())) };
        let missing = || WarehouseError::NoVersion(version.to_string());
        let sales = self.sales.at(version.sales).await?.ok_or_else(missing)?;
        let visitors = self.visitors.at(version.visitors).await?.ok_or_else(missing)?;
        Ok((sales, visitors))
    }

    pub(crate) fn version_of(&self, sales: &View, visitors: &View) -> Version {
        Version { sales: sales.version, visitors: visitors.version }
    }

    pub(crate) fn version_with(&self, kind: Kind, version: u64) -> Version {
        match kind {
            Kind::Sales => Version { sales: version, ..self.version() },
            Kind::Visitors => Version { visitors: version, ..self.version() },
        }
    }

    /// A table has a new version: what was kept of files that are gone is dropped.
    pub(crate) fn changed(&self, kind: Kind) {
        if kind == Kind::Sales {
            self.rollups.forget_except(&self.sales.now().entries);
        }
    }
}
