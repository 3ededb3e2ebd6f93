//! A place that moved further than it ever does: judged by its own past, where the parts of the scope beside it are too few or too
//! unlike to tell what is ordinary.

use super::super::baseline::Sides;
use super::super::scope::Scope;
use super::{Coded, Found, Leaves, float, part_and_whole};
use chrono::{Days, NaiveDate};
use explain::Combination;
use kernel::desk::Desk;
use kernel::measure::Period;
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Windows of the past that tell how a place moves beside the others, and the fewest that tell anything.
const WINDOWS: u64 = 18;
const WINDOWS_MIN: usize = 5;

/// Longer periods have too few windows.
const DAYS_MAX: u64 = 31;

/// Standard deviations of its own past, from which on a place stands out, and the least that these are taken to be.
const SIGMAS: f64 = 3.0;
const SIGMA_MIN: f64 = 0.02;

/// The part of the change that a place must carry.
const CARRIES: f64 = 0.5;

/// And the part of what was before: what moved less is not worth a name.
const WORTH: f64 = 0.02;

/// Dimensions come in the order of preference; a later one must stand out by so much more.
const CLEARER: f64 = 1.15;

/// What is left of a place that sold nothing at all, for the logarithm.
const LEFT_MIN: f64 = 0.02;

/// Standard deviations from which on a place is named that went against the change or carries little of it: among a hundred shops
/// one is always far out.
const SIGMAS_AGAINST: f64 = 5.0;

/// And the part of what was before that it moved.
const WORTH_AGAINST: f64 = 0.01;

/// Which place is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// One that carries the change.
    Carrying,
    /// One that moved far, whichever way, while the others hide it.
    Hidden,
}

/// The values of the dimensions, with the past of those that were looked into: it is asked for once, whoever is wanted.
#[derive(Default)]
pub struct Pasts(BTreeMap<usize, Moves>);

/// The place that stands out most of those that are looked for.
pub async fn standing_out(
    desk: &Desk,
    (scope, sides): (&Scope<'_>, &Sides),
    (leaves, coded): (&Leaves, &Coded<'_>),
    pasts: &mut Pasts,
    (wanted, change): (Wanted, f64),
) -> Outcome<Option<Found>> {
    if sides.shown.days() > DAYS_MAX || (wanted == Wanted::Carrying && change == 0.0) {
        return Ok(None);
    }
    let sigmas = if wanted == Wanted::Carrying { SIGMAS } else { SIGMAS_AGAINST };
    let mut most: Option<(f64, Combination)> = None;
    for (at, dim) in coded.dims.iter().enumerate() {
        let moves = pasts.0.entry(at).or_insert_with(|| Moves::of(scope, sides, leaves, at));
        let worth = |code: &usize| moves.worth(&coded.keys[at][*code], wanted, change);
        let moved: Vec<usize> = (0..coded.keys[at].len()).filter(worth).collect();
        if moved.is_empty() {
            continue;
        }
        if moves.all.windows.is_empty() {
            moves.remember(desk, scope, sides, dim).await?;
        }
        for code in moved {
            let Some(far) = moves.far(&coded.keys[at][code], sides) else { continue };
            let clearer = |(known, of): &(f64, Combination)| far > known * if of.pairs[0].0 == at { 1.0 } else { CLEARER };
            if far >= sigmas && most.as_ref().is_none_or(clearer) {
                most = Some((far, Combination { pairs: vec![(at, u32::try_from(code).unwrap_or(u32::MAX))] }));
            }
        }
    }
    Ok(most.map(|(surprise, combination)| Found { combination, surprise, sure: 1.0 - (-(surprise - 1.5) / 1.5).exp() }))
}

/// The sums of every value of a dimension: now, before, and in the windows of the past, the latest first.
struct Moves {
    values: BTreeMap<Option<String>, Sums>,
    all: Sums,
}

#[derive(Clone, Default)]
struct Sums {
    now: f64,
    before: f64,
    windows: Vec<f64>,
}

impl Moves {
    fn of(scope: &Scope<'_>, sides: &Sides, leaves: &Leaves, at: usize) -> Self {
        let mut moves = Self { values: BTreeMap::new(), all: Sums::default() };
        for leaf in &leaves.rows {
            let of = |row, share: Decimal| float(part_and_whole(scope.measure.formula, row).0 / share);
            let (now, before) = (of(&leaf.now, Decimal::ONE), of(&leaf.before, sides.share));
            for sums in [moves.values.entry(leaf.keys[at].clone()).or_default(), &mut moves.all] {
                sums.now += now;
                sums.before += before;
            }
        }
        moves
    }

    /// Whether a value moved enough to be looked at.
    fn worth(&self, value: &Option<String>, wanted: Wanted, change: f64) -> bool {
        let moved = self.values.get(value).map_or(0.0, |sums| sums.now - sums.before);
        match wanted {
            Wanted::Carrying => moved / change >= CARRIES && moved.abs() >= WORTH * self.all.before.abs(),
            Wanted::Hidden => value.is_some() && moved.abs() >= WORTH_AGAINST * self.all.before.abs(),
        }
    }

    /// Asks for the windows of the past.
    async fn remember(&mut self, desk: &Desk, scope: &Scope<'_>, sides: &Sides, dim: &str) -> Outcome<()> {
        let length = sides.shown.days();
        let first = sides.shown.from.checked_sub_days(Days::new(length * WINDOWS)).unwrap_or(sides.shown.from);
        let past: Vec<NaiveDate> = Period { from: first, to: sides.shown.from }.each().filter(|day| *day < sides.shown.from).collect();
        let by = [dim.to_owned(), "day".to_owned()];
        for row in scope.atoms(desk, &scope.measure.formula.atoms(), &by, scope.filters, &past).await?.rows {
            let [value, Some(day)] = &row.keys[..] else { continue };
            let Ok(day) = day.parse::<NaiveDate>() else { continue };
            let window = usize::try_from((sides.shown.from - day).num_days() - 1).unwrap_or(0) / usize::try_from(length).unwrap_or(1);
            let sum = float(part_and_whole(scope.measure.formula, &row).0);
            for sums in [self.values.entry(value.clone()).or_default(), &mut self.all] {
                sums.windows.resize(sums.windows.len().max(window + 1), 0.0);
                sums.windows[window] += sum;
            }
        }
        Ok(())
    }

    /// How far beyond the rest a value moved, in standard deviations of how it moved beyond the rest before; none where it has too
    /// short a past.
    fn far(&self, value: &Option<String>, sides: &Sides) -> Option<f64> {
        let sums = self.values.get(value)?;
        let moved = beyond((sums.now, self.all.now - sums.now), (sums.before, self.all.before - sums.before))?;
        let windows: Vec<(f64, f64)> = sums.windows.iter().zip(&self.all.windows).map(|(own, all)| (*own, all - own)).collect();
        // As the period is held against the mean of four weeks or against one, so is every window of the past.
        let back = usize::try_from(sides.likes).unwrap_or(1);
        let mean = |some: &[(f64, f64)]| {
            let (own, rest) = some.iter().fold((0.0, 0.0), |sum, window| (sum.0 + window.0, sum.1 + window.1));
            (own / back as f64, rest / back as f64)
        };
        let usual: Vec<f64> = windows.windows(1 + back).filter_map(|some| beyond(some[0], mean(&some[1..]))).collect();
        if usual.len() < WINDOWS_MIN {
            return None;
        }
        let own = spread(usual)?;
        // Over a year places drift apart: what is ordinary among the others now counts as well.
        let others = self.values.iter().filter(|(other, _)| sides.against.by_year() && *other != value).map(|(_, other)| other);
        let without = |other: &Sums| {
            let rest = |all: f64, own: f64, other: f64| all - own - other;
            let rest_now = rest(self.all.now, sums.now, other.now);
            beyond((other.now, rest_now), (other.before, rest(self.all.before, sums.before, other.before)))
        };
        let drift = spread(others.filter_map(without).collect()).unwrap_or(0.0);
        Some(moved.abs() / own.max(drift).max(SIGMA_MIN))
    }
}

/// The logarithm of what a place moved by over what the rest did.
fn beyond((now, rest_now): (f64, f64), (before, rest_before): (f64, f64)) -> Option<f64> {
    let known = before > 0.0 && rest_before > 0.0 && rest_now > 0.0;
    known.then(|| (now.max(LEFT_MIN * before) / before).ln() - (rest_now / rest_before).ln())
}

/// The standard deviation of moves around nought, by their median: single weeks of trouble do not stretch it.
fn spread(moves: Vec<f64>) -> Option<f64> {
    let mut sizes: Vec<f64> = moves.into_iter().map(f64::abs).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).map(|middle| middle / 0.6745)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_held_against_the_rest_and_one_that_sold_nothing_has_a_logarithm() {
        assert!(beyond((50.0, 80.0), (100.0, 80.0)).is_some_and(|moved| (moved - 0.5_f64.ln()).abs() < 1e-12));
        assert!(beyond((50.0, 40.0), (100.0, 80.0)).is_some_and(|moved| moved.abs() < 1e-12));
        assert!(beyond((0.0, 80.0), (100.0, 80.0)).is_some_and(|moved| (moved - LEFT_MIN.ln()).abs() < 1e-12));
        assert_eq!(beyond((50.0, 0.0), (100.0, 80.0)), None);
    }

    #[test]
    fn one_week_of_trouble_does_not_stretch_what_is_usual() {
        let calm = spread(vec![0.01, -0.02, 0.015, -0.01, 0.02, 0.01, -0.015]).unwrap();
        let once = spread(vec![0.01, -0.02, 0.015, -0.9, 0.02, 0.9, -0.015]).unwrap();
        assert!(once < 1.6 * calm, "{once} {calm}");
    }
}
