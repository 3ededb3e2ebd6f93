//! The worked figures of a Chinese supermarket's vegetables (CUMCM 2023, problem C), kilograms a day over the whole store.
//!
//! The data has no licence to pass on and stays outside; without it the tests say that they were skipped.

use calendar::{Aligned, Calendar, Coverage, Festival, Match, Pair, Pattern, Way};
use chrono::{Months, NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Grams of each open day; none without the data.
fn grams() -> Option<BTreeMap<NaiveDate, i64>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("SHUZHI_SHARED").map_or(beside, PathBuf::from).join("data/cumcm2023c/site_day_derived.csv");
    let Ok(list) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no real data at {}", path.display());
        return None;
    };
    let rows = list.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let (date, kilograms) = (cells.next()?, cells.next()?);
        (!kilograms.is_empty()).then(|| (day(date), (kilograms.parse::<f64>().unwrap() * 1000.0).round() as i64))
    });
    Some(rows.collect())
}

/// Mean kilograms of some days, to a tenth, as the figures are given.
fn mean(grams: &BTreeMap<NaiveDate, i64>, days: &[NaiveDate]) -> f64 {
    let sum: i64 = days.iter().map(|date| grams[date]).sum();
    sum as f64 / days.len() as f64 / 1000.0
}

fn percent(now: f64, then: f64) -> f64 {
    (now / then - 1.0) * 100.0
}

fn close(value: f64, expected: f64) {
    assert!((value - expected).abs() < 0.051, "{value} is not {expected}");
}

/// The growth of the mean of open days, each side for itself.
fn each_side(grams: &BTreeMap<NaiveDate, i64>, aligned: &Aligned) -> f64 {
    let (days, with) = aligned.each_side(|date| !grams.contains_key(&date));
    percent(mean(grams, &days), mean(grams, &with))
}

/// The growth of the mean of pairs open on both sides.
fn like_for_like(grams: &BTreeMap<NaiveDate, i64>, aligned: &Aligned) -> f64 {
    let (days, with): (Vec<_>, Vec<_>) = aligned.like_for_like(|date| !grams.contains_key(&date)).into_iter().unzip();
    percent(mean(grams, &days), mean(grams, &with))
}

fn align(from: &str, to: &str, way: Way) -> Aligned {
    Calendar::official().align(day(from), day(to), way).unwrap()
}

#[test]
fn the_week_before_the_spring_festival_of_2023_is_as_worked() {
    let Some(grams) = grams() else { return };
    let naive = align("2023-01-15", "2023-01-21", Way::LastYear);
    let (days, with) = naive.each_side(|date| !grams.contains_key(&date));
    close(mean(&grams, &days), 1076.1);
    close(mean(&grams, &with), 340.2);
    close(each_side(&grams, &naive), 216.3);
    // Leaving out 21 January 2022 as well, because its counterpart was closed, makes it worse still.
    close(like_for_like(&grams, &naive), 229.0);

    let aligned = align("2023-01-15", "2023-01-21", Way::LastYearByRole);
    assert!(aligned.pairs.iter().all(|pair| pair.why == Match::Role));
    assert_eq!((aligned.pairs[0].with, aligned.pairs[6].with), (Some(day("2022-01-25")), Some(day("2022-01-31"))));
    let (_, with) = aligned.each_side(|date| !grams.contains_key(&date));
    close(mean(&grams, &with), 792.8);
    close(each_side(&grams, &aligned), 35.7);
    close(like_for_like(&grams, &aligned), 35.7);
    assert_eq!(aligned.coverage(|date| !grams.contains_key(&date)), Coverage { matched: 6, closed: 1, unmatched: 0, stand_in: 0 });
}

#[test]
fn months_are_as_worked() {
    let Some(grams) = grams() else { return };
    for (from, to, way, sides, pairs) in [
        // The figures given for January are those of its first 28 days.
        ("2023-01-01", "2023-01-28", Way::LastYear, 87.8, 88.35),
        ("2023-01-01", "2023-01-31", Way::LastYear, 62.6, 63.6),
        ("2023-02-01", "2023-02-28", Way::LastYear, 48.8, 48.8),
        ("2023-01-15", "2023-01-15", Way::MergedJanFeb, 56.9, 57.3),
        ("2022-01-25", "2022-01-31", Way::LastYearByRole, -27.8, -27.8),
        ("2022-01-01", "2022-01-28", Way::LastYear, -19.6, -19.6),
        ("2022-01-01", "2022-01-31", Way::LastYear, -9.1, -8.7),
        ("2022-02-01", "2022-02-28", Way::LastYear, -50.0, -50.2),
        ("2022-02-28", "2022-02-28", Way::MergedJanFeb, -31.6, -31.4),
    ] {
        let aligned = align(from, to, way);
        close(each_side(&grams, &aligned), sides);
        close(like_for_like(&grams, &aligned), pairs);
    }
}

#[test]
fn four_weeks_to_either_side_of_the_first_day_are_as_worked() {
    let Some(grams) = grams() else { return };
    let firsts = (Festival::Spring.day(2023).unwrap(), Festival::Spring.day(2022).unwrap());
    let pairs = (-28..=28).map(TimeDelta::days).map(|days| Pair { day: firsts.0 + days, with: Some(firsts.1 + days), why: Match::Role });
    let lunar = Aligned { pairs: pairs.collect(), spare: Vec::new() };
    close(each_side(&grams, &lunar), 67.1);
    close(like_for_like(&grams, &lunar), 67.1);
}

#[test]
fn a_month_by_role_says_how_much_of_it_is_compared() {
    let Some(grams) = grams() else { return };
    let closed = |date| !grams.contains_key(&date);
    for (from, to, growth, coverage) in [
        ("2023-01-01", "2023-01-31", 51.8, Coverage { matched: 30, closed: 1, unmatched: 0, stand_in: 0 }),
        ("2023-02-01", "2023-02-28", 81.3, Coverage { matched: 28, closed: 0, unmatched: 0, stand_in: 9 }),
        ("2022-02-01", "2022-02-28", -37.6, Coverage { matched: 27, closed: 1, unmatched: 0, stand_in: 10 }),
    ] {
        let aligned = align(from, to, Way::LastYearByRole);
        close(like_for_like(&grams, &aligned), growth);
        assert_eq!(aligned.coverage(closed), coverage);
    }
}

/// How badly the days of comparison foretell how a month's sales lie on its days: percent on the wrong day, mean of 23 months.
fn misplaced_by_comparison(grams: &BTreeMap<NaiveDate, i64>, way: Way) -> f64 {
    let months: Vec<_> = (1..=23).map(|n| day("2021-07-01") + Months::new(n)).collect();
    let one = |from: &NaiveDate| {
        let aligned = Calendar::official().align(*from, *from + Months::new(1) - TimeDelta::days(1), way).unwrap();
        let pairs = aligned.like_for_like(|date| !grams.contains_key(&date));
        let sold = |date| grams[&date] as f64;
        let (now, then) = pairs.iter().fold((0.0, 0.0), |sum, (day, with)| (sum.0 + sold(*day), sum.1 + sold(*with)));
        pairs.iter().map(|(day, with)| (sold(*day) / now - sold(*with) / then).abs()).sum::<f64>() * 50.0
    };
    months.iter().map(one).sum::<f64>() / months.len() as f64
}

#[test]
fn days_by_role_resemble_each_other_more_than_days_by_weekday_or_date() {
    let Some(grams) = grams() else { return };
    let of = |way| misplaced_by_comparison(&grams, way);
    let (date, weekday, role) = (of(Way::LastYear), of(Way::LastYearByWeekday), of(Way::LastYearByRole));
    println!("misplaced: by date {date:.2} %, by weekday {weekday:.2} %, by role {role:.2} %");
    assert!(role < weekday * 0.9 && weekday < date * 0.9);
}

/// Share of a month's sales that stands on the wrong day, in percent.
fn misplaced(grams: &BTreeMap<NaiveDate, i64>, pattern: &Pattern, from: &str, to: &str) -> f64 {
    let weighed = weights(pattern, from, to);
    let sold = |date| grams.get(&date).copied().unwrap_or_default() as f64;
    let (whole, all) = weighed.iter().fold((0.0, 0.0), |sum, (date, weight)| (sum.0 + sold(*date), sum.1 + weight));
    weighed.iter().map(|(date, weight)| (weight / all - sold(*date) / whole).abs()).sum::<f64>() * 50.0
}

/// What the days of a period weigh.
fn weights(pattern: &Pattern, from: &str, to: &str) -> Vec<(NaiveDate, f64)> {
    let calendar = Calendar::official();
    day(from).iter_days().take_while(|date| *date <= day(to)).map(|date| (date, pattern.weight(&calendar, date))).collect()
}

#[test]
fn what_was_learnt_foretells_the_days_of_a_month_better_than_an_even_split() {
    let Some(grams) = grams() else { return };
    let calendar = Calendar::official();
    for (from, to) in [
        ("2022-01-01", "2022-01-31"),
        ("2023-01-01", "2023-01-31"),
        ("2023-02-01", "2023-02-28"),
        ("2022-10-01", "2022-10-31"),
        ("2023-05-01", "2023-05-31"),
    ] {
        let before = grams.range(..day(from)).map(|(date, sum)| (*date, *sum)).collect();
        let learnt = misplaced(&grams, &Pattern::learn(&calendar, &before), from, to);
        let even = misplaced(&grams, &Pattern::flat(), from, to);
        println!("{from}: {learnt:.1} % misplaced, evenly {even:.1} %");
        assert!(learnt < even * 0.75, "{from}: {learnt} against {even}");
    }
}

#[test]
fn a_store_that_closes_on_the_eve_gets_no_target_for_it() {
    let Some(grams) = grams() else { return };
    let calendar = Calendar::official();
    let weighed = weights(&Pattern::learn(&calendar, &grams), "2024-02-04", "2024-02-12");
    // 除夕 was closed in all three years, 初一 in one of three.
    let weights: Vec<f64> = weighed.into_iter().map(|(_, weight)| weight).collect();
    assert_eq!(weights[5], 0.0);
    assert!(weights[6] > 0.0 && weights[4] > weights[0]);
}
