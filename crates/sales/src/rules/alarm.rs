//! When a day rings: how rare it must be, what people said of earlier alarms, and which days belong to one anomaly.

use chrono::NaiveDate;
use forecast::Side;

/// So many quiet days between two unusual ones on one side do not part them: a slump has its better days.
const QUIET: i64 = 3;

/// What people said of one site, channel, brand or shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub right: u32,
    pub wrong: u32,
}

/// The share of ordinary days that may ring: each false alarm that was told of halves it, and each that was right takes one back.
/// It never goes beyond what was allowed to all.
pub fn rate(allowed: f64, heard: Heard) -> f64 {
    let strict = heard.wrong.saturating_sub(heard.right).min(10);
    allowed / f64::from(1_u32 << strict)
}

/// A run of unusual days on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub side: Side,
}

/// The runs of the days that rang, in the order of time.
pub fn runs(rang: &[(NaiveDate, Side)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (day, side) in rang {
        match runs.last_mut() {
            Some(run) if run.side == *side && (*day - run.to).num_days() <= QUIET + 1 => run.to = *day,
            _ => runs.push(Run { from: *day, to: *day, side: *side }),
        }
    }
    runs
}

impl Run {
    /// Whether it goes on what was found before: the same side, with no more than a few quiet days between.
    pub fn goes_on(&self, from: NaiveDate, to: NaiveDate, side: Side) -> bool {
        self.side == side && (self.from - to).num_days() <= QUIET + 1 && (from - self.to).num_days() <= QUIET + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of).unwrap()
    }

    #[test]
    fn false_alarms_make_it_stricter_and_right_ones_take_that_back() {
        for (right, wrong, expected) in [(0, 0, 0.08), (0, 1, 0.04), (0, 3, 0.01), (1, 3, 0.02), (5, 3, 0.08), (0, 40, 0.08 / 1024.0)] {
            assert_eq!(rate(0.08, Heard { right, wrong }), expected, "{right} {wrong}");
        }
    }

    #[test]
    fn days_on_one_side_are_one_run_over_a_few_quiet_days() {
        let (low, high) = (Side::Below, Side::Above);
        let found = runs(&[(day(2), low), (day(3), low), (day(4), high), (day(8), high), (day(13), high)]);
        let told: Vec<_> = found.iter().map(|run| (run.from, run.to, run.side)).collect();
        assert_eq!(told, [(day(2), day(3), low), (day(4), day(8), high), (day(13), day(13), high)]);
        for (from, to, side, goes_on) in
            [(1, 1, low, true), (2, 2, low, true), (7, 9, low, true), (8, 8, low, false), (1, 1, high, false), (3, 9, low, true)]
        {
            assert_eq!(found[0].goes_on(day(from), day(to), side), goes_on, "{from}..{to}");
        }
    }
}
