//! Splits a whole into parts so that the parts add up to it again, to the last cent.

use std::cmp::Reverse;

/// Splits a total, such as a target in minor units, in proportion to weights, by largest remainder.
///
/// The parts have the sign of the total and add up to it exactly; equal remainders go to the earlier part.
/// None when no weight is above zero.
pub fn split(total: i64, weights: &[u64]) -> Option<Vec<i64>> {
    let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if whole == 0 {
        return None;
    }
    let amount = u128::from(total.unsigned_abs());
    // Below 2^128: both factors are below 2^64.
    let exact: Vec<_> = weights.iter().map(|weight| amount * u128::from(*weight)).collect();
    let mut parts: Vec<_> = exact.iter().map(|part| part / whole).collect();
    let missing = amount - parts.iter().sum::<u128>();
    let mut order: Vec<_> = (0..weights.len()).collect();
    order.sort_by_key(|place| (Reverse(exact[*place] % whole), *place));
    for place in order.into_iter().take(usize::try_from(missing).unwrap_or(usize::MAX)) {
        parts[place] += 1;
    }
    let sign = i128::from(total.signum());
    parts.into_iter().map(|part| i64::try_from(i128::try_from(part).ok()? * sign).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainders_take_what_is_left() {
        assert_eq!(split(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
        assert_eq!(split(-100, &[1, 1, 1]), Some(vec![-34, -33, -33]));
        assert_eq!(split(7, &[0, 2, 3]), Some(vec![0, 3, 4]));
        assert_eq!(split(i64::MIN, &[u64::MAX]), Some(vec![i64::MIN]));
        assert_eq!(split(7, &[0, 0]), None);
        assert_eq!(split(7, &[]), None);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_off_by_a_unit(total: i64, weights in prop::collection::vec(0_u64..1_000_000, 1..400)) {
            let whole: u64 = weights.iter().sum();
            prop_assume!(whole > 0);
            let parts = split(total, &weights).unwrap();
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(total));
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = i128::from(total) * i128::from(*weight);
                prop_assert!((i128::from(*part) * i128::from(whole) - exact).abs() < i128::from(whole));
            }
        }
    }
}
