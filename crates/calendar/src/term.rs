//! The twenty-four solar terms, from 小寒 in January to 冬至 in December; 清明 is also a public holiday.

use chrono::{Datelike, NaiveDate};
use std::sync::LazyLock;

const NAMES: [(&str, &str); 24] = [
    ("小寒", "Minor Cold"),
    ("大寒", "Major Cold"),
    ("立春", "Start of Spring"),
    ("雨水", "Rain Water"),
    ("惊蛰", "Awakening of Insects"),
    ("春分", "Spring Equinox"),
    ("清明", "Qingming"),
    ("谷雨", "Grain Rain"),
    ("立夏", "Start of Summer"),
    ("小满", "Grain Buds"),
    ("芒种", "Grain in Ear"),
    ("夏至", "Summer Solstice"),
    ("小暑", "Minor Heat"),
    ("大暑", "Major Heat"),
    ("立秋", "Start of Autumn"),
    ("处暑", "End of Heat"),
    ("白露", "White Dew"),
    ("秋分", "Autumn Equinox"),
    ("寒露", "Cold Dew"),
    ("霜降", "Frost's Descent"),
    ("立冬", "Start of Winter"),
    ("小雪", "Minor Snow"),
    ("大雪", "Major Snow"),
    ("冬至", "Winter Solstice"),
];

/// Days of the month, two terms a month, for each year of the table.
static DAYS: LazyLock<Vec<(i32, Vec<u32>)>> = LazyLock::new(|| read(include_str!("data/terms.txt")));

/// One of the twenty-four, counted from 小寒.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SolarTerm(usize);

impl SolarTerm {
    /// The term that falls on a day; none on most days, and none outside 2000 to 2099.
    pub fn of(date: NaiveDate) -> Option<Self> {
        let place = date.month0() as usize * 2;
        let days = of_year(date.year())?;
        (place..place + 2).find(|term| days.get(*term) == Some(&date.day())).map(Self)
    }

    /// Its name, such as `清明`.
    pub fn zh(self) -> &'static str {
        NAMES[self.0].0
    }

    /// Its name in English.
    pub fn en(self) -> &'static str {
        NAMES[self.0].1
    }
}

/// The day of 清明 (the sun at 15 degrees): 4, 5 or 6 April.
pub(crate) fn qingming(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 4, *of_year(year)?.get(6)?)
}

fn of_year(year: i32) -> Option<&'static [u32]> {
    DAYS.iter().find(|(y, _)| *y == year).map(|(_, days)| days.as_slice())
}

fn read(table: &str) -> Vec<(i32, Vec<u32>)> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut words = line.split(' ');
        Some((words.next()?.parse().ok()?, words.filter_map(|word| word.parse().ok()).collect()))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longitude of the sun in degrees at the beginning of a day in Beijing, to about a hundredth of a degree
    /// (Meeus, Astronomical Algorithms, 2nd edition, chapter 25).
    fn longitude(date: NaiveDate) -> f64 {
        let julian_day = f64::from(date.num_days_from_ce()) + 1_721_424.5 - 8.0 / 24.0 + 69.0 / 86_400.0;
        let t = (julian_day - 2_451_545.0) / 36_525.0;
        let mean = 280.466_46 + t * (36_000.769_83 + t * 0.000_303_2);
        let anomaly = (357.529_11 + t * (35_999.050_29 - t * 0.000_153_7)).to_radians();
        let centre = (1.914_602 - t * (0.004_817 + t * 0.000_014)) * anomaly.sin()
            + (0.019_993 - t * 0.000_101) * (2.0 * anomaly).sin()
            + 0.000_289 * (3.0 * anomaly).sin();
        let node = (125.04 - 1934.136 * t).to_radians();
        (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
    }

    #[test]
    fn the_sun_reaches_each_term_within_its_day() {
        assert_eq!(DAYS.len(), 100);
        for (year, days) in DAYS.iter() {
            assert_eq!(days.len(), 24, "{year}");
            for (term, day) in days.iter().enumerate() {
                let date = NaiveDate::from_ymd_opt(*year, term as u32 / 2 + 1, *day).unwrap();
                let target = term as f64 * 15.0 + 285.0;
                let past = |date| (longitude(date) - target + 180.0).rem_euclid(360.0) - 180.0;
                assert!(past(date) < 0.015 && past(date.succ_opt().unwrap()) > -0.015, "{date} {}", SolarTerm(term).zh());
            }
        }
    }

    #[test]
    fn a_day_knows_its_term() {
        let term = |text: &str| SolarTerm::of(text.parse().unwrap()).map(SolarTerm::zh);
        assert_eq!(term("2026-04-05"), Some("清明"));
        assert_eq!(term("2025-12-21"), Some("冬至"));
        assert_eq!(term("2025-12-22"), None);
        assert_eq!(term("1999-12-22"), None);
    }
}
