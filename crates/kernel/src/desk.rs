//! The desk: where one act happens. It knows who acts, when, from where, and holds the transaction.

use crate::access::Actor;
use crate::audit::{self, Change};
use crate::bell::News;
use crate::clock::china_day;
use crate::house::{House, Turn};
use crate::refusal::{Outcome, Refusal};
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use sea_orm::{DatabaseExecutor, DatabaseTransaction};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::{NoContext, Timestamp, Uuid};

/// One act's surroundings. A desk for reading has no transaction; a desk for writing has one, and nothing it does is seen before [`Desk::finish`].
pub struct Desk {
    pub house: Arc<House>,
    pub actor: Actor,
    /// Where the act comes from: an address, or `command line`.
    pub origin: String,
    /// The instant of the act, by the server's clock.
    pub now: DateTime<Utc>,
    transaction: Option<DatabaseTransaction>,
    _turn: Option<Turn>,
    told: Mutex<Vec<Change>>,
    rung: Mutex<Vec<News>>,
}

impl Desk {
    pub(crate) fn new(
        house: Arc<House>,
        actor: Actor,
        origin: String,
        transaction: Option<DatabaseTransaction>,
        turn: Option<Turn>,
    ) -> Self {
        let now = house.clock.now().trunc_subsecs(6);
        Self { house, actor, origin, now, transaction, _turn: turn, told: Mutex::default(), rung: Mutex::default() }
    }

    /// The database, inside the transaction if there is one.
    pub fn db(&self) -> DatabaseExecutor<'_> {
        match &self.transaction {
            Some(transaction) => transaction.into(),
            None => (&self.house.db).into(),
        }
    }

    /// Today in China.
    pub fn today(&self) -> NaiveDate {
        china_day(self.now)
    }

    /// A new id; ids sort by the time of the act.
    pub fn new_id(&self) -> Uuid {
        let seconds = u64::try_from(self.now.timestamp()).unwrap_or(0);
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, self.now.timestamp_subsec_nanos()))
    }

    /// Refuses unless the policies allow the actor this action on this kind of thing (a record's name, or `measure`).
    pub fn may(&self, action: &str, kind: &str) -> Outcome<()> {
        if self.house.policies.allow(&self.actor, action, kind) { Ok(()) } else { Err(Refusal::forbidden().into()) }
    }

    /// Notes what was done, for the history; written when the act is finished.
    pub fn tell(&self, change: Change) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).push(change);
    }

    /// Rings the bell once the act is kept.
    pub fn ring_after(&self, news: News) {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner).push(news);
    }

    /// Ends the act: all of it is kept, with its lines in the history, or none of it.
    pub async fn finish<T>(self, outcome: Outcome<T>) -> Outcome<T> {
        let done = match outcome {
            Ok(done) => done,
            Err(failure) => return self.undo(failure).await,
        };
        let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        if let Err(failure) = audit::append(&self, told).await {
            return self.undo(failure).await;
        }
        if let Some(transaction) = self.transaction {
            transaction.commit().await?;
        }
        for news in self.rung.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.house.bell.ring(news);
        }
        Ok(done)
    }

    /// Ends the act without keeping anything of it.
    pub async fn discard(self) -> Outcome<()> {
        if let Some(transaction) = self.transaction {
            transaction.rollback().await?;
        }
        Ok(())
    }

    async fn undo<T>(self, failure: crate::refusal::Failure) -> Outcome<T> {
        // What went wrong first is what the user is told. A rollback fails where the database has undone everything already,
        // as SQLite does on a full disk, or is away, which undoes it too.
        if let Some(transaction) = self.transaction
            && let Err(error) = transaction.rollback().await
        {
            tracing::warn!(%error, "an act that failed could not be rolled back any more");
        }
        Err(failure)
    }
}
