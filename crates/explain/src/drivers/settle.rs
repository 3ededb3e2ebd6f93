//! Makes the parts of a change add up to it, to the last cent.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// The effects in units of `decimals` places, adding up exactly to the change. Each is rounded down, and the units that
/// are left go one by one to those that lost most by it (the method of the largest remainder).
///
/// The effects must add up to about the change: what they miss beyond rounding is put on the largest, where it is least seen.
pub fn settle(effects: &[f64], change: Decimal, decimals: u32) -> Vec<Decimal> {
    let unit = Decimal::new(1, decimals);
    let scale = 10_f64.powi(decimals.try_into().unwrap_or(i32::MAX));
    let downs: Vec<f64> = effects.iter().map(|effect| (effect * scale).floor()).collect();
    let mut settled: Vec<Decimal> = downs.iter().map(|down| Decimal::from_f64(*down).unwrap_or_default() * unit).collect();
    let mut order: Vec<usize> = (0..effects.len()).collect();
    order.sort_by(|a, b| (effects[*b] * scale - downs[*b]).total_cmp(&(effects[*a] * scale - downs[*a])));
    let left = (change - settled.iter().sum::<Decimal>()) / unit;
    let whole = left.floor().to_usize().filter(|left| *left <= effects.len()).unwrap_or(0);
    for index in order.iter().take(whole) {
        settled[*index] += unit;
    }
    let missed = change - settled.iter().sum::<Decimal>();
    if let Some(largest) = (0..effects.len()).max_by(|a, b| effects[*a].abs().total_cmp(&effects[*b].abs())) {
        settled[largest] += missed;
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_cents_that_rounding_leaves_go_where_it_took_most() {
        for (effects, change, expected) in [
            (&[33.333, 33.333, 33.333][..], "100.00", &["33.34", "33.33", "33.33"][..]),
            (&[-1.005, -1.005, 2.01], "0.00", &["-1.00", "-1.01", "2.01"]),
            (&[5.0, -2.0], "3.00", &["5.00", "-2.00"]),
            (&[0.0], "0.00", &["0.00"]),
            (&[7.0, 1.0], "9.00", &["8.00", "1.00"]),
            (&[], "0", &[]),
        ] {
            let settled = settle(effects, change.parse().unwrap(), 2);
            let expected: Vec<Decimal> = expected.iter().map(|e| e.parse().unwrap()).collect();
            assert_eq!(settled, expected, "{effects:?}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_always_add_up(parts in proptest::collection::vec(-1_000_000_000_i64..1_000_000_000, 1..12), thirds in 0_usize..12) {
            let change: Decimal = parts.iter().map(|part| Decimal::new(*part, 2)).sum();
            let mut effects: Vec<f64> = parts.iter().map(|part| *part as f64 / 100.0).collect();
            let (from, to) = (thirds % effects.len(), (thirds + 1) % effects.len());
            effects[from] += 1.0 / 3.0;
            effects[to] -= 1.0 / 3.0;
            let settled = settle(&effects, change, 2);
            prop_assert_eq!(settled.iter().sum::<Decimal>(), change);
            for (effect, settled) in effects.iter().zip(settled) {
                prop_assert!((settled.to_f64().unwrap() - effect).abs() < 0.02);
            }
        }
    }
}
