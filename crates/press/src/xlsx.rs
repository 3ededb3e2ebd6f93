//! Prints a document as an Excel workbook: the figures and how they came about, then a sheet for every table and chart.

mod cells;
mod sheets;

use crate::chart::{Chart, Picture, Series};
use crate::document::{Block, Change, Document, Kind};
use crate::error::{Unprintable, check};
use crate::page::{appendix, arrow};
use crate::table::{Cell, Column, Row, Table};
use crate::text::Text;
use crate::words::{Words, words};
use chrono::NaiveTime;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use sheets::Names;

/// Prints the document as an Excel workbook. Numbers are numbers, and text is never taken for a formula.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, Unprintable> {
    check(document)?;
    workbook(document).map_err(|e| Unprintable::Fault(e.to_string()))
}

fn workbook(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let words = words(document.language);
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(&*document.title).set_author(&*document.author);
    book.set_properties(&properties.set_company(&*document.company).set_creation_datetime(&document.date.and_time(NaiveTime::MIN)));
    let mut names = Names::default();
    sheets::first(book.add_worksheet(), document, &figures(document, words), &names.take(words.figures))?;
    for (section, block) in document.sections.iter().flat_map(|s| s.blocks.iter().map(move |block| (s, block))) {
        // What has no title of its own is called like its section.
        let called = |title: &str, otherwise: &str| or(title, or(&section.title, otherwise)).to_owned();
        match block {
            Block::Table(table) => sheets::table(book.add_worksheet(), table, &names.take(&called(&table.title, words.table)))?,
            Block::Chart(chart) => {
                let table = numbers(chart, words);
                if !table.rows.is_empty() {
                    sheets::table(book.add_worksheet(), &table, &names.take(&called(&chart.title, words.chart)))?;
                }
            }
            Block::Paragraph { .. } | Block::Nothing { .. } | Block::Note { .. } => {}
        }
    }
    if let Some(table) = appendix(document) {
        sheets::table(book.add_worksheet(), &table, &names.take(words.definition))?;
    }
    book.save_to_buffer()
}

fn or<'a>(title: &'a str, otherwise: &'a str) -> &'a str {
    if title.is_empty() { otherwise } else { title }
}

/// The figures of the first page as a table: the exact value, and what the page shows of it.
fn figures(document: &Document, words: &Words) -> Table {
    let head = |title: &str, kind| Column { title: title.into(), kind, align: None };
    let texts = [words.shown_as, words.change, words.light, words.definition].map(|title| head(title, Kind::Text));
    let columns = [head(words.figure, Kind::Text), head(words.value, Kind::Number)].into_iter().chain(texts);
    let rows = document.figures.iter().map(|figure| {
        let change = |c: &Change| format!("{} {}{}", c.against, arrow(c), c.text);
        let changes: Vec<String> = figure.changes.iter().map(change).collect();
        let light = figure.light.as_ref().map(|light| light.text.clone());
        let cells = vec![
            Cell::text(figure.name.clone()),
            Cell { value: figure.value, ..Cell::default() },
            Cell::text(format!("{} {}", figure.text, figure.unit).trim_end()),
            Cell::text(changes.join("  ")),
            Cell::text(light.unwrap_or_default()),
            Cell::text(figure.definition.clone()),
        ];
        Row { total: false, cells }
    });
    Table { columns: columns.collect(), rows: rows.collect(), ..Table::default() }
}

/// The numbers behind a chart as a table: a row for every category, a column for every series.
fn numbers(chart: &Chart, words: &Words) -> Table {
    let (names, series) = values(&chart.picture);
    let kind = if chart.percent { Kind::Percent } else { Kind::Number };
    let heading = |s: &Series| or(&s.name, or(&chart.unit, words.value)).into();
    let columns = series.iter().map(|s| Column { title: heading(s), kind, align: None });
    let first = Column { title: words.category.into(), ..Column::default() };
    let number = |s: &Series, i: usize| Cell { value: s.values.get(i).copied().flatten(), ..Cell::default() };
    let rows = names.iter().enumerate().map(|(i, name)| {
        let cells = [Cell::text(name.clone())].into_iter().chain(series.iter().map(|s| number(s, i)));
        Row { total: false, cells: cells.collect() }
    });
    Table {
        title: chart.title.clone(),
        columns: [first].into_iter().chain(columns).collect(),
        rows: rows.collect(),
        note: chart.note.clone(),
        ..Table::default()
    }
}

/// The categories and series of a chart, whatever its kind.
fn values(picture: &Picture) -> (Vec<Text>, Vec<Series>) {
    let one = |values: Vec<Decimal>| vec![Series { name: Text::default(), values: values.into_iter().map(Some).collect() }];
    match picture {
        Picture::Bar { categories, series, .. } | Picture::Line { categories, series, .. } => (categories.clone(), series.clone()),
        Picture::Pareto { bars, .. } => (bars.iter().map(|b| b.name.clone()).collect(), one(bars.iter().map(|b| b.value).collect())),
        Picture::Waterfall { steps, .. } => (steps.iter().map(|s| s.name.clone()).collect(), one(steps.iter().map(|s| s.value).collect())),
    }
}
