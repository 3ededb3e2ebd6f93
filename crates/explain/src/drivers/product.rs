//! How a figure that is a product moved: visitors × conversion × units per ticket × price, each driver with its effect in money.
//!
//! By the logarithmic mean Divisia index (LMDI-I; Ang 2004): the effect of a driver is `Σ L(R₁, R₀) · ln(x₁ ÷ x₀)` with the
//! logarithmic mean `L(a, b) = (a − b) ÷ (ln a − ln b)`. It depends on no order of the drivers and leaves no rest. Where a
//! driver is nought or negative there is no logarithm, and the whole is worked out by Shapley instead.

use super::shapley::shapley;

/// A driver of a product, then and now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factor {
    /// None where it cannot be known: units per ticket of a shop that sold nothing. It then moved nothing.
    pub before: Option<f64>,
    pub now: Option<f64>,
}

/// How the effects were worked out; it is named wherever they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Lmdi,
    Shapley,
}

/// What each driver did, in the unit of the product.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    pub method: Method,
    pub effects: Vec<f64>,
}

/// The effects of the drivers of a sum of products: one row for each product, all with the same drivers in the same order.
/// They add up to the change of the sum.
pub fn product(rows: &[Vec<Factor>]) -> Product {
    let rows: Vec<Vec<(f64, f64)>> = rows.iter().map(|row| row.iter().copied().map(known).collect()).collect();
    let drivers = rows.first().map_or(0, Vec::len);
    let positive = rows.iter().flatten().all(|(before, now)| *before > 0.0 && *now > 0.0);
    let mut effects = vec![0.0; drivers];
    for row in &rows {
        let of_row = if positive { lmdi(row) } else { shapley(drivers, |set| value(row, set)) };
        effects.iter_mut().zip(of_row).for_each(|(sum, effect)| *sum += effect);
    }
    Product { method: if positive { Method::Lmdi } else { Method::Shapley }, effects }
}

/// What is not known on one side is taken to have stayed as it is on the other.
fn known(factor: Factor) -> (f64, f64) {
    let before = factor.before.or(factor.now).unwrap_or(0.0);
    (before, factor.now.unwrap_or(before))
}

fn value(row: &[(f64, f64)], set: usize) -> f64 {
    row.iter().enumerate().map(|(k, (before, now))| if set >> k & 1 == 1 { *now } else { *before }).product()
}

fn lmdi(row: &[(f64, f64)]) -> Vec<f64> {
    let (before, now) = (row.iter().map(|(before, _)| before).product(), row.iter().map(|(_, now)| now).product());
    let mean = logarithmic_mean(now, before);
    row.iter().map(|(before, now)| mean * (now / before).ln()).collect()
}

/// `(a − b) ÷ (ln a − ln b)`, and `a` where both are the same.
fn logarithmic_mean(a: f64, b: f64) -> f64 {
    let ratio = (a - b) / b;
    // Close to each other the difference of the logarithms has lost its digits; ln_1p has not.
    if ratio == 0.0 { a } else { (a - b) / ratio.ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(factors: &[(f64, f64)]) -> Vec<Factor> {
        factors.iter().map(|(before, now)| Factor { before: Some(*before), now: Some(*now) }).collect()
    }

    fn cents(effects: &[f64]) -> Vec<String> {
        effects.iter().map(|effect| format!("{effect:.2}")).collect()
    }

    /// Households × baskets × lines × value of the Complete Journey, weeks 14-26 against 27-39 of 2017.
    #[test]
    fn a_tree_of_four_drivers_is_worked_out_to_the_cent() {
        let (households, baskets, lines) = ((2304.0, 2316.0), (39336.0, 39376.0), (365_423.0, 364_068.0));
        let amounts = (1_145_870.20, 1_142_043.40);
        let tree = row(&[
            households,
            (baskets.0 / households.0, baskets.1 / households.1),
            (lines.0 / baskets.0, lines.1 / baskets.1),
            (amounts.0 / lines.0, amounts.1 / lines.1),
        ]);
        let worked = product(std::slice::from_ref(&tree));
        assert_eq!(worked.method, Method::Lmdi);
        assert_eq!(cents(&worked.effects), ["5942.64", "-4779.97", "-5412.38", "422.91"]);
        let tree: Vec<(f64, f64)> = tree.into_iter().map(known).collect();
        assert_eq!(cents(&shapley(4, |set| value(&tree, set))), ["5942.68", "-4779.99", "-5412.41", "422.91"]);
    }

    #[test]
    fn a_shop_that_sold_nothing_lost_it_by_the_driver_that_is_nought() {
        let visitors = Factor { before: Some(1000.0), now: Some(1000.0) };
        let capture = Factor { before: Some(0.1), now: Some(0.0) };
        let basket = Factor { before: Some(200.0), now: None };
        let worked = product(&[vec![visitors, capture, basket]]);
        assert_eq!(worked, Product { method: Method::Shapley, effects: vec![0.0, -20_000.0, 0.0] });
    }

    proptest! {
        #[test]
        fn effects_add_up_and_turn_with_time(factors in proptest::collection::vec((0.01..1e6_f64, 0.01..1e6_f64), 1..6)) {
            let there = product(&[row(&factors)]).effects;
            let turned: Vec<(f64, f64)> = factors.iter().map(|(before, now)| (*now, *before)).collect();
            let back = product(&[row(&turned)]).effects;
            let (before, now): (f64, f64) = (factors.iter().map(|f| f.0).product(), factors.iter().map(|f| f.1).product());
            let close = |a: f64, b: f64, size: f64| (a - b).abs() <= 1e-9 * size.max(1.0);
            prop_assert!(close(there.iter().sum(), now - before, before + now));
            for (there, back) in there.iter().zip(back) {
                prop_assert!(close(*there, -back, before + now));
            }
        }

        #[test]
        fn zeros_and_negative_drivers_add_up_too(factors in proptest::collection::vec((-5..5_i32, -5..5_i32), 1..6)) {
            let factors: Vec<(f64, f64)> = factors.iter().map(|(before, now)| (f64::from(*before), f64::from(*now))).collect();
            let worked = product(&[row(&factors)]).effects;
            let (before, now): (f64, f64) = (factors.iter().map(|f| f.0).product(), factors.iter().map(|f| f.1).product());
            prop_assert!((worked.iter().sum::<f64>() - (now - before)).abs() < 1e-6);
        }
    }
}
