//! Exact numbers as people write them: with thousands separators, currency marks, 万, brackets or a trailing minus.

use super::Unreadable;
use crate::{Value, fold};
use rust_decimal::Decimal;

/// The exact number of a cell, none when the cell is blank or holds one of the marks for "nothing" (`-`, `/`, 无).
pub fn number(value: Value<'_>) -> Result<Option<Decimal>, Unreadable> {
    match value {
        Value::Empty => Ok(None),
        Value::Number(number) => Ok(Some(number)),
        Value::Text(text) => number_of(text),
        Value::Fault(_) => Err(Unreadable::Fault),
        Value::Moment(_) | Value::Clock(_) | Value::Truth(_) => Err(Unreadable::NotANumber),
    }
}

/// The exact number of a text.
pub fn number_of(text: &str) -> Result<Option<Decimal>, Unreadable> {
    match plain(text.as_bytes()) {
        Some(number) => Ok(Some(number)),
        None => written(&fold(text)),
    }
}

/// Digits with at most one point and a leading minus, without any detour: most text tables write numbers so.
fn plain(text: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (mut mantissa, mut scale, mut point) = (0_i64, 0_u32, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                scale += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let bare = digits.len() - usize::from(point);
    (bare > 0).then(|| Decimal::new(if negative { -mantissa } else { mantissa }, scale))
}

fn written(text: &str) -> Result<Option<Decimal>, Unreadable> {
    const NOTHING: [&str; 11] = ["", "-", "--", "—", "——", "/", "无", "null", "none", "n/a", "#n/a"];
    let lower = text.to_ascii_lowercase();
    if NOTHING.contains(&lower.as_str()) {
        return Ok(None);
    }
    let mut rest = lower.as_str();
    let mut negative = false;
    let mut shift = 0;
    let mut percent = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner, true);
    }
    loop {
        let before = rest;
        rest = rest.trim();
        if let Some(stripped) = rest.strip_prefix('-').or_else(|| rest.strip_suffix('-')) {
            if negative {
                return Err(Unreadable::NotANumber);
            }
            (rest, negative) = (stripped, true);
        }
        rest = rest.strip_prefix('+').unwrap_or(rest);
        for mark in ["¥", "$", "rmb", "cny", "元", "圆"] {
            rest = rest.strip_prefix(mark).or_else(|| rest.strip_suffix(mark)).unwrap_or(rest);
        }
        for (unit, places) in [('万', 4), ('亿', 8), ('千', 3)] {
            if let Some(stripped) = rest.strip_suffix(unit) {
                rest = stripped;
                shift += places;
            }
        }
        if let Some(stripped) = rest.strip_suffix('%') {
            if percent {
                return Err(Unreadable::NotANumber);
            }
            (rest, percent) = (stripped, true);
        }
        if rest == before {
            break;
        }
    }
    let digits = ungrouped(rest).ok_or(Unreadable::NotANumber)?;
    let number = if digits.contains('e') { Decimal::from_scientific(&digits) } else { digits.parse() };
    let number: Decimal = number.map_err(|_| Unreadable::NotANumber)?;
    let number = Decimal::from(10_i64.pow(shift))
        .checked_mul(number)
        .and_then(|number| if percent { number.checked_div(Decimal::ONE_HUNDRED) } else { Some(number) })
        .ok_or(Unreadable::NotANumber)?;
    Ok(Some(if negative { -number } else { number }))
}

/// Takes out separators that stand where thousands do; anything else between digits is refused.
fn ungrouped(text: &str) -> Option<String> {
    let well_made = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'\'' | b' ' | b'e' | b'-' | b'+'));
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || !well_made
        || !text.ends_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return None;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.contains([',', '\'', ' ', '.']) {
        return None;
    }
    let separated = whole.contains([',', '\'', ' ']);
    let groups: Vec<&str> = whole.split([',', '\'', ' ']).collect();
    let grouped = groups.len() > 1 && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if separated && !grouped {
        return None;
    }
    let whole = groups.concat();
    Some(if fraction.is_empty() { whole } else { format!("{}.{fraction}", if whole.is_empty() { "0" } else { &whole }) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_written() {
        let cases = [
            ("12.50", "12.50"),
            ("-3", "-3"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1,234,567.89", "1234567.89"),
            ("１，２３４．５", "1234.5"),
            ("¥12.00", "12.00"),
            ("￥ 12.00", "12.00"),
            ("$1,200", "1200"),
            ("12.5元", "12.5"),
            ("3.5万", "35000.0"),
            ("3.5万元", "35000.0"),
            ("1.2亿", "120000000.0"),
            ("12.00-", "-12.00"),
            ("(1,234.50)", "-1234.50"),
            ("（12）", "-12"),
            ("-¥12", "-12"),
            ("¥-12", "-12"),
            ("15%", "0.15"),
            ("+7", "7"),
            ("1.5e3", "1500"),
            ("1.5E-3", "0.0015"),
            ("102900005115168", "102900005115168"),
        ];
        for (text, expected) in cases {
            assert_eq!(number_of(text), Ok(Some(expected.parse().unwrap())), "{text:?}");
        }
    }

    #[test]
    fn marks_for_nothing_are_blank() {
        for text in ["", "  ", "-", "--", "—", "/", "无", "NULL", "N/A", "#N/A"] {
            assert_eq!(number_of(text), Ok(None), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["abc", "1.2.3", "1,23", "12,34,567", "--5", "(-5)", "1 2", "5元5", "e5", "1e", "12.", "1e999"] {
            let blank_or_number = number_of(text);
            let expected = if text == "12." { Ok(Some(12.into())) } else { Err(Unreadable::NotANumber) };
            assert_eq!(blank_or_number, expected, "{text:?}");
        }
        assert_eq!(number(Value::Fault("#REF!")), Err(Unreadable::Fault));
        assert_eq!(number(Value::Truth(true)), Err(Unreadable::NotANumber));
    }

    proptest! {
        #[test]
        fn every_amount_is_read_back(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let amount = Decimal::new(cents, 2);
            prop_assert_eq!(number_of(&amount.to_string()), Ok(Some(amount)));
            let whole = cents.unsigned_abs() / 100;
            let grouped = whole.to_string().as_bytes().rchunks(3).rev()
                .map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join(",");
            let text = format!("{grouped}.{:02}", cents.unsigned_abs() % 100);
            prop_assert_eq!(number_of(&text), Ok(Some(amount.abs())));
            let bracketed = format!("({text})");
            prop_assert_eq!(number_of(&bracketed), Ok(Some(-amount.abs())));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _ = number_of(&text);
        }
    }
}
