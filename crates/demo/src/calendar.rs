//! The year of the trade as the demonstration company lives it: weekdays, holidays by the sun and by the moon, seasons.

use chrono::{Datelike, NaiveDate};

/// First days of the lunar year (正月初一).
const NEW_YEARS: [(i32, u32, u32); 11] = [
    (2020, 1, 25),
    (2021, 2, 12),
    (2022, 2, 1),
    (2023, 1, 22),
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
];

/// Days from the nearest first day of a lunar year; none when it is far.
pub fn from_new_year(day: NaiveDate) -> Option<i64> {
    NEW_YEARS
        .iter()
        .filter_map(|(y, m, d)| NaiveDate::from_ymd_opt(*y, *m, *d))
        .map(|first| (day - first).num_days())
        .find(|days| (-30..=20).contains(days))
}

/// Days of the Mid-Autumn Festival (八月十五).
const MID_AUTUMNS: [(i32, u32, u32); 11] = [
    (2020, 10, 1),
    (2021, 9, 21),
    (2022, 9, 10),
    (2023, 9, 29),
    (2024, 9, 17),
    (2025, 10, 6),
    (2026, 9, 25),
    (2027, 9, 15),
    (2028, 10, 3),
    (2029, 9, 22),
    (2030, 9, 12),
];

/// Days from the nearest Mid-Autumn Festival; none when it is far.
pub fn from_mid_autumn(day: NaiveDate) -> Option<i64> {
    MID_AUTUMNS
        .iter()
        .filter_map(|(y, m, d)| NaiveDate::from_ymd_opt(*y, *m, *d))
        .map(|full| (day - full).num_days())
        .find(|days| (-20..=10).contains(days))
}

/// Whether a day is one of an ordinary week of the year for every part of the company.
pub fn plain(day: NaiveDate) -> bool {
    let sun = matches!(
        (day.month(), day.day()),
        (1, 1..=4) | (4, 2..=7) | (4, 28..=30) | (5, 1..=8) | (6, 1) | (9, 28..=30) | (10, 1..=10) | (12, 20..=31)
    );
    !sun && from_new_year(day).is_none() && from_mid_autumn(day).is_none_or(|days| !(-9..=2).contains(&days))
}

/// How the mall's visitors change with the day: weekends, long holidays, the quiet week of the new year's eve.
pub fn mall(day: NaiveDate) -> f64 {
    let weekday = [0.82, 0.80, 0.83, 0.88, 1.08, 1.42, 1.36][day.weekday().num_days_from_monday() as usize];
    let feast = match from_new_year(day) {
        Some(-10..=-3) => 1.18,
        Some(-2..=-1) => 0.72,
        Some(0) => 0.55,
        Some(1..=6) => 1.75,
        Some(7..=15) => 1.12,
        _ => 1.0,
    };
    let sun = match (day.month(), day.day()) {
        (5, 1..=5) => 1.45,
        (10, 1..=7) => 1.62,
        (12, 24..=25) | (12, 31) | (1, 1) => 1.30,
        (6, 1) => 1.20,
        _ => 1.0,
    };
    weekday * feast * sun * [1.02, 0.96, 0.94, 0.97, 1.02, 0.98, 1.04, 1.03, 0.98, 1.03, 1.00, 1.08][day.month0() as usize]
}

/// How a supermarket's sales change with the day: stocking up before the new year, nearly closed on its first days.
pub fn supermarket(day: NaiveDate) -> f64 {
    let weekday = [0.93, 0.92, 0.93, 0.95, 1.02, 1.16, 1.15][day.weekday().num_days_from_monday() as usize];
    let feast = match from_new_year(day) {
        Some(-14..=-8) => 1.25,
        Some(-7..=-2) => 1.85,
        Some(-1) => 1.20,
        Some(0) => 0.0,
        Some(1..=2) => 0.45,
        Some(3..=10) => 0.75,
        _ => 1.0,
    };
    let autumn = match from_mid_autumn(day) {
        Some(-6..=-1) => 1.35,
        Some(0) => 1.10,
        _ => 1.0,
    };
    weekday * feast * autumn
}

/// How online orders change with the day; `strength` is how much a channel lives from the great sales of June and November.
pub fn online(day: NaiveDate, strength: f64) -> f64 {
    let feast = match from_new_year(day) {
        Some(-20..=-10) => 1.15,
        Some(-3..=6) => 0.55,
        _ => 1.0,
    };
    let sale = match (day.month(), day.day()) {
        (6, 16..=18) | (11, 11) => strength,
        (6, 1..=15) | (11, 1..=10) => 1.0 + (strength - 1.0) * 0.25,
        (11, 12..=20) | (6, 19..=26) => 0.75,
        (12, 12) => 1.0 + (strength - 1.0) * 0.4,
        _ => 1.0,
    };
    feast * sale * [1.0, 1.0, 0.99, 0.99, 1.0, 1.03, 1.03][day.weekday().num_days_from_monday() as usize]
}

/// Heat of the day from -1 (mid January) to 1 (mid July).
pub fn heat(day: NaiveDate) -> f64 {
    ((f64::from(day.ordinal0()) - 196.0) / 365.25 * std::f64::consts::TAU).cos()
}
