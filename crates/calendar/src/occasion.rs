//! Days on which people shop for a reason of their own, though nobody has the day off.

use crate::lunar::LunarDate;
use chrono::{Datelike, NaiveDate};

/// A named day of trade. It is a name beside the day: it has neither a role nor a weight, and only never stands in for a plain day
/// when a comparison looks for one nearby.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    Valentine,
    Lantern,
    MidYearSale,
    Qixi,
    DoubleEleven,
    DoubleTwelve,
    ChristmasEve,
    Christmas,
}

impl Occasion {
    /// The occasion of a day, if it has one; a day of the moon goes before a day of the sun.
    pub fn of(date: NaiveDate) -> Option<Self> {
        let moon = LunarDate::of(date).filter(|moon| !moon.leap).map(|moon| (moon.month, moon.day));
        match (moon, (date.month(), date.day())) {
            (Some((1, 15)), _) => Some(Self::Lantern),
            (Some((7, 7)), _) => Some(Self::Qixi),
            (_, (2, 14)) => Some(Self::Valentine),
            (_, (6, 18)) => Some(Self::MidYearSale),
            (_, (11, 11)) => Some(Self::DoubleEleven),
            (_, (12, 12)) => Some(Self::DoubleTwelve),
            (_, (12, 24)) => Some(Self::ChristmasEve),
            (_, (12, 25)) => Some(Self::Christmas),
            _ => None,
        }
    }

    /// Its name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Valentine => "情人节",
            Self::Lantern => "元宵节",
            Self::MidYearSale => "618",
            Self::Qixi => "七夕",
            Self::DoubleEleven => "双11",
            Self::DoubleTwelve => "双12",
            Self::ChristmasEve => "平安夜",
            Self::Christmas => "圣诞节",
        }
    }

    /// Its name in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Valentine => "Valentine's Day",
            Self::Lantern => "Lantern Festival",
            Self::MidYearSale => "618 sale",
            Self::Qixi => "Qixi",
            Self::DoubleEleven => "Double 11",
            Self::DoubleTwelve => "Double 12",
            Self::ChristmasEve => "Christmas Eve",
            Self::Christmas => "Christmas Day",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_trade_are_known() {
        for (date, name) in [
            ("2026-02-14", Some("情人节")),
            ("2026-03-03", Some("元宵节")),
            ("2026-06-18", Some("618")),
            ("2026-08-19", Some("七夕")),
            ("2025-08-29", Some("七夕")),
            ("2026-11-11", Some("双11")),
            ("2026-12-12", Some("双12")),
            ("2026-12-25", Some("圣诞节")),
            ("2026-12-26", None),
            // Both at once: the Lantern Festival of 2014.
            ("2014-02-14", Some("元宵节")),
        ] {
            assert_eq!(Occasion::of(date.parse().unwrap()).map(Occasion::zh), name, "{date}");
        }
    }
}
