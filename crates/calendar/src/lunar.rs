//! Dates of the moon: the twenty-third of the twelfth month, and the day in our own calendar on which it falls.
//!
//! The months come from ICU4X, which carries the published tables of 1912 to 2102 (GB/T 33661-2017) and approximates beyond them.

use chrono::{Datelike, Days, NaiveDate};
use icu_calendar::cal::ChineseTraditional;
use icu_calendar::types::Month;
use icu_calendar::{Date, Gregorian};

const MONTHS: [&str; 12] = ["正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"];
const ONES: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// A day of the Chinese lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// The year in which this lunar year begins: 2026 for the lunar year from 2026-02-17.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// Whether it is the second month of this number in its year.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

impl LunarDate {
    /// The lunar date of a day; none beyond the years of four digits.
    pub fn of(date: NaiveDate) -> Option<Self> {
        let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
        let there = Date::try_new_gregorian(date.year(), month, day).ok()?.to_calendar(ChineseTraditional::new());
        let month = there.month().to_input();
        Some(Self { year: there.cyclic_year().related_iso, month: month.number(), leap: month.is_leap(), day: there.day_of_month().0 })
    }

    /// The day on which it falls; none when its year has no such month or day.
    pub fn date(self) -> Option<NaiveDate> {
        let month = if self.leap { Month::leap(self.month) } else { Month::new(self.month) };
        let there = Date::try_new_chinese_traditional(self.year, month, self.day).ok()?.to_calendar(Gregorian);
        NaiveDate::from_ymd_opt(there.era_year().year, there.month().number().into(), there.day_of_month().0.into())
    }

    /// The name people say, such as `腊月廿三` or `闰六月初一`.
    pub fn text(self) -> String {
        let month = MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        format!("{}{month}{}", if self.leap { "闰" } else { "" }, day_text(self.day))
    }
}

/// The first day of the lunar year that begins in a year: 正月初一, from 21 January to 20 February.
pub(crate) fn new_year(year: i32) -> Option<NaiveDate> {
    LunarDate { year, month: 1, leap: false, day: 1 }.date()
}

/// A day of a month of the ordinary run of months, so many days later.
pub(crate) fn lunar_day(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    LunarDate { year, month, leap: false, day }.date()
}

/// The last day of a lunar year, 除夕, which may be its twenty-ninth or thirtieth.
pub(crate) fn last_day(year: i32) -> Option<NaiveDate> {
    new_year(year + 1)?.checked_sub_days(Days::new(1))
}

/// The day of a lunar month in words: `初三`, `廿三`, `三十`.
pub(crate) fn day_text(day: u8) -> String {
    let one = ONES[usize::from(day.saturating_sub(1) % 10)];
    match day {
        1..=10 => format!("初{one}"),
        11..=19 => format!("十{one}"),
        20 => "二十".to_owned(),
        21..=29 => format!("廿{one}"),
        _ => "三十".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn lunar_years_begin_on_the_published_days() {
        let published = [
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
            "2030-02-03",
        ];
        for (year, expected) in (2021..).zip(published) {
            assert_eq!(new_year(year), Some(day(expected)));
        }
    }

    #[test]
    fn leap_months_stand_where_they_are_published() {
        for year in 2020..=2030 {
            let leap = (1..=12).find(|month| LunarDate { year, month: *month, leap: true, day: 1 }.date().is_some());
            let expected = [(2020, 4), (2023, 2), (2025, 6), (2028, 5)].iter().find(|(y, _)| *y == year).map(|(_, month)| *month);
            assert_eq!(leap, expected, "{year}");
        }
    }

    #[test]
    fn days_are_named_as_people_say_them() {
        for (date, text) in [
            ("2026-02-10", "腊月廿三"),
            ("2026-02-16", "腊月廿九"),
            ("2025-01-28", "腊月廿九"),
            ("2024-02-09", "腊月三十"),
            ("2026-02-17", "正月初一"),
            ("2026-03-03", "正月十五"),
            ("2025-07-25", "闰六月初一"),
            ("2025-12-20", "冬月初一"),
            ("2026-09-25", "八月十五"),
            ("2024-03-29", "二月二十"),
        ] {
            assert_eq!(LunarDate::of(day(date)).unwrap().text(), text, "{date}");
        }
    }

    #[test]
    fn every_day_of_a_century_goes_to_the_moon_and_back() {
        for date in day("2000-01-01").iter_days().take_while(|date| *date < day("2100-01-01")) {
            assert_eq!(LunarDate::of(date).and_then(LunarDate::date), Some(date));
        }
    }
}
