//! The sheets of a workbook and their names.

use super::cells;
use crate::document::{Document, Kind};
use crate::table::Table;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Excel allows a sheet name so many characters.
const NAME_MAX: usize = 31;

/// A4 in the numbering of Excel.
const A4: u8 = 9;

/// The names given so far; no two sheets share one, whatever their case.
#[derive(Default)]
pub struct Names(Vec<String>);

impl Names {
    /// A name that Excel accepts, as near to the wish as possible.
    pub fn take(&mut self, wish: &str) -> String {
        let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
        let clean: String = wish.chars().map(|c| if allowed(c) { c } else { ' ' }).collect();
        let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        for n in 1.. {
            let tail = if n == 1 { String::new() } else { format!(" {n}") };
            let name = cut(if clean.is_empty() { "-" } else { &clean }, NAME_MAX - tail.len()) + &tail;
            // Excel keeps the name History for itself.
            let key = name.to_lowercase();
            if key != "history" && !self.0.contains(&key) {
                self.0.push(key);
                return name;
            }
        }
        String::new()
    }
}

/// The start of a text, of at most so many units: Excel counts a rare character as two.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= most
        })
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// The first sheet: what the document is, its sentences, its figures.
pub fn first(sheet: &mut Worksheet, document: &Document, figures: &Table, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    cells::text(sheet, 0, 0, &document.title, &cells::title())?;
    let mut row = 1;
    for text in [&document.subtitle, &document.company, &document.state].into_iter().filter(|t| !t.is_empty()) {
        cells::text(sheet, row, 0, text, &cells::small())?;
        row += 1;
    }
    for fact in &document.facts {
        cells::text(sheet, row, 0, &fact.label, &cells::small())?;
        cells::text(sheet, row, 1, &fact.text, &cells::small())?;
        row += 1;
    }
    for sentence in &document.lead {
        row += 1;
        cells::text(sheet, row, 0, sentence, &cells::title().set_font_size(11))?;
    }
    let kinds: Vec<Kind> = document.figures.iter().map(|f| f.kind).collect();
    grid(sheet, figures, row + 2, &kinds)?;
    sheet.set_column_width(0, 18.0)?.set_column_width(1, 18.0)?.set_column_width(3, 26.0)?.set_column_width(5, 60.0)?;
    page(sheet);
    Ok(())
}

/// A sheet for one table: title, head, rows, note; the head stays in sight and is repeated in print.
pub fn table(sheet: &mut Worksheet, table: &Table, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    cells::text(sheet, 0, 0, if table.title.is_empty() { name } else { &table.title }, &cells::title())?;
    let end = grid(sheet, table, HEAD, &[])?;
    cells::text(sheet, end + 1, 0, &table.note, &cells::small())?;
    for (column, em) in (0..).zip(table.natural()) {
        sheet.set_column_width(column, (em * 1.9).clamp(10.0, 60.0))?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?.set_repeat_rows(HEAD, HEAD)?;
    page(sheet);
    Ok(())
}

/// The row of the headings on a sheet of its own.
const HEAD: u32 = 2;

/// Writes head and rows from `top` on; returns the row after the last. The kind of a number is that of its column, or
/// that of its row where `kinds` are given.
fn grid(sheet: &mut Worksheet, table: &Table, top: u32, kinds: &[Kind]) -> Result<u32, XlsxError> {
    for (column, head) in (0..).zip(&table.columns) {
        cells::text(sheet, top, column, &head.title, &cells::aligned(&cells::head(), head.alignment()))?;
    }
    let mut at = top + 1;
    for (index, row) in table.rows.iter().enumerate() {
        let format = if row.total { cells::total() } else { cells::body() };
        for (column, (cell, head)) in (0..).zip(row.cells.iter().zip(&table.columns)) {
            let kind = kinds.get(index).copied().unwrap_or(head.kind);
            cells::cell(sheet, (at, column), cell, kind, &cells::aligned(&format, head.alignment()))?;
        }
        at += 1;
    }
    Ok(at)
}

fn page(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_a_name_that_excel_accepts() {
        let mut names = Names::default();
        let cases = [
            ("店铺明细", "店铺明细"),
            ("店铺明细", "店铺明细 2"),
            ("a/b[c]:*?\\'", "a b c"),
            ("A B C", "A B C 2"),
            ("History", "History 2"),
            ("", "-"),
            ("'", "- 2"),
            (
                "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字",
                "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很",
            ),
            (
                "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字",
                "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名 2",
            ),
        ];
        for (wish, name) in cases {
            assert_eq!(names.take(wish), name, "{wish}");
        }
    }
}
