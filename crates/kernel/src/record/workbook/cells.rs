//! Turns the cells of a workbook into the values of a record's fields.

use crate::record::field::{Field, FieldKind};
use crate::text::{Text, text};
use serde_json::Value;
use sheet::value::{Days, number, truth};
use sheet::{Value as Cell, fold};

/// The value of a cell for a field, or why it has none. A reference stays the text that was written.
pub fn value_of(field: &Field, cell: Cell<'_>) -> Result<Value, Text> {
    let words = written(cell);
    if words.is_empty() {
        return Ok(Value::Null);
    }
    let unreadable = |e: sheet::value::Unreadable| text(e.zh(), e.en());
    Ok(match field.kind {
        FieldKind::Day => Days::default().day(cell).map_err(unreadable)?.map_or(Value::Null, |d| d.to_string().into()),
        FieldKind::Bool => truth(cell).map_err(unreadable)?.map_or(Value::Null, Value::from),
        FieldKind::Integer => {
            let value = number(cell).map_err(unreadable)?.map(|n| n.normalize().to_string());
            value.as_deref().map_or(Value::Null, |n| n.parse::<i64>().map_or_else(|_| n.into(), Value::from))
        }
        FieldKind::Money | FieldKind::Decimal => {
            number(cell).map_err(unreadable)?.map_or(Value::Null, |n| n.normalize().to_string().into())
        }
        FieldKind::Enum => choice(field, &words)?,
        FieldKind::List if field.choices.is_empty() => parts(&words).map(Value::from).collect(),
        FieldKind::List => parts(&words).map(|word| choice(field, word)).collect::<Result<_, _>>()?,
        _ => words.into(),
    })
}

/// The text of a cell as a person reads it; codes that Excel turned into numbers come back without decimals.
pub fn written(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.trim().replace('\0', ""),
        Cell::Number(number) => number.normalize().to_string(),
        Cell::Moment(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::Clock(time) => time.format("%H:%M").to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Fault(fault) => fault.to_owned(),
    }
}

fn parts(words: &str) -> impl Iterator<Item = &str> {
    words.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|w| !w.is_empty())
}

fn choice(field: &Field, word: &str) -> Result<Value, Text> {
    let plain = fold(word).trim().to_lowercase();
    let found = field.choices.iter().find(|(value, title)| *value == plain || title.zh == word.trim() || title.en.to_lowercase() == plain);
    let all = |pick: fn(&Text) -> &str| field.choices.iter().map(|(_, t)| pick(t)).collect::<Vec<_>>().join(" / ");
    found
        .map(|(value, _)| value.clone().into())
        .ok_or_else(|| text(format!("不在可选范围内：{}", all(|t| &t.zh)), format!("It is not one of: {}", all(|t| &t.en))))
}
