//! Rows of a Parquet file in the form every other table has.

use crate::error::{Outcome, failed};
use chrono::{DateTime, NaiveTime};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Decimal128Type, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::arrow::record_batch::RecordBatch;
use rust_decimal::Decimal;
use sheet::{Row, Value};
use std::str::FromStr;

/// Calls `take` with every row of a batch. `columns` says which column of the file each column of the batch is.
pub(crate) fn each_row(batch: &RecordBatch, columns: &[usize], first_row: u64, mut take: impl FnMut(&Row)) -> Outcome<()> {
    let arrays: Result<Vec<ArrayRef>, _> = batch.columns().iter().map(simple).collect();
    let arrays = arrays?;
    let width = columns.iter().max().map_or(0, |last| last + 1);
    let place = |column: usize| columns.iter().position(|of| *of == column).map(|place| &arrays[place]);
    let by_column: Vec<Option<&ArrayRef>> = (0..width).map(place).collect();
    let mut row = Row::default();
    for index in 0..batch.num_rows() {
        row.begin(first_row + index as u64);
        for column in &by_column {
            match column {
                Some(array) => push(&mut row, array, index),
                None => row.push(Value::Empty),
            }
        }
        take(&row);
    }
    Ok(())
}

/// Brings the many types of Parquet down to a few.
fn simple(array: &ArrayRef) -> Outcome<ArrayRef> {
    use DataType::*;
    let kind = match array.data_type() {
        Utf8 | LargeUtf8 | Utf8View | Dictionary(..) => Utf8View,
        Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 => Int64,
        UInt64 => Decimal128(20, 0),
        Float16 | Float32 | Float64 => Float64,
        Date32 | Date64 => Date32,
        Timestamp(..) => Timestamp(TimeUnit::Microsecond, None),
        Boolean => Boolean,
        Decimal128(..) => return Ok(array.clone()),
        Null => Utf8View,
        _ => Utf8View,
    };
    // A float of four bytes is widened by its text: 0.1 must not become 0.10000000149.
    let array = if *array.data_type() == Float32 { cast(array, &Utf8).map_err(failed)? } else { array.clone() };
    cast(&array, &kind).map_err(failed)
}

fn push(row: &mut Row, array: &ArrayRef, index: usize) {
    if array.is_null(index) {
        return row.push(Value::Empty);
    }
    match array.data_type() {
        DataType::Utf8View => row.push(Value::Text(array.as_string_view().value(index))),
        DataType::Int64 => row.push(Value::Number(array.as_primitive::<Int64Type>().value(index).into())),
        DataType::Float64 => {
            let text = array.as_primitive::<Float64Type>().value(index).to_string();
            match Decimal::from_str(&text) {
                Ok(number) => row.push(Value::Number(number)),
                Err(_) => row.push(Value::Text(&text)),
            }
        }
        DataType::Date32 => {
            let day = Date32Type::to_naive_date_opt(array.as_primitive::<Date32Type>().value(index));
            row.push(day.map_or(Value::Fault("#VALUE!"), |day| Value::Moment(day.and_time(NaiveTime::MIN))));
        }
        DataType::Timestamp(..) => {
            let at = DateTime::from_timestamp_micros(array.as_primitive::<TimestampMicrosecondType>().value(index));
            row.push(at.map_or(Value::Fault("#VALUE!"), |at| Value::Moment(at.naive_utc())));
        }
        DataType::Boolean => row.push(Value::Truth(array.as_boolean().value(index))),
        DataType::Decimal128(_, scale) => {
            let number = array.as_primitive::<Decimal128Type>().value(index);
            let number = u32::try_from(*scale).ok().and_then(|scale| Decimal::try_from_i128_with_scale(number, scale).ok());
            row.push(number.map_or(Value::Fault("#NUM!"), Value::Number));
        }
        _ => row.push(Value::Fault("#VALUE!")),
    }
}
