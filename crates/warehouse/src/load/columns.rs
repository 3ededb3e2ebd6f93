//! Facts on their way into a file: columns that grow row by row and become one batch.

use crate::error::{Outcome, failed};
use crate::facts::{DIGITS, Kind, MONEY_SCALE, QUANTITY_SCALE};
use chrono::NaiveDate;
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, BooleanBuilder, Date32Builder, Decimal128Builder, Int8Builder, Int32Builder, Int64Builder, StringViewBuilder,
};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::ScalarValue;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A sale as a row of a file gives it. Amounts are in cents, quantities in thousandths.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sale<'a> {
    pub(crate) names: [Option<Cow<'a, str>>; 8],
    pub(crate) day: NaiveDate,
    pub(crate) hour: Option<i8>,
    pub(crate) quantity: Option<i128>,
    pub(crate) list_amount: Option<i128>,
    pub(crate) discount: Option<i128>,
    pub(crate) amount: i128,
    pub(crate) cost: Option<i128>,
    pub(crate) tickets: Option<i32>,
    pub(crate) returned: bool,
    pub(crate) promotion: Option<bool>,
    pub(crate) line: i64,
}

/// A count of visitors as a row of a file gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Count<'a> {
    pub(crate) site: Cow<'a, str>,
    pub(crate) entrance: Option<Cow<'a, str>>,
    pub(crate) day: NaiveDate,
    pub(crate) hour: Option<i8>,
    pub(crate) visitors: i64,
    pub(crate) line: i64,
}

/// The growing columns of either kind.
pub(crate) struct Columns {
    kind: Kind,
    names: Vec<StringViewBuilder>,
    day: Date32Builder,
    hour: Int8Builder,
    numbers: Vec<Decimal128Builder>,
    tickets: Int32Builder,
    returned: BooleanBuilder,
    promotion: BooleanBuilder,
    visitors: Int64Builder,
    line: Int64Builder,
    rows: usize,
    /// Facts that are taken back, because another part of their row was refused.
    dropped: Vec<Range<usize>>,
}

/// Order of the numbers of a sale: quantity first, then the four amounts.
const NUMBERS: usize = 5;

impl Columns {
    pub(crate) fn new(kind: Kind) -> Columns {
        let scale = |number: usize| if number == 0 { QUANTITY_SCALE } else { MONEY_SCALE };
        let number = |index| Decimal128Builder::new().with_data_type(DataType::Decimal128(DIGITS, scale(index) as i8));
        Columns {
            kind,
            names: (0..8).map(|_| StringViewBuilder::new()).collect(),
            day: Date32Builder::new(),
            hour: Int8Builder::new(),
            numbers: (0..NUMBERS).map(number).collect(),
            tickets: Int32Builder::new(),
            returned: BooleanBuilder::new(),
            promotion: BooleanBuilder::new(),
            visitors: Int64Builder::new(),
            line: Int64Builder::new(),
            rows: 0,
            dropped: Vec::new(),
        }
    }

    /// Takes back what was pushed after so many facts.
    pub(crate) fn drop_after(&mut self, rows: usize) {
        if rows < self.rows {
            self.dropped.push(rows..self.rows);
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn push_sale(&mut self, sale: &Sale<'_>) {
        for (column, name) in self.names.iter_mut().zip(&sale.names) {
            column.append_option(name.as_deref());
        }
        self.push_moment(sale.day, sale.hour, sale.line);
        let numbers = [sale.quantity, sale.list_amount, sale.discount, Some(sale.amount), sale.cost];
        self.numbers.iter_mut().zip(numbers).for_each(|(column, number)| column.append_option(number));
        self.tickets.append_option(sale.tickets);
        self.returned.append_value(sale.returned);
        self.promotion.append_option(sale.promotion);
    }

    pub(crate) fn push_count(&mut self, count: &Count<'_>) {
        self.names[0].append_value(&count.site);
        self.names[1].append_option(count.entrance.as_deref());
        self.push_moment(count.day, count.hour, count.line);
        self.visitors.append_value(count.visitors);
    }

    fn push_moment(&mut self, day: NaiveDate, hour: Option<i8>, line: i64) {
        self.day.append_value(Date32Type::from_naive_date(day));
        self.hour.append_option(hour);
        self.line.append_value(line);
        self.rows += 1;
    }

    /// The batch in the column order of the kind.
    pub(crate) fn finish(mut self, source: &str, batch: &str) -> Outcome<RecordBatch> {
        let constant = |text: &str| ScalarValue::Utf8View(Some(text.into())).to_array_of_size(self.rows).map_err(failed);
        let (source, batch) = (constant(source)?, constant(batch)?);
        let mut names = self.names.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let mut columns: Vec<ArrayRef> = Vec::new();
        let moment: [ArrayRef; 2] = [Arc::new(self.day.finish()), Arc::new(self.hour.finish())];
        match self.kind {
            Kind::Sales => {
                columns.extend(names.by_ref().take(6));
                columns.extend(moment);
                columns.extend(names);
                columns.extend(self.numbers.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
                columns.push(Arc::new(self.tickets.finish()));
                columns.push(Arc::new(self.returned.finish()));
                columns.push(Arc::new(self.promotion.finish()));
            }
            Kind::Visitors => {
                columns.extend(names.take(2));
                columns.extend(moment);
                columns.push(Arc::new(self.visitors.finish()));
            }
        }
        columns.extend([source, batch, Arc::new(self.line.finish())]);
        let facts = RecordBatch::try_new(self.kind.schema(), columns).map_err(failed)?;
        if self.dropped.is_empty() {
            return Ok(facts);
        }
        let stays = |row: usize| !self.dropped.iter().any(|dropped| dropped.contains(&row));
        let stays: BooleanArray = (0..self.rows).map(|row| Some(stays(row))).collect();
        filter_record_batch(&facts, &stays).map_err(failed)
    }
}
