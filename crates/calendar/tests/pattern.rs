//! Shares of days: exact to the millionth, and learnt from what was sold.

use calendar::{Calendar, Pattern, PeriodError, split};
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
    let shares = Pattern::flat().shares(&CALENDAR, day("2026-10-01"), day("2026-10-31")).unwrap();
    assert_eq!(Pattern::learn(&CALENDAR, &BTreeMap::new()), Pattern::flat());
    let few = past().into_iter().take(30).collect();
    assert_eq!(Pattern::learn(&CALENDAR, &few), Pattern::flat());
    assert!(shares.iter().all(|share| (32_258..=32_259).contains(&share.parts_per_million)));
}

#[test]
fn weekdays_make_up_days_and_festivals_weigh_what_they_sold() {
    let pattern = Pattern::learn(&CALENDAR, &past());
    let shares = pattern.shares(&CALENDAR, day("2024-09-30"), day("2024-10-20")).unwrap();
    let of = |date: &str| f64::from(shares.iter().find(|share| share.day == day(date)).unwrap().parts_per_million);
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
fn a_shut_scope_is_split_evenly_and_a_bad_period_refused() {
    let shut: BTreeMap<_, _> = past().into_iter().map(|(date, sum)| (date, if date.day() == 1 { 0 } else { sum })).collect();
    let pattern = Pattern::learn(&CALENDAR, &shut);
    let first = pattern.shares(&CALENDAR, day("2026-10-01"), day("2026-10-01")).unwrap();
    assert_eq!(first[0].parts_per_million, 1_000_000);
    assert_eq!(pattern.shares(&CALENDAR, day("2026-10-02"), day("2026-10-01")).unwrap_err(), PeriodError::Backwards);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn shares_add_up_to_a_million_and_targets_to_themselves(
        start in 0_i64..5_000, length in 0_i64..400, target: i64, sums in prop::collection::btree_map(0_i64..900, 0_i64..1_000_000_000, 0..300),
    ) {
        let past = sums.into_iter().map(|(place, sum)| (day("2022-01-01") + TimeDelta::days(place), sum)).collect();
        let from = day("2020-01-01") + TimeDelta::days(start);
        let shares = Pattern::learn(&CALENDAR, &past).shares(&CALENDAR, from, from + TimeDelta::days(length)).unwrap();
        prop_assert_eq!(shares.len() as i64, length + 1);
        prop_assert_eq!(shares.iter().map(|share| u64::from(share.parts_per_million)).sum::<u64>(), 1_000_000);
        let weights: Vec<_> = shares.iter().map(|share| u64::from(share.parts_per_million)).collect();
        let parts = split(target, &weights).unwrap();
        prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(target));
    }
}
