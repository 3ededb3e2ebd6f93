//! Old .xls workbooks; they are read whole, which is why their size is limited.

use crate::merged::Merged;
use crate::{Limit, Limits, Row, SheetError};
use calamine::{Data, Range, Reader, Xls, XlsError};
use std::io::Cursor;
use std::path::Path;

pub(crate) type OldWorkbook = Xls<Cursor<Vec<u8>>>;

pub(crate) fn open(path: &Path, limits: &Limits) -> Result<OldWorkbook, SheetError> {
    if std::fs::metadata(path)?.len() > limits.xls_bytes {
        return Err(SheetError::Over(Limit::XlsBytes(limits.xls_bytes)));
    }
    let bytes = std::fs::read(path)?;
    let workbook = Xls::new(Cursor::new(bytes)).map_err(refusal)?;
    if workbook.sheet_names().len() > limits.sheets {
        return Err(SheetError::Over(Limit::Sheets(limits.sheets)));
    }
    Ok(workbook)
}

/// The merged cells of a sheet.
pub(crate) fn merged(workbook: &OldWorkbook, sheet: &str) -> Result<Merged, SheetError> {
    Ok(Merged::new(workbook.merge_cells_by_sheet_name(sheet).map_err(refusal)?))
}

/// The rows of one sheet.
pub(crate) struct XlsRows {
    range: Range<Data>,
    at: usize,
    limits: Limits,
}

impl XlsRows {
    pub(crate) fn new(workbook: &mut OldWorkbook, sheet: &str, limits: &Limits) -> Result<XlsRows, SheetError> {
        if !workbook.sheet_names().iter().any(|name| name == sheet) {
            return Err(SheetError::NoSheet(sheet.into()));
        }
        let range = workbook.worksheet_range(sheet).map_err(refusal)?;
        Ok(XlsRows { range, at: 0, limits: limits.clone() })
    }

    pub(crate) fn next(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        let Some((first_row, first_column)) = self.range.start() else { return Ok(false) };
        let Some(cells) = self.range.rows().nth(self.at) else { return Ok(false) };
        let number = u64::from(first_row) + self.at as u64 + 1;
        self.at += 1;
        row.begin(number);
        row.pad(first_column as usize);
        let filled = cells.iter().rposition(|cell| *cell != Data::Empty).map_or(0, |last| last + 1);
        if first_column as usize + filled > self.limits.columns {
            return Err(SheetError::Over(Limit::Columns(self.limits.columns)));
        }
        for cell in &cells[..filled] {
            crate::xlsx::push_data(row, cell, self.limits.cell_chars)?;
        }
        Ok(true)
    }
}

fn refusal(error: XlsError) -> SheetError {
    match error {
        XlsError::Password => SheetError::Password,
        XlsError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => SheetError::Io(error),
        XlsError::WorksheetNotFound(name) => SheetError::NoSheet(name),
        other => SheetError::Damaged(other.to_string()),
    }
}
