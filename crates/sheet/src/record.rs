//! Cuts a piece of a text table into records and their cells, as RFC 4180 and Excel do.
//!
//! A quotation mark opens a quoted cell only as its first character; inside, two marks mean one and line ends
//! belong to the text. A mark anywhere else is an ordinary character, so `5" pipe` is read as it stands.

use crate::{Layout, Limit, Limits, Row, SheetError, Value};

/// The records of a text that starts at the beginning of a record.
pub struct Records<'a> {
    text: &'a str,
    at: usize,
    number: u64,
    delimiter: u8,
    terminator: u8,
    columns_max: usize,
    cell_chars_max: usize,
    unquoted: String,
}

/// Where a cell ended.
enum End {
    Cell,
    Record,
}

impl<'a> Records<'a> {
    /// Records of `text`, the first of which has the row number `first`.
    pub fn new(text: &'a str, first: u64, layout: Layout, limits: &Limits) -> Records<'a> {
        Records {
            text,
            at: 0,
            number: first,
            delimiter: layout.delimiter,
            terminator: layout.terminator,
            columns_max: limits.columns,
            cell_chars_max: limits.cell_chars,
            unquoted: String::new(),
        }
    }

    /// Fills `row` with the next record, blank ones included; false at the end of the text.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        if self.at >= self.text.len() {
            return Ok(false);
        }
        row.begin(self.number);
        self.number += 1;
        loop {
            let end = self.cell(row)?;
            if row.len() > self.columns_max {
                return Err(SheetError::Over(Limit::Columns(self.columns_max)));
            }
            if matches!(end, End::Record) {
                return Ok(true);
            }
        }
    }

    /// Bytes of the text read so far.
    pub fn position(&self) -> usize {
        self.at.min(self.text.len())
    }

    fn cell(&mut self, row: &mut Row) -> Result<End, SheetError> {
        let bytes = self.text.as_bytes();
        let from = self.at;
        if bytes.get(from) == Some(&b'"') {
            return self.quoted_cell(row);
        }
        let rest = &bytes[from..];
        let length = rest.iter().position(|b| *b == self.delimiter || *b == self.terminator).unwrap_or(rest.len());
        self.push(row, &self.text[from..from + length])?;
        Ok(self.step(from + length))
    }

    fn quoted_cell(&mut self, row: &mut Row) -> Result<End, SheetError> {
        let bytes = self.text.as_bytes();
        let mut unquoted = std::mem::take(&mut self.unquoted);
        unquoted.clear();
        let mut from = self.at + 1;
        loop {
            let Some(length) = bytes[from.min(bytes.len())..].iter().position(|b| *b == b'"') else {
                unquoted.push_str(&self.text[from.min(bytes.len())..]);
                from = bytes.len();
                break;
            };
            unquoted.push_str(&self.text[from..from + length]);
            from += length + 1;
            if bytes.get(from) != Some(&b'"') {
                break;
            }
            unquoted.push('"');
            from += 1;
        }
        // Text between the closing mark and the next delimiter belongs to the cell as it stands.
        let rest = &bytes[from..];
        let length = rest.iter().position(|b| *b == self.delimiter || *b == self.terminator).unwrap_or(rest.len());
        unquoted.push_str(self.text[from..from + length].trim_end_matches('\r'));
        self.push(row, &unquoted)?;
        self.unquoted = unquoted;
        Ok(self.step(from + length))
    }

    fn push(&self, row: &mut Row, cell: &str) -> Result<(), SheetError> {
        // A character takes at most four bytes, so most cells need not be counted.
        if cell.len() > self.cell_chars_max && cell.chars().count() > self.cell_chars_max {
            return Err(SheetError::Over(Limit::CellChars { limit: self.cell_chars_max, row: row.number() }));
        }
        row.push(Value::Text(cell.strip_suffix('\r').unwrap_or(cell)));
        Ok(())
    }

    /// Steps over the delimiter or the line end at `at`.
    fn step(&mut self, at: usize) -> End {
        self.at = at + 1;
        match self.text.as_bytes().get(at) {
            Some(mark) if *mark == self.delimiter => End::Cell,
            _ => End::Record,
        }
    }
}
