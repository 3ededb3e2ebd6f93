//! The change log as a workbook: one line for each value that changed.

use super::log::{LogLine, LogQuery, log};
use crate::clock::china_time;
use crate::desk::Desk;
use crate::record::{Field, named_cards, told};
use crate::refusal::{Outcome, Refusal};
use crate::text::{Lang, text};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The most lines of a workbook.
const LINES_MAX: u32 = 50_000;
/// The columns with their widths.
const COLUMNS: [(&str, &str, f64); 9] = [
    ("时间", "Time", 20.0),
    ("操作人", "Person", 16.0),
    ("来源", "From", 16.0),
    ("类型", "Kind", 14.0),
    ("记录", "Row", 28.0),
    ("操作", "Event", 16.0),
    ("字段", "Field", 18.0),
    ("改前", "Before", 36.0),
    ("改后", "After", 36.0),
];

/// Every line that is asked for, from the first page to the last.
pub async fn log_workbook(desk: &Desk, query: LogQuery, lang: Lang) -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0xE8_EEFC));
    for (column, (zh, en, width)) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, text(zh, en).in_lang(lang), &bold).map_err(anyhow::Error::from)?;
        sheet.set_column_width(column, width).map_err(anyhow::Error::from)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(anyhow::Error::from)?;
    let (mut query, mut at) = (LogQuery { after: None, ..query }, 1);
    loop {
        let page = log(desk, &query).await?;
        let names = names(desk, &page.items).await?;
        for line in &page.items {
            at = write(sheet, at, &cells(desk, line, &names, lang))?;
        }
        if at > LINES_MAX {
            let told = Refusal::conflict(
                "too_many",
                format!("超过 {LINES_MAX} 行，请先筛选再导出"),
                format!("More than {LINES_MAX} rows; filter first, then export"),
            );
            return Err(told.into());
        }
        query.after = page.next;
        if page.next.is_none() {
            return Ok(book.save_to_buffer().map_err(anyhow::Error::from)?);
        }
    }
}

/// The names of everything that the changed values refer to.
async fn names(desk: &Desk, lines: &[LogLine]) -> Outcome<HashMap<Uuid, String>> {
    let values = lines.iter().flat_map(|line| [&line.line.before, &line.line.after]).filter_map(Value::as_object).flat_map(|o| o.values());
    let single = values.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    let mut ids: Vec<Uuid> = single.filter_map(|value| value.as_str()?.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(named_cards(&desk.db(), &ids).await?.into_iter().map(|card| (card.row_id, card.title)).collect())
}

/// The cells of a line: who did what to which row, once for each field that people see, or once if none of them changed.
fn cells(desk: &Desk, line: &LogLine, names: &HashMap<Uuid, String>, lang: Lang) -> Vec<Vec<String>> {
    let record = desk.house.catalogue.record(&line.record);
    let (before, after) = (&line.line.before, &line.line.after);
    let head = vec![
        china_time(line.line.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        line.line.actor.clone(),
        line.line.origin.clone(),
        record.map_or_else(|| line.record.clone(), |record| record.about().title.in_lang(lang).to_owned()),
        line.name.as_ref().map_or_else(String::new, |name| name.in_lang(lang).to_owned()),
        line.line.title.in_lang(lang).to_owned(),
    ];
    let shown = |field: &&Field| field.schema.get("title").is_some() && !(before[&field.name].is_null() && after[&field.name].is_null());
    let fields = record.map(|record| record.fields().iter().filter(shown).collect::<Vec<_>>()).unwrap_or_default();
    if fields.is_empty() {
        return vec![head];
    }
    let with = |field: &Field| {
        let value = |values: &Value| told(field, &values[&field.name], names, lang);
        [head.clone(), vec![field.title.in_lang(lang).to_owned(), value(before), value(after)]].concat()
    };
    fields.into_iter().map(with).collect()
}

/// Writes lines from one on, and answers the one after them.
fn write(sheet: &mut Worksheet, from: u32, lines: &[Vec<String>]) -> Outcome<u32> {
    let mut at = from;
    for line in lines {
        for (column, word) in (0_u16..).zip(line) {
            sheet.write_string(at, column, word).map_err(anyhow::Error::from)?;
        }
        at += 1;
    }
    Ok(at)
}
