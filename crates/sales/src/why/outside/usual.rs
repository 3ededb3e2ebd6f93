//! Whether a change is one of the ups and downs that there always are.

use super::super::baseline::Sides;
use super::past::Past;
use super::{Change, float};
use chrono::Days;
use kernel::measure::Period;
use rust_decimal::Decimal;

/// Fewer windows of the past than this tell nothing of what is usual.
const WINDOWS_MIN: usize = 6;

/// A change that is less than this many standard deviations of the usual is usual.
const SIGMAS: f64 = 1.5;

/// A price that moved by this part, and by so many standard deviations of the usual, is no chance.
const PRICE: f64 = 0.05;
const PRICE_SIGMAS: f64 = 3.0;

/// A change of which one place or one good carries this part is no up and down, if the place is as sure as this.
const CARRIED: f64 = 0.5;
const SURE: f64 = 0.5;

/// And if it is this part of what was before.
const WORTH: f64 = 0.02;

/// Whether one place, or one good that is gone, carries the change: the whole may have moved no more than usual, but that did not.
pub fn carried(change: &Change<'_>) -> bool {
    let most = |effect: Decimal| {
        let worth = float(effect).abs() >= WORTH * float(change.before).abs();
        worth && effect.checked_div(change.change).is_some_and(|part| float(part) >= CARRIED)
    };
    let place = change.places.iter().any(|place| most(place.effect) && float(place.sure) >= SURE);
    place || change.items.iter().any(|item| item.kind == "ended" && most(item.effect))
}

/// Whether the change lies within its forecast, or is no more than windows of the same length usually move by, and no less quiet beneath: where pieces and
/// price moved far against each other, as after a rise of prices, the sum alone looks usual.
pub fn within(past: &Past, sides: &Sides, change: &Change<'_>) -> bool {
    if let (None, Some(forecast)) = (&sides.goal, sides.forecast) {
        return (forecast.low..=forecast.high).contains(&(change.before + change.change));
    }
    let sums = windows(past, sides);
    if change.before <= Decimal::ZERO || change.before + change.change <= Decimal::ZERO {
        return false;
    }
    let Some(sigma) = sigma(&sums, |(cents, _)| cents) else { return false };
    let moved = float((change.before + change.change) / change.before).ln().abs();
    moved < SIGMAS * sigma && !dearer(past, sides, &sums)
}

/// Cents and pieces of the windows before, the latest first, as far back as there are any.
fn windows(past: &Past, sides: &Sides) -> Vec<(f64, f64)> {
    let length = sides.shown.days();
    let mut last = sides.shown.from.pred_opt();
    let mut sums = Vec::new();
    while let Some((first, day)) = last.and_then(|day| Some((day.checked_sub_days(Days::new(length - 1))?, day))) {
        let sum = past.sold(Period { from: first, to: day }.each());
        if sum.0 <= 0.0 {
            break;
        }
        sums.push(sum);
        last = first.pred_opt();
    }
    sums
}

/// The standard deviation of how a figure moves from window to window; none where too few are known. The median of the sizes is
/// .6745 of it where moves are normal, and festivals do not stretch it.
fn sigma(windows: &[(f64, f64)], of: fn((f64, f64)) -> f64) -> Option<f64> {
    let moves = windows.windows(2).map(|pair| (of(pair[0]) / of(pair[1])).ln().abs());
    let mut sizes: Vec<f64> = moves.filter(|size| size.is_finite()).collect();
    sizes.sort_by(f64::total_cmp);
    (sizes.len() >= WINDOWS_MIN).then(|| sizes[sizes.len() / 2] / 0.6745)
}

/// Whether a piece cost far more or less than it usually changes by, and so many more or fewer were sold.
fn dearer(past: &Past, sides: &Sides, windows: &[(f64, f64)]) -> bool {
    let (now, before) = (past.sold(sides.now.iter().copied()), past.sold(sides.before.iter().copied()));
    let share = float(sides.share_outside);
    let price = ((now.0 / now.1) / (before.0 / before.1)).ln();
    let pieces = (now.1 / before.1 * share).ln();
    let opposed = price.is_finite() && pieces.is_finite() && price * pieces < 0.0;
    opposed
        && price.abs() >= PRICE
        && sigma(windows, |(cents, pieces)| cents / pieces).is_some_and(|sigma| price.abs() >= PRICE_SIGMAS * sigma)
}
