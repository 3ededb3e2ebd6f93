//! An opened file of tables: its kind, its sheets, and the rows of a sheet one after another.

use crate::merged::Merged;
use crate::xls::{OldWorkbook, XlsRows};
use crate::xlsx::{Workbook, XlsxRows};
use crate::{Block, Blocks, Format, Layout, Limit, Limits, Records, Row, SheetError, sniff};
use calamine::Reader;
use std::path::{Path, PathBuf};

/// A workbook or a text table that can be read.
pub struct Book {
    path: PathBuf,
    limits: Limits,
    inner: Inner,
}

enum Inner {
    Xlsx(Box<Workbook>),
    Xls(Box<OldWorkbook>),
    Text(Layout),
}

impl Book {
    /// Opens a file by its content. A Parquet file is refused here: the warehouse reads it.
    pub fn open(path: &Path, limits: Limits) -> Result<Book, SheetError> {
        if std::fs::metadata(path)?.len() > limits.file_bytes {
            return Err(SheetError::Over(Limit::FileBytes(limits.file_bytes)));
        }
        let inner = match sniff(path)? {
            Format::Xlsx => Inner::Xlsx(Box::new(crate::xlsx::open(path, &limits)?)),
            Format::Xls => Inner::Xls(Box::new(crate::xls::open(path, &limits)?)),
            Format::Text => Inner::Text(Layout::detect(path)?),
            Format::Parquet => return Err(SheetError::OtherFormat("parquet")),
        };
        Ok(Book { path: path.to_owned(), limits, inner })
    }

    /// The kind of file.
    pub fn format(&self) -> Format {
        match self.inner {
            Inner::Xlsx(_) => Format::Xlsx,
            Inner::Xls(_) => Format::Xls,
            Inner::Text(_) => Format::Text,
        }
    }

    /// How a text table is written; none for workbooks.
    pub fn layout(&self) -> Option<Layout> {
        match self.inner {
            Inner::Text(layout) => Some(layout),
            _ => None,
        }
    }

    /// Whether the workbook counts its days from 1904; see [`crate::value::Days::from_1904`].
    pub fn from_1904(&self) -> bool {
        match &self.inner {
            Inner::Xlsx(workbook) => workbook.has_1904_epoch(),
            Inner::Xls(workbook) => workbook.has_1904_epoch(),
            Inner::Text(_) => false,
        }
    }

    /// The limits the book was opened with.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Names of the sheets in their order; a text table has one, named after nothing: the empty name.
    pub fn sheets(&self) -> Vec<String> {
        match &self.inner {
            Inner::Xlsx(workbook) => workbook.sheet_names(),
            Inner::Xls(workbook) => workbook.sheet_names(),
            Inner::Text(_) => vec![String::new()],
        }
    }

    /// Streams the rows of a sheet from its first, with what cells merged over several rows say in each of them.
    pub fn rows(&mut self, sheet: &str) -> Result<Rows<'_>, SheetError> {
        let merged = match &mut self.inner {
            Inner::Xlsx(workbook) => crate::xlsx::merged(workbook, sheet)?,
            Inner::Xls(workbook) => crate::xls::merged(workbook, sheet)?,
            Inner::Text(_) => Merged::default(),
        };
        Ok(Rows { merged, ..self.bare_rows(sheet)? })
    }

    /// Streams the rows as the file keeps them: a merged cell stands in its first row only. Spares a pass over the sheet.
    pub fn bare_rows(&mut self, sheet: &str) -> Result<Rows<'_>, SheetError> {
        let source = match &mut self.inner {
            Inner::Xlsx(workbook) => Source::Xlsx(Box::new(XlsxRows::new(workbook, sheet, &self.limits)?)),
            Inner::Xls(workbook) => Source::Xls(XlsRows::new(workbook, sheet, &self.limits)?),
            Inner::Text(layout) => Source::Text(Box::new(TextRows {
                blocks: Blocks::open(&self.path, *layout, &self.limits)?,
                block: Block { text: String::new(), first_row: 1 },
                at: 0,
                layout: *layout,
                limits: self.limits.clone(),
            })),
        };
        Ok(Rows { source, merged: Merged::default() })
    }

    /// The pieces of a text table, for reading side by side; none for workbooks.
    pub fn blocks(&self) -> Result<Option<Blocks>, SheetError> {
        self.layout().map(|layout| Blocks::open(&self.path, layout, &self.limits)).transpose()
    }
}

/// The rows of a sheet.
pub struct Rows<'a> {
    source: Source<'a>,
    merged: Merged,
}

enum Source<'a> {
    Xlsx(Box<XlsxRows<'a>>),
    Xls(XlsRows),
    Text(Box<TextRows>),
}

impl Rows<'_> {
    /// Fills `row` with the next row; false at the end. Rows without any cell may be passed over: the jump in
    /// [`Row::number`] tells of them.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        let more = match &mut self.source {
            Source::Xlsx(rows) => rows.next(row),
            Source::Xls(rows) => rows.next(row),
            Source::Text(rows) => rows.next(row),
        }?;
        if more {
            self.merged.fill(row);
        }
        Ok(more)
    }
}

struct TextRows {
    blocks: Blocks,
    block: Block,
    /// Bytes of the block that were handed out as rows.
    at: usize,
    layout: Layout,
    limits: Limits,
}

impl TextRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        if self.at >= self.block.text.len() {
            let Some(block) = self.blocks.next_block()? else { return Ok(false) };
            self.block = block;
            self.at = 0;
        }
        let mut records = Records::new(&self.block.text[self.at..], self.block.first_row, self.layout, &self.limits);
        let more = records.next(row)?;
        self.at += records.position();
        self.block.first_row += 1;
        Ok(more)
    }
}
