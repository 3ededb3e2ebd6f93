//! Times of day: 09:15, 9:15:07.924, 9时15分, 下午3:20, Excel's fractions of a day, or a bare hour.

use super::{Unreadable, digits};
use crate::{Value, fold};
use chrono::{NaiveTime, Timelike};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The time of day of a cell, none when the cell is empty.
pub fn clock(value: Value<'_>) -> Result<Option<NaiveTime>, Unreadable> {
    match value {
        Value::Empty => Ok(None),
        Value::Clock(time) => Ok(Some(time)),
        Value::Moment(moment) => Ok(Some(moment.time())),
        Value::Number(number) => number_clock(number).map(Some),
        Value::Text(text) => match fold(text).as_ref() {
            "" => Ok(None),
            // A time column often repeats the day: the time is what follows it.
            text => match text.rsplit_once(' ') {
                Some((before, time)) if before.contains(['-', '/', '年']) => clock_text(time).map(Some),
                _ => clock_text(text).map(Some),
            },
        },
        Value::Fault(_) => Err(Unreadable::Fault),
        Value::Truth(_) => Err(Unreadable::NotATime),
    }
}

/// A whole number is an hour (0 to 23), a fraction is a part of a day.
fn number_clock(number: Decimal) -> Result<NaiveTime, Unreadable> {
    if number.is_integer() {
        let hour = number.to_u32().ok_or(Unreadable::NotATime)?;
        return NaiveTime::from_hms_opt(hour, 0, 0).ok_or(Unreadable::NotATime);
    }
    let seconds = (number.fract() * Decimal::from(86_400)).round().to_u32().ok_or(Unreadable::NotATime)?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0).ok_or(Unreadable::NotATime)
}

pub(crate) fn clock_text(text: &str) -> Result<NaiveTime, Unreadable> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let afternoon = ["下午", "晚上", "pm"].iter().any(|word| lower.contains(word));
    let morning = ["上午", "早上", "凌晨", "am"].iter().any(|word| lower.contains(word));
    let bare = lower.trim_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '时' | '点' | '分' | '秒'));
    let marks = [':', '时', '点', '分', '秒'];
    let pieces: Vec<&str> = bare.split(marks).filter(|piece| !piece.is_empty()).collect();
    let (whole, fraction) = match pieces.last().and_then(|last| last.split_once('.')) {
        Some((seconds, fraction)) if pieces.len() == 3 => ([pieces[0], pieces[1], seconds].to_vec(), fraction),
        _ => (pieces, ""),
    };
    let numbers: Option<Vec<u32>> = whole.iter().map(|piece| digits(piece)).collect();
    let (hour, minute, second) = match numbers.as_deref() {
        Some([hour]) if text.contains(['时', '点']) || text.len() <= 2 || afternoon || morning => (*hour, 0, 0),
        Some([hour, minute]) => (*hour, *minute, 0),
        Some([hour, minute, second]) => (*hour, *minute, *second),
        _ => return Err(Unreadable::NotATime),
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Unreadable::NotATime);
    }
    let nanos = fraction.bytes().chain(std::iter::repeat(b'0')).take(9).fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).ok_or(Unreadable::NotATime)?;
    let hour = match time.hour() {
        12 if morning => 0,
        hour @ 0..12 if afternoon => hour + 12,
        hour => hour,
    };
    time.with_hour(hour).ok_or(Unreadable::NotATime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_written() {
        let cases = [
            ("09:15:07.924", Ok("09:15:07.924")),
            ("9:15", Ok("09:15:00")),
            ("9时15分", Ok("09:15:00")),
            ("9点", Ok("09:00:00")),
            ("下午3:20", Ok("15:20:00")),
            ("3:20 PM", Ok("15:20:00")),
            ("12:05 AM", Ok("00:05:00")),
            ("１５：２０", Ok("15:20:00")),
            ("2020-07-01 09:15:07", Ok("09:15:07")),
            ("21", Ok("21:00:00")),
            ("24:00", Err(Unreadable::NotATime)),
            ("9:75", Err(Unreadable::NotATime)),
            ("早", Err(Unreadable::NotATime)),
        ];
        for (text, expected) in cases {
            let time = clock(Value::Text(text)).map(|time| time.unwrap().to_string());
            assert_eq!(time, expected.map(String::from), "{text:?}");
        }
        assert_eq!(clock(Value::Empty), Ok(None));
        assert_eq!(clock(Value::Number("0.5".parse().unwrap())).unwrap().unwrap().to_string(), "12:00:00");
        assert_eq!(clock(Value::Number(9.into())).unwrap().unwrap().to_string(), "09:00:00");
    }
}
