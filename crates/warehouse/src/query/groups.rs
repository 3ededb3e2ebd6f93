//! Groups of facts and their values, on the way from the query engine to an answer.

use super::Dim;
use super::question::GROUPS_MAX;
use crate::WarehouseError;
use crate::error::{Outcome, QuestionFault, failed};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Int32Type, Int64Type};
use datafusion::logical_expr::Expr;
use datafusion::prelude::{DataFrame, col};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// One key for each dimension of a question.
pub(crate) type Key = Vec<Option<String>>;

/// Values by group.
pub(crate) type Groups = HashMap<Key, Vec<Option<Decimal>>>;

/// Totals that count rows.
const COUNTS: [&str; 3] = ["lines", "different", "tickets"];

fn group_name(index: usize) -> String {
    format!("key_{index}")
}

/// The different combinations of the groups and some columns.
pub(crate) fn different_values(rows: DataFrame, by: &[Dim], columns: &[&str]) -> Outcome<DataFrame> {
    let keys = by.iter().enumerate().map(|(index, dim)| dim.group().alias(group_name(index)));
    let group = keys.chain(columns.iter().copied().map(col)).collect();
    rows.aggregate(group, vec![]).map_err(failed)
}

pub(crate) async fn collect(rows: DataFrame, by: &[Dim], totals: Vec<Expr>, scales: &[u32]) -> Outcome<Groups> {
    let group = by.iter().enumerate().map(|(index, dim)| dim.group().alias(group_name(index))).collect();
    gather(rows.aggregate(group, totals).map_err(failed)?, by, scales).await
}

/// As `collect`, for rows whose groups were named before.
pub(crate) async fn collect_named(rows: DataFrame, by: &[Dim], totals: Vec<Expr>, scales: &[u32]) -> Outcome<Groups> {
    let group = (0..by.len()).map(|index| col(group_name(index))).collect();
    gather(rows.aggregate(group, totals).map_err(failed)?, by, scales).await
}

async fn gather(rows: DataFrame, by: &[Dim], scales: &[u32]) -> Outcome<Groups> {
    let batches = rows.limit(0, Some(GROUPS_MAX + 1)).map_err(failed)?.collect().await.map_err(failed)?;
    let mut groups = Groups::new();
    for batch in batches {
        let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        for row in 0..batch.num_rows() {
            let key: Key = by.iter().enumerate().map(|(index, dim)| key_at(*dim, batch.column(index), row)).collect();
            let value = |(index, scale): (usize, &u32)| {
                let value = value_at(batch.column(by.len() + index), row, *scale);
                // Counting nothing gives zero, but nothing is known there.
                value.filter(|value| !(value.is_zero() && COUNTS.contains(&names[by.len() + index].as_str())))
            };
            let values: Vec<Option<Decimal>> = scales.iter().enumerate().map(value).collect();
            // Without groups there is always one row, also when nothing was found.
            if !by.is_empty() || values.iter().any(Option::is_some) {
                groups.insert(key, values);
            }
        }
    }
    if groups.len() > GROUPS_MAX {
        return Err(WarehouseError::Question(QuestionFault::TooManyGroups(GROUPS_MAX)));
    }
    Ok(groups)
}

fn key_at(dim: Dim, column: &ArrayRef, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8View => column.as_string_view().value(row).to_string(),
        DataType::Utf8 => column.as_string::<i32>().value(row).to_string(),
        DataType::Int32 => dim.key(column.as_primitive::<Int32Type>().value(row).into()),
        _ => dim.key(column.as_primitive::<Int64Type>().value(row)),
    })
}

/// An exact value; sums of whole cents and of decimals both come out as yuan.
pub(crate) fn value_at(column: &ArrayRef, row: usize, scale: u32) -> Option<Decimal> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Decimal128(..) => Decimal::try_from_i128_with_scale(column.as_primitive::<Decimal128Type>().value(row), scale).ok(),
        _ => Some(Decimal::new(column.as_primitive::<Int64Type>().value(row), scale)),
    }
}

pub(crate) fn add_up(values: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    values.flatten().reduce(|sum, value| sum + value)
}

/// Adds values to a group; what is unknown on one side does not change the other.
pub(crate) fn merge(groups: &mut Groups, key: Key, values: Vec<Option<Decimal>>) {
    let row = groups.entry(key).or_insert_with(|| vec![None; values.len()]);
    for (sum, value) in row.iter_mut().zip(values) {
        *sum = add_up([*sum, value].into_iter());
    }
}
