//! The festivals that move a shop's sales, and the days they are counted from.

use crate::{lunar, term};
use chrono::NaiveDate;

/// A festival with public holidays of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Festival {
    NewYear,
    Spring,
    Qingming,
    Labour,
    DragonBoat,
    MidAutumn,
    National,
}

impl Festival {
    /// All of them, in the order of the year.
    pub const ALL: [Self; 7] =
        [Self::NewYear, Self::Spring, Self::Qingming, Self::Labour, Self::DragonBoat, Self::MidAutumn, Self::National];

    /// The day of the festival itself in a year: 1 January, 正月初一, the solar term, 1 May, 五月初五, 八月十五, 1 October.
    pub fn day(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::NewYear => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Spring => lunar::new_year(year),
            Self::Qingming => term::qingming(year),
            Self::Labour => NaiveDate::from_ymd_opt(year, 5, 1),
            Self::DragonBoat => lunar::lunar_day(year, 5, 5),
            Self::MidAutumn => lunar::lunar_day(year, 8, 15),
            Self::National => NaiveDate::from_ymd_opt(year, 10, 1),
        }
    }

    /// Its short name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::NewYear => "元旦",
            Self::Spring => "春节",
            Self::Qingming => "清明",
            Self::Labour => "五一",
            Self::DragonBoat => "端午",
            Self::MidAutumn => "中秋",
            Self::National => "国庆",
        }
    }

    /// Its name in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::NewYear => "New Year's Day",
            Self::Spring => "Spring Festival",
            Self::Qingming => "Qingming",
            Self::Labour => "Labour Day",
            Self::DragonBoat => "Dragon Boat Festival",
            Self::MidAutumn => "Mid-Autumn Festival",
            Self::National => "National Day",
        }
    }

    /// Reads the name of a break as people and notices write it; `国庆节、中秋节` is the National Day break.
    pub fn named(name: &str) -> Option<Self> {
        let words = [
            ("国庆", Self::National),
            ("春节", Self::Spring),
            ("元旦", Self::NewYear),
            ("清明", Self::Qingming),
            ("劳动节", Self::Labour),
            ("五一", Self::Labour),
            ("端午", Self::DragonBoat),
            ("中秋", Self::MidAutumn),
        ];
        words.into_iter().find(|(word, _)| name.contains(word)).map(|(_, festival)| festival)
    }
}
