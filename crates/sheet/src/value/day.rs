//! Days as people write them: 2023-01-05, 2023/1/5, 20230105, 2023年1月5日, Excel's serial numbers, with a time or
//! without.

use super::{Unreadable, clock::clock_text, digits};
use crate::{Value, fold};
use chrono::{Datelike, Days as ChronoDays, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How the days of a column are written.
#[derive(Debug, Clone, Default)]
pub struct Days {
    /// A chrono format such as `%d/%m/%Y`, needed only where the text alone is ambiguous.
    pub format: Option<String>,
    /// Whether bare serial numbers count from 1904, as in workbooks of old Macintosh computers.
    pub from_1904: bool,
}

/// Serial numbers of 1990-01-01 and 2100-01-01 in the 1900 calendar.
const SERIALS: std::ops::Range<u32> = 32_874..73_051;
const DAYS_FROM_1900_TO_1904: u32 = 1_462;

impl Days {
    /// The day of a cell, none when the cell is empty.
    pub fn day(&self, value: Value<'_>) -> Result<Option<NaiveDate>, Unreadable> {
        Ok(self.moment(value)?.map(|(day, _)| day))
    }

    /// The day and, where the cell has one, the time of day; none when the cell is empty.
    pub fn moment(&self, value: Value<'_>) -> Result<Option<(NaiveDate, Option<NaiveTime>)>, Unreadable> {
        let (day, time) = match value {
            Value::Empty => return Ok(None),
            Value::Text(text) => match iso_day(text.as_bytes()) {
                Some(day) if self.format.is_none() => (day, None),
                _ => match fold(text).as_ref() {
                    "" => return Ok(None),
                    text => self.text(text)?,
                },
            },
            Value::Number(number) => self.number(number)?,
            Value::Moment(moment) => (moment.date(), Some(moment.time()).filter(|time| *time != NaiveTime::MIN)),
            Value::Fault(_) => return Err(Unreadable::Fault),
            Value::Clock(_) | Value::Truth(_) => return Err(Unreadable::NotADay),
        };
        if !(1990..2100).contains(&day.year()) {
            return Err(Unreadable::FarDay);
        }
        Ok(Some((day, time)))
    }

    fn text(&self, text: &str) -> Result<(NaiveDate, Option<NaiveTime>), Unreadable> {
        if let Some(format) = &self.format {
            if let Ok(moment) = NaiveDateTime::parse_from_str(text, format) {
                return Ok((moment.date(), Some(moment.time())));
            }
            let (day, rest) = NaiveDate::parse_and_remainder(text, format).map_err(|_| Unreadable::NotADay)?;
            return Ok((day, time_of(rest)?));
        }
        if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            if let Some(day) = compact(text) {
                return day;
            }
            if text.bytes().filter(|b| *b == b'.').count() <= 1 {
                return self.number(text.parse().map_err(|_| Unreadable::NotADay)?);
            }
        }
        let (date, rest) = split_time(text);
        Ok((parts(date)?, time_of(rest)?))
    }

    fn number(&self, number: Decimal) -> Result<(NaiveDate, Option<NaiveTime>), Unreadable> {
        let whole = number.trunc().to_u32().ok_or(Unreadable::NotADay)?;
        if number.is_integer() && whole >= 19_000_000 {
            return compact(&whole.to_string()).unwrap_or(Err(Unreadable::NotADay));
        }
        let serial = if self.from_1904 { whole + DAYS_FROM_1900_TO_1904 } else { whole };
        if !SERIALS.contains(&serial) {
            return Err(Unreadable::NotADay);
        }
        let seconds = (number.fract() * Decimal::from(86_400)).round().to_u32().unwrap_or(0).min(86_399);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).filter(|_| seconds > 0);
        // Excel believes that 1900 was a leap year, so day 1 is counted from the last but one day of 1899.
        let day = NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|day| day.checked_add_days(ChronoDays::new(serial.into())));
        Ok((day.ok_or(Unreadable::NotADay)?, time))
    }
}

/// `2023-01-05` without any detour: most text tables write days so.
fn iso_day(text: &[u8]) -> Option<NaiveDate> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = text else { return None };
    let number = |digits: &[&u8]| digits.iter().try_fold(0_u32, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(**b - b'0')));
    NaiveDate::from_ymd_opt(number(&[a, b, c, d])? as i32, number(&[e, f])?, number(&[g, h])?)
}

/// `20230105` and `20230105093000`; none when the text has another length.
fn compact(text: &str) -> Option<Result<(NaiveDate, Option<NaiveTime>), Unreadable>> {
    if !(text.len() == 8 || text.len() == 12 || text.len() == 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| digits(&text[from..to]).unwrap_or(0);
    let day = NaiveDate::from_ymd_opt(part(0, 4) as i32, part(4, 6), part(6, 8)).ok_or(Unreadable::NotADay);
    let time = match text.len() {
        8 => Ok(None),
        len => NaiveTime::from_hms_opt(part(8, 10), part(10, 12), if len == 14 { part(12, 14) } else { 0 })
            .map(Some)
            .ok_or(Unreadable::NotATime),
    };
    Some(day.and_then(|day| Ok((day, time?))))
}

/// Cuts `2023年1月5日 9:30` into the day and the rest.
fn split_time(text: &str) -> (&str, &str) {
    if let Some(at) = text.find('日').or_else(|| text.find('号')) {
        let end = at + '日'.len_utf8();
        return (&text[..end], &text[end..]);
    }
    match text.find([' ', 'T', '(']) {
        Some(at) => (&text[..at], &text[at..]),
        None => (text, ""),
    }
}

/// The time after a day; a weekday there is passed over.
fn time_of(rest: &str) -> Result<Option<NaiveTime>, Unreadable> {
    let rest = rest.trim_start_matches([' ', 'T', ',']);
    let rest = match rest.trim_start_matches('(').strip_prefix("星期").or(rest.trim_start_matches('(').strip_prefix("周")) {
        Some(weekday) => weekday.trim_start_matches(|c| "一二三四五六日天".contains(c)).trim_start_matches([')', ' ']),
        None => rest,
    };
    if rest.is_empty() { Ok(None) } else { clock_text(rest.trim_end_matches('Z')).map(Some) }
}

/// Year, month and day with any of the usual marks between them.
fn parts(date: &str) -> Result<NaiveDate, Unreadable> {
    let date = date.trim_end_matches(['日', '号']);
    let pieces: Vec<&str> = date.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let numbers: Option<Vec<u32>> = pieces.iter().map(|piece| digits(piece)).collect();
    match (numbers.as_deref(), pieces.as_slice()) {
        (Some([year @ 1000..=9999, month, day]), _) => NaiveDate::from_ymd_opt(*year as i32, *month, *day).ok_or(Unreadable::NotADay),
        (Some([day, month, year @ 1000..=9999]), _) => either_way(*day, *month, *year),
        (Some([_, _, _]), _) => Err(Unreadable::AmbiguousDay),
        (Some([1000..=9999, 1..=12]), _) | (_, [_, _, ""] | [_, ""]) => Err(Unreadable::NoDayOfMonth),
        (Some([1..=12, 1..=31]), _) => Err(Unreadable::NoYear),
        (None, [..]) => named_month(&pieces),
        _ => Err(Unreadable::NotADay),
    }
}

/// `25/01/2023` can only be read one way, `05/01/2023` two ways.
fn either_way(first: u32, second: u32, year: u32) -> Result<NaiveDate, Unreadable> {
    let day_first = NaiveDate::from_ymd_opt(year as i32, second, first);
    let month_first = NaiveDate::from_ymd_opt(year as i32, first, second);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Err(Unreadable::AmbiguousDay),
        (one, other) => one.or(other).ok_or(Unreadable::NotADay),
    }
}

/// `5-Jan-2023`.
fn named_month(pieces: &[&str]) -> Result<NaiveDate, Unreadable> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let [day, month, year] = pieces else { return Err(Unreadable::NotADay) };
    let named = |name: &&str| month.len() >= 3 && month.to_ascii_lowercase().starts_with(*name);
    let month = MONTHS.iter().position(named).ok_or(Unreadable::NotADay)?;
    let (day, year) = digits(day).zip(digits(year).filter(|year| *year >= 1000)).ok_or(Unreadable::NotADay)?;
    NaiveDate::from_ymd_opt(year as i32, month as u32 + 1, day).ok_or(Unreadable::NotADay)
}

#[cfg(test)]
#[path = "day_test.rs"]
mod tests;
