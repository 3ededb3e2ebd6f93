//! The rows of an answer while the figures of its periods are being put into them.

use super::Measure;
use super::answer::{AnswerRow, Values};
use super::compare::Compare;
use super::source::{AtomRow, Atoms};
use std::collections::HashMap;

/// Rows by their keys, while the periods are being added.
pub struct Sheet<'a> {
    measures: &'a [Measure],
    by: &'a [String],
    order: Vec<Vec<Option<String>>>,
    rows: HashMap<Vec<Option<String>>, AnswerRow>,
    total: AnswerRow,
}

impl<'a> Sheet<'a> {
    pub fn new(measures: &'a [Measure], by: &'a [String]) -> Self {
        Self { measures, by, order: Vec::new(), rows: HashMap::new(), total: AnswerRow::default() }
    }

    /// Adds the figures of a period; those of one that is compared with have the keys of the one that is asked about.
    pub fn add(&mut self, column: Column, answer: Atoms) {
        for row in answer.rows {
            let values = self.values(&row);
            if !self.rows.contains_key(&row.keys) {
                self.order.push(row.keys.clone());
            }
            let keys = self.by.iter().cloned().zip(row.keys.iter().cloned()).collect();
            let entry = self.rows.entry(row.keys).or_insert_with(|| AnswerRow { keys, ..AnswerRow::default() });
            put(entry, column, values);
        }
        let values = self.values(&answer.total);
        put(&mut self.total, column, values);
    }

    fn values(&self, row: &AtomRow) -> Values {
        self.measures.iter().map(|m| (m.name.to_owned(), m.formula.value(|atom| row.atoms.get(atom).copied(), m.unit.decimals()))).collect()
    }

    /// Every row carries every period: what was not sold then is empty, not missing.
    pub fn finish(mut self) -> (Vec<AnswerRow>, AnswerRow) {
        let none: Values = self.measures.iter().map(|m| (m.name.to_owned(), None)).collect();
        let (previous, last_year) = (self.total.previous.is_some(), self.total.last_year.is_some());
        let beside = self.total.beside_last_year.is_some();
        let mut rows = Vec::with_capacity(self.order.len());
        for keys in &self.order {
            let Some(mut row) = self.rows.remove(keys) else { continue };
            if row.values.is_empty() {
                row.values = none.clone();
            }
            row.previous = row.previous.or_else(|| previous.then(|| none.clone()));
            row.last_year = row.last_year.or_else(|| last_year.then(|| none.clone()));
            row.beside_last_year = row.beside_last_year.or_else(|| beside.then(|| none.clone()));
            rows.push(row);
        }
        (rows, self.total)
    }
}

/// Where the figures of a period stand in a row.
#[derive(Clone, Copy)]
pub enum Column {
    Values,
    Previous,
    LastYear,
    BesideLastYear,
}

impl Column {
    /// The column of a comparison.
    pub fn of(compare: Compare) -> Self {
        if compare == Compare::Previous { Self::Previous } else { Self::LastYear }
    }
}

fn put(row: &mut AnswerRow, column: Column, values: Values) {
    match column {
        Column::Values => row.values = values,
        Column::Previous => row.previous = Some(values),
        Column::LastYear => row.last_year = Some(values),
        Column::BesideLastYear => row.beside_last_year = Some(values),
    }
}
