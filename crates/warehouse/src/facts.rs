//! What a sale and a count of visitors are: the columns of the two tables, with their units.
//!
//! Money is in yuan with two decimals, quantities have three, so that goods sold by weight keep their grams. A unit
//! price is never kept: an amount computed from a quantity and a price is rounded half up to the cent, line by line,
//! as a cash register does.

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use deltalake_core::kernel::{DataType as DeltaType, PrimitiveType, StructField};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// The two kinds of facts; each has its own table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Sales,
    Visitors,
}

impl Kind {
    /// The name of the table and of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sales => "sales",
            Kind::Visitors => "visitors",
        }
    }

    pub(crate) fn schema(self) -> SchemaRef {
        match self {
            Kind::Sales => SALES.clone(),
            Kind::Visitors => VISITORS.clone(),
        }
    }
}

pub(crate) const QUANTITY_SCALE: u32 = 3;
pub(crate) const MONEY_SCALE: u32 = 2;
/// Digits of a quantity or an amount, the decimals included; eighteen digits fit in eight bytes.
pub(crate) const DIGITS: u8 = 18;
pub(crate) const QUANTITY: DataType = DataType::Decimal128(DIGITS, QUANTITY_SCALE as i8);
pub(crate) const MONEY: DataType = DataType::Decimal128(DIGITS, MONEY_SCALE as i8);

static SALES: LazyLock<SchemaRef> = LazyLock::new(|| {
    Arc::new(Schema::new(vec![
        text("site", false),
        text("channel", true),
        text("shop", true),
        text("brand", true),
        text("category", true),
        text("item", true),
        // The business day, as the file gives it.
        Field::new("day", DataType::Date32, false),
        Field::new("hour", DataType::Int8, true),
        text("ticket", true),
        text("member", true),
        Field::new("quantity", QUANTITY, true),
        // Before discounts; unknown where a file gives the amount alone.
        Field::new("list_amount", MONEY, true),
        Field::new("discount", MONEY, true),
        // After discounts; negative on returned lines.
        Field::new("amount", MONEY, false),
        Field::new("cost", MONEY, true),
        // How many tickets stand behind a line that is a day's total.
        Field::new("tickets", DataType::Int32, true),
        Field::new("returned", DataType::Boolean, false),
        Field::new("promotion", DataType::Boolean, true),
        text("source", false),
        text("batch", false),
        // The row of the file the fact came from, so that every figure leads back to it.
        Field::new("line", DataType::Int64, false),
    ]))
});

static VISITORS: LazyLock<SchemaRef> = LazyLock::new(|| {
    Arc::new(Schema::new(vec![
        text("site", false),
        text("entrance", true),
        Field::new("day", DataType::Date32, false),
        Field::new("hour", DataType::Int8, true),
        Field::new("visitors", DataType::Int64, false),
        text("source", false),
        text("batch", false),
        Field::new("line", DataType::Int64, false),
    ]))
});

fn text(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Utf8View, nullable)
}

/// The same columns in the words of the table format.
pub(crate) fn delta_columns(kind: Kind) -> Vec<StructField> {
    let primitive = |kind: &DataType| match kind {
        DataType::Utf8View => PrimitiveType::String,
        DataType::Date32 => PrimitiveType::Date,
        DataType::Int8 => PrimitiveType::Byte,
        DataType::Int32 => PrimitiveType::Integer,
        DataType::Int64 => PrimitiveType::Long,
        DataType::Boolean => PrimitiveType::Boolean,
        DataType::Decimal128(digits, scale) => {
            PrimitiveType::decimal(*digits, *scale as u8).expect("the scales above are within eighteen digits")
        }
        other => unreachable!("no fact column has the type {other}"),
    };
    let column =
        |field: &Arc<Field>| StructField::new(field.name(), DeltaType::Primitive(primitive(field.data_type())), field.is_nullable());
    kind.schema().fields().iter().map(column).collect()
}
