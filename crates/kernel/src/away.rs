//! Tells whether something merely stands in the way for a while, such as a busy database or a full disk, from a fault of ours.

use crate::refusal::{Failure, Kind, Refusal};
use crate::text::text;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};
use std::io::ErrorKind;

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    Busy,
    Full,
}

/// First digits of SQLite's codes, in their last byte: busy, locked, full.
const SQLITE_BUSY: u32 = 5;
const SQLITE_LOCKED: u32 = 6;
const SQLITE_FULL: u32 = 13;
/// What SQLite says when it cannot write or make room: on a disk that works, because it is full.
const SQLITE_NO_ROOM: [u32; 3] = [778, 4874, 1034];
/// Classes and states of PostgreSQL: connections, resources, operators who stop it, locks not had in time, deadlocks and collisions.
const POSTGRES_BUSY: [&str; 6] = ["08", "53", "57P", "55P03", "40P01", "40001"];
const POSTGRES_FULL: &str = "53100";

/// The refusal that a busy or absent database deserves, if it is one.
pub(crate) fn refusal_of(error: &DbErr) -> Option<Refusal> {
    let obstacle = match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout | ConnAcquireErr::ConnectionClosed) => Obstacle::Busy,
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => of_sqlx(error)?,
        _ => return None,
    };
    tracing::warn!(%error, "database busy or away");
    Some(told(obstacle))
}

/// The database did not give us our turn in time.
pub(crate) fn busy() -> Refusal {
    told(Obstacle::Busy)
}

/// Whether the words of an error, with all that caused it, say that a disk is full: the storage of files, the machine and
/// the databases say it only so, however deep it lies.
pub fn is_full(words: &str) -> bool {
    ["No space left on device", "os error 28", "disk is full"].iter().any(|full| words.contains(full))
}

fn told(obstacle: Obstacle) -> Refusal {
    let words = match obstacle {
        Obstacle::Full => {
            text("磁盘已满，内容没有保存。请清理磁盘空间后重试", "The disk is full and nothing was saved. Free some space and try again")
        }
        Obstacle::Busy => text(
            "数据库正忙或暂时无法连接，内容没有保存，请稍后重试",
            "The database is busy or away and nothing was saved; try again shortly",
        ),
    };
    Refusal::new(Kind::Busy, "busy", words)
}

fn of_sqlx(error: &SqlxError) -> Option<Obstacle> {
    match error {
        SqlxError::Io(error) if error.kind() == ErrorKind::StorageFull => Some(Obstacle::Full),
        SqlxError::Io(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::WorkerCrashed => Some(Obstacle::Busy),
        SqlxError::Database(error) => {
            let code = error.code()?;
            match code.len() {
                5 if !code.starts_with('0') || code.starts_with("08") => of_postgres(&code),
                _ => of_sqlite(code.parse().ok()?),
            }
        }
        _ => None,
    }
}

fn of_postgres(state: &str) -> Option<Obstacle> {
    if state == POSTGRES_FULL {
        return Some(Obstacle::Full);
    }
    POSTGRES_BUSY.iter().any(|class| state.starts_with(class)).then_some(Obstacle::Busy)
}

fn of_sqlite(code: u32) -> Option<Obstacle> {
    match code & 0xff {
        SQLITE_BUSY | SQLITE_LOCKED => Some(Obstacle::Busy),
        SQLITE_FULL => Some(Obstacle::Full),
        _ if SQLITE_NO_ROOM.contains(&code) => Some(Obstacle::Full),
        _ => None,
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        let words = format!("{error:#}");
        if is_full(&words) {
            tracing::warn!(error = %words, "the disk is full");
            return told(Obstacle::Full).into();
        }
        Self::Fault(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_from_what_is_broken() {
        assert_eq!(
            (of_sqlite(5), of_sqlite(517), of_sqlite(13), of_sqlite(778)),
            (Some(Obstacle::Busy), Some(Obstacle::Busy), Some(Obstacle::Full), Some(Obstacle::Full))
        );
        assert_eq!((of_sqlite(1), of_sqlite(2067)), (None, None));
        assert_eq!(
            (of_postgres("57P01"), of_postgres("53100"), of_postgres("55P03")),
            (Some(Obstacle::Busy), Some(Obstacle::Full), Some(Obstacle::Busy))
        );
        assert_eq!((of_postgres("23505"), of_postgres("42P01")), (None, None));
    }
}
