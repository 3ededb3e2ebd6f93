//! Opens the file a person brought and cuts it into pieces that can be read side by side.

use super::reader::{Parsed, Reader};
use crate::error::{Outcome, failed};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sheet::{Block, Book, Column, Format, Heading, Layout, Limits, Records, Row, SheetError, heading, sniff};
use std::fs::File;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc::Sender;

/// Rows of a workbook in one piece.
const PIECE_ROWS: usize = 4096;

/// A file with its sheets and their titles.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) path: PathBuf,
    pub(crate) format: Format,
    pub(crate) layout: Option<Layout>,
    pub(crate) from_1904: bool,
    pub(crate) bytes: u64,
    pub(crate) sheets: Vec<String>,
    /// The sheets that have a row of titles.
    pub(crate) tables: Vec<(String, Heading)>,
}

/// Part of a file.
pub(crate) enum Piece {
    Text(Block),
    Rows { rows: Vec<Row>, absent: u64 },
    Batch { batch: RecordBatch, columns: Vec<usize>, first_row: u64 },
}

impl Opened {
    /// Opens a file and finds its tables. `sheet` and `header_row` are those a profile names.
    pub(crate) fn open(path: &Path, sheet: Option<&str>, header_row: Option<u64>) -> Outcome<Opened> {
        let bytes = std::fs::metadata(path).map_err(SheetError::Io)?.len();
        if sniff(path)? == Format::Parquet {
            return Opened::parquet(path, bytes);
        }
        let mut book = Book::open(path, Limits::default())?;
        let sheets = book.sheets();
        let wanted: Vec<String> = match sheet.filter(|_| book.layout().is_none()) {
            Some(sheet) => vec![sheet.to_string()],
            None => sheets.clone(),
        };
        let mut tables = Vec::new();
        let mut fault = None;
        for name in wanted {
            let rows = &mut book.bare_rows(&name)?;
            let found = match header_row {
                Some(row) => heading::at(rows, row, &name),
                None => heading::find(rows, &name),
            };
            match found {
                Ok(heading) => tables.push((name, heading)),
                Err(error @ (SheetError::NoHeading(_) | SheetError::Empty)) => fault = fault.or(Some(error)),
                Err(error) => return Err(error.into()),
            }
        }
        if tables.is_empty() {
            return Err(fault.unwrap_or(SheetError::Empty).into());
        }
        let (format, layout, from_1904) = (book.format(), book.layout(), book.from_1904());
        Ok(Opened { path: path.into(), format, layout, from_1904, bytes, sheets, tables })
    }

    fn parquet(path: &Path, bytes: u64) -> Outcome<Opened> {
        let file = File::open(path).map_err(SheetError::Io)?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| SheetError::Damaged(error.to_string()))?;
        let columns: Vec<Column> =
            reader.schema().fields().iter().enumerate().map(|(index, field)| Column { name: field.name().clone(), index }).collect();
        let limits = Limits::default();
        if columns.len() > limits.columns {
            return Err(SheetError::Over(sheet::Limit::Columns(limits.columns)).into());
        }
        let heading = Heading { row: 0, columns };
        Ok(Opened {
            path: path.into(),
            format: Format::Parquet,
            layout: None,
            from_1904: false,
            bytes,
            sheets: vec![String::new()],
            tables: vec![(String::new(), heading)],
        })
    }

    /// The first rows below the titles of a sheet.
    pub(crate) fn samples(&self, sheet: &str, heading: &Heading, count: usize) -> Outcome<Vec<Row>> {
        let mut samples = Vec::with_capacity(count);
        if self.format == Format::Parquet {
            let columns: Vec<usize> = (0..heading.columns.len()).collect();
            let mut rows = self.batches(columns.clone(), count)?;
            if let Some(batch) = rows.next() {
                let batch = batch.map_err(|error| SheetError::Damaged(error.to_string()))?;
                super::parquet::each_row(&batch, &columns, 1, |row| samples.push(row.clone()))?;
            }
            return Ok(samples);
        }
        let mut book = Book::open(&self.path, Limits::default())?;
        let mut rows = book.bare_rows(sheet)?;
        let mut row = Row::default();
        while samples.len() < count && rows.next(&mut row)? {
            if row.number() > heading.row && !row.is_empty() {
                samples.push(row.clone());
            }
        }
        Ok(samples)
    }

    fn batches(&self, columns: Vec<usize>, size: usize) -> Outcome<datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReader> {
        let file = File::open(&self.path).map_err(SheetError::Io)?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| SheetError::Damaged(error.to_string()))?;
        let mask = ProjectionMask::roots(reader.parquet_schema(), columns);
        reader.with_projection(mask).with_batch_size(size).build().map_err(failed)
    }

    /// Hands out the pieces of a sheet in order, each with the bytes read so far. Runs on a thread of its own; ends
    /// early when nobody listens.
    pub(crate) fn cut(&self, sheet: &str, columns: Vec<usize>, out: &Sender<Outcome<(Piece, u64)>>) {
        let cut = match self.format {
            Format::Parquet => self.cut_parquet(columns, out),
            Format::Text => self.cut_text(out),
            Format::Xlsx | Format::Xls => self.cut_workbook(sheet, out),
        };
        if let Err(error) = cut {
            // The listener is gone only when it no longer wants to know.
            let _ = out.blocking_send(Err(error));
        }
    }

    fn cut_text(&self, out: &Sender<Outcome<(Piece, u64)>>) -> Outcome<()> {
        let book = Book::open(&self.path, Limits::default())?;
        let Some(mut blocks) = book.blocks()? else { return Ok(()) };
        let mut done = 0;
        while let Some(block) = blocks.next_block()? {
            done += block.text.len() as u64;
            if out.blocking_send(Ok((Piece::Text(block), done.min(self.bytes)))).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn cut_workbook(&self, sheet: &str, out: &Sender<Outcome<(Piece, u64)>>) -> Outcome<()> {
        let mut book = Book::open(&self.path, Limits::default())?;
        let mut source = book.rows(sheet)?;
        let (mut last, mut more) = (0, true);
        while more {
            let mut rows = Vec::with_capacity(PIECE_ROWS);
            let mut absent = 0;
            while rows.len() < PIECE_ROWS {
                let mut row = Row::default();
                more = source.next(&mut row)?;
                if !more {
                    break;
                }
                absent += row.number() - last - 1;
                last = row.number();
                rows.push(row);
            }
            if out.blocking_send(Ok((Piece::Rows { rows, absent }, 0))).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn cut_parquet(&self, columns: Vec<usize>, out: &Sender<Outcome<(Piece, u64)>>) -> Outcome<()> {
        let mut first_row = 1;
        for batch in self.batches(columns.clone(), 4 * PIECE_ROWS)? {
            let batch = batch.map_err(|error| SheetError::Damaged(error.to_string()))?;
            let rows = batch.num_rows() as u64;
            let piece = Piece::Batch { batch, columns: columns.clone(), first_row };
            first_row += rows;
            if out.blocking_send(Ok((piece, 0))).is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Reads the rows of a piece.
pub(crate) fn parse(reader: &Reader, layout: Option<Layout>, piece: Piece) -> Outcome<Parsed> {
    let mut parsed = Parsed::new(reader.kind);
    match (piece, layout) {
        (Piece::Text(block), Some(layout)) => {
            let limits = Limits::default();
            let mut records = Records::new(&block.text, block.first_row, layout, &limits);
            let mut row = Row::default();
            while records.next(&mut row)? {
                reader.take(&row, &mut parsed);
            }
        }
        (Piece::Text(_), None) => unreachable!("only text tables are cut into text"),
        (Piece::Rows { rows, absent }, _) => {
            rows.iter().for_each(|row| reader.take(row, &mut parsed));
            parsed.counts.blank += absent;
        }
        (Piece::Batch { batch, columns, first_row }, _) => {
            super::parquet::each_row(&batch, &columns, first_row, |row| reader.take(row, &mut parsed))?;
        }
    }
    Ok(parsed)
}
