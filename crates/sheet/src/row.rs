//! One row of a table: its number as the person sees it in Excel, and its cells.

use chrono::{NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use std::fmt;

/// A row that is filled again and again while a sheet streams by; its texts share one buffer.
#[derive(Debug, Clone, Default)]
pub struct Row {
    number: u64,
    text: String,
    slots: Vec<Slot>,
    /// Columns whose value stands in a merged cell above.
    covered: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Slot {
    Empty,
    Text(u32, u32),
    Number(Decimal),
    Moment(NaiveDateTime),
    Clock(NaiveTime),
    Truth(bool),
    Fault(&'static str),
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing, or white space only.
    Empty,
    Text(&'a str),
    /// The exact decimal of the shortest text of the number that the workbook keeps.
    Number(Decimal),
    /// A day, or a day with a time.
    Moment(NaiveDateTime),
    /// A time of day.
    Clock(NaiveTime),
    Truth(bool),
    /// An error value of a formula, such as `#N/A`.
    Fault(&'static str),
}

impl Row {
    /// The row's number in its sheet, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many cells the row has, the trailing empty ones left out where the file leaves them out.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether no cell holds anything of its own.
    pub fn is_empty(&self) -> bool {
        (0..self.len()).all(|column| self.get(column) == Value::Empty || self.is_covered(column))
    }

    /// Whether the value of a column is that of a merged cell which begins in a row above.
    pub fn is_covered(&self, column: usize) -> bool {
        self.covered.contains(&column)
    }

    /// The cell in a column counted from 0; a column beyond the row is empty.
    pub fn get(&self, column: usize) -> Value<'_> {
        match self.slots.get(column) {
            None | Some(Slot::Empty) => Value::Empty,
            Some(Slot::Text(from, to)) => Value::Text(&self.text[*from as usize..*to as usize]),
            Some(Slot::Number(number)) => Value::Number(*number),
            Some(Slot::Moment(moment)) => Value::Moment(*moment),
            Some(Slot::Clock(clock)) => Value::Clock(*clock),
            Some(Slot::Truth(truth)) => Value::Truth(*truth),
            Some(Slot::Fault(fault)) => Value::Fault(fault),
        }
    }

    /// All cells in order.
    pub fn values(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.len()).map(|column| self.get(column))
    }

    /// Empties the row and gives it a number.
    pub fn begin(&mut self, number: u64) {
        self.number = number;
        self.text.clear();
        self.slots.clear();
        self.covered.clear();
    }

    /// Appends a cell; white space alone counts as empty.
    pub fn push(&mut self, value: Value<'_>) {
        let slot = match value {
            Value::Text(text) if text.trim_ascii().is_empty() => Slot::Empty,
            Value::Text(text) => {
                let from = self.text.len();
                self.text.push_str(text);
                Slot::Text(from as u32, self.text.len() as u32)
            }
            Value::Empty => Slot::Empty,
            Value::Number(number) => Slot::Number(number),
            Value::Moment(moment) => Slot::Moment(moment),
            Value::Clock(clock) => Slot::Clock(clock),
            Value::Truth(truth) => Slot::Truth(truth),
            Value::Fault(fault) => Slot::Fault(fault),
        };
        self.slots.push(slot);
    }

    /// Gives an empty cell the value of the merged cell that it lies under.
    pub(crate) fn cover(&mut self, column: usize, value: Value<'_>) {
        self.pad(column + 1);
        self.push(value);
        if let Some(slot) = self.slots.pop() {
            self.slots[column] = slot;
            self.covered.push(column);
        }
    }

    /// Appends empty cells until the row has `len` of them.
    pub(crate) fn pad(&mut self, len: usize) {
        while self.slots.len() < len {
            self.slots.push(Slot::Empty);
        }
    }
}

impl fmt::Display for Value<'_> {
    /// The value as a person would type it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Empty => Ok(()),
            Value::Text(text) => f.write_str(text.trim()),
            Value::Number(number) => write!(f, "{}", number.normalize()),
            Value::Moment(moment) if moment.time() == NaiveTime::MIN => write!(f, "{}", moment.date()),
            Value::Moment(moment) => write!(f, "{}", moment.format("%Y-%m-%d %H:%M:%S")),
            Value::Clock(clock) => write!(f, "{}", clock.format("%H:%M:%S")),
            Value::Truth(truth) => write!(f, "{truth}"),
            Value::Fault(fault) => f.write_str(fault),
        }
    }
}
