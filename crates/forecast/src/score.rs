//! Whether a day that came was unusual, said as a chance and not as a feeling.

/// Which way a day left its forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Below,
    Above,
}

/// How a day that came stands against its forecast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayScore {
    /// The share of past days that strayed at least as far, on the rarer side and doubled: at 0.02 one ordinary day in fifty looks like this.
    /// A watch that rings below a chance rings falsely on about that share of days. It cannot fall below 2 / (past days + 1).
    pub chance: f64,
    /// The share of past days that strayed lower than this one, ties by half: 0 to 1.
    pub quantile: f64,
    /// Whether it was more or less than forecast.
    pub side: Side,
}

/// Ranks a miss among past misses, sorted from low to high, all in units of their scale.
pub(crate) fn score(past: &[f64], miss: f64) -> DayScore {
    let lower = past.partition_point(|other| *other < miss);
    let not_higher = past.partition_point(|other| *other <= miss);
    let all = past.len() as f64 + 1.0;
    let below = (not_higher as f64 + 1.0) / all;
    let above = ((past.len() - lower) as f64 + 1.0) / all;
    let quantile = (lower as f64 + (not_higher - lower + 1) as f64 / 2.0) / all;
    DayScore { chance: (2.0 * below.min(above)).min(1.0), quantile, side: if miss < 0.0 { Side::Below } else { Side::Above } }
}

/// The value below which a share of past misses lies, by the rule for finite samples, away from the middle.
pub(crate) fn quantile(past: &[f64], share: f64) -> f64 {
    let all = past.len() as f64 + 1.0;
    let rank = if share < 0.5 { (share * all).floor() } else { (share * all).ceil() };
    past[(rank as usize).clamp(1, past.len()) - 1]
}
