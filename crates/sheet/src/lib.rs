//! Reads the tables people bring: Excel workbooks and text tables, row by row, whatever their size.
//!
//! A [`Book`] is opened by its content, never by its name, and refuses clearly what it cannot read.
//! [`Book::rows`] streams one sheet; [`heading::find`] tells where the column titles are; [`total_row`] tells
//! which rows are subtotals; [`value`] turns cells into days, times, exact numbers and yes or no.

mod blocks;
mod book;
mod encoding;
mod error;
mod format;
pub mod heading;
mod limits;
mod merged;
mod record;
mod row;
mod totals;
pub mod value;
mod width;
mod xls;
mod xlsx;

pub use blocks::{Block, Blocks};
pub use book::{Book, Rows};
pub use encoding::Layout;
pub use error::{Limit, SheetError};
pub use format::{Format, sniff};
pub use heading::{Column, Heading};
pub use limits::Limits;
pub use record::Records;
pub use row::{Row, Value};
pub use totals::total_row;
pub use width::fold;
