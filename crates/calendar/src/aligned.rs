//! A period laid beside another, and which of its days were open: a shut shop is no drop in sales.

use crate::pair::{Match, Pair};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A period laid beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// One for each day of the period, in order; for [`Way::MergedJanFeb`](crate::Way::MergedJanFeb) each day of both months.
    pub pairs: Vec<Pair>,
    /// Days of the other period beside which no day stands: they count in its total, and in no pair.
    pub spare: Vec<NaiveDate>,
}

/// How much of a period a comparison stands on; the first three add up to its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Days compared: both sides open.
    pub matched: usize,
    /// Days left out because they or their counterparts were closed.
    pub closed: usize,
    /// Days left out because they stand alone.
    pub unmatched: usize,
    /// Of the days compared, those beside a stand-in: a like day of another week, because their own week had none.
    pub stand_in: usize,
}

impl Aligned {
    /// The part of a period that is over: the days up to the last that has facts, beside their counterparts.
    ///
    /// A month under way is laid whole and then cut, so that its tenth day stands beside a tenth day. Not for
    /// [`Way::MergedJanFeb`](crate::Way::MergedJanFeb) before February is over: half a season has no like.
    #[must_use]
    pub fn until(mut self, last: NaiveDate) -> Self {
        if self.pairs.last().is_some_and(|pair| pair.day > last) {
            self.pairs.retain(|pair| pair.day <= last);
            let reached = self.pairs.iter().filter_map(|pair| pair.with).max();
            self.spare.retain(|day| reached.is_some_and(|reached| *day < reached));
        }
        self
    }

    /// The pairs of days that were open on both sides; sums over the two sides compare like with like.
    ///
    /// `closed` says of a day of either period that the scope sold nothing though it otherwise sells.
    pub fn like_for_like(&self, closed: impl Fn(NaiveDate) -> bool) -> Vec<(NaiveDate, NaiveDate)> {
        let both = self.pairs.iter().filter_map(|pair| Some((pair.day, pair.with?)));
        both.filter(|(day, with)| !closed(*day) && !closed(*with)).collect()
    }

    /// The open days of each side for itself, each day once, those without a counterpart too.
    ///
    /// Averages of the two sides compare whole periods, as [`Way::MergedJanFeb`](crate::Way::MergedJanFeb) must: there a date is
    /// no like of the same date, and a closed eve must not take an open day of another part of the season with it.
    pub fn each_side(&self, closed: impl Fn(NaiveDate) -> bool) -> (Vec<NaiveDate>, Vec<NaiveDate>) {
        let days = self.pairs.iter().map(|pair| pair.day).filter(|day| !closed(*day)).collect();
        let with: BTreeSet<_> = self.pairs.iter().filter_map(|pair| pair.with).chain(self.spare.iter().copied()).collect();
        (days, with.into_iter().filter(|day| !closed(*day)).collect())
    }

    /// How many days of the period are compared, closed and alone. A day that is closed counts as closed even if it stands alone.
    pub fn coverage(&self, closed: impl Fn(NaiveDate) -> bool) -> Coverage {
        let mut coverage = Coverage::default();
        for pair in &self.pairs {
            match pair.with {
                _ if closed(pair.day) => coverage.closed += 1,
                None => coverage.unmatched += 1,
                Some(with) if closed(with) => coverage.closed += 1,
                Some(_) => {
                    coverage.matched += 1;
                    coverage.stand_in += usize::from(matches!(pair.why, Match::Near | Match::Shared));
                }
            }
        }
        coverage
    }
}
