//! What a festival day is worth, learnt from the days before a question and from nothing after it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::day;
use crate::trial::Sales;

/// Which day plays which role: a distance from 正月初一, a holiday, a make-up workday.
pub struct Roles(HashMap<NaiveDate, String>);

/// 正月初一 of the years the sales are from.
const NEW_YEARS: [(i32, u32, u32); 3] = [(2021, 2, 12), (2022, 2, 1), (2023, 1, 22)];
/// How many weeks to either side an ordinary same weekday is looked for.
const NEAR_WEEKS: i64 = 6;

impl Roles {
    /// Reads the list of holidays and lays the lunar roles over it; the week on either side of the new year goes day by day.
    pub fn read(folder: &Path) -> Self {
        let mut roles = HashMap::new();
        let file = folder.join("cn_calendar/cn_holidays_2004_2026.csv");
        for row in csv::Reader::from_path(file).expect("the list of holidays").records() {
            let row = row.expect("a row");
            let day: NaiveDate = row[0].parse().expect("a date");
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let role = if &row[1] == "makeup_work" { "make-up" } else { ["holiday", "holiday weekend"][usize::from(weekend)] };
            roles.insert(day, role.to_owned());
        }
        for (year, month, first) in NEW_YEARS {
            let new_year = NaiveDate::from_ymd_opt(year, month, first).expect("a date");
            for away in -21i64..=15 {
                let group = if away.abs() <= 7 { away } else { away.div_euclid(3) * 3 };
                roles.insert(new_year + chrono::Duration::days(away), format!("new year {group}"));
            }
        }
        Self(roles)
    }

    /// The weights of days for a set, learnt once for each day of a question.
    pub fn learner<'a>(&'a self, set: &'a [Sales]) -> impl Fn(NaiveDate, &[NaiveDate]) -> Vec<f64> + 'a {
        let known: RefCell<HashMap<NaiveDate, HashMap<String, f64>>> = RefCell::default();
        move |asked, days| {
            let mut known = known.borrow_mut();
            let weights = known.entry(asked).or_insert_with(|| self.learn(set, asked));
            days.iter().map(|day| self.0.get(day).and_then(|role| weights.get(role)).copied().unwrap_or(1.0)).collect()
        }
    }

    /// A role's weight is the median, over the set and the years, of such a day against the ordinary same weekdays around it.
    fn learn(&self, set: &[Sales], asked: NaiveDate) -> HashMap<String, f64> {
        let mut seen: BTreeMap<&String, Vec<f64>> = BTreeMap::new();
        for sales in set {
            let end = ((asked - sales.first).num_days().max(0) as usize).min(sales.values.len());
            for (at, value) in sales.values[..end].iter().enumerate() {
                let (Some(role), Some(value)) = (self.0.get(&day(sales.first, at)), value) else { continue };
                let near = (-NEAR_WEEKS..=NEAR_WEEKS).filter_map(|week| {
                    let other = usize::try_from(at as i64 + 7 * week).ok().filter(|other| *other < end)?;
                    sales.values[other].filter(|_| !self.0.contains_key(&day(sales.first, other)))
                });
                let near: Vec<f64> = near.collect();
                let mean = near.iter().sum::<f64>() / near.len() as f64;
                if near.len() >= 3 && mean > 0.0 {
                    seen.entry(role).or_default().push(value / mean);
                }
            }
        }
        let median = |mut ratios: Vec<f64>| {
            ratios.sort_by(f64::total_cmp);
            ratios[ratios.len() / 2].clamp(0.25, 4.0)
        };
        seen.into_iter().map(|(role, ratios)| (role.clone(), median(ratios))).collect()
    }
}
