//! Turns amounts into events, so that margins and conversions are explained alike.
//!
//! The ratio is read on a scale from its lowest to its highest usual value, and one event is as much of the whole as
//! makes the rows as restless as events would be. Both follow the unit of the amounts, so cents and yuan give the same.

use super::events::{Period, add};
use super::expected::possible;

/// Half of the squares of normal numbers are below this.
const SQUARE_MEDIAN: f64 = 0.4549;

/// A row is never worth more events than this, however calm it was.
const EVENTS_MAX: f64 = 1e4;

/// Which share of the whole may be beyond the ends of the scale, at each end.
const TAIL: f64 = 0.01;

/// Now and the earlier periods in events; none when every row has the same ratio always.
pub fn count(periods: &[Period]) -> Option<Vec<Period>> {
    let (low, high) = scale(periods)?;
    let scaled: Vec<Period> = periods
        .iter()
        .map(|(part, whole)| {
            part.iter().zip(whole).map(|(part, whole)| (((part - low * whole) / (high - low)).clamp(0.0, *whole), *whole)).unzip()
        })
        .collect();
    let largest = scaled.iter().flat_map(|(_, whole)| whole).copied().fold(0.0, f64::max);
    let unit = unrest(&scaled).max(largest / EVENTS_MAX);
    let shrink = |column: &Vec<f64>| column.iter().map(|amount| amount / unit).collect();
    Some(scaled.iter().map(|(part, whole)| (shrink(part), shrink(whole))).collect())
}

/// The lowest and the highest ratio, but for a small share of the whole at each end; none when all are the same.
fn scale(periods: &[Period]) -> Option<(f64, f64)> {
    let rows = periods.iter().flat_map(|(part, whole)| part.iter().zip(whole));
    let mut ratios: Vec<(f64, f64)> = rows.filter(|(_, whole)| **whole > 0.0).map(|(part, whole)| (part / whole, *whole)).collect();
    ratios.sort_by(|one, other| one.0.total_cmp(&other.0));
    let tail = TAIL * ratios.iter().map(|(_, whole)| whole).sum::<f64>();
    let low = beyond(ratios.iter(), tail)?;
    let high = beyond(ratios.iter().rev(), tail)?;
    (low < high).then_some((low, high))
}

/// The first ratio with as much of the whole up to it.
fn beyond<'a>(mut ratios: impl Iterator<Item = &'a (f64, f64)>, tail: f64) -> Option<f64> {
    let mut seen = 0.0;
    let reached = |(_, whole): &&(f64, f64)| {
        seen += whole;
        seen >= tail
    };
    ratios.find(reached).map(|(ratio, _)| *ratio)
}

/// How large one event is, by the median row, so that no fault disturbs it: earlier periods are compared with one
/// another where there are several, and otherwise now with before.
fn unrest(periods: &[Period]) -> f64 {
    let rows = periods[0].0.len();
    let first = if periods.len() > 2 { 1 } else { 0 };
    let mut squares: Vec<f64> = Vec::new();
    for one in first..periods.len() {
        let others = add((first..periods.len()).filter(|other| *other != one).map(|other| periods[other].clone()), rows);
        for row in 0..rows {
            let (part, whole, other_part, other_whole) = (periods[one].0[row], periods[one].1[row], others.0[row], others.1[row]);
            if whole > 0.0 && other_whole > 0.0 {
                let rate = possible((part + other_part) / (whole + other_whole));
                let difference = part / whole - other_part / other_whole;
                squares.push(difference * difference / (rate * (1.0 - rate) * (1.0 / whole + 1.0 / other_whole)));
            }
        }
    }
    squares.sort_by(f64::total_cmp);
    squares.get(squares.len() / 2).map_or(0.0, |median| median / SQUARE_MEDIAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_leaves_a_hundredth_of_the_whole_out_at_each_end() {
        let part: Vec<f64> = (0..200).map(f64::from).collect();
        assert_eq!(scale(&[(part, vec![1.0; 200])]), Some((1.0, 198.0)));
        assert_eq!(scale(&[(vec![2.0; 3], vec![8.0; 3])]), None);
    }

    #[test]
    fn one_event_is_as_large_as_the_unrest_says() {
        // Ratios of 0.4 and 0.6 of a whole of 1000 differ as much as the halves of some twelve events do.
        let period = |low: bool| -> Period { (vec![if low { 400.0 } else { 600.0 }; 5], vec![1000.0; 5]) };
        let unit = unrest(&[period(true), period(false)]);
        assert!((unit - 0.04 / (0.25 * 0.002) / SQUARE_MEDIAN).abs() < 1e-9, "{unit}");
    }
}
