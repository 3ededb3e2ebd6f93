//! What is watched one by one: its days, and what was to be expected of them.

use crate::queries::{Asking, Known, LEVEL, PAST_DAYS, Rhythm, Series};
use crate::records::watch::Level;
use chrono::{Datelike, Days, NaiveDate};
use forecast::{Forecast, Peers, forecast};
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One site, channel, brand or shop.
pub struct Watched {
    /// The code of the site that it is or lies at, if it is one.
    pub site: Option<String>,
    pub series: Series,
    /// The days on which it could have sold.
    open: Arc<Series>,
    rhythm: Rhythm,
}

impl Watched {
    /// The forecast of the eve, of which some days are no lesson.
    pub fn forecast(&self, from: NaiveDate, to: NaiveDate, without: impl IntoIterator<Item = NaiveDate>) -> Option<Forecast> {
        let eve = from.pred_opt()?;
        let begin = eve.checked_sub_days(Days::new(PAST_DAYS - 1))?;
        let series: Series = self.series.range(begin..=eve).map(|(day, sum)| (*day, *sum)).collect();
        let mut history = Known { series: &series, open: &self.open, until: eve }.history(&self.rhythm, to);
        let first = *series.keys().next()?;
        for day in without {
            if let Some(value) = usize::try_from((day - first).num_days()).ok().and_then(|at| history.values.get_mut(at)) {
                *value = None;
            }
        }
        let horizon = usize::try_from((to - from).num_days() + 1).ok()?;
        forecast(&history, horizon, LEVEL, &Peers::default()).ok()
    }

    /// What came on a day; nothing where it could have sold and did not, none where the doors were shut.
    pub fn actual(&self, day: NaiveDate) -> Option<Decimal> {
        self.series.get(&day).copied().or_else(|| self.open.contains_key(&day).then_some(Decimal::ZERO))
    }
}

/// The days of everything at a level.
pub async fn gather(asking: &Asking<'_>, level: Level, period: Period) -> Outcome<BTreeMap<String, Watched>> {
    let year = period.to.year();
    let dims: &[&str] = match level {
        Level::Shop => &["site", "shop"],
        Level::Site => &["site"],
        Level::Channel => &["channel"],
        Level::Brand => &["brand"],
    };
    let (rhythm, rhythms) = Rhythm::by(asking, year, dims[0], &Where::new()).await?;
    let company = Arc::new(asking.days(period, &Where::new()).await?);
    let sites: BTreeMap<String, Arc<Series>> = if level == Level::Shop {
        let by_site = asking.days_by(period, &["site"], &Where::new()).await?;
        by_site.into_iter().filter_map(|(keys, series)| Some((keys.into_iter().next()?, Arc::new(series)))).collect()
    } else {
        BTreeMap::new()
    };
    let watched = |(keys, series): (Vec<String>, Series)| {
        let (first, code) = (keys.first()?.clone(), keys.last()?.clone());
        let site = matches!(level, Level::Shop | Level::Site).then(|| first.clone());
        let open = sites.get(&first).unwrap_or(&company).clone();
        let rhythm = rhythms.get(&first).unwrap_or(&rhythm).clone();
        Some((code, Watched { site, series, open, rhythm }))
    };
    Ok(asking.days_by(period, dims, &Where::new()).await?.into_iter().filter_map(watched).collect())
}
