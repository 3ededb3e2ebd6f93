//! Cells of a workbook: numbers as numbers with their format, text as text whatever it begins with.

use crate::colour::{GREY, GROUND, INK, RULE};
use crate::document::Kind;
use crate::table::{Align, Cell};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// What Excel takes for the beginning of a formula when a cell is edited or the sheet is saved as CSV.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Excel keeps this many digits of a number and no more.
const DIGITS_MAX: usize = 15;

/// A cell of Excel holds at most this many characters.
const CHARACTERS_MAX: usize = 32_767;

/// Writes text. A text that begins like a formula is marked as text, so that it stays one when somebody edits it.
pub fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    let text: String = text.chars().take(CHARACTERS_MAX).collect();
    if text.starts_with(FORMULA) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Writes a cell: its exact value where Excel can hold it, its text otherwise.
pub fn cell(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell, kind: Kind, base: &Format) -> Result<(), XlsxError> {
    match cell.value.and_then(held) {
        Some(value) => {
            let format = base.clone().set_num_format(pattern(kind, cell));
            sheet.write_number_with_format(at.0, at.1, value, &format)?;
            Ok(())
        }
        None => {
            let shown = cell.value.filter(|_| cell.text.is_empty()).map(|v| v.to_string());
            text(sheet, at.0, at.1, shown.as_deref().unwrap_or(&cell.text), base)
        }
    }
}

/// The value as Excel holds it; `None` where digits would be lost.
fn held(value: Decimal) -> Option<f64> {
    let digits = value.normalize().mantissa().unsigned_abs().to_string().len();
    if digits > DIGITS_MAX { None } else { value.to_f64() }
}

/// How Excel shows a number.
fn pattern(kind: Kind, cell: &Cell) -> &'static str {
    let fraction = cell.value.is_some_and(|v| !v.fract().is_zero());
    match kind {
        Kind::Money => "#,##0.00",
        Kind::Percent => "0.0%",
        Kind::Count => "#,##0",
        Kind::Number | Kind::Text | Kind::Date if fraction => "#,##0.####",
        Kind::Number | Kind::Text | Kind::Date => "#,##0",
    }
}

/// The look of body cells.
pub fn body() -> Format {
    let format = Format::new().set_font_name("Microsoft YaHei").set_font_size(10).set_font_color(colour(INK));
    format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(colour(RULE)).set_align(FormatAlign::Top).set_text_wrap()
}

/// The look of a heading.
pub fn head() -> Format {
    body().set_bold().set_background_color(colour(GROUND)).set_border_bottom_color(colour(INK))
}

/// The look of totals.
pub fn total() -> Format {
    body().set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(colour(INK))
}

/// A look with its text standing where the column says.
pub fn aligned(format: &Format, align: Align) -> Format {
    format.clone().set_align(match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    })
}

/// The look of a title.
pub fn title() -> Format {
    Format::new().set_font_name("Microsoft YaHei").set_font_size(14).set_bold().set_font_color(colour(INK))
}

/// The look of small print.
pub fn small() -> Format {
    Format::new().set_font_name("Microsoft YaHei").set_font_size(9).set_font_color(colour(GREY))
}

fn colour(hex: &str) -> Color {
    Color::from(hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_excel_would_round_is_kept_as_text() {
        let held = |text: &str| held(text.parse().unwrap());
        assert_eq!(held("1234567890.12345"), Some(1234567890.12345));
        assert_eq!(held("100000000000000000000"), None);
        assert_eq!(held("0.1234567890123456"), None);
        assert_eq!(held("-5.50"), Some(-5.5));
    }
}
