//! The press: prints a document (a report, later a bill or a letter) as PDF, Word and Excel.
//!
//! The caller says what stands in the document, in one language, with every number both as the exact value and as
//! the text to show. The press decides how it looks. It reads no clock, no disk and no network: the same document
//! gives the same pages everywhere.

pub mod chart;
mod colour;
mod document;
mod docx;
mod error;
mod page;
mod pdf;
mod table;
mod text;
mod width;
mod words;
mod xlsx;

pub use document::{Block, Change, Definition, Direction, Document, Fact, Figure, Kind, Language, Level, Light, Section};
pub use docx::docx;
pub use error::{BLOCKS_MAX, CHARACTERS_MAX, COLUMNS_MAX, PARTS_MAX, ROWS_MAX, Unprintable};
pub use pdf::pdf;
pub use table::{Align, Cell, Column, Row, Table};
pub use text::Text;
pub use xlsx::xlsx;
