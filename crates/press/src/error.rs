//! Why a document could not be printed.

use crate::document::{Block, Document};
use crate::table::Table;
use serde_json::Value;

/// Why a document could not be printed. The first three are the caller's to mend; a fault is ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// More of something than a document may hold.
    #[error("the document has {found} {what}, more than {limit}")]
    TooMuch { what: &'static str, found: usize, limit: usize },
    /// A row has more or fewer cells than the table has columns. Rows count from 1.
    #[error("row {row} of table {table:?} has {found} cells in place of {columns}")]
    Ragged { table: String, row: usize, found: usize, columns: usize },
    /// The machinery failed.
    #[error("the document could not be set: {0}")]
    Fault(String),
}

/// Sections, facts, leading sentences and figures, each.
pub const PARTS_MAX: usize = 100;
/// Blocks in all sections together.
pub const BLOCKS_MAX: usize = 400;
/// Columns of a table; more cannot be read on a page.
pub const COLUMNS_MAX: usize = 16;
/// Rows of all tables together, about 120 pages. Longer lists belong into an export, not into a document.
pub const ROWS_MAX: usize = 5_000;
/// Characters of all texts together.
pub const CHARACTERS_MAX: usize = 1_000_000;

/// Refuses a document that is too large to print or whose tables are uneven.
pub fn check(document: &Document) -> Result<(), Unprintable> {
    let blocks = || document.sections.iter().flat_map(|s| &s.blocks);
    let tables = || blocks().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    within("sections", document.sections.len(), PARTS_MAX)?;
    within("facts", document.facts.len(), PARTS_MAX)?;
    within("leading sentences", document.lead.len(), PARTS_MAX)?;
    within("figures", document.figures.len(), PARTS_MAX)?;
    within("blocks", blocks().count(), BLOCKS_MAX)?;
    within("table rows", tables().map(|t| t.rows.len()).sum::<usize>() + document.appendix.len(), ROWS_MAX)?;
    tables().try_for_each(even)?;
    let all = serde_json::to_value(document).map_err(|e| Unprintable::Fault(e.to_string()))?;
    within("characters", characters(&all), CHARACTERS_MAX)
}

/// The characters of all texts within a value; exact numbers are written as text and count too.
fn characters(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.iter().map(characters).sum(),
        Value::Object(fields) => fields.values().map(characters).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn even(table: &Table) -> Result<(), Unprintable> {
    let columns = table.columns.len();
    within("table columns", columns, COLUMNS_MAX)?;
    match table.rows.iter().position(|row| row.cells.len() != columns) {
        Some(at) => Err(Unprintable::Ragged { table: table.title.to_string(), row: at + 1, found: table.rows[at].cells.len(), columns }),
        None => Ok(()),
    }
}

fn within(what: &'static str, found: usize, limit: usize) -> Result<(), Unprintable> {
    if found > limit { Err(Unprintable::TooMuch { what, found, limit }) } else { Ok(()) }
}
