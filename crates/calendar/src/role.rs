//! The part a day plays in a festival: two days before it, its eve, its third day.

use crate::festival::Festival;
use crate::lunar::day_text;

/// First and last day of the Spring Festival's part, counted from 正月初一.
pub(crate) const SPRING: (i32, i32) = (-21, 15);

/// A day's place in a festival.
///
/// 春节 and 元旦 are counted from the day itself (0 is 正月初一, 1 January), because what people do follows the date.
/// The others are counted from the first day of their break (0 is the first day off), because what people do follows the break:
/// the day of 清明 or 端午 is its first day in one year and its third in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role {
    pub festival: Festival,
    /// The year of the festival: 31 December 2026 belongs to 元旦 of 2027.
    pub year: i32,
    /// Days from the day the festival is counted from.
    pub offset: i32,
}

impl Role {
    /// Whether both are the same part of the same festival, in whatever year.
    pub fn same(self, other: Self) -> bool {
        (self.festival, self.offset) == (other.festival, other.offset)
    }

    /// The same part a year before.
    pub(crate) fn year_before(self) -> Self {
        Self { year: self.year - 1, ..self }
    }

    /// Whether the day lies in the break of its festival; the Spring Festival's part is wider than its break and knows none.
    pub(crate) fn in_break(self) -> bool {
        self.festival != Festival::Spring && self.offset >= 0
    }

    /// Its name, such as `春节 初三`, `除夕` or `国庆 第2天`.
    pub fn zh(self) -> String {
        let name = self.festival.zh();
        match (self.festival, self.offset) {
            (Festival::Spring, -1) => "除夕".to_owned(),
            (Festival::Spring, day @ 0..) => format!("{name} {}", day_text(u8::try_from(day + 1).unwrap_or(u8::MAX))),
            (Festival::NewYear, -1) => "跨年夜".to_owned(),
            (Festival::NewYear, 0) => name.to_owned(),
            (_, day @ 0..) => format!("{name} 第{}天", day + 1),
            (_, day) => format!("{name} 前{}天", -day),
        }
    }

    /// Its name in English, such as `Spring Festival, day 3`.
    pub fn en(self) -> String {
        let name = self.festival.en();
        match (self.festival, self.offset) {
            (Festival::Spring, -1) => "Lunar New Year's Eve".to_owned(),
            (Festival::NewYear, -1) => "New Year's Eve".to_owned(),
            (Festival::NewYear, 0) => name.to_owned(),
            (_, day @ 0..) => format!("{name}, day {}", day + 1),
            (_, -1) => format!("{name}, the day before"),
            (_, day) => format!("{name}, {} days before", -day),
        }
    }
}
