//! Workbooks in tests: reading the cells of one, and writing one.

use rust_xlsxwriter::Workbook;
use sheet::{Book, Limits, Row, Value};
use std::io::Write;
use tempfile::NamedTempFile;

/// The cells of a sheet as texts, row by row, the titles first.
pub type Cells = Vec<Vec<String>>;

/// The cells of the first sheet of a workbook.
pub fn cells_of(bytes: &[u8]) -> Cells {
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("the workbook is written");
    let mut book = Book::open(file.path(), Limits::default()).unwrap_or_else(|error| panic!("{}", error.en()));
    let first = book.sheets().into_iter().next().expect("a workbook has a sheet");
    let mut rows = book.rows(&first).unwrap_or_else(|error| panic!("{}", error.en()));
    let (mut cells, mut row) = (Cells::new(), Row::default());
    while rows.next(&mut row).unwrap_or_else(|error| panic!("{}", error.en())) {
        cells.push(row.values().map(written).collect());
    }
    cells
}

fn written(cell: Value<'_>) -> String {
    match cell {
        Value::Empty => String::new(),
        Value::Text(text) => text.to_owned(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Moment(moment) => moment.to_string(),
        Value::Clock(time) => time.to_string(),
        Value::Fault(fault) => fault.to_owned(),
    }
}

/// A workbook with these texts in its first sheet.
pub fn workbook_of(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*row) {
            sheet.write_string(line, column, *text).expect("a cell is written");
        }
    }
    book.save_to_buffer().expect("a workbook is written")
}
