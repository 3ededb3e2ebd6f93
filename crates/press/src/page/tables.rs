//! Tables as the page prints them: type size, widths, alignment and the colour of every cell.

use super::print::WIDTH;
use crate::colour::movement;
use crate::document::{Direction, Document, Kind, Language};
use crate::table::{Align, Cell, Column, Row, Table};
use crate::width::{em, shorten};
use crate::words::words;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// The definitions of all figures as a table; `None` without any.
pub fn appendix(document: &Document) -> Option<Table> {
    let words = words(document.language);
    let heads = [words.figure, words.definition, words.filter, words.period, words.data_version];
    let columns = heads.map(|title| Column { title: title.into(), kind: Kind::Text, align: None });
    let rows = document.appendix.iter().map(|d| {
        let texts = [&d.figure, &d.definition, &d.filter, &d.period, &d.data_version];
        Row { total: false, cells: texts.map(|t| Cell { text: t.clone(), ..Cell::default() }).to_vec() }
    });
    let table = Table { columns: columns.to_vec(), rows: rows.collect(), ..Table::default() };
    (!table.rows.is_empty()).then_some(table)
}

/// A table with its type size, widths and colours.
pub fn set(table: &Table, language: Language) -> Value {
    let (size, widths) = table.fit(WIDTH);
    let aligns: Vec<Align> = table.columns.iter().map(Column::alignment).collect();
    // A head is repeated on every page, so it must never fill one.
    let heads: Vec<String> = table.columns.iter().map(|c| shorten(&c.title.replace('\n', " "), 40.0)).collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| json!({"text": cell.text, "colour": cell_colour(cell, language), "total": row.total}));
            json!({"total": row.total, "cells": cells.collect::<Vec<_>>()})
        })
        .collect();
    let whole = lines(table, size, &widths) <= WHOLE_MAX;
    json!({
        "title": table.title, "note": table.note, "size": size, "widths": widths, "aligns": aligns, "heads": heads,
        "rows": rows, "whole": whole,
    })
}

/// A table of no more lines than this is not torn by the end of a page.
const WHOLE_MAX: f64 = 14.0;

/// About how many lines the body of a table takes.
fn lines(table: &Table, size: f64, widths: &[f64]) -> f64 {
    let cell = |(cell, width): (&Cell, &f64)| cell.text.lines().map(|l| (em(l) * size / width).ceil().max(1.0)).sum();
    let row = |row: &Row| row.cells.iter().zip(widths).map(cell).fold(1.0, f64::max);
    table.rows.iter().map(row).sum()
}

/// The colour of a judged change; `None` for any other cell.
pub fn cell_colour(cell: &Cell, language: Language) -> Option<&'static str> {
    let (good, value) = (cell.good?, cell.value?);
    let direction = match value.cmp(&Decimal::ZERO) {
        Ordering::Less => Direction::Down,
        Ordering::Equal => Direction::Flat,
        Ordering::Greater => Direction::Up,
    };
    Some(movement(direction, Some(good), language))
}
