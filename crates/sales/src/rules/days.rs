//! What each day of a month carries of the month's target: by the weight of the day, and exactly the target together.

use chrono::{Datelike, NaiveDate};
use kernel::calendar::split;
use kernel::fixed::{Amount, round_half_up};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Days and their weights, in any unit.
pub type Weights = BTreeMap<NaiveDate, u64>;

/// The targets of all days of the months that are known.
pub fn day_targets(months: &[Option<Decimal>; 12], weights: &Weights, decimals: u32) -> BTreeMap<NaiveDate, Decimal> {
    let mut days = BTreeMap::new();
    for (month, amount) in (1..).zip(months) {
        let Some(amount) = amount else { continue };
        let (of, weights): (Vec<NaiveDate>, Vec<u64>) =
            weights.iter().filter(|(day, _)| day.month() == month).map(|(day, weight)| (*day, *weight)).unzip();
        days.extend(of.into_iter().zip(parts(*amount, &weights, decimals)));
    }
    days
}

/// Splits an amount by weights, to the last of its decimals; evenly where no weight is above zero. The parts have the decimals
/// of the measure, or those of the amount where it has more: money goes to the cent, tickets are whole.
pub fn parts(amount: Decimal, weights: &[u64], decimals: u32) -> Vec<Decimal> {
    let scale = amount.normalize().scale().max(decimals).min(Amount::SCALE);
    let mut whole = round_half_up(amount, scale);
    whole.rescale(scale);
    let Ok(whole) = i64::try_from(whole.mantissa()) else { return Vec::new() };
    let even = || split(whole, &vec![1; weights.len()]);
    let parts = split(whole, weights).or_else(even).unwrap_or_default();
    parts.into_iter().map(|part| Decimal::new(part, scale).normalize()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_month_is_split_by_the_weights_of_its_days() {
        let first: NaiveDate = "2026-02-01".parse().unwrap();
        // Four weeks: 20 work days of weight 1, eight weekend days of weight 2.
        let weights: Weights =
            first.iter_days().take(28).map(|day| (day, if day.weekday().number_from_monday() > 5 { 2 } else { 1 })).collect();
        let mut months = [None; 12];
        months[1] = Some(Decimal::from(3600));
        let days = day_targets(&months, &weights, 2);
        assert_eq!((days.len(), days[&first], days[&"2026-02-02".parse().unwrap()]), (28, Decimal::from(200), Decimal::from(100)));
    }

    #[test]
    fn parts_have_the_decimals_of_their_measure() {
        for (amount, decimals, expected) in
            [("100", 2, ["33.34", "33.33", "33.33"]), ("100", 0, ["34", "33", "33"]), ("0.1", 0, ["0.1", "0", "0"])]
        {
            let parts: Vec<String> = parts(amount.parse().unwrap(), &[1, 1, 1], decimals).iter().map(Decimal::to_string).collect();
            assert_eq!(parts, expected, "{amount} with {decimals}");
        }
    }

    proptest! {
        #[test]
        fn the_days_make_the_month_to_the_last_cent(cents in 0_i64..1_000_000_000_000, weights in prop::collection::vec(0_u64..5_000_000, 1..32)) {
            let amount = Decimal::new(cents, 2);
            prop_assert_eq!(parts(amount, &weights, 2).into_iter().sum::<Decimal>(), amount);
        }
    }
}
