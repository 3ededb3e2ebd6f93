//! How much a segment has contributed to the change of the total ratio, and whether by its rates or by its size.

use super::Ratios;
use super::events::{add, tidy};
use crate::cells::Combination;

/// The figures of a segment. Over segments that share out all rows, rates and mixes add up to the change of the total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Part and whole now.
    pub part: f64,
    pub whole: f64,
    /// Part and whole before, as the mean of the earlier periods.
    pub part_before: f64,
    pub whole_before: f64,
    /// What came from rates: Σ s₁ (r₁ − r₀) over the rows, where s is the share of a row in the whole and r its ratio.
    pub rate: f64,
    /// What came from shares: Σ (s₁ − s₀) (r₀ − R₀), where R₀ is the total ratio before.
    pub mix: f64,
}

impl Ratios {
    /// A row that is new is taken to have had the total ratio before, so that it counts as a change of rate only.
    pub fn contribution(&self, combination: &Combination) -> Contribution {
        let rows = self.cells.len();
        let now = tidy(&self.part, &self.whole, rows);
        let mut before = add(self.before.iter().map(|(part, whole)| tidy(part, whole, rows)), rows);
        let periods = self.before.len().max(1) as f64;
        before.0.iter_mut().chain(&mut before.1).for_each(|amount| *amount /= periods);
        let share = |amount: f64, total: f64| if total > 0.0 { amount / total } else { 0.0 };
        let (whole_now, whole_before) = (now.1.iter().sum(), before.1.iter().sum());
        let ratio_before = share(before.0.iter().sum(), whole_before);
        let mut total = Contribution { part: 0.0, whole: 0.0, part_before: 0.0, whole_before: 0.0, rate: 0.0, mix: 0.0 };
        for row in (0..rows).filter(|row| self.cells.within(*row, combination)) {
            let was = if before.1[row] > 0.0 { before.0[row] / before.1[row] } else { ratio_before };
            total.part += now.0[row];
            total.whole += now.1[row];
            total.part_before += before.0[row];
            total.whole_before += before.1[row];
            total.rate += share(now.0[row] - was * now.1[row], whole_now);
            total.mix += (share(now.1[row], whole_now) - share(before.1[row], whole_before)) * (was - ratio_before);
        }
        total
    }
}
