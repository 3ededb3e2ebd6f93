//! Finds the row of column titles: below report titles, over two lines where cells are merged, with names made plain
//! and made different from each other.

use crate::{Row, Rows, SheetError, Value, fold, value};
use std::collections::HashMap;

/// Rows looked at from the top of a sheet.
const ROWS_LOOKED_AT: usize = 60;

/// Where the titles are and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The row number of the (lower) row of titles, from 1. Data begin in the next row.
    pub row: u64,
    /// The titled columns in order.
    pub columns: Vec<Column>,
}

/// A titled column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Title in plain form, different from every other title of the sheet.
    pub name: String,
    /// Position in the row, from 0.
    pub index: usize,
}

/// Finds the titles among the first rows of a sheet. `sheet` is its name, for the refusal.
pub fn find(rows: &mut Rows<'_>, sheet: &str) -> Result<Heading, SheetError> {
    let mut top = Vec::new();
    let mut row = Row::default();
    while top.len() < ROWS_LOOKED_AT && rows.next(&mut row)? {
        if !row.is_empty() {
            top.push(row.clone());
        }
    }
    if top.is_empty() {
        return Err(SheetError::Empty);
    }
    among(&top).ok_or_else(|| SheetError::NoHeading(sheet.into()))
}

/// Takes the titles from a given row, for a profile that names it.
pub fn at(rows: &mut Rows<'_>, number: u64, sheet: &str) -> Result<Heading, SheetError> {
    let mut above: Option<Row> = None;
    let mut row = Row::default();
    while rows.next(&mut row)? {
        if row.number() >= number {
            break;
        }
        above = Some(row.clone());
    }
    if row.number() != number {
        return Err(SheetError::NoHeading(sheet.into()));
    }
    Ok(titles(&row, above.as_ref().filter(|above| looks_like_titles(above))))
}

fn among(top: &[Row]) -> Option<Heading> {
    let width = top.iter().map(filled).max().unwrap_or(0);
    let wide_enough = |row: &Row| filled(row) * 5 >= width * 3 && (filled(row) > 1 || width == 1);
    let is_heading = |row: &&Row| wide_enough(row) && looks_like_titles(row);
    let at = top.iter().position(|row| is_heading(&row))?;
    // A second row of titles follows where the first one has merged groups over its columns.
    let lower = top.get(at + 1).filter(|lower| {
        let under = |column: usize| top[at].get(column) == Value::Empty && lower.get(column) != Value::Empty;
        lower.number() == top[at].number() + 1 && looks_like_titles(lower) && (0..lower.len()).any(under)
    });
    let above = at.checked_sub(1).map(|above| &top[above]);
    let group = above.filter(|above| filled(above) > 1 && above.number() + 1 == top[at].number() && looks_like_titles(above));
    Some(match lower {
        Some(lower) => titles(lower, Some(&top[at])),
        None => titles(&top[at], group),
    })
}

fn filled(row: &Row) -> usize {
    row.values().filter(|value| *value != Value::Empty).count()
}

/// Titles are words: none of them is a number, and hardly any a day.
fn looks_like_titles(row: &Row) -> bool {
    let word = |value: Value<'_>| match value {
        Value::Text(text) => !matches!(value::number_of(text), Ok(Some(_))) && value::Days::default().day(value).is_err(),
        _ => false,
    };
    let words = row.values().filter(|value| *value != Value::Empty).filter(|value| word(*value)).count();
    words > 0 && words * 5 >= filled(row) * 4
}

fn titles(row: &Row, group: Option<&Row>) -> Heading {
    let text = |row: &Row, column: usize| fold(&row.get(column).to_string()).into_owned();
    let width = row.len().max(group.map_or(0, Row::len));
    let mut columns: Vec<Column> = (0..width).map(|index| Column { name: text(row, index), index }).collect();
    if let Some(group) = group {
        let mut over = String::new();
        let names: HashMap<String, usize> = columns.iter().fold(HashMap::new(), |mut names, column| {
            *names.entry(column.name.clone()).or_default() += 1;
            names
        });
        for column in &mut columns {
            let here = text(group, column.index);
            if !here.is_empty() {
                over = here;
            }
            match column.name.is_empty() {
                true => column.name = text(group, column.index),
                false if names[&column.name] > 1 && !over.is_empty() => column.name = format!("{over} {}", column.name),
                false => {}
            }
        }
    }
    while columns.last().is_some_and(|column| column.name.is_empty()) {
        columns.pop();
    }
    make_different(&mut columns);
    Heading { row: row.number(), columns }
}

/// Untitled columns are named after their letter, repeated titles are counted.
fn make_different(columns: &mut [Column]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for column in columns {
        if column.name.is_empty() {
            column.name = format!("列{}", letters(column.index));
        }
        let times = seen.entry(column.name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            column.name = format!("{} ({times})", column.name);
        }
    }
}

/// The letters over a column in Excel: A for 0, AA for 26.
fn letters(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => last.to_string(),
        rest => letters(rest - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        let row = |(number, line): (usize, &&str)| {
            let mut row = Row::default();
            row.begin(number as u64 + 1);
            line.split(',').for_each(|cell| row.push(Value::Text(cell)));
            row
        };
        lines.iter().enumerate().map(row).filter(|row| !row.is_empty()).collect()
    }

    fn found(lines: &[&str]) -> Option<(u64, String)> {
        among(&rows(lines)).map(|heading| {
            let names: Vec<String> = heading.columns.into_iter().map(|column| column.name).collect();
            (heading.row, names.join("|"))
        })
    }

    #[test]
    fn titles_are_found_where_people_put_them() {
        let cases: [(&[&str], u64, &str); 9] = [
            (&["日期,单品,金额", "2023-01-05,白菜,3.5"], 1, "日期|单品|金额"),
            (&["云汇广场销售日报,,", "制表日期：2023-01-06,,", "", "日期,单品,金额", "2023-01-05,白菜,3"], 4, "日期|单品|金额"),
            (&["日期,销售,,退货,", ",数量,金额,数量,金额", "2023-01-05,1,2,3,4"], 2, "日期|销售 数量|销售 金额|退货 数量|退货 金额"),
            (&["收货地址 ,订单付款时间 ", "上海,2020-02-21"], 1, "收货地址|订单付款时间"),
            (&["日期,金额,金额", "2023-01-05,1,2"], 1, "日期|金额|金额 (2)"),
            (&[",kg,rev", "2020-07-01,404.3,3780.5"], 1, "列A|kg|rev"),
            (&["销量（千克）,销售单价(元/千克)", "1,2"], 1, "销量(千克)|销售单价(元/千克)"),
            (&["day", "2023-01-05"], 1, "day"),
            (&["店号,店名,一层,二层", "1,东店,3,4"], 1, "店号|店名|一层|二层"),
        ];
        for (lines, row, names) in cases {
            assert_eq!(found(lines), Some((row, names.to_string())), "{lines:?}");
        }
        assert_eq!(found(&["2023-01-05,1,2", "2023-01-06,3,4"]), None);
    }

    #[test]
    fn columns_have_the_letters_excel_gives_them() {
        for (index, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(index), expected);
        }
    }
}
