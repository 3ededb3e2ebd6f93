//! What was guessed about a file and may be otherwise: the person who brings it should look.

use super::Profile;
use super::Target;
use super::source::Opened;
use chrono::NaiveDate;
use sheet::value::Days;
use sheet::{Heading, Row, Value, fold};

/// The ways a day can be written that are mistaken for one another.
const MISTAKEN: [[&str; 2]; 2] = [["%d/%m/%Y", "%m/%d/%Y"], ["%d-%m-%Y", "%m-%d-%Y"]];

/// What is not certain of a reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    pub day: Option<DayDoubt>,
    /// Other sheets with the columns of the one that is read.
    pub sheets: Vec<String>,
}

/// A day that can be read two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayDoubt {
    pub written: String,
    /// As it was read, and as it may have been meant.
    pub read: NaiveDate,
    pub other: NaiveDate,
    /// The way of writing days that may have been meant.
    pub format: &'static str,
}

/// A day among samples that was read one way and can be read another, where no sample tells which is meant.
pub(crate) fn day(profile: &Profile, heading: &Heading, samples: &[Row]) -> Option<DayDoubt> {
    let format = profile.formats.get(&Target::Day)?;
    let other = MISTAKEN.iter().find_map(|[one, two]| match format.as_str() {
        given if given == *one => Some(*two),
        given if given == *two => Some(*one),
        _ => None,
    })?;
    let title = fold(profile.columns.get(&Target::Day)?);
    let column = heading.columns.iter().find(|column| column.name == title)?.index;
    let read = |value: Value<'_>, format: &str| Days { format: Some(format.to_owned()), from_1904: false }.day(value).ok().flatten();
    let mut found = None;
    for value in samples.iter().map(|row| row.get(column)).filter(|value| matches!(value, Value::Text(_))) {
        // One that can be read a single way tells how all are meant.
        let (Some(as_read), Some(as_other)) = (read(value, format), read(value, other)) else { return None };
        if as_read != as_other {
            found.get_or_insert_with(|| DayDoubt { written: value.to_string(), read: as_read, other: as_other, format: other });
        }
    }
    found
}

/// The other sheets that have every column of the profile.
pub(crate) fn sheets(opened: &Opened, sheet: &str, profile: &Profile) -> Vec<String> {
    let titles: Vec<_> = profile.columns.values().chain(profile.parts.iter().flat_map(|part| part.columns.values())).collect();
    let fits = |heading: &Heading| titles.iter().all(|title| heading.columns.iter().any(|column| column.name == fold(title)));
    opened.tables.iter().filter(|(name, heading)| name != sheet && fits(heading)).map(|(name, _)| name.clone()).collect()
}
