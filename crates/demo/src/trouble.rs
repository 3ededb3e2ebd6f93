//! The planted troubles: things that went wrong in the last months, with a known cause, for people to find.

use chrono::{Datelike, Days, NaiveDate};

/// What went wrong, where, and when it began and ended.
#[derive(Clone, Debug)]
pub struct Trouble {
    pub kind: Kind,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// The kinds of trouble.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The escalator to a floor of the mall is out of order: its shops lose visitors.
    Escalator { floor: &'static str, left: f64 },
    /// A shop is closed for repairs.
    Repair { shop: usize },
    /// A shop of the mall sells less, and nothing around it is the reason: fewer buy, or less, or at a lower price.
    Slump { shop: usize, left: f64, of: Loss },
    /// A best seller is missing in one branch.
    Missing { branch: &'static str, item: &'static str },
    /// An item is not made any more: nobody can buy it anywhere.
    Gone { item: &'static str },
    /// Prices of a category rise in one branch, and people buy less of it.
    PriceRise { branch: &'static str, category: &'static str, rise: f64 },
    /// The till of a branch sent nothing.
    SilentTill { branch: &'static str },
    /// It rains in a city, more than now and then.
    Rain { city: &'static str },
    /// A campaign of a site brings more people and sells most things at a lower price.
    Campaign { site: &'static str, lift: f64 },
}

/// What a shop loses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    Buyers,
    Pieces,
    Price,
}

impl Kind {
    /// Whether a place cannot sell an item for it.
    pub fn missing(self, place: &str, good: &str) -> bool {
        match self {
            Self::Missing { branch, item } => branch == place && item == good,
            Self::Gone { item } => item == good,
            _ => false,
        }
    }
}

/// The troubles of a company whose last day is `until`.
pub fn troubles(until: NaiveDate) -> Vec<Trouble> {
    let span = |ago: u64, days: u64| {
        let from = until.checked_sub_days(Days::new(ago)).unwrap_or(until);
        (from, from.checked_add_days(Days::new(days - 1)).unwrap_or(until))
    };
    [
        (Kind::Escalator { floor: "L3", left: 0.74 }, span(27, 20)),
        (Kind::Repair { shop: 31 }, span(40, 14)),
        // The best shop for women's wear on the second floor, in the week before this one.
        (Kind::Slump { shop: 66, left: 0.4, of: Loss::Buyers }, week_before(until)),
        (Kind::Missing { branch: "S03", item: "麒麟西瓜" }, span(120, 30)),
        (Kind::Missing { branch: "S03", item: "猪五花肉" }, span(35, 30)),
        (Kind::Gone { item: "冰糖400g" }, span(118, 119)),
        (Kind::Gone { item: "保鲜膜" }, span(63, 64)),
        (Kind::Gone { item: "奶酪棒" }, span(34, 35)),
        (Kind::Gone { item: "白酒500ml" }, span(17, 18)),
        (Kind::PriceRise { branch: "S05", category: "G-FISH", rise: 0.18 }, span(60, 61)),
        (Kind::SilentTill { branch: "S07" }, span(12, 2)),
        (Kind::Rain { city: "绍兴" }, span(75, 5)),
        (Kind::Campaign { site: "M01", lift: 1.3 }, span(62, 7)),
    ]
    .into_iter()
    .map(|(kind, (from, to))| Trouble { kind, from, to })
    .collect()
}

/// Monday to Sunday of the last week that is over.
fn week_before(until: NaiveDate) -> (NaiveDate, NaiveDate) {
    let sunday = until.checked_sub_days(Days::new(u64::from(until.weekday().number_from_monday()) % 7)).unwrap_or(until);
    (sunday.checked_sub_days(Days::new(6)).unwrap_or(sunday), sunday)
}

/// The kinds of trouble of a day.
pub fn on(troubles: &[Trouble], day: NaiveDate) -> impl Iterator<Item = Kind> + '_ {
    troubles.iter().filter(move |t| t.from <= day && day <= t.to).map(|t| t.kind)
}
