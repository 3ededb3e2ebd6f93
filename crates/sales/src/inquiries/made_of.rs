//! Whose figures a target is held against where it is the sum of the targets of parts: those of these parts alone.
//!
//! A company whose shops all have targets but one is not ahead by what that one sells.

use crate::queries::{Asking, Series};
use crate::rules::mix::Mix;
use chrono::NaiveDate;
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The parts whose targets make that of a scope, from the first day of each month on; no month where the scope has its own.
#[derive(Clone, Debug, Default)]
pub struct MadeOf(pub BTreeMap<NaiveDate, BTreeSet<Mix>>);

impl MadeOf {
    /// The parts on a day: those of its month, or of the nearest one of the period.
    fn on(&self, day: NaiveDate) -> Option<&BTreeSet<Mix>> {
        self.0.range(..=day).next_back().or_else(|| self.0.first_key_value()).map(|(_, parts)| parts)
    }

    fn parts(&self) -> impl Iterator<Item = &Mix> {
        self.0.values().flatten()
    }

    /// The filter within a scope that finds just these parts, where there is one: all of them differ from it in the same dimension.
    pub fn filters(&self, scope: &Where) -> Option<Where> {
        let (_, parts) = self.0.first_key_value()?;
        let dims = parts.first()?.dims();
        let shops = dims.contains(&"shop");
        let told = |dim: &str| scope.get(dim).is_some_and(|codes| codes.len() == 1) || (dim == "site" && shops);
        let free: Vec<&str> = dims.iter().copied().filter(|dim| !told(dim)).collect();
        let ([dim], true) = (&free[..], self.0.values().all(|other| other == parts) && parts.iter().all(|part| part.dims() == dims)) else {
            return None;
        };
        let codes = parts.iter().filter_map(|part| part.get(dim).map(str::to_owned)).collect();
        Some(scope.clone().into_iter().chain([((*dim).to_owned(), codes)]).collect())
    }
}

/// The sums of the parts of several scopes: one question for each set of dimensions.
pub struct PartSums(BTreeMap<Vec<&'static str>, BTreeMap<Vec<String>, Series>>);

impl PartSums {
    /// Asks for the sums of each month, at its first day.
    pub async fn by_month(asking: &Asking<'_>, period: Period, scopes: &[&MadeOf]) -> Outcome<Self> {
        let mut found = BTreeMap::new();
        for (dims, filters) in questions(scopes) {
            found.insert(dims.clone(), asking.month_sums_by(period, &dims, &filters).await?);
        }
        Ok(Self(found))
    }

    /// Asks for the sums of each day.
    pub async fn by_day(asking: &Asking<'_>, period: Period, scopes: &[&MadeOf]) -> Outcome<Self> {
        let mut found = BTreeMap::new();
        for (dims, filters) in questions(scopes) {
            found.insert(dims.clone(), asking.days_by(period, &dims, &filters).await?);
        }
        Ok(Self(found))
    }

    /// The sums of one of the scopes.
    pub fn series(&self, scope: &MadeOf) -> Series {
        let mut sums = Series::new();
        for part in scope.parts().collect::<BTreeSet<_>>() {
            let keys: Vec<String> = part.named().map(|(_, code)| code.to_owned()).collect();
            let Some(own) = self.0.get(&part.dims()).and_then(|all| all.get(&keys)) else { continue };
            for (day, sum) in own.iter().filter(|(day, _)| scope.on(**day).is_some_and(|parts| parts.contains(part))) {
                *sums.entry(*day).or_insert(Decimal::ZERO) += sum;
            }
        }
        sums
    }
}

/// What is to be asked: by which dimensions, and within which codes.
fn questions(scopes: &[&MadeOf]) -> BTreeMap<Vec<&'static str>, Where> {
    let mut codes = BTreeMap::<Vec<&'static str>, BTreeMap<&'static str, BTreeSet<&str>>>::new();
    for part in scopes.iter().flat_map(|scope| scope.parts()) {
        let within = codes.entry(part.dims()).or_default();
        part.named().for_each(|(dim, code)| _ = within.entry(dim).or_default().insert(code));
    }
    let filters = |within: BTreeMap<&'static str, BTreeSet<&str>>| {
        within.into_iter().map(|(dim, codes)| (dim.to_owned(), codes.into_iter().map(str::to_owned).collect())).collect()
    };
    codes.into_iter().map(|(dims, within)| (dims, filters(within))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_of(months: &[(u32, &[&str])]) -> MadeOf {
        let mix = |text: &&str| {
            text.split(',').filter_map(|part| part.split_once('=')).fold(Mix::default(), |mix, (dim, code)| mix.with(dim, code))
        };
        let first = |month: u32| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        MadeOf(months.iter().map(|(month, parts)| (first(*month), parts.iter().map(mix).collect())).collect())
    }

    fn scope(text: &str) -> Where {
        let parts = text.split(' ').filter_map(|part| part.split_once('='));
        parts.map(|(dim, codes)| (dim.to_owned(), codes.split('+').map(str::to_owned).collect())).collect()
    }

    #[test]
    fn parts_that_differ_in_one_dimension_are_found_by_a_filter() {
        let ab: &[&str] = &["site=M01,shop=A", "site=M02,shop=B"];
        for (months, within, expected) in [
            (&[(11, &["site=M01", "site=M02"][..])][..], "", Some("site=M01+M02")),
            (&[(11, ab)], "", Some("shop=A+B")),
            (&[(11, &["site=M01,shop=A"])], "site=M01", Some("site=M01 shop=A")),
            (&[(11, &["site=M01,brand=B1"])], "site=M01", Some("site=M01 brand=B1")),
            (&[(11, &["site=M01", "site=M02,shop=B"])], "", None),
            (&[(11, &["site=M01,brand=B1"])], "", None),
            (&[(10, &["site=M01"]), (11, &["site=M01", "site=M02"])], "", None),
        ] {
            assert_eq!(made_of(months).filters(&scope(within)), expected.map(scope), "{months:?} in {within}");
        }
    }

    #[test]
    fn a_part_counts_in_the_months_that_it_has_a_target_in() {
        let made = made_of(&[(10, &["site=M01"]), (11, &["site=M01", "site=M02"])]);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let series = |sums: &[(&str, i64)]| sums.iter().map(|(of, sum)| (day(of), Decimal::from(*sum))).collect::<Series>();
        let m01 = series(&[("2025-12-31", 1), ("2026-10-31", 10), ("2026-11-01", 20)]);
        let m02 = series(&[("2025-12-31", 2), ("2026-10-31", 100), ("2026-11-01", 200), ("2026-12-01", 400)]);
        let by_site = BTreeMap::from([(vec!["M01".to_owned()], m01), (vec!["M02".to_owned()], m02)]);
        let sums = PartSums(BTreeMap::from([(vec!["site"], by_site)]));
        // Days before the first month go with it, and days after the last with that.
        assert_eq!(sums.series(&made), series(&[("2025-12-31", 1), ("2026-10-31", 10), ("2026-11-01", 220), ("2026-12-01", 400)]));
    }
}
