//! Sweeps the house: takes away what nobody will ask for again. The program does so when it starts and while it serves.

use crate::access::{Actor, sweep_sessions};
use crate::desk::Desk;
use crate::house::House;
use crate::refusal::Outcome;
use crate::{file, idempotency, notice};
use std::sync::Arc;

/// What was taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Answers kept for requests that might have been sent twice.
    pub answers: u64,
    pub sessions: u64,
    /// Notices that are old, read or not.
    pub notices: u64,
    /// Stored bytes that belong to no card: of uploads that were cut off.
    pub files: u64,
}

/// Sweeps once, as of the house's clock.
pub async fn sweep(house: &Arc<House>) -> Outcome<Swept> {
    let desk = house.write(Actor::house(), "house").await?;
    let rows = sweep_rows(&desk).await;
    let swept = desk.finish(rows).await?;
    Ok(Swept { files: file::sweep(house).await?, ..swept })
}

async fn sweep_rows(desk: &Desk) -> Outcome<Swept> {
    let answers = idempotency::sweep(&desk.db(), desk.now).await?;
    let sessions = sweep_sessions(&desk.db(), desk.now).await?;
    Ok(Swept { answers, sessions, notices: notice::sweep(desk).await?, files: 0 })
}
