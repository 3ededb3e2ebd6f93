//! Yes or no, in the words tables use for them.

use super::Unreadable;
use crate::{Value, fold};
use rust_decimal::Decimal;

/// Whether a cell says yes, none when it is empty.
pub fn truth(value: Value<'_>) -> Result<Option<bool>, Unreadable> {
    const YES: [&str; 11] = ["是", "y", "yes", "true", "t", "1", "有", "√", "✓", "对", "真"];
    const NO: [&str; 12] = ["否", "n", "no", "false", "f", "0", "无", "×", "x", "错", "假", "不是"];
    match value {
        // As most tables write it, which needs no copy.
        Value::Text(text) if YES.contains(&text) => Ok(Some(true)),
        Value::Text(text) if NO.contains(&text) => Ok(Some(false)),
        Value::Empty => Ok(None),
        Value::Truth(truth) => Ok(Some(truth)),
        Value::Number(number) if number == Decimal::ONE => Ok(Some(true)),
        Value::Number(number) if number.is_zero() => Ok(Some(false)),
        Value::Text(text) => match fold(text).to_lowercase().as_str() {
            "" | "-" => Ok(None),
            word if YES.contains(&word) => Ok(Some(true)),
            word if NO.contains(&word) => Ok(Some(false)),
            _ => Err(Unreadable::NotYesOrNo),
        },
        Value::Fault(_) => Err(Unreadable::Fault),
        _ => Err(Unreadable::NotYesOrNo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_yes_and_no() {
        let cases = [
            ("是", Ok(Some(true))),
            ("否", Ok(Some(false))),
            ("Y", Ok(Some(true))),
            ("n", Ok(Some(false))),
            ("ＴＲＵＥ", Ok(Some(true))),
            ("0", Ok(Some(false))),
            (" 是 ", Ok(Some(true))),
            ("", Ok(None)),
            ("退货", Err(Unreadable::NotYesOrNo)),
        ];
        for (text, expected) in cases {
            assert_eq!(truth(Value::Text(text)), expected, "{text:?}");
        }
        assert_eq!(truth(Value::Number(1.into())), Ok(Some(true)));
        assert_eq!(truth(Value::Number(2.into())), Err(Unreadable::NotYesOrNo));
    }
}
