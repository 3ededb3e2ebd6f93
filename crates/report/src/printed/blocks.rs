//! Sections before the press: texts with their figures filled in, tables and charts.

use super::cover::{good, kind, relative, size};
use crate::document::{self, Block, ChartKind, Document, Figure, Section, Show, UnitWord};
use crate::rules::fill::filled;
use crate::rules::words::{amount, grouped, moved, value, with_unit};
use kernel::text::{Lang, Text, text};
use press::chart::{Axis, Bar, Chart, Picture, Series, Step};
use press::{Cell, Column, Kind, Row, Table};
use rust_decimal::Decimal;

/// A section; a text that nobody wrote says so and is never filled with anything else.
pub fn section(section: &Section, document: &Document, words: &impl Fn(&str) -> Option<String>, lang: Lang) -> press::Section {
    let blocks = section.blocks.iter().map(|b| block(b, document, words, lang));
    press::Section { key: section.key.clone(), title: section.title.in_lang(lang).into(), blocks: blocks.collect() }
}

fn block(block: &Block, document: &Document, words: &impl Fn(&str) -> Option<String>, lang: Lang) -> press::Block {
    match block {
        Block::Text { key, text: drafted, .. } => {
            let shown = words(key).unwrap_or_else(|| drafted.in_lang(lang).to_owned());
            if shown.trim().is_empty() {
                return press::Block::Nothing {
                    text: text("（撰写人未填写）", "(The author has written nothing here.)").in_lang(lang).into(),
                };
            }
            press::Block::Paragraph { text: filled(&shown, &document.figures, lang).into() }
        }
        Block::Empty { text } => press::Block::Nothing { text: text.in_lang(lang).into() },
        Block::Table { columns, rows } => press::Block::Table(table(columns, rows, document, lang)),
        Block::Chart { chart, title, unit, x, series, whole } => {
            press::Block::Chart(picture((*chart, *whole), title, *unit, (x, series), lang))
        }
    }
}

fn table(columns: &[Text], rows: &[Vec<document::Cell>], document: &Document, lang: Lang) -> Table {
    let figure = |id: &str| document.figures.iter().find(|f| f.id == id);
    let kind_of = |at: usize| match rows.first().and_then(|r| r.get(at)) {
        Some(document::Cell::Figure { figure: id, show: Show::Value | Show::ByPrevious | Show::ByLastYear }) => {
            figure(id).map_or(Kind::Text, |f| kind(f.unit))
        }
        Some(document::Cell::Figure { .. }) => Kind::Percent,
        _ => Kind::Text,
    };
    Table {
        columns: columns
            .iter()
            .enumerate()
            .map(|(at, title)| Column { title: title.in_lang(lang).into(), kind: kind_of(at), align: None })
            .collect(),
        rows: rows.iter().map(|row| Row { total: false, cells: row.iter().map(|c| cell(c, &figure, lang)).collect() }).collect(),
        ..Table::default()
    }
}

fn cell<'a>(cell: &document::Cell, figure: &impl Fn(&str) -> Option<&'a Figure>, lang: Lang) -> Cell {
    let (id, show) = match cell {
        document::Cell::Text(words) => return Cell::text(words.in_lang(lang)),
        document::Cell::Number { value, unit } => {
            return Cell { text: with_unit(amount(*value, *unit, lang)).into(), value: Some(*value), good: None };
        }
        document::Cell::Figure { figure, show } => (figure, *show),
    };
    let Some(figure) = figure(id) else { return Cell::text("—") };
    match show {
        Show::Value => Cell { text: with_unit(value(figure, lang)).into(), value: figure.value, good: None },
        Show::Share => {
            let shown = figure.share.map_or_else(|| "—".to_owned(), |s| format!("{}%", grouped(s * Decimal::ONE_HUNDRED, 1)));
            Cell { text: shown.into(), value: figure.share, good: None }
        }
        Show::Previous => change(figure, figure.previous, lang),
        Show::LastYear => change(figure, figure.last_year, lang),
        Show::ByPrevious => difference(figure, figure.previous, lang),
        Show::ByLastYear => difference(figure, figure.last_year, lang),
    }
}

/// By how much a figure moved; what is gone has lost all it had, and what is new has gained all it has.
fn difference(figure: &Figure, before: Option<Decimal>, lang: Lang) -> Cell {
    let difference = figure.value.unwrap_or_default() - before.unwrap_or_default();
    let words = with_unit(amount(difference, figure.unit, lang));
    let plus = if difference > Decimal::ZERO { "+" } else { "" };
    Cell { text: format!("{plus}{words}").into(), value: Some(difference), good: good(figure.good, difference) }
}

fn change(figure: &Figure, before: Option<Decimal>, lang: Lang) -> Cell {
    let Some(words) = moved(figure, before) else { return Cell::text("—") };
    let difference = figure.value.zip(before).map(|(v, b)| v - b).unwrap_or_default();
    let arrow = if difference.is_zero() {
        ""
    } else if difference.is_sign_positive() {
        "↑ "
    } else {
        "↓ "
    };
    let shown = size(&words, lang).map_or_else(|| words.in_lang(lang).to_owned(), |size| format!("{arrow}{size}"));
    Cell { text: shown.into(), value: relative(figure, before), good: good(figure.good, difference) }
}

fn picture(
    (chart, whole): (ChartKind, Option<Decimal>),
    title: &Text,
    unit: UnitWord,
    (x, series): (&[Text], &[document::Series]),
    lang: Lang,
) -> Chart {
    let names: Vec<press::Text> = x.iter().map(|t| t.in_lang(lang).into()).collect();
    let lines: Vec<Series> = series.iter().map(|s| Series { name: s.title.in_lang(lang).into(), values: s.values.clone() }).collect();
    let first = || names.iter().cloned().zip(series.first().map(|s| s.values.clone()).unwrap_or_default());
    let last = names.len().saturating_sub(1);
    let picture = match chart {
        ChartKind::Bar => Picture::Bar { axis: Axis::Names, categories: names.clone(), series: lines, mark: None },
        ChartKind::Line => Picture::Line { categories: names.clone(), series: lines, mark: None },
        ChartKind::Pareto => {
            Picture::Pareto { bars: first().filter_map(|(name, value)| Some(Bar { name, value: value? })).collect(), whole }
        }
        ChartKind::Waterfall => Picture::Waterfall {
            steps: first()
                .enumerate()
                .filter_map(|(at, (name, value))| Some(Step { name, value: value?, total: at == 0 || at == last }))
                .collect(),
            rise_good: true,
        },
    };
    let unit_word = match unit {
        UnitWord::Yuan => text("元", "yuan"),
        _ => Text::default(),
    };
    Chart {
        title: title.in_lang(lang).into(),
        unit: unit_word.in_lang(lang).into(),
        percent: unit == UnitWord::Percent,
        alt: title.in_lang(lang).into(),
        picture,
        ..Chart::default()
    }
}
