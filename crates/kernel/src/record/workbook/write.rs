//! Writes workbooks: the template and the export.

use super::columns;
use crate::desk::Desk;
use crate::record::door::Door;
use crate::record::field::{Field, FieldKind};
use crate::record::list::{ListQuery, SIZE_MAX, list};
use crate::record::write::texts;
use crate::record::{Record, card};
use crate::refusal::{Outcome, Refusal};
use crate::text::{Lang, Text, text};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Color, DataValidation, Format, Workbook, Worksheet};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The most rows of an export; Excel's own limit is little more than a million.
pub const EXPORT_ROWS_MAX: usize = 200_000;
/// Rows of the template that offer choices.
const CHOICE_ROWS: u32 = 5_000;
/// Excel refuses lists of choices longer than this many characters.
const CHOICE_CHARS_MAX: usize = 255;

/// An empty workbook with the columns to fill, the choices to pick from, and a sheet that explains them.
pub fn template<R: Record>(door: &Door<R>, lang: Lang) -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let fields: Vec<&Field> = columns(&door.fields).collect();
    let sheet = book.add_worksheet();
    sheet.set_name(door.about.title.in_lang(lang)).map_err(anyhow::Error::from)?;
    head(sheet, &fields, lang)?;
    for (column, field) in (0_u16..).zip(&fields) {
        let titles: Vec<&str> = field.choices.iter().map(|(_, t)| t.in_lang(lang)).collect();
        if field.kind == FieldKind::Enum && titles.iter().map(|t| t.chars().count() + 1).sum::<usize>() < CHOICE_CHARS_MAX {
            let rule = DataValidation::new().allow_list_strings(&titles).map_err(anyhow::Error::from)?;
            sheet.add_data_validation(1, column, CHOICE_ROWS, column, &rule).map_err(anyhow::Error::from)?;
        }
    }
    explain(book.add_worksheet(), &fields, lang)?;
    Ok(book.save_to_buffer().map_err(anyhow::Error::from)?)
}

fn head(sheet: &mut Worksheet, fields: &[&Field], lang: Lang) -> Outcome<()> {
    let optional = Format::new().set_bold().set_background_color(Color::RGB(0xE8_EEFC));
    let required = optional.clone().set_font_color(Color::RGB(0xC0_1F2E));
    for (column, field) in (0_u16..).zip(fields) {
        let format = if field.required { &required } else { &optional };
        sheet.write_string_with_format(0, column, field.title.in_lang(lang), format).map_err(anyhow::Error::from)?;
        let width = field.schema["x-ui"]["w"].as_f64().unwrap_or(120.0) / 7.5;
        sheet.set_column_width(column, width).map_err(anyhow::Error::from)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(anyhow::Error::from)?;
    Ok(())
}

fn explain(sheet: &mut Worksheet, fields: &[&Field], lang: Lang) -> Outcome<()> {
    let bold = Format::new().set_bold();
    let words = |zh: &str, en: &str| text(zh, en).in_lang(lang).to_owned();
    sheet.set_name(words("填写说明", "How to fill in")).map_err(anyhow::Error::from)?;
    for (column, title) in (0_u16..).zip([words("列", "Column"), words("必填", "Required"), words("怎么填", "What goes in")]) {
        sheet.write_string_with_format(0, column, title, &bold).map_err(anyhow::Error::from)?;
    }
    for (row, field) in (1_u32..).zip(fields) {
        let required = if field.required { words("是", "yes") } else { String::new() };
        sheet.write_string(row, 0, field.title.in_lang(lang)).map_err(anyhow::Error::from)?;
        sheet.write_string(row, 1, required).map_err(anyhow::Error::from)?;
        sheet.write_string(row, 2, advice(field, lang)).map_err(anyhow::Error::from)?;
    }
    sheet.set_column_width(0, 20).map_err(anyhow::Error::from)?;
    sheet.set_column_width(2, 70).map_err(anyhow::Error::from)?;
    Ok(())
}

fn advice(field: &Field, lang: Lang) -> String {
    let help = field.schema[if lang == Lang::Zh { "description" } else { "x-en-description" }].as_str().unwrap_or_default();
    let choices = || field.choices.iter().map(|(_, t)| t.in_lang(lang)).collect::<Vec<_>>().join(" / ");
    let kind = match field.kind {
        FieldKind::Enum => choices(),
        FieldKind::List if field.choices.is_empty() => text("多个用“、”隔开", "separate several by “、”").in_lang(lang).to_owned(),
        FieldKind::List => format!("{} {}", choices(), text("（多个用“、”隔开）", "(separate several by “、”)").in_lang(lang)),
        FieldKind::Ref => text("填编码或名称", "code or name").in_lang(lang).to_owned(),
        FieldKind::Day => text("日期，例如 2026-01-31", "a day such as 2026-01-31").in_lang(lang).to_owned(),
        FieldKind::Bool => text("是 / 否", "yes / no").in_lang(lang).to_owned(),
        FieldKind::Money | FieldKind::Decimal | FieldKind::Integer => unit(field, lang),
        _ => String::new(),
    };
    [help, kind.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a number counts, in words.
fn unit(field: &Field, lang: Lang) -> String {
    let unit = field.schema["x-unit"].as_str().unwrap_or_default();
    let said = if unit == "CNY" { text("元", "yuan").in_lang(lang).to_owned() } else { unit.to_owned() };
    if said.is_empty() { said } else { format!("({said})") }
}

/// The rows of a list as a workbook; `names` picks columns by field name, none means those a person may fill in.
pub async fn export<R: Record>(door: &Door<R>, desk: &Desk, query: &ListQuery, names: &[String], lang: Lang) -> Outcome<Vec<u8>> {
    let fields: Vec<&Field> = match names {
        // What the house keeps itself has nothing to fill in; then everything that people see is taken.
        [] if door.about.kept_by_house => door.fields.iter().filter(|f| f.schema.get("title").is_some()).collect(),
        [] => columns(&door.fields).collect(),
        names => names.iter().filter_map(|n| door.fields.iter().find(|f| &f.name == n)).collect(),
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(door.about.title.in_lang(lang)).map_err(anyhow::Error::from)?;
    head(sheet, &fields, lang)?;
    let day_format = Format::new().set_num_format("yyyy-mm-dd");
    let mut page = ListQuery { size: SIZE_MAX, after: None, before: None, ..query.clone() };
    let mut line = 1_u32;
    loop {
        let rows = list(door, desk, &page).await?;
        let codes = codes(desk, &fields, &rows.items).await?;
        for row in &rows.items {
            for (column, field) in (0_u16..).zip(&fields) {
                match cell(field, &row[&field.name], &codes, lang) {
                    Cell::Blank => continue,
                    Cell::Number(number) => sheet.write_number(line, column, number),
                    Cell::Day(day) => sheet.write_datetime_with_format(line, column, day, &day_format),
                    Cell::Text(word) => sheet.write_string(line, column, word),
                }
                .map_err(anyhow::Error::from)?;
            }
            line += 1;
        }
        if line as usize > EXPORT_ROWS_MAX {
            return Err(Refusal::conflict(
                "too_many",
                format!("超过 {EXPORT_ROWS_MAX} 行，请先筛选再导出"),
                format!("More than {EXPORT_ROWS_MAX} rows; filter first, then export"),
            )
            .into());
        }
        let Some(next) = rows.next else { break };
        page.after = Some(next);
    }
    Ok(book.save_to_buffer().map_err(anyhow::Error::from)?)
}

/// References are written by code where there is one, so that the workbook can be taken in again.
async fn codes(desk: &Desk, fields: &[&Field], rows: &[Value]) -> Outcome<HashMap<Uuid, String>> {
    let values = fields.iter().filter(|f| f.target.is_some()).flat_map(|f| rows.iter().map(|row| &row[&f.name]));
    let ids: Vec<Uuid> = values.flat_map(texts).filter_map(|id| id.parse().ok()).collect();
    let cards = card::named(&desk.db(), &ids).await?;
    Ok(cards.into_iter().map(|card| (card.row_id, if card.sub.is_empty() { card.title } else { card.sub })).collect())
}

/// What stands in a cell.
enum Cell {
    Blank,
    Number(f64),
    Day(NaiveDate),
    /// Written as a text, never as a formula, whatever it begins with.
    Text(String),
}

fn cell(field: &Field, value: &Value, codes: &HashMap<Uuid, String>, lang: Lang) -> Cell {
    let title =
        |word: &str| field.choices.iter().find(|(v, _)| v == word).map_or_else(|| word.to_owned(), |(_, t)| t.in_lang(lang).to_owned());
    let code = |id: &str| id.parse().ok().and_then(|id: Uuid| codes.get(&id)).cloned().unwrap_or_default();
    let number = || value.as_str().and_then(|t| t.parse::<Decimal>().ok()).and_then(|d| d.to_f64()).or_else(|| value.as_f64());
    let joined = |words: &mut dyn Iterator<Item = String>| Cell::Text(words.collect::<Vec<_>>().join("、"));
    match (field.kind, value) {
        (_, Value::Null) => Cell::Blank,
        (FieldKind::Money | FieldKind::Decimal | FieldKind::Integer, _) => {
            number().map_or_else(|| Cell::Text(value.to_string()), Cell::Number)
        }
        (FieldKind::Bool, Value::Bool(true)) => Cell::Text(text("是", "yes").in_lang(lang).to_owned()),
        (FieldKind::Bool, _) => Cell::Text(text("否", "no").in_lang(lang).to_owned()),
        (FieldKind::Enum, Value::String(word)) => Cell::Text(title(word)),
        (FieldKind::Ref, Value::String(id)) => Cell::Text(code(id)),
        (FieldKind::List, _) if field.target.is_some() => joined(&mut texts(value).map(code)),
        (FieldKind::List, Value::Array(items)) if items.iter().any(Value::is_object) => {
            let fields = field.line();
            joined(&mut items.iter().map(|item| line(&fields, item, lang)))
        }
        (FieldKind::List, Value::Array(items)) => joined(&mut items.iter().filter_map(Value::as_str).map(title)),
        (FieldKind::Bilingual, _) => Cell::Text(Text::held(value).in_lang(lang).to_owned()),
        // Excel's calendar begins in 1900.
        (FieldKind::Day, Value::String(word)) => match word.parse::<NaiveDate>() {
            Ok(day) if day.year() >= 1900 => Cell::Day(day),
            _ => Cell::Text(word.clone()),
        },
        (_, Value::String(word)) => Cell::Text(word.clone()),
        (_, other) => Cell::Text(other.to_string()),
    }
}

/// A line of a list in words: `品牌 3`.
fn line(fields: &[Field], line: &Value, lang: Lang) -> String {
    let words = fields.iter().filter_map(|field| match cell(field, &line[&field.name], &HashMap::new(), lang) {
        Cell::Blank => None,
        Cell::Number(number) => Some(number.to_string()),
        Cell::Day(day) => Some(day.to_string()),
        Cell::Text(word) => Some(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A value as a text for people: exact numbers stay as they are, references by their names.
pub(crate) fn told(field: &Field, value: &Value, names: &HashMap<Uuid, String>, lang: Lang) -> String {
    match (field.kind, value) {
        (FieldKind::Money | FieldKind::Decimal, Value::String(number)) => number.clone(),
        _ => match cell(field, value, names, lang) {
            Cell::Blank => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Text(word) => word,
        },
    }
}
