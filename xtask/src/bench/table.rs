//! What was measured, as a table for people and as JSON for scripts.

use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::path::Path;

/// The comments in docs/benchmarks.md between which the figures stand.
const MARKS: (&str, &str) = ("<!-- figures -->", "<!-- end of figures -->");

/// One part of the benchmark.
pub struct Table {
    pub title: &'static str,
    /// What has to be known to read the figures; one sentence a line.
    pub notes: Vec<String>,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A number and the decimals that people see of it.
    Number(f64, usize),
    /// Whether a goal was met; there may be none.
    Met(Option<bool>),
    Nothing,
}

/// A text of a table.
pub fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// Three cells: what was measured, the most that the goal allows, and whether it was met.
pub fn judged(value: f64, decimals: usize, goal: Option<f64>) -> [Cell; 3] {
    let goal_cell = goal.map_or(Cell::Nothing, |goal| Cell::Text(format!("≤ {goal}")));
    [Cell::Number(value, decimals), goal_cell, Cell::Met(goal.map(|goal| value <= goal))]
}

impl Cell {
    fn shown(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(number, _) if !number.is_finite() => "none in time".into(),
            Self::Number(number, decimals) => grouped(&format!("{number:.decimals$}")),
            Self::Met(Some(true)) => "met".into(),
            Self::Met(Some(false)) => "**not met**".into(),
            Self::Met(None) | Self::Nothing => "–".into(),
        }
    }

    fn json(&self) -> String {
        match self {
            Self::Text(words) => quoted(words),
            Self::Number(number, _) if number.is_finite() => number.to_string(),
            Self::Met(Some(met)) => met.to_string(),
            Self::Met(None) | Self::Number(..) | Self::Nothing => "null".into(),
        }
    }
}

/// Spaces between the thousands, which English and Chinese readers both understand.
fn grouped(number: &str) -> String {
    let whole = number.split('.').next().unwrap_or_default().trim_start_matches('-').len();
    let sign = usize::from(number.starts_with('-'));
    let mut out = String::new();
    for (at, digit) in number.chars().enumerate() {
        let left = (whole + sign).saturating_sub(at);
        if at > sign && left > 0 && left.is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// How the table of a part begins in docs/benchmarks.md.
const TITLE: &str = "### ";

/// The tables as they stand in docs/benchmarks.md, each with what it was measured on.
pub fn markdown(machine: &[String], tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        let _ = write!(out, "{TITLE}{}\n\n{}\n\n", table.title, machine.join("\n"));
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        out += &line(table.head.clone());
        out += &line(vec!["---".into(); table.head.len()]);
        for row in &table.rows {
            out += &line(row.iter().map(Cell::shown).collect());
        }
        if !table.notes.is_empty() {
            let _ = write!(out, "\n{}\n", table.notes.join("\n"));
        }
        out.push('\n');
    }
    out
}

/// The same figures as JSON: for every part its rows, each cell under its heading.
pub fn json(machine: &[String], tables: &[Table]) -> String {
    let list = |parts: Vec<String>| format!("[{}]", parts.join(",\n"));
    let part = |table: &Table| {
        let row = |row: &Vec<Cell>| {
            let cells = table.head.iter().zip(row).map(|(head, cell)| format!("{}: {}", quoted(head), cell.json()));
            format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
        };
        format!("{{\"part\": {}, \"rows\": {}}}", quoted(table.title), list(table.rows.iter().map(row).collect()))
    };
    let machine = list(machine.iter().map(|line| quoted(line)).collect());
    format!("{{\"machine\": {machine},\n\"parts\": {}}}\n", list(tables.iter().map(part).collect()))
}

/// Puts the tables between the two comments of a page; one that was not measured this time stays as it is.
pub fn write_between(page: &Path, figures: &str) -> Result<()> {
    let old = std::fs::read_to_string(page).with_context(|| format!("{} cannot be read", page.display()))?;
    let lost = || format!("{} has no place for the figures: {} … {}", page.display(), MARKS.0, MARKS.1);
    let (before, rest) = old.split_once(MARKS.0).with_context(lost)?;
    let (between, after) = rest.split_once(MARKS.1).with_context(lost)?;
    std::fs::write(page, format!("{before}{}\n\n{}\n{}{after}", MARKS.0, joined(between, figures), MARKS.1))?;
    Ok(())
}

/// The tables of before, with those of now in their places; a new one comes last.
fn joined(before: &str, now: &str) -> String {
    let tables = |text: &str| -> Vec<(String, String)> {
        let next = format!("\n{TITLE}");
        let tables = text.split(&next).map(|table| table.trim().trim_start_matches(TITLE).to_owned());
        tables.filter(|table| !table.is_empty()).map(|table| (table.lines().next().unwrap_or_default().to_owned(), table)).collect()
    };
    let mut joined = tables(before);
    for (title, table) in tables(now) {
        match joined.iter_mut().find(|(known, _)| *known == title) {
            Some((_, old)) => *old = table,
            None => joined.push((title, table)),
        }
    }
    joined.into_iter().map(|(_, table)| format!("{TITLE}{table}")).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        for (number, expected) in [("7", "7"), ("1234", "1 234"), ("-1234567.80", "-1 234 567.80"), ("999.1", "999.1"), ("-12", "-12")] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn a_table_that_was_not_measured_this_time_stays() {
        let before = "\n### One\n\n1\n\n### Two\n\n2\n";
        assert_eq!(joined(before, "### Two\n\n3\n\n### Three\n\n4\n"), "### One\n\n1\n\n### Two\n\n3\n\n### Three\n\n4");
        assert_eq!(joined("\n\n", "### One\n\n1\n"), "### One\n\n1");
    }

    #[test]
    fn a_goal_is_the_most_that_is_allowed() {
        assert_eq!(judged(1.2, 2, Some(1.2))[2], Cell::Met(Some(true)));
        assert_eq!(judged(1.21, 2, Some(1.2))[2], Cell::Met(Some(false)));
        assert_eq!(judged(9.0, 2, None)[1..], [Cell::Nothing, Cell::Met(None)]);
    }
}
