//! The official list: which days the State Council's yearly notices make days off, and which weekends they make work days.

use crate::calendar::{SpecialDay, SpecialKind};
use chrono::NaiveDate;

/// Every special day of the list shipped with the program.
pub(crate) fn days() -> Vec<SpecialDay> {
    read(include_str!("data/official.txt"))
}

/// Reads lines such as `国庆节 2026-10-01..2026-10-07 班 2026-09-20 2026-10-10`.
fn read(list: &str) -> Vec<SpecialDay> {
    let mut days = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let mut kind = SpecialKind::Off;
        for word in words {
            if word == "班" {
                kind = SpecialKind::Work;
            }
            days.extend(run(word).map(|date| SpecialDay { date, kind, name: name.to_owned() }));
        }
    }
    days
}

/// A day, or the days from one to another; nothing for a word that is neither.
fn run(word: &str) -> impl Iterator<Item = NaiveDate> {
    let (from, to) = word.split_once("..").unwrap_or((word, word));
    let ends = from.parse::<NaiveDate>().ok().zip(to.parse::<NaiveDate>().ok());
    ends.into_iter().flat_map(|(from, to)| from.iter_days().take_while(move |day| *day <= to))
}
