//! The demonstration company: a believable Chinese group with a mall, eight supermarkets and an online shop.
//!
//! The same seed and the same last day always make the same company. Nothing in it is real.

mod calendar;
mod dice;
mod directory;
mod extent;
mod goods;
mod line;
mod names;
mod online;
mod people;
mod report;
mod shops;
mod supermarket;
mod targets;
mod today;
mod trial;
mod trouble;
mod weather;

pub use directory::{ACCOUNTS, PASSWORD};
pub use extent::Extent;
pub use line::{Line, Visit};
pub use report::accepted_report;
pub use targets::target_plans;
pub use trial::{Case, Expected, KINDS, Leaf, Place, Question, Where};
pub use trouble::{Kind as TroubleKind, Loss, Trouble, troubles};

use chrono::{Months, NaiveDate};
use dice::Dice;
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use shops::Shop;
use today::Today;
use weather::Sky;

/// Years of facts.
const YEARS: u32 = 3;

/// A company to be made.
pub struct Company {
    seed: u64,
    from: NaiveDate,
    until: NaiveDate,
    /// How many times over the goods and orders are made.
    scale: u32,
    extent: Extent,
    /// What a day of rain leaves of the mall's trade.
    left_by_rain: f64,
    shops: Vec<Shop>,
    brands: Vec<String>,
    troubles: Vec<Trouble>,
}

/// What was sold on a day, and who came.
#[derive(Debug, Default)]
pub struct Day {
    pub lines: Vec<Line>,
    pub visits: Vec<Visit>,
}

impl Company {
    /// The company of a seed, with three years of facts up to and with `until`.
    pub fn new(seed: u64, until: NaiveDate, scale: u32) -> Self {
        let from = until.checked_sub_months(Months::new(12 * YEARS)).unwrap_or(until);
        Self { scale, ..Self::with_troubles(seed, (from, until), Extent::whole(), troubles(until)) }
    }

    /// A part of the company of a seed, with the facts of some days and troubles of one's own.
    pub fn with_troubles(seed: u64, (from, until): (NaiveDate, NaiveDate), extent: Extent, troubles: Vec<Trouble>) -> Self {
        let mut shops = shops::shops(&mut Dice::new(seed, 1), &mut Dice::new(seed, 3), from, until);
        shops.retain(|shop| extent.shops_every.is_some_and(|every| shop.number.is_multiple_of(every)));
        let brands = directory::brand_codes();
        Self { seed, from, until, scale: 1, extent, left_by_rain: weather::LEFT, shops, brands, troubles }
    }

    /// The same company under heavier or lighter rain.
    pub fn under_rain(self, left: f64) -> Self {
        Self { left_by_rain: left, ..self }
    }

    /// The first day of facts.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day of facts.
    pub fn until(&self) -> NaiveDate {
        self.until
    }

    /// The code of a shop by its number in a line.
    pub fn shop_code(&self, number: u16) -> Option<&str> {
        self.shops.iter().find(|shop| shop.number == number).map(|shop| shop.code.as_str())
    }

    /// Writes the directory and the accounts.
    pub async fn write_directory(&self, desk: &Desk) -> Outcome<()> {
        directory::write(desk, &mut Dice::new(self.seed, 2), &self.shops, self.from, self.until).await
    }

    /// The rain over the sites of the company, day by day.
    pub fn rain(&self) -> impl Iterator<Item = (NaiveDate, &'static str)> + '_ {
        let mut sites = self.extent.branches.clone();
        sites.extend(self.extent.shops_every.map(|_| shops::MALL));
        self.dates().flat_map(move |day| {
            let sky = self.sky(day);
            sites.clone().into_iter().filter(move |site| sky.wet(site)).map(move |site| (day, site))
        })
    }

    fn sky(&self, day: NaiveDate) -> Sky {
        Sky::over(self.seed, day, &self.troubles, self.left_by_rain)
    }

    fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let until = self.until;
        self.from.iter_days().take_while(move |day| *day <= until)
    }

    /// The days of facts in order.
    pub fn days(&self) -> impl Iterator<Item = Day> + '_ {
        self.dates().map(|day| self.day(day))
    }

    fn day(&self, day: NaiveDate) -> Day {
        let mut dice = Dice::new(self.seed, 1_000 + u64::try_from((day - NaiveDate::MIN).num_days()).unwrap_or(0));
        let troubles: Vec<TroubleKind> = trouble::on(&self.troubles, day).collect();
        let sky = self.sky(day);
        let years = (day - self.from).num_days() as f64 / 365.25;
        let today = Today { day, years, troubles: &troubles, sky: &sky, extent: &self.extent };
        let mut made = Day::default();
        if self.extent.shops_every.is_some() {
            made.lines.extend(shops::day(&mut dice, &self.shops, &self.brands, &today));
            made.visits.extend(shops::visits(&mut dice, &today));
        }
        let (lines, visits) = supermarket::day(&mut dice, &today, self.scale);
        made.lines.extend(lines);
        made.visits.extend(visits);
        if self.extent.online {
            let (lines, visits) = online::day(&mut dice, &today, self.scale);
            made.lines.extend(lines);
            made.visits.extend(visits);
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(seed: u64) -> Company {
        Company::new(seed, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), 1)
    }

    #[test]
    fn the_same_seed_makes_the_same_company() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        assert_eq!(company(7).day(day).lines, company(7).day(day).lines);
        assert_ne!(company(7).day(day).lines, company(8).day(day).lines);
    }

    #[test]
    fn the_shops_open_one_by_one_from_the_mall_s_first_day_on() {
        let company = company(20);
        let mall = company.from - chrono::Days::new(names::MALL_OPEN_DAYS);
        let first = company.shops.iter().filter(|shop| shop.opened == mall).count();
        let days: std::collections::HashSet<NaiveDate> = company.shops.iter().map(|shop| shop.opened).collect();
        assert!(company.shops.iter().all(|shop| mall <= shop.opened && shop.closed.is_none_or(|closed| shop.opened < closed)));
        assert!(first < 70 && days.len() > 40, "{first} of them on the first day, {} days", days.len());
    }

    #[test]
    fn what_is_not_made_any_more_is_not_sold() {
        let company = company(20);
        let sold = |good: &str, ago: u64| {
            let places = goods::SHELVES.iter().enumerate().flat_map(|(s, shelf)| (0..shelf.goods.len()).map(move |g| (s, g)));
            let code = places.into_iter().find(|(s, g)| goods::SHELVES[*s].goods[*g].name == good).map(|(s, g)| goods::item_code(s, g));
            company.day(company.until - chrono::Days::new(ago)).lines.iter().filter(|line| line.item == code).count()
        };
        for (good, gone) in [("冰糖400g", 118), ("保鲜膜", 63), ("奶酪棒", 34), ("白酒500ml", 17)] {
            assert!(sold(good, gone + 1) > 0, "{good}");
            assert_eq!((sold(good, gone), sold(good, 0)), (0, 0), "{good}");
        }
    }

    #[test]
    fn amounts_hang_together() {
        for day in company(1).days().step_by(97) {
            for line in day.lines {
                assert_eq!(line.list - line.discount, line.amount, "{line:?}");
                assert_eq!(line.returned, line.amount < 0, "{line:?}");
            }
        }
    }
}
