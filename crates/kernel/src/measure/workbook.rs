//! An answer as a workbook: the table as the page shows it, and beside it what each figure means.

use super::{Answer, AnswerRow, Dim, Measure, Unit, Values};
use crate::refusal::Outcome;
use crate::text::{Lang, Text, text};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet};

/// Writes the answer; `by` are the dimensions it was asked by, in order.
pub fn workbook(answer: &Answer, by: &[Dim], lang: Lang) -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0xE8_EEFC));
    let mut titles: Vec<String> = by.iter().map(|d| d.title.in_lang(lang).to_owned()).collect();
    for measure in &answer.measures {
        let title = measure.title.in_lang(lang);
        titles.push(title.to_owned());
        titles.extend(columns(answer).map(|(words, _)| format!("{title}（{}）", words.in_lang(lang))));
    }
    for (column, title) in (0_u16..).zip(&titles) {
        sheet.write_string_with_format(0, column, title, &bold).map_err(anyhow::Error::from)?;
        sheet.set_column_width(column, 16).map_err(anyhow::Error::from)?;
    }
    let totals = std::iter::once(&answer.total);
    for (line, row) in (1_u32..).zip(answer.rows.iter().chain(totals)) {
        for (column, dim) in (0_u16..).zip(by) {
            let key = row.keys.get(dim.name).cloned().flatten();
            let label = row.labels.get(dim.name).cloned().or_else(|| key.map(|key| named(dim, key, lang))).unwrap_or_default();
            let last = line as usize > answer.rows.len();
            let shown = if last && column == 0 { text("合计", "Total").in_lang(lang).to_owned() } else { label };
            sheet.write_string(line, column, shown).map_err(anyhow::Error::from)?;
        }
        let mut column = u16::try_from(by.len()).unwrap_or(u16::MAX);
        for measure in &answer.measures {
            let mut values: Vec<Option<&Values>> = vec![Some(&row.values)];
            values.extend(columns(answer).map(|(_, of)| of(row)));
            for values in values {
                write_value(sheet, (line, column), measure, values.and_then(|v| v.get(measure.name).copied().flatten()))?;
                column += 1;
            }
        }
    }
    sheet.set_freeze_panes(1, u16::try_from(by.len()).unwrap_or(0)).map_err(anyhow::Error::from)?;
    explain(book.add_worksheet(), answer, lang)?;
    Ok(book.save_to_buffer().map_err(anyhow::Error::from)?)
}

/// A key that is nobody's code, in words: weekdays by their number, Monday first.
fn named(dim: &Dim, key: String, lang: Lang) -> String {
    const WEEKDAYS: [(&str, &str); 7] =
        [("周一", "Mon"), ("周二", "Tue"), ("周三", "Wed"), ("周四", "Thu"), ("周五", "Fri"), ("周六", "Sat"), ("周日", "Sun")];
    let day = || WEEKDAYS.get(key.parse::<usize>().ok()?.checked_sub(1)?);
    match (dim.name, day()) {
        ("weekday", Some((zh, en))) => text(*zh, *en).in_lang(lang).to_owned(),
        _ => key,
    }
}

/// The columns of what was compared with: their words, and where a row holds them.
fn columns(answer: &Answer) -> impl Iterator<Item = (Text, fn(&AnswerRow) -> Option<&Values>)> {
    let last_year = answer.compare.get("last_year");
    let way = match last_year.map(|compared| compared.way) {
        Some("last_year_by_role") => text("去年同期，按节日对齐", "last year by holiday"),
        Some("last_year_by_weekday") => text("去年同期，按星期", "last year by weekday"),
        Some("last_year_merged") => text("去年 1—2 月合并", "last year, January and February as one"),
        _ => text("去年同期", "last year"),
    };
    let beside = text("与去年可比的日子", "days that are like last year's");
    let previous: (_, fn(&AnswerRow) -> Option<&Values>) = (text("上期", "previous"), |row| row.previous.as_ref());
    let mut columns = Vec::new();
    columns.extend(answer.compare.contains_key("previous").then_some(previous));
    if last_year.is_some() {
        columns.push((way, |row| row.last_year.as_ref()));
    }
    if answer.total.beside_last_year.is_some() {
        columns.push((beside, |row| row.beside_last_year.as_ref()));
    }
    columns.into_iter()
}

fn write_value(sheet: &mut Worksheet, (line, column): (u32, u16), measure: &Measure, value: Option<Decimal>) -> Outcome<()> {
    let Some(number) = value.and_then(|v| v.to_f64()) else { return Ok(()) };
    let format = Format::new().set_num_format(match measure.unit {
        Unit::Percent => "0.0%",
        Unit::Count => "#,##0",
        Unit::Quantity => "#,##0.###",
        Unit::Yuan | Unit::YuanPerM2 | Unit::PerTicket => "#,##0.00",
    });
    sheet.write_number_with_format(line, column, number, &format).map_err(anyhow::Error::from)?;
    Ok(())
}

fn explain(sheet: &mut Worksheet, answer: &Answer, lang: Lang) -> Outcome<()> {
    let words = |zh: &str, en: &str| text(zh, en).in_lang(lang).to_owned();
    sheet.set_name(words("口径", "Definitions")).map_err(anyhow::Error::from)?;
    let mut lines = vec![
        (words("期间", "Period"), format!("{} – {}", answer.from, answer.to)),
        (words("数据版本", "Data version"), answer.data_version.clone()),
    ];
    lines.extend(answer.measures.iter().map(|m| (m.title.in_lang(lang).to_owned(), m.about.in_lang(lang).to_owned())));
    for (line, (what, words)) in (0_u32..).zip(lines) {
        sheet.write_string(line, 0, what).map_err(anyhow::Error::from)?;
        sheet.write_string(line, 1, words).map_err(anyhow::Error::from)?;
    }
    sheet.set_column_width(0, 20).map_err(anyhow::Error::from)?;
    sheet.set_column_width(1, 90).map_err(anyhow::Error::from)?;
    Ok(())
}
