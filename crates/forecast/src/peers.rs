//! What similar series have to lend to one that is too young to know its own misses: the shops of a mall, the categories of a shop.

use crate::history::{Error, History, Series};
use crate::rehearsal::rehearse;
use crate::smoother::RHYTHM_NEEDS;

/// The misses of similar series at one horizon, each in units of its own noise, so that large and small may stand together.
/// Only like may lend to like: a mall's total wanders more, against its own smoother days, than its shops do against theirs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Peers {
    pub(crate) misses: Vec<f64>,
}

impl Peers {
    /// Rehearses similar series at a horizon. Those that are too short lend nothing; a history that is not well formed is an error.
    pub fn gather<'a>(histories: impl IntoIterator<Item = &'a History>, horizon: usize) -> Result<Self, Error> {
        let mut misses = Vec::new();
        for history in histories {
            let series = Series::of(history, horizon)?;
            if series.len() >= RHYTHM_NEEDS {
                misses.extend(rehearse(&series, horizon)?.totals);
            }
        }
        Ok(Self { misses })
    }

    /// The misses as a series of so many open days must expect them: its own level is less sure than theirs were.
    pub(crate) fn lend(&self, horizon: usize, open: usize) -> Vec<f64> {
        let stretch = (1.0 + horizon as f64 / (2.0 * open as f64)).sqrt();
        self.misses.iter().map(|miss| miss * stretch).collect()
    }
}
