//! What days weigh, learnt from what was sold, and targets that are given to days by it.

use calendar::{Calendar, Pattern, split};
use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::official);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Sales of three years that double over the time: weekends twice a work day, 国庆 four times, make-up work days one and a half.
fn sold(date: NaiveDate) -> i64 {
    let level = 10_000 + (date - day("2022-01-01")).num_days() * 10;
    let role = CALENDAR.role(date).map(|role| role.zh()).unwrap_or_default();
    let weekend = date.weekday().number_from_monday() > 5;
    match CALENDAR.kind(date) {
        _ if role.starts_with("国庆 第") => level * 4,
        calendar::DayKind::MakeUp => level * 3 / 2,
        _ if weekend => level * 2,
        _ => level,
    }
}

fn past() -> BTreeMap<NaiveDate, i64> {
    day("2022-01-01").iter_days().take(1_000).map(|date| (date, sold(date))).collect()
}

#[test]
fn without_a_past_every_day_is_alike() {
    assert_eq!(Pattern::learn(&CALENDAR, &BTreeMap::new()), Pattern::flat());
    let few = past().into_iter().take(30).collect();
    assert_eq!(Pattern::learn(&CALENDAR, &few), Pattern::flat());
    assert!(day("2026-10-01").iter_days().take(31).all(|date| Pattern::flat().weight(&CALENDAR, date) == 1.0));
}

#[test]
fn weekdays_make_up_days_and_festivals_weigh_what_they_sold() {
    let pattern = Pattern::learn(&CALENDAR, &past());
    let of = |date: &str| pattern.weight(&CALENDAR, day(date));
    let ordinary = of("2024-10-15");
    for (date, expected) in [("2024-10-16", 1.0), ("2024-10-19", 2.0), ("2024-10-20", 2.0), ("2024-10-12", 1.5)] {
        assert!((of(date) / ordinary - expected).abs() < 0.06, "{date} {}", of(date) / ordinary);
    }
    // Seen in two years, and drawn a fifth of the way towards a public holiday at large.
    assert!((3.4..4.0).contains(&(of("2024-10-03") / ordinary)), "{}", of("2024-10-03") / ordinary);
}

#[test]
fn a_festival_is_told_without_the_rhythm_of_the_week() {
    let pattern = Pattern::learn(&CALENDAR, &past());
    // A plain Saturday sells twice a work day and is as ordinary as one; a day of 国庆 is not, nor a Saturday that is worked.
    for (date, expected) in [("2024-10-15", 1.0..1.001), ("2024-10-19", 1.0..1.001), ("2024-10-03", 3.4..4.0), ("2024-10-12", 0.7..0.8)] {
        let found = pattern.festival(&CALENDAR, day(date));
        assert!(expected.contains(&found), "{date} {found}");
    }
}

#[test]
fn a_day_of_a_festival_on_which_the_scope_was_always_shut_weighs_nothing() {
    let first = CALENDAR.role(day("2026-10-01")).unwrap();
    let is_first = |date| CALENDAR.role(date).is_some_and(|role| role.same(first));
    let shut = past().into_iter().map(|(date, sum)| (date, if is_first(date) { 0 } else { sum })).collect();
    let pattern = Pattern::learn(&CALENDAR, &shut);
    assert_eq!(pattern.weight(&CALENDAR, day("2026-10-01")), 0.0);
    assert!(pattern.weight(&CALENDAR, day("2026-10-02")) > 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_day_weighs_less_than_nothing_and_targets_add_up_to_themselves(
        start in 0_i64..5_000, length in 1_usize..400, target: i64, sums in prop::collection::btree_map(0_i64..900, 0_i64..1_000_000_000, 0..300),
    ) {
        let past = sums.into_iter().map(|(place, sum)| (day("2022-01-01") + TimeDelta::days(place), sum)).collect();
        let (pattern, from) = (Pattern::learn(&CALENDAR, &past), day("2020-01-01") + TimeDelta::days(start));
        let weights: Vec<f64> = from.iter_days().take(length).map(|date| pattern.weight(&CALENDAR, date)).collect();
        prop_assert!(weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0), "{:?}", weights);
        let weights: Vec<u64> = weights.iter().map(|weight| (weight * 1e6).round() as u64).collect();
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let parts = split(target, &weights).unwrap();
        prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(target));
    }
}
