//! Where the rows of the board will end: the total, the first level and the worst of the last level.

use super::super::ground::with_site;
use super::super::made_of::{MadeOf, PartSums};
use super::{BoardRow, Drawing};
use crate::queries::{Neighbours, Rhythm, Series};
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a level that are forecast: the worst ones.
const OUTLOOKS_MAX: usize = 20;

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
        let around = Neighbours::of(asking, self.ground.period).filter(|around| around.past().to < self.ground.period.to);
        let Some(mut around) = around.filter(|_| asking.adds_up) else { return Ok(()) };
        let mut worst: Vec<&mut BoardRow> = leaves.iter_mut().collect();
        worst.sort_by_cached_key(|row| self.rank(row));
        for (depth, mut rows) in [(0, vec![total]), (1, level.iter_mut().collect()), (2, worst)] {
            rows.truncate(OUTLOOKS_MAX);
            rows.retain(|row| depth == 0 || row.standing.target.is_some());
            if rows.is_empty() {
                continue;
            }
            let (all, none) = (self.pasts(depth, &rows, around.past()).await?, Series::new());
            let keys = |row: &BoardRow| self.by[..depth].iter().filter_map(|dim| row.keys.get(*dim).cloned()).collect::<Vec<String>>();
            let apart: Vec<&MadeOf> = rows.iter().filter_map(|row| row.made_of.as_ref()).collect();
            let parts = PartSums::by_day(asking, around.past(), &apart).await?;
            let mut scopes = Vec::with_capacity(rows.len());
            for row in &rows {
                let scope = with_site(asking.desk, row.query.filters.clone()).await?;
                let series = match &row.made_of {
                    Some(made_of) => Cow::Owned(parts.series(made_of)),
                    None => Cow::Borrowed(all.get(&keys(row)).unwrap_or(&none)),
                };
                scopes.push((scope, series));
            }
            let scopes: Vec<(&Where, &Series)> = scopes.iter().map(|(scope, series)| (scope, series.as_ref())).collect();
            around.know(&scopes).await?;
            for (row, scope) in rows.into_iter().zip(scopes) {
                let rhythm = row.keys.get(self.by[0]).and_then(|key| rhythms.1.get(key)).unwrap_or(&rhythms.0);
                row.outlook = around.outlook(scope, rhythm, &row.standing).ok();
            }
        }
        Ok(())
    }

    /// The days of the rows that are forecast, in one question.
    async fn pasts(&self, depth: usize, rows: &[&mut BoardRow], days: Period) -> Outcome<BTreeMap<Vec<String>, Series>> {
        let mut filters = self.filters.clone();
        for dim in &self.by[..depth] {
            let codes: BTreeSet<String> = rows.iter().filter_map(|row| row.keys.get(*dim).cloned()).collect();
            filters.insert((*dim).to_owned(), codes.into_iter().collect());
        }
        self.ground.asking.days_by(days, &self.by[..depth], &filters).await
    }
}
