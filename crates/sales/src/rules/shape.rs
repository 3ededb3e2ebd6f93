//! The shape of a year: how last year fell on its months, moved to the days that this year's months hold.
//!
//! The Spring Festival may lie in January of one year and in February of the next, and a month may hold five weekends instead of
//! four. So a month's sum is divided by the weight of the days it had and multiplied by the weight of those it will have.

use rust_decimal::Decimal;

/// More than doubling or halving is no growth to go on with, but a month that was begun or left in the middle.
const GROWN_MOST: Decimal = Decimal::TWO;
const GROWN_LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The weights of the twelve months, as whole numbers to split a target by; none unless every month has a sum above zero.
///
/// `sums` are those of the months that serve as a base, `then` and `now` the weights of the days of the base and of the year
/// that is planned. Weights of days are statistics and come as f64; the split that follows is exact.
pub fn month_weights(sums: &[Option<Decimal>; 12], then: &[f64; 12], now: &[f64; 12]) -> Option<Vec<u64>> {
    let mut weights = Vec::with_capacity(12);
    for (month, sum) in sums.iter().enumerate() {
        let sum = sum.filter(|sum| *sum > Decimal::ZERO)?;
        let moved = if then[month] > 0.0 && now[month] > 0.0 { now[month] / then[month] } else { 1.0 };
        let weight = sum * Decimal::from_f64_retain(moved)?;
        // In hundredths: fine enough for a shop that sells little, and below the reach of a whole number for the largest group.
        weights.push(u64::try_from((weight * Decimal::ONE_HUNDRED).round()).ok()?);
    }
    Some(weights)
}

/// Puts a base of twelve months together for a year: each month of the year before where it is over, else of the year before that,
/// raised by what the months that both years have grew.
pub fn base(before: &[Option<Decimal>; 12], earlier: &[Option<Decimal>; 12]) -> [Option<Decimal>; 12] {
    let both = || before.iter().zip(earlier).filter_map(|(before, earlier)| before.zip(*earlier));
    let (last, first) = both().fold((Decimal::ZERO, Decimal::ZERO), |sum, (before, earlier)| (sum.0 + before, sum.1 + earlier));
    let grown = last.checked_div(first).unwrap_or(Decimal::ONE).clamp(GROWN_LEAST, GROWN_MOST);
    std::array::from_fn(|month| before[month].or_else(|| earlier[month].map(|sum| sum * grown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(of: impl Fn(usize) -> Option<i64>) -> [Option<Decimal>; 12] {
        std::array::from_fn(|month| of(month).map(Decimal::from))
    }

    #[test]
    fn months_keep_last_year_s_shape_moved_to_this_year_s_days() {
        let sums = months(|month| Some(if month == 0 { 200 } else { 100 }));
        let mut now = [30.0; 12];
        // February holds the festival this year, January does not any more.
        (now[0], now[1]) = (15.0, 45.0);
        let weights = month_weights(&sums, &[30.0; 12], &now).unwrap();
        assert_eq!(&weights[..3], [10_000, 15_000, 10_000]);
        assert_eq!(month_weights(&months(|month| (month != 4).then_some(1)), &[1.0; 12], &[1.0; 12]), None);
    }

    #[test]
    fn a_month_that_is_not_over_is_taken_from_the_year_before_as_much_as_was_grown() {
        let before = months(|month| (month < 10).then_some(120));
        let earlier = months(|_| Some(100));
        let base = base(&before, &earlier);
        assert_eq!((base[9], base[10], base[11]), (Some(Decimal::from(120)), Some(Decimal::from(120)), Some(Decimal::from(120))));
        assert_eq!(super::base(&before, &[None; 12])[11], None);
    }
}
