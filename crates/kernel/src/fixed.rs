//! Money, areas and rates as whole numbers of their smallest part, so that no sum ever loses a cent.
//!
//! On the wire and in workbooks they are decimal texts ("1234.50"); in the database they are integers.

use rust_decimal::{Decimal, RoundingStrategy};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Why a text is not an exact number of its kind.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotExact {
    #[error("not a number")]
    NotANumber,
    #[error("more than {0} decimals")]
    TooFine(u32),
    #[error("too large")]
    TooLarge,
}

/// The one place where an amount is rounded: half away from zero (四舍五入), as invoices and tills do.
pub fn round_half_up(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// An exact number as so many of its smallest parts.
pub fn units(text: &str, scale: u32) -> Result<i64, NotExact> {
    let mut value = Decimal::from_str_exact(text.trim()).map_err(|_| NotExact::NotANumber)?;
    if value.normalize().scale() > scale {
        return Err(NotExact::TooFine(scale));
    }
    value.rescale(scale);
    i64::try_from(value.mantissa()).map_err(|_| NotExact::TooLarge)
}

macro_rules! fixed {
    ($(#[$doc:meta])* $name:ident, $scale:literal, $format:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
        pub struct $name(pub i64);

        impl $name {
            /// Decimals that are kept.
            pub const SCALE: u32 = $scale;

            /// The exact value.
            pub fn decimal(self) -> Decimal {
                Decimal::new(self.0, $scale)
            }

            /// Rounds a decimal half up to the kept decimals.
            pub fn rounded(value: Decimal) -> Result<Self, NotExact> {
                let mut value = round_half_up(value, $scale);
                value.rescale($scale);
                i64::try_from(value.mantissa()).map($name).map_err(|_| NotExact::TooLarge)
            }
        }

        impl FromStr for $name {
            type Err = NotExact;
            fn from_str(s: &str) -> Result<Self, NotExact> {
                units(s, $scale).map($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.decimal().fmt(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format, "x-decimals": $scale,
                    "pattern": concat!(r"^-?\d{1,13}(\.\d{1,", $scale, r"})?$") })
            }
        }
    };
}

fixed!(
    /// Yuan, kept in fen.
    Money, 2, "money"
);
fixed!(
    /// Square metres, kept to two decimals as leases and property certificates state them.
    Area, 2, "decimal"
);
fixed!(
    /// A part in a hundred, kept to two decimals: 4.39 is 4.39 %.
    Percent, 2, "decimal"
);

fixed!(
    /// A target in the unit of its measure, kept to four decimals: yuan, pieces, or a ratio such as 0.2664.
    Amount, 4, "decimal"
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_become_money() {
        for (text, expected) in [
            ("0", Ok(0)),
            ("1234.5", Ok(123_450)),
            ("-0.01", Ok(-1)),
            (" 7.00 ", Ok(700)),
            ("1.000", Ok(100)),
            ("1.005", Err(NotExact::TooFine(2))),
            ("abc", Err(NotExact::NotANumber)),
            ("", Err(NotExact::NotANumber)),
            ("99999999999999999999", Err(NotExact::TooLarge)),
        ] {
            assert_eq!(text.parse::<Money>().map(|m| m.0), expected, "{text:?}");
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (value, expected) in [("0.005", 1), ("0.0049", 0), ("-0.005", -1), ("2.675", 268)] {
            assert_eq!(Money::rounded(value.parse().unwrap()).unwrap().0, expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn money_survives_its_text(fen in -1_000_000_000_000_i64..1_000_000_000_000) {
            prop_assert_eq!(Money(fen).to_string().parse::<Money>().unwrap(), Money(fen));
        }
    }
}
