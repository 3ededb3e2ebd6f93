//! Turns cells into days, times, exact numbers and yes or no, in the ways people write them.

mod clock;
mod day;
mod number;
mod truth;

pub use clock::clock;
pub use day::Days;
pub use number::{number, number_of};
pub use truth::truth;

use thiserror::Error;

/// Why a cell could not be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreadable {
    #[error("not a day")]
    NotADay,
    #[error("a day and a month that can be taken for each other")]
    AmbiguousDay,
    #[error("the year is missing")]
    NoYear,
    #[error("the day of the month is missing")]
    NoDayOfMonth,
    #[error("the day is before 1990 or after 2099")]
    FarDay,
    #[error("not a time")]
    NotATime,
    #[error("not a number")]
    NotANumber,
    #[error("neither yes nor no")]
    NotYesOrNo,
    #[error("an error value of a formula")]
    Fault,
}

impl Unreadable {
    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::NotADay => "不是日期",
            Self::AmbiguousDay => "日和月分不清，请指定日期格式",
            Self::NoYear => "日期缺少年份",
            Self::NoDayOfMonth => "日期缺少日",
            Self::FarDay => "日期早于 1990 年或晚于 2099 年",
            Self::NotATime => "不是时间",
            Self::NotANumber => "不是数字",
            Self::NotYesOrNo => "不是“是”或“否”",
            Self::Fault => "单元格是公式错误值",
        }
    }

    /// The reason in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::NotADay => "This is not a day",
            Self::AmbiguousDay => "Day and month cannot be told apart; choose a date format",
            Self::NoYear => "The year is missing",
            Self::NoDayOfMonth => "The day of the month is missing",
            Self::FarDay => "The day is before 1990 or after 2099",
            Self::NotATime => "This is not a time",
            Self::NotANumber => "This is not a number",
            Self::NotYesOrNo => "This is neither yes nor no",
            Self::Fault => "The cell holds an error value of a formula",
        }
    }
}

/// The number made of ASCII digits only; none for anything else or more than nine digits.
pub(crate) fn digits(text: &str) -> Option<u32> {
    let plain = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.bytes().fold(0, |sum, b| sum * 10 + u32::from(b - b'0')))
}
