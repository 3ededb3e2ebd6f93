//! What a forecast takes from around a scope: on which days its doors were open, and the misses of its neighbours while it is young.
//!
//! The board and the progress of one scope share this rule, or they would foretell the same shop two ends. What several scopes have
//! in common is asked for once, so that a board asks no more for many rows than for one.

use super::asking::{Asking, Series};
use super::outlook::{Known, Outlook, outlook};
use super::rhythm::Rhythm;
use crate::rules::mix::DIMS;
use crate::rules::standing::Standing;
use chrono::{Datelike, Months, NaiveDate};
use forecast::{LONGEST_HORIZON, Peers};
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use kernel::text::Text;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The rest of a period is foretold by so many months before it.
const PAST_MONTHS: u32 = 36;
/// A scope with fewer days of its own borrows the misses of its neighbours.
const YOUNG_DAYS: usize = 200;
/// Neighbours that lend, those with the longest past, and how much of it they lend.
const NEIGHBOURS_MAX: usize = 20;
const LENT_MONTHS: u32 = 12;

/// A scope, a shop of which names its site, and the sums of its days.
pub type Scoped<'s> = (&'s Where, &'s Series);

/// What is around the scopes of one page.
pub struct Neighbours<'a> {
    asking: &'a Asking<'a>,
    period: Period,
    until: NaiveDate,
    /// The days on which something was sold, by site or for the company.
    open: BTreeMap<Where, Series>,
    /// What the parts of a scope in a dimension lend to one of them.
    peers: BTreeMap<(Where, &'static str), Peers>,
}

impl<'a> Neighbours<'a> {
    /// Nothing is known of them yet; none where there are no data.
    pub fn of(asking: &'a Asking<'a>, period: Period) -> Option<Self> {
        Some(Self { asking, period, until: asking.until?, open: BTreeMap::new(), peers: BTreeMap::new() })
    }

    /// The days that a forecast learns from, and those of the period that are over.
    pub fn past(&self) -> Period {
        Period { from: self.back(PAST_MONTHS).min(self.period.from), to: self.until }
    }

    /// How many days of the period are to come, where they can be forecast.
    fn horizon(&self) -> Option<usize> {
        let left = usize::try_from((self.period.to - self.until).num_days()).ok()?;
        (1..=LONGEST_HORIZON).contains(&left).then_some(left)
    }

    /// Asks for what is around some scopes.
    pub async fn know(&mut self, scopes: &[Scoped<'_>]) -> Outcome<()> {
        let Some(horizon) = self.horizon() else { return Ok(()) };
        let inside: BTreeSet<Where> = scopes.iter().filter(|(scope, _)| is_inside(scope)).map(|(scope, _)| wider(scope)).collect();
        let unknown = inside.into_iter().filter(|scope| !self.open.contains_key(scope)).collect();
        for (scope, series) in self.parts(unknown, None, self.past()).await? {
            self.open.insert(scope, series.into_iter().next().unwrap_or_default());
        }
        let mut lending = BTreeMap::<&'static str, BTreeSet<Where>>::new();
        for (around, dim) in scopes.iter().filter(|(_, series)| series.len() < YOUNG_DAYS).filter_map(|(scope, _)| around(scope)) {
            if !self.peers.contains_key(&(around.clone(), dim)) {
                lending.entry(dim).or_default().insert(around);
            }
        }
        let lent = Period { from: self.back(LENT_MONTHS), to: self.until };
        for (dim, unknown) in lending {
            for (around, parts) in self.parts(unknown, Some(dim), lent).await? {
                let peers = self.peers(&around, dim, parts, horizon).await?;
                self.peers.insert((around, dim), peers);
            }
        }
        Ok(())
    }

    /// Where a scope will end whose surroundings are known, or why nothing is said.
    pub fn outlook(&self, (scope, series): Scoped<'_>, rhythm: &Rhythm, standing: &Standing) -> Result<Outlook, Text> {
        let (never, nobody) = (Series::new(), Peers::default());
        let open = if is_inside(scope) { self.open.get(&wider(scope)).unwrap_or(&never) } else { series };
        let young = around(scope).filter(|_| series.len() < YOUNG_DAYS);
        let peers = young.and_then(|around| self.peers.get(&around)).unwrap_or(&nobody);
        let known = Known { series, open, until: self.until };
        outlook(&known, rhythm, self.period, standing, peers, self.asking.measure.unit.decimals())
    }

    fn back(&self, months: u32) -> NaiveDate {
        self.until.checked_sub_months(Months::new(months)).unwrap_or(self.until)
    }

    /// The days of scopes, or those of their parts in a dimension. Scopes of one site each are asked for together.
    async fn parts(&self, scopes: BTreeSet<Where>, dim: Option<&str>, days: Period) -> Outcome<BTreeMap<Where, Vec<Series>>> {
        let (mut found, mut together) = (BTreeMap::<Where, Vec<Series>>::new(), BTreeMap::<Where, Vec<String>>::new());
        for scope in scopes {
            let mut rest = scope.clone();
            match rest.remove("site") {
                Some(sites) if sites.len() == 1 => together.entry(rest).or_default().extend(sites),
                _ => {
                    let by: Vec<&str> = dim.into_iter().collect();
                    found.insert(scope.clone(), self.asking.days_by(days, &by, &scope).await?.into_values().collect());
                }
            }
        }
        for (rest, sites) in together {
            let by: Vec<&str> = std::iter::once("site").chain(dim).collect();
            let at = |sites: Vec<String>| rest.clone().into_iter().chain([("site".to_owned(), sites)]).collect::<Where>();
            for (keys, series) in self.asking.days_by(days, &by, &at(sites)).await? {
                found.entry(at(keys.into_iter().take(1).collect())).or_default().push(series);
            }
        }
        Ok(found)
    }

    /// What the parts of a scope lend, by the rhythm that they have in common.
    async fn peers(&self, around: &Where, dim: &str, mut parts: Vec<Series>, horizon: usize) -> Outcome<Peers> {
        let rhythm = Rhythm::of(self.asking, self.period.from.year(), around).await?;
        parts.sort_by_key(|series| Reverse(series.len()));
        let history = |series: &Series| {
            // The doors of a site are its own; whatever else there is stands behind those of its site.
            let open = if dim == "site" { series } else { self.open.get(&wider(around)).unwrap_or(series) };
            Known { series, open, until: self.until }.history(&rhythm, self.period.to)
        };
        let histories: Vec<_> = parts.iter().take(NEIGHBOURS_MAX).map(history).collect();
        Ok(Peers::gather(&histories, horizon).unwrap_or_default())
    }
}

/// The site that a scope lies in, or the company: whether its doors were open on a day.
pub fn wider(scope: &Where) -> Where {
    scope.get_key_value("site").map(|(dim, codes)| (dim.clone(), codes.clone())).into_iter().collect()
}

/// Whether a scope is a part of a site, or of the company, with which it opens and shuts.
fn is_inside(scope: &Where) -> bool {
    scope.keys().any(|dim| dim != "site")
}

/// What a scope is one part of, and in which dimension: a shop of its site, a site of the company.
fn around(scope: &Where) -> Option<(Where, &'static str)> {
    let dim = DIMS.into_iter().rfind(|dim| scope.contains_key(*dim))?;
    let mut around = scope.clone();
    around.remove(dim);
    Some((around, dim))
}
