//! The cells of one row under the names of their targets.

use super::reader::{Origin, Parsed, Reader};
use super::refusal::{REFUSALS_LISTED_MAX, Reason, Refusal};
use super::{Target, Unknown};
use chrono::{NaiveDate, Timelike};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use sheet::value::{self, Unreadable};
use sheet::{Row, Value, fold};
use std::borrow::Cow;

/// Characters of a name, of a ticket number, of a cell that is told.
const NAME_CHARS_MAX: usize = 200;
/// Characters of a name that becomes a record: its code is no longer than this in the directory.
const NEW_NAME_CHARS_MAX: usize = 80;

/// A row being read.
pub(crate) struct RowCells<'a, 'p> {
    pub(crate) reader: &'a Reader,
    part: &'a [Origin; Target::ALL.len()],
    pub(crate) row: &'a Row,
    pub(crate) parsed: &'p mut Parsed,
    pub(crate) refused: bool,
}

impl<'a, 'p> RowCells<'a, 'p> {
    pub(crate) fn new(reader: &'a Reader, part: &'a [Origin; Target::ALL.len()], row: &'a Row, parsed: &'p mut Parsed) -> RowCells<'a, 'p> {
        RowCells { reader, part, row, parsed, refused: false }
    }

    /// Whether the profile gives the target at all.
    pub(crate) fn has(&self, target: Target) -> bool {
        !matches!(self.part[target as usize], Origin::Nowhere)
    }

    pub(crate) fn value(&self, target: Target) -> Value<'a> {
        match &self.part[target as usize] {
            Origin::Nowhere => Value::Empty,
            // What is added up counts once, in the row where the merged cell begins.
            Origin::Column(index) if target.adds_up() && self.row.is_covered(*index) => Value::Number(Decimal::ZERO),
            Origin::Column(index) => self.row.get(*index),
            Origin::Constant(text) => Value::Text(text),
        }
    }

    /// Refuses the cell of a target; the row makes no facts.
    pub(crate) fn refuse(&mut self, target: Target, reason: Reason) {
        self.refused = true;
        if self.parsed.refusals.len() >= REFUSALS_LISTED_MAX {
            return;
        }
        let column = match &self.part[target as usize] {
            Origin::Column(index) => {
                self.reader.heading.columns.iter().find(|column| column.index == *index).map(|column| column.name.clone())
            }
            _ => None,
        };
        let value: String = self.value(target).to_string().chars().take(NAME_CHARS_MAX).collect();
        let sheet = self.reader.sheet.clone();
        self.parsed.refusals.push(Refusal { sheet, row: self.row.number(), column, value, reason });
    }

    /// Refuses the row for the blanks among the targets every fact needs, once other refusals are out of the way.
    pub(crate) fn refuse_blanks(&mut self) {
        for target in Target::ALL {
            if target.required(self.reader.kind) && self.value(target) == Value::Empty {
                self.refuse(target, Reason::Blank(target));
            }
        }
    }

    /// A code or a name, in plain form, with the profile's words and the directory applied.
    pub(crate) fn name(&mut self, target: Target) -> Option<Cow<'a, str>> {
        let value = self.value(target);
        let plain = match value {
            Value::Empty => return None,
            Value::Text(text) => fold(text),
            Value::Fault(_) => {
                self.refuse(target, Reason::Unreadable(Unreadable::Fault));
                return None;
            }
            other => Cow::Owned(other.to_string()),
        };
        if plain.is_empty() {
            return None;
        }
        if plain.len() > NAME_CHARS_MAX && plain.chars().count() > NAME_CHARS_MAX {
            self.refuse(target, Reason::TooLong);
            return None;
        }
        if plain.contains('\u{fffd}') {
            self.refuse(target, Reason::Garbled);
            return None;
        }
        let plain = match self.reader.texts.get(&target).and_then(|words| words.get(plain.as_ref())) {
            Some(word) => Cow::Borrowed(word.as_str()),
            None => plain,
        };
        let Some(names) = self.reader.directory.get(&target) else { return Some(plain) };
        if let Some(code) = names.known.get(plain.as_ref()) {
            return Some(Cow::Borrowed(code.as_str()));
        }
        self.parsed.row_names.extend(self.parsed.unknown.meet(target, &plain));
        match names.becomes(&plain) {
            Unknown::Create if plain.len() > NEW_NAME_CHARS_MAX && plain.chars().count() > NEW_NAME_CHARS_MAX => {
                self.refuse(target, Reason::LongName(target));
                None
            }
            Unknown::Create => Some(plain),
            Unknown::Refuse => {
                self.refuse(target, Reason::UnknownName(target));
                None
            }
        }
    }

    /// An exact number in the unit of the facts.
    pub(crate) fn number(&mut self, target: Target) -> Option<Decimal> {
        match value::number(self.value(target)) {
            Ok(None) => None,
            Ok(Some(number)) => match self.reader.factors.get(&target) {
                None => Some(number),
                Some(factor) => number.checked_mul(*factor).or_else(|| {
                    self.refuse(target, Reason::TooLarge);
                    None
                }),
            },
            Err(unreadable) => {
                self.refuse(target, Reason::Unreadable(unreadable));
                None
            }
        }
    }

    /// A count of people or tickets.
    pub(crate) fn whole(&mut self, target: Target) -> Option<i64> {
        let number = self.number(target)?;
        let reason = match number.to_i64() {
            _ if !number.is_integer() => Reason::NotWhole,
            Some(count @ 0..=1_000_000_000) => return Some(count),
            Some(..0) => Reason::Negative,
            _ => Reason::TooLarge,
        };
        self.refuse(target, reason);
        None
    }

    /// Yes or no, by the profile's words first.
    pub(crate) fn truth(&mut self, target: Target) -> Option<bool> {
        let value = self.value(target);
        if let (Value::Text(text), Some(words)) = (value, self.reader.truths.get(&target)) {
            if let Some(truth) = words.get(fold(text).as_ref()) {
                return Some(*truth);
            }
            self.refuse(target, Reason::UnknownWord);
            return None;
        }
        value::truth(value).unwrap_or_else(|unreadable| {
            self.refuse(target, Reason::Unreadable(unreadable));
            None
        })
    }

    /// The day and the hour: of the time column where there is one, else of the day column.
    pub(crate) fn moment(&mut self) -> Option<(NaiveDate, Option<i8>)> {
        let days = &self.reader.days;
        let moment = days.moment(self.value(Target::Day)).unwrap_or_else(|unreadable| {
            self.refuse(Target::Day, Reason::Unreadable(unreadable));
            None
        });
        let time = match (self.has(Target::Time), value::clock(self.value(Target::Time))) {
            (false, _) => moment.and_then(|(_, time)| time),
            (true, Ok(time)) => time,
            (true, Err(unreadable)) => {
                self.refuse(Target::Time, Reason::Unreadable(unreadable));
                None
            }
        };
        moment.map(|(day, _)| (day, time.map(|time| time.hour() as i8)))
    }

    /// Rounds half up, away from zero, to the decimals that are kept, and counts that it did.
    pub(crate) fn keep(&mut self, target: Target, number: Decimal, scale: u32) -> Option<i128> {
        let kept = kept(number, scale);
        if kept.is_none() {
            self.refuse(target, Reason::TooLarge);
        }
        kept
    }
}

/// A number as an integer of its smallest unit; none when it has more than eighteen digits.
pub(crate) fn kept(number: Decimal, scale: u32) -> Option<i128> {
    const LIMIT: i128 = 1_000_000_000_000_000_000;
    let rounded = match number.scale() > scale {
        true => number.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero),
        false => number,
    };
    let shift = scale.checked_sub(rounded.scale())?;
    rounded.mantissa().checked_mul(10_i128.pow(shift)).filter(|kept| kept.abs() < LIMIT)
}
