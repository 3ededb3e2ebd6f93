//! Streams a sheet of an .xlsx workbook; only the workbook's list of texts stays in memory.

use crate::merged::Merged;
use crate::{Limit, Limits, Row, SheetError, Value};
use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx, XlsxCellReader, XlsxError};
use chrono::{NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::str::FromStr;

pub(crate) type Workbook = Xlsx<BufReader<File>>;

/// Opens a workbook after asking how large it becomes when it is unpacked.
pub(crate) fn open(path: &Path, limits: &Limits) -> Result<Workbook, SheetError> {
    refuse_bombs(path, limits)?;
    let workbook = Xlsx::new(BufReader::new(File::open(path)?)).map_err(refusal)?;
    if workbook.sheet_names().len() > limits.sheets {
        return Err(SheetError::Over(Limit::Sheets(limits.sheets)));
    }
    Ok(workbook)
}

/// A few kilobytes can unpack to gigabytes. The sizes written in a zip may lie, so parts that will be kept in
/// memory are unpacked once and counted.
fn refuse_bombs(path: &Path, limits: &Limits) -> Result<(), SheetError> {
    let damaged = |error: zip::result::ZipError| SheetError::Damaged(error.to_string());
    let file = File::open(path)?;
    let packed = file.metadata()?.len();
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let mut unpacked = 0_u64;
    let mut resident = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        unpacked = unpacked.saturating_add(part.size());
        let name = part.name().map_err(damaged)?;
        let streamed = name.starts_with("xl/worksheets/") || name.starts_with("xl/media/");
        if !streamed && part.is_file() {
            let left = limits.resident_bytes.saturating_sub(resident) + 1;
            resident +=
                std::io::copy(&mut part.take(left), &mut std::io::sink()).map_err(|error| SheetError::Damaged(error.to_string()))?;
        }
    }
    let free = unpacked <= limits.unpacked_bytes_free;
    if resident > limits.resident_bytes || (!free && unpacked / packed.max(1) > limits.unpacked_ratio) {
        return Err(SheetError::Over(Limit::Unpacked));
    }
    Ok(())
}

/// The merged cells of a sheet; they stand behind its rows, so that finding them is a pass of its own.
pub(crate) fn merged(workbook: &mut Workbook, sheet: &str) -> Result<Merged, SheetError> {
    Ok(Merged::new(workbook.merge_cells_by_sheet_name(sheet).map_err(refusal)?))
}

/// The rows of one sheet.
pub(crate) struct XlsxRows<'a> {
    cells: XlsxCellReader<'a, BufReader<File>>,
    pending: Option<(u32, u32, DataRef<'a>)>,
    last_row: Option<u32>,
    ended: bool,
    limits: Limits,
}

impl<'a> XlsxRows<'a> {
    pub(crate) fn new(workbook: &'a mut Workbook, sheet: &str, limits: &Limits) -> Result<Self, SheetError> {
        let cells = workbook.worksheet_cells_reader(sheet).map_err(refusal)?;
        Ok(XlsxRows { cells, pending: None, last_row: None, ended: false, limits: limits.clone() })
    }

    /// Fills `row` with the next row that has cells; rows without any are passed over, numbers tell of them.
    pub(crate) fn next(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        let Some((number, column, value)) = self.take()? else { return Ok(false) };
        if self.last_row.is_some_and(|last| number <= last) {
            return Err(SheetError::Damaged(format!("row {} comes twice", number + 1)));
        }
        if u64::from(number) >= self.limits.rows {
            return Err(SheetError::Over(Limit::Rows(self.limits.rows)));
        }
        self.last_row = Some(number);
        row.begin(u64::from(number) + 1);
        self.push(row, column, &value)?;
        while let Some((other, column, value)) = self.take()? {
            if other != number {
                self.pending = Some((other, column, value));
                break;
            }
            self.push(row, column, &value)?;
        }
        Ok(true)
    }

    fn take(&mut self) -> Result<Option<(u32, u32, DataRef<'a>)>, SheetError> {
        if let Some(pending) = self.pending.take() {
            return Ok(Some(pending));
        }
        if self.ended {
            return Ok(None);
        }
        let cell = self.cells.next_cell().map_err(refusal)?;
        self.ended = cell.is_none();
        Ok(cell.map(|cell| {
            let (row, column) = cell.get_position();
            (row, column, cell.get_value().clone())
        }))
    }

    fn push(&self, row: &mut Row, column: u32, value: &DataRef<'_>) -> Result<(), SheetError> {
        let column = column as usize;
        if matches!(value, DataRef::Empty) {
            // Formatted empty cells may lie far to the right; they are no columns.
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(SheetError::Over(Limit::Columns(self.limits.columns)));
        }
        row.pad(column);
        push_ref(row, value, self.limits.cell_chars)
    }
}

fn push_ref(row: &mut Row, value: &DataRef<'_>, chars_max: usize) -> Result<(), SheetError> {
    match value {
        DataRef::String(text) => push_text(row, text, chars_max),
        DataRef::SharedString(text) => push_text(row, text, chars_max),
        DataRef::Float(number) => {
            push_number(row, *number);
            Ok(())
        }
        other => push_data(row, &Data::from(other.clone()), chars_max),
    }
}

/// Appends a cell as calamine gives it, for both kinds of workbook.
pub(crate) fn push_data(row: &mut Row, value: &Data, chars_max: usize) -> Result<(), SheetError> {
    match value {
        Data::Int(number) => row.push(Value::Number(Decimal::from(*number))),
        Data::Float(number) => push_number(row, *number),
        Data::String(text) | Data::DurationIso(text) => return push_text(row, text, chars_max),
        Data::Bool(truth) => row.push(Value::Truth(*truth)),
        Data::DateTime(moment) => push_moment(row, *moment),
        Data::DateTimeIso(text) => match iso_moment(text) {
            Some(moment) => row.push(Value::Moment(moment)),
            None => return push_text(row, text, chars_max),
        },
        Data::Error(error) => row.push(Value::Fault(fault(error))),
        Data::Empty => row.push(Value::Empty),
    }
    Ok(())
}

fn push_text(row: &mut Row, text: &str, chars_max: usize) -> Result<(), SheetError> {
    if text.len() > chars_max && text.chars().count() > chars_max {
        return Err(SheetError::Over(Limit::CellChars { limit: chars_max, row: row.number() }));
    }
    row.push(Value::Text(text));
    Ok(())
}

/// A double becomes the decimal of its shortest text, which is what the person typed.
fn push_number(row: &mut Row, number: f64) {
    let text = number.to_string();
    match Decimal::from_str(&text) {
        Ok(exact) => row.push(Value::Number(exact)),
        Err(_) => row.push(Value::Text(&text)),
    }
}

/// Numbers below one that are formatted as dates are times of day. calamine knows the 1900 and 1904 calendars.
fn push_moment(row: &mut Row, moment: ExcelDateTime) {
    let serial = moment.as_f64();
    let clock = (0.0..1.0).contains(&serial).then(|| {
        let millis = (serial * 86_400_000.0).round() as u32 % 86_400_000;
        NaiveTime::from_num_seconds_from_midnight_opt(millis / 1000, millis % 1000 * 1_000_000)
    });
    match (clock.flatten(), moment.as_datetime()) {
        (Some(clock), _) => row.push(Value::Clock(clock)),
        (None, Some(at)) if !moment.is_duration() => row.push(Value::Moment(at)),
        _ => push_number(row, serial),
    }
}

fn iso_moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim_end_matches('Z');
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok()).or_else(|| {
        let day = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Some(day.and_time(NaiveTime::MIN))
    })
}

fn fault(error: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType::*;
    match error {
        Div0 => "#DIV/0!",
        NA => "#N/A",
        Name => "#NAME?",
        Null => "#NULL!",
        Num => "#NUM!",
        Ref => "#REF!",
        Value => "#VALUE!",
        GettingData => "#GETTING_DATA",
    }
}

fn refusal(error: XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Password,
        XlsxError::WorksheetNotFound(name) => SheetError::NoSheet(name),
        XlsxError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => SheetError::Io(error),
        XlsxError::ColumnNumberOverflow => SheetError::Over(Limit::Columns(16_384)),
        other => SheetError::Damaged(other.to_string()),
    }
}
