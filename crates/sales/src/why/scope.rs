//! The part of the business that is being explained: a measure and its conditions, asked at one data version.

use super::reply::{Condition, Named};
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::measure::{AtomQuery, AtomRow, Atoms, Dim, Figures, Measure, NO_VALUE, Where, atoms_of, refuse_dims, refuse_unknown, spans};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::text;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Dimensions from the wide to the narrow, as people say them: 滨江天地 · 2F · 女装.
pub const WIDE_FIRST: [&str; 9] = ["city", "site", "channel", "floor", "wide_category", "category", "brand", "shop", "item"];

/// What is explained.
pub struct Scope<'a> {
    pub source: Arc<dyn Figures>,
    pub measure: Measure,
    pub filters: &'a Where,
    pub at: String,
}

impl<'a> Scope<'a> {
    /// Finds the measure and refuses conditions that make no sense for it.
    pub async fn find(desk: &Desk, name: &str, filters: &'a Where, at: Option<&str>) -> Outcome<Self> {
        let found = desk.house.catalogue.figures().find_map(|source| {
            let measure = source.measures().into_iter().find(|measure| measure.name == name)?;
            Some((source.clone(), measure))
        });
        let (source, measure) =
            found.ok_or_else(|| Refusal::malformed(format!("没有“{name}”这个指标"), format!("There is no measure “{name}”")))?;
        refuse_dims(&source.dims(), std::slice::from_ref(&measure), filters.keys())?;
        refuse_unknown(desk, source.as_ref(), filters, at).await?;
        let at = match at {
            Some(at) => at.to_owned(),
            None => source.version().await?,
        };
        Ok(Self { source, measure, filters, at })
    }

    /// Sums of days, which may be named more than once, within the scope and further conditions.
    pub async fn atoms(&self, desk: &Desk, atoms: &[&'static str], by: &[String], filters: &Where, days: &[NaiveDate]) -> Outcome<Atoms> {
        let ask = AtomQuery { atoms: atoms.to_vec(), days: &[], by, filters, at: Some(&self.at) };
        atoms_of(desk, self.source.as_ref(), &ask, days).await
    }

    /// The days of some on which the scope has any fact.
    pub async fn open_days(&self, desk: &Desk, days: &BTreeSet<NaiveDate>) -> Outcome<BTreeSet<NaiveDate>> {
        let days = spans(days);
        let by = ["day".to_owned()];
        let ask = AtomQuery { atoms: self.measure.formula.atoms(), days: &days, by: &by, filters: self.filters, at: Some(&self.at) };
        let rows = self.source.atoms(desk, &ask).await?.rows;
        Ok(rows.iter().filter(|row| !row.atoms.is_empty()).filter_map(|row| row.keys.first()?.as_deref()?.parse().ok()).collect())
    }

    /// The figure of sums; what is divided by the share is taken to be additive.
    pub fn value(&self, row: &AtomRow, share: Decimal) -> Option<Decimal> {
        self.measure.formula.value(|atom| row.atoms.get(atom).map(|sum| sum / share), self.measure.unit.decimals())
    }

    /// The conditions in words.
    pub async fn told(&self, desk: &Desk) -> Outcome<Vec<Condition>> {
        let mut told = Vec::new();
        let dims = self.source.dims();
        for dim in WIDE_FIRST.iter().filter_map(|name| dims.iter().find(|dim| dim.name == *name)) {
            let Some(codes) = self.filters.get(dim.name) else { continue };
            let listed: Vec<&str> = codes.iter().map(String::as_str).collect();
            let names = self.names(desk, dim, &listed).await?;
            let values = codes.iter().map(|code| names.get(code.as_str()).cloned().unwrap_or_else(|| unnamed(code))).collect();
            told.push(Condition { dim: dim.name, title: dim.title.clone(), values });
        }
        Ok(told)
    }

    /// Names of codes of a dimension.
    pub async fn names(&self, desk: &Desk, dim: &Dim, codes: &[&str]) -> Outcome<BTreeMap<String, Named>> {
        let labels: HashMap<String, String> = self.source.labels(desk, dim.name, codes).await?;
        let named = |code: &str| match labels.get(code) {
            Some(name) => Named { code: Some(code.to_owned()), name: text(name, name) },
            None => unnamed(code),
        };
        Ok(codes.iter().map(|code| ((*code).to_owned(), named(code))).collect())
    }
}

/// A code without a name stands for itself; no code at all is said so.
pub fn unnamed(code: &str) -> Named {
    match code {
        NO_VALUE => Named { code: None, name: text("未标明", "not stated") },
        code => Named { code: Some(code.to_owned()), name: text(code, code) },
    }
}
