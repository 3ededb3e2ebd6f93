//! How last year fell on its months, for a mix or for the next wider one that has a whole year behind it.

use super::asking::Asking;
use super::rhythm::Rhythm;
use crate::rules::mix::{DIMS, Mix};
use crate::rules::shape::{base, month_weights};
use kernel::measure::Where;
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What had sales in any of so many last months is still there.
const STILL_THERE: usize = 3;

type Months = [Option<Decimal>; 12];

/// The months that serve as a base, by mix; asked once for each set of dimensions.
pub struct Shapes<'a> {
    asking: &'a Asking<'a>,
    year: i32,
    company: Rhythm,
    sites: BTreeMap<String, Rhythm>,
    /// What everything together sold in the year before and in the one before that.
    house_before: Months,
    house_earlier: Months,
    known: HashMap<Vec<&'static str>, BTreeMap<Vec<String>, Months>>,
}

impl<'a> Shapes<'a> {
    /// Shapes for the months of a year.
    pub async fn of(asking: &'a Asking<'a>, year: i32) -> Outcome<Self> {
        let (company, sites) = Rhythm::by(asking, year, "site", &Where::new()).await?;
        let whole = async |year| Outcome::Ok(asking.months_by(year, &[], &Where::new()).await?.into_values().next().unwrap_or([None; 12]));
        let (house_before, house_earlier) = (whole(year - 1).await?, whole(year - 2).await?);
        Ok(Self { asking, year, company, sites, house_before, house_earlier, known: HashMap::new() })
    }

    /// What each month of a year weighs for a mix: by its own last year, or by that of the next wider mix that has one; by the
    /// days alone where nothing is known.
    pub async fn months(&mut self, mix: &Mix) -> Outcome<Vec<u64>> {
        let rhythm = mix.get("site").and_then(|site| self.sites.get(site)).unwrap_or(&self.company).clone();
        let (then, now) = (rhythm.months(self.year - 1), rhythm.months(self.year));
        let mut asked = Some(mix.clone());
        while let Some(mix) = asked {
            if let Some(weights) = month_weights(&self.base(&mix).await?, &then, &now) {
                return Ok(weights);
            }
            asked = mix.wider();
        }
        Ok(rhythm.month_parts(self.year))
    }

    /// The twelve months that a mix is planned from.
    pub async fn base(&mut self, mix: &Mix) -> Outcome<Months> {
        let keys: Vec<String> = mix.named().map(|(_, code)| code.to_owned()).collect();
        Ok(self.all(&mix.dims()).await?.get(&keys).copied().unwrap_or([None; 12]))
    }

    /// The parts of a mix in one more dimension that are still there, and the months that they are planned from. What had no
    /// sales in the last months before the year has gone, and is asked for nothing.
    pub async fn parts(&mut self, mix: &Mix, dim: &str) -> Outcome<Vec<(Mix, Months)>> {
        let dims: Vec<&'static str> = DIMS.into_iter().filter(|known| *known == dim || mix.get(known).is_some()).collect();
        let last: Vec<usize> = (0..12).rev().filter(|month| self.house_before[*month].is_some()).take(STILL_THERE).collect();
        let all = self.all(&dims).await?.clone();
        let named = |keys: Vec<String>| dims.iter().zip(keys).fold(Mix::default(), |mix, (dim, code)| mix.with(dim, &code));
        let sold = |months: &Months, month: &usize| months[*month].is_some_and(|sum| sum > Decimal::ZERO);
        let there = |months: &Months| {
            if last.is_empty() {
                months.iter().flatten().any(|sum| *sum > Decimal::ZERO)
            } else {
                last.iter().any(|month| sold(months, month))
            }
        };
        let parts = all.into_iter().map(|(keys, months)| (named(keys), months)).filter(|(part, _)| mix.holds(part));
        Ok(parts.filter(|(_, months)| there(months)).collect())
    }

    async fn all(&mut self, dims: &[&'static str]) -> Outcome<&BTreeMap<Vec<String>, Months>> {
        if !self.known.contains_key(dims) {
            // Nothing is filtered: one question for a set of dimensions answers all its mixes.
            let none = Where::new();
            let mut before = self.asking.months_by(self.year - 1, dims, &none).await?;
            let mut earlier = self.asking.months_by(self.year - 2, dims, &none).await?;
            let keys: BTreeSet<Vec<String>> = before.keys().chain(earlier.keys()).cloned().collect();
            let months = |keys: Vec<String>| {
                let before = quiet(before.remove(&keys).unwrap_or([None; 12]), &self.house_before);
                let earlier = quiet(earlier.remove(&keys).unwrap_or([None; 12]), &self.house_earlier);
                (keys, base(&before, &earlier))
            };
            let all = keys.into_iter().map(months).collect();
            self.known.insert(dims.to_vec(), all);
        }
        Ok(&self.known[dims])
    }
}

/// A month in which the house has figures and a part of it none is one in which the part sold nothing.
fn quiet(months: Months, house: &Months) -> Months {
    std::array::from_fn(|month| months[month].or(house[month].map(|_| Decimal::ZERO)))
}
