//! A fact as the demonstration makes it, before the warehouse takes it in.

use chrono::NaiveDate;

/// A line of sales. Amounts in fen, quantities in thousandths.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub site: &'static str,
    pub channel: &'static str,
    pub shop: Option<u16>,
    pub brand: Option<String>,
    pub category: &'static str,
    pub item: Option<String>,
    pub day: NaiveDate,
    pub hour: Option<u8>,
    pub ticket: Option<String>,
    pub member: Option<String>,
    pub quantity: i64,
    pub list: i64,
    pub discount: i64,
    pub amount: i64,
    pub cost: Option<i64>,
    pub tickets: Option<u32>,
    pub returned: bool,
    pub promotion: bool,
}

/// Visitors of an entrance on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    pub site: &'static str,
    pub entrance: &'static str,
    pub day: NaiveDate,
    pub visitors: u32,
}
