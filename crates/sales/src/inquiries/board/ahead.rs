//! Where the rows of the board will end: the total, the first level and the worst of the last level.

use super::super::progress::past;
use super::{BoardRow, Drawing};
use crate::queries::{Past, Rhythm, outlook};
use chrono::{Months, NaiveDate};
use forecast::Peers;
use kernel::measure::Period;
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a level that are forecast: the worst ones.
const OUTLOOKS_MAX: usize = 20;
/// Neighbours that lend their misses, at most.
const PEERS_MAX: usize = 10;
/// With fewer open days than these the misses of neighbours are borrowed.
const PEERS_BELOW: usize = 200;

type Series = BTreeMap<NaiveDate, Decimal>;

impl Drawing<'_> {
    /// Looks ahead: of the total, of the first level and of the worst of the last level.
    pub(super) async fn outlooks(
        &self,
        rhythms: &(Rhythm, BTreeMap<String, Rhythm>),
        total: &mut BoardRow,
        level: &mut [BoardRow],
        leaves: &mut [BoardRow],
    ) -> Outcome<()> {
        let asking = &self.ground.asking;
        let Some(until) = asking.until.filter(|_| asking.adds_up && self.ground.period.to > asking.until.unwrap_or_default()) else {
            return Ok(());
        };
        let whole = past(asking, self.ground.period, self.filters).await?;
        self.look(total, &Past { series: &whole, open: &whole, until }, &rhythms.0, &Peers::default());
        let mut worst: Vec<&mut BoardRow> = leaves.iter_mut().collect();
        worst.sort_by_cached_key(|row| self.rank(row));
        for (depth, mut rows) in [(1, level.iter_mut().collect::<Vec<_>>()), (2, worst)] {
            rows.truncate(OUTLOOKS_MAX);
            rows.retain(|row| row.standing.target.is_some());
            if rows.is_empty() {
                continue;
            }
            let all = self.pasts(depth, &rows).await?;
            let (none, nobody) = (Series::new(), Peers::default());
            let keys = |row: &BoardRow| self.by[..depth].iter().filter_map(|dim| row.keys.get(*dim).cloned()).collect::<Vec<String>>();
            let peers = self.peers(&all, &whole, until, &rhythms.0);
            for row in rows {
                let series = all.get(&keys(row)).unwrap_or(&none);
                let open = if self.by[0] == "site" && depth == 1 { series } else { &whole };
                let rhythm = row.keys.get(self.by[0]).and_then(|key| rhythms.1.get(key)).unwrap_or(&rhythms.0);
                let young = series.len() < PEERS_BELOW;
                self.look(row, &Past { series, open, until }, rhythm, if young { &peers } else { &nobody });
            }
        }
        Ok(())
    }

    /// The days of the rows that are forecast, in one question.
    async fn pasts(&self, depth: usize, rows: &[&mut BoardRow]) -> Outcome<BTreeMap<Vec<String>, Series>> {
        let asking = &self.ground.asking;
        let mut filters = self.filters.clone();
        for dim in &self.by[..depth] {
            let codes: BTreeSet<String> = rows.iter().filter_map(|row| row.keys.get(*dim).cloned()).collect();
            filters.insert((*dim).to_owned(), codes.into_iter().collect());
        }
        let Some(until) = asking.until else { return Ok(BTreeMap::new()) };
        let from = until.checked_sub_months(Months::new(36)).unwrap_or(until);
        asking.days_by(Period { from, to: until }, &self.by[..depth], &filters).await
    }

    /// What the rows of a level lend to the young among them.
    fn peers(&self, all: &BTreeMap<Vec<String>, Series>, open: &Series, until: NaiveDate, rhythm: &Rhythm) -> Peers {
        let horizon = usize::try_from((self.ground.period.to - until).num_days()).unwrap_or(0);
        if !(1..=92).contains(&horizon) || all.values().all(|series| series.len() >= PEERS_BELOW) {
            return Peers::default();
        }
        let mut longest: Vec<&Series> = all.values().collect();
        longest.sort_by_key(|series| Reverse(series.len()));
        let to = self.ground.period.to;
        let histories: Vec<_> =
            longest.into_iter().take(PEERS_MAX).map(|series| Past { series, open, until }.history(rhythm, to)).collect();
        Peers::gather(&histories, horizon).unwrap_or_default()
    }

    fn look(&self, row: &mut BoardRow, past: &Past<'_>, rhythm: &Rhythm, peers: &Peers) {
        let decimals = self.ground.asking.measure.unit.decimals();
        row.outlook = outlook(past, rhythm, self.ground.period, &row.standing, peers, decimals).ok();
    }
}
