//! Shares a change out among its causes fairly, whatever the formula.
//!
//! The value of Shapley (1953): the mean, over every order in which the causes could have come, of what each adds when it comes.

/// The effect of each of `causes`, from what the figure would be if only some of them had come: `figure` is asked with a
/// set of causes, one bit for each. The effects add up to `figure(all) − figure(none)`.
///
/// # Panics
/// Beyond twenty causes: there are a million sets of them then.
pub fn shapley(causes: usize, figure: impl Fn(usize) -> f64) -> Vec<f64> {
    assert!(causes <= 20, "{causes} causes have too many orders");
    let figures: Vec<f64> = (0..1_usize << causes).map(figure).collect();
    let factorial = |n: usize| (1..=n).map(|n| n as f64).product::<f64>();
    // In how many of the orders exactly a given set comes before a given cause, as a part of all orders.
    let weights: Vec<f64> = (0..causes).map(|before| factorial(before) * factorial(causes - before - 1) / factorial(causes)).collect();
    let effect = |cause: usize| {
        let without = (0..figures.len()).filter(|set| set >> cause & 1 == 0);
        without.map(|set| weights[set.count_ones() as usize] * (figures[set | 1 << cause] - figures[set])).sum()
    };
    (0..causes).map(effect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_product_of_two_shares_the_joint_part_in_halves() {
        // 10 × 5 → 12 × 4: the causes alone are +10 and −10, the joint part −2.
        let figure = |set: usize| [10.0, 12.0][set & 1] * [5.0, 4.0][set >> 1 & 1];
        assert_eq!(shapley(2, figure), [9.0, -11.0]);
    }

    proptest! {
        #[test]
        fn the_effects_add_up_and_a_cause_that_did_nothing_has_none(before in proptest::collection::vec(-9.0..9.0_f64, 4), now in proptest::collection::vec(-9.0..9.0_f64, 4)) {
            let now = [now[0], now[1], before[2], now[3]];
            let pick = |set: usize, k: usize| if set >> k & 1 == 1 { now[k] } else { before[k] };
            let figure = |set: usize| pick(set, 0) * pick(set, 1) - pick(set, 2) * pick(set, 3);
            let effects = shapley(4, figure);
            prop_assert!((effects.iter().sum::<f64>() - (figure(15) - figure(0))).abs() < 1e-9);
            let same = |set: usize| pick(set, 0) * pick(set, 1) - pick(set, 3);
            prop_assert!(shapley(4, same)[2].abs() < 1e-12);
        }
    }
}
