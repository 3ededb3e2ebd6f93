//! The watch: each night whatever is watched is held against its forecast, and what is unusual is explained and told.
//!
//! Done twice it does the same: days are looked over again for a week, an anomaly that goes on grows, and one that later facts
//! made usual is taken back.

mod look;
mod pools;
mod watched;

use crate::queries::Asking;
use crate::records::anomaly::{self, Side, State, Verdict};
use crate::records::watch::{self, Level};
use crate::rules::alarm::Run;
use crate::verbs::judge::count;
use crate::why::{Against, Told as Doing, Why, rate, shown};
use kernel::access::{Actor, Sites};
use kernel::desk::Desk;
use kernel::fixed::{Amount, round_half_up};
use kernel::house::House;
use kernel::id::Id;
use kernel::inquiry::Inquiry;
use kernel::job::{JobKind, JobRun};
use kernel::measure::{Unit, Where};
use kernel::record::{insert, save, tell_those};
use kernel::refusal::{Failure, Outcome};
use kernel::text::{Text, text};
use kernel::verb::Told;
use look::{Looked, Rang, Size, look};
use organisation::records::site;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Anomalies of one watch that are told of in a night, the largest first; the others are in the list.
const TOLD_MAX: usize = 10;
/// Anomalies of one watch that are explained and kept in a night: when everything moves, the largest tell enough.
const KEPT_MAX: usize = 50;
/// False alarms in four weeks that are put up with where nobody said otherwise.
const FALSE_ALARMS: i32 = 8;

/// The kind of job that watches.
pub fn kind() -> JobKind {
    JobKind { name: "watch", nightly: Some(title), run: |run| Box::pin(run_job(run)) }
}

/// The job's title, for the list of jobs.
pub fn title() -> Text {
    text("监测异动", "Watch for anomalies")
}

/// What a night found.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Seen {
    pub watched: usize,
    pub found: usize,
    pub gone: usize,
}

async fn run_job(run: JobRun) -> Outcome<serde_json::Value> {
    let report = run.reporter();
    let seen = watch(&run.house, "job", &|done, of| report(done as i64, of as i64, text("正在查看", "Looking"))).await?;
    Ok(serde_json::to_value(seen)?)
}

/// Looks over everything that is watched. The house does it, whoever asks: it sees all sites, and tells each only what they may see.
pub async fn watch(house: &Arc<House>, origin: &str, progress: &(dyn Fn(usize, usize) + Send + Sync)) -> Outcome<Seen> {
    let actor = Actor::house();
    let desk = house.write(actor.clone(), origin).await?;
    let begun = begin(&desk).await;
    desk.finish(begun).await?;
    let reading = house.read(actor.clone(), origin);
    let rows = watch::Entity::find().filter(watch::Column::EndedAt.is_null()).order_by_asc(watch::Column::Id).all(&reading.db()).await?;
    let mut seen = Seen::default();
    for (at, row) in rows.iter().enumerate() {
        progress(at, rows.len());
        let Some(night) = Night::of(&reading, row).await? else { continue };
        let desk = house.write(actor.clone(), origin).await?;
        let kept = night.keep(&desk).await;
        if !desk.finish(kept).await? {
            continue;
        }
        seen.watched += night.looked.watched();
        seen.found += night.new.iter().filter(|(before, _)| before.is_none()).count();
        seen.gone += night.gone.len();
    }
    Ok(seen)
}

/// Sales are watched at every level, unless somebody ended that.
async fn begin(desk: &Desk) -> Outcome<()> {
    for level in Level::ALL {
        let there = watch::Entity::find().filter(watch::Column::Measure.eq("sales")).filter(watch::Column::Level.eq(level));
        if there.one(&desk.db()).await?.is_none() {
            let row = watch::Model { measure: "sales".into(), level, false_alarms: FALSE_ALARMS, ..watch::Model::default() };
            let name = row.title(&text("销售额", "Sales"));
            insert::<watch::Entity>(desk, watch::Model { name, ..row }).await?;
        }
    }
    Ok(())
}

/// What one night is about to keep of a watch.
struct Night {
    row: watch::Model,
    looked: Looked,
    /// New ones, and what was found before and goes on.
    new: Vec<(Option<anomaly::Model>, anomaly::Model)>,
    gone: Vec<anomaly::Model>,
    /// The versions of all that was found before.
    known: HashMap<Id<anomaly::Entity>, i32>,
}

impl Night {
    async fn of(desk: &Desk, row: &watch::Model) -> Outcome<Option<Self>> {
        let asking = Asking::of(desk, &row.measure, None).await?;
        let before = anomaly::Entity::find().filter(anomaly::Column::WatchId.eq(row.id)).all(&desk.db()).await?;
        let Some(looked) = look(&asking, row, &before).await? else { return Ok(None) };
        let explaining = Explaining { desk, asking: &asking, row, looked: &looked, names: names(&asking, row, &looked).await? };
        let mut rang: Vec<(&Rang, Size)> =
            looked.rang.iter().filter_map(|rang| Some((rang, looked.size(&rang.code, rang.run.from, rang.run.to)?))).collect();
        rang.sort_by(|(_, a), (_, b)| b.strayed().total_cmp(&a.strayed()));
        let known = before.iter().map(|found| (found.id, found.version)).collect();
        let mut new = Vec::new();
        for (rang, _) in rang.into_iter().take(KEPT_MAX) {
            new.extend(explaining.told(rang, &before).await?);
        }
        let gone = before
            .into_iter()
            .filter(|found| found.state == State::Open && looked.is_gone(&found.code, found.from_day, found.to_day))
            .collect();
        Ok(Some(Self { row: row.clone(), looked, new, gone, known }))
    }

    /// Keeps what was found, or nothing where the night is void. A look takes long, and people judge and change what is watched
    /// meanwhile: what they touched is left as they made it, and looked at again tomorrow.
    async fn keep(&self, desk: &Desk) -> Outcome<bool> {
        let Some(row) = self.held(desk).await? else { return Ok(false) };
        let now = anomaly::Entity::find().filter(anomaly::Column::WatchId.eq(row.id)).all(&desk.db()).await?;
        // Another look was kept meanwhile, and has found the same.
        if now.iter().any(|found| !self.known.contains_key(&found.id)) {
            return Ok(false);
        }
        let moved: HashSet<_> =
            now.iter().filter(|found| self.known.get(&found.id) != Some(&found.version)).map(|found| found.id).collect();
        let watched = i32::try_from(self.looked.watched()).unwrap_or(i32::MAX);
        let next = watch::Model { watched, until_day: Some(self.looked.days.to), ..row.clone() };
        save::<watch::Entity>(desk, &row, next, "change").await?;
        let mut told = 0;
        for (before, next) in &self.new {
            if let Some(before) = before {
                if moved.contains(&before.id) {
                    continue;
                }
                save::<anomaly::Entity>(desk, before, next.clone(), "change").await?;
                continue;
            }
            let row = insert::<anomaly::Entity>(desk, next.clone()).await?;
            if told < TOLD_MAX && is_told(&row) {
                told += 1;
                let title = text(format!("发现异动：{}", row.name.zh), format!("Anomaly: {}", row.name.en));
                tell_those::<anomaly::Entity>(desk, Told::WhoMay("judge"), &serde_json::to_value(&row)?, title).await?;
            }
        }
        for gone in self.gone.iter().filter(|gone| !moved.contains(&gone.id)) {
            save::<anomaly::Entity>(desk, gone, anomaly::Model { state: State::Gone, ..gone.clone() }, "change").await?;
        }
        count(desk, row.id).await?;
        Ok(true)
    }

    /// The watch as it is now, held until the end of the act; none where something else is asked of it by now. Whoever judges
    /// holds the anomaly before its watch, and so does this.
    async fn held(&self, desk: &Desk) -> Outcome<Option<watch::Model>> {
        let going = self.new.iter().filter_map(|(before, _)| before.as_ref()).chain(&self.gone);
        let going: HashSet<_> = going.map(|found| found.id).collect();
        let rows = anomaly::Entity::find().filter(anomaly::Column::Id.is_in(going)).order_by_asc(anomaly::Column::Id);
        rows.lock_exclusive().all(&desk.db()).await?;
        let now = watch::Entity::find_by_id(self.row.id).lock_exclusive().one(&desk.db()).await?;
        let asked = |row: &watch::Model| (row.measure.clone(), row.level, row.false_alarms, row.ended_at);
        Ok(now.filter(|now| asked(now) == asked(&self.row)))
    }
}

/// Nobody is called for a channel, brand or shop that moved for a cause outside, such as a festival, the rain, its site or its trade:
/// it is in the list. A site is told of whatever the cause.
fn is_told(row: &anomaly::Model) -> bool {
    row.level == Level::Site || row.verdict != Verdict::External
}

/// Names and sites of the codes that rang.
#[derive(Default)]
struct Names {
    labels: HashMap<String, String>,
    sites: HashMap<String, Id<site::Entity>>,
}

async fn names(asking: &Asking<'_>, row: &watch::Model, looked: &Looked) -> Outcome<Names> {
    let codes: BTreeSet<&str> = looked.rang.iter().map(|rang| rang.code.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let sites: BTreeSet<&String> = looked.rang.iter().filter_map(|rang| rang.site.as_ref()).collect();
    let rows = site::Entity::find().filter(site::Column::Code.is_in(sites)).all(&asking.desk.db()).await?;
    Ok(Names {
        labels: asking.source.labels(asking.desk, row.level.dim(), &codes).await?,
        sites: rows.into_iter().map(|row| (row.code, row.id)).collect(),
    })
}

struct Explaining<'a> {
    desk: &'a Desk,
    asking: &'a Asking<'a>,
    row: &'a watch::Model,
    looked: &'a Looked,
    names: Names,
}

impl Explaining<'_> {
    /// The anomaly that a run makes, or how the one it goes on with grows; none where that is known already.
    async fn told(&self, rang: &Rang, before: &[anomaly::Model]) -> Outcome<Option<(Option<anomaly::Model>, anomaly::Model)>> {
        let side = Side::from(rang.run.side);
        let own = || before.iter().filter(|found| found.code == rang.code && found.side == side && found.state != State::Gone);
        if own().any(|found| found.known_until.is_some_and(|until| until >= rang.run.from)) {
            return Ok(None);
        }
        let going = own().find(|found| rang.run.goes_on(found.from_day, found.to_day, rang.run.side));
        if going.is_some_and(|found| rang.run.to <= found.to_day || found.state == State::Wrong) {
            return Ok(None);
        }
        let from = going.map_or(rang.run.from, |found| found.from_day.min(rang.run.from));
        let run = Run { from, ..rang.run };
        let Some(size) = self.looked.size(&rang.code, run.from, run.to) else { return Ok(None) };
        let once_in = rang.once_in.max(going.map_or(0, |found| found.once_in));
        let mut next = anomaly::Model { from_day: run.from, to_day: run.to, once_in, ..going.cloned().unwrap_or_else(|| self.first(rang)) };
        let decimals = self.asking.measure.unit.decimals();
        let amount = |value: f64| {
            let value = Decimal::from_f64(value).map(|value| round_half_up(value, decimals));
            value.and_then(|value| Amount::rounded(value).ok()).unwrap_or_default()
        };
        next.actual = Amount::rounded(size.actual).unwrap_or_default();
        [next.expected, next.low, next.high] = [size.expected, size.low, size.high].map(amount);
        let strayed = rate(Some(next.expected.decimal()), Some(next.actual.decimal()));
        next.name = self.name(&rang.code, size.is_above(), strayed);
        self.explain(&mut next).await?;
        Ok(Some((going.cloned(), next)))
    }

    /// A new anomaly, of which nothing is known yet but where it is.
    fn first(&self, rang: &Rang) -> anomaly::Model {
        anomaly::Model {
            watch_id: self.row.id,
            site_id: rang.site.as_ref().and_then(|code| self.names.sites.get(code)).copied(),
            measure: self.row.measure.clone(),
            level: self.row.level,
            code: rang.code.clone(),
            side: rang.run.side.into(),
            found_at: self.desk.now,
            ..anomaly::Model::default()
        }
    }

    /// Where it is and by how much it strayed, in the digits of its explanation.
    fn name(&self, code: &str, above: bool, strayed: Option<Decimal>) -> Text {
        let label = self.names.labels.get(code).map_or(code, String::as_str);
        let measure = &self.asking.measure.title;
        let (zh, en) = if above { ("高", "above") } else { ("低", "below") };
        match strayed.map(|strayed| shown(Some(strayed.abs()), Unit::Percent, false)) {
            Some(percent) => text(
                format!("{label} {}比预测{zh} {percent}", measure.zh),
                format!("{label}: {} {percent} {en} forecast", measure.en.to_lowercase()),
            ),
            None => text(format!("{label} {}比预测{zh}", measure.zh), format!("{label}: {} {en} forecast", measure.en.to_lowercase())),
        }
    }

    /// Why it is so, by the same engine as the page. What cannot be explained is told without a cause. What lies at a site is told to
    /// its manager, so it is explained by what may be seen there: what the other sites did is not theirs to know.
    async fn explain(&self, row: &mut anomaly::Model) -> Outcome<()> {
        let sites = row.site_id.map_or(Sites::All, |site| Sites::Only(vec![site.0]));
        let desk = self.desk.house.read(Actor { sites, ..Actor::house() }, &self.desk.origin);
        let filters = Where::from([(row.level.dim().to_owned(), vec![row.code.clone()])]);
        let (measure, at) = (row.measure.clone(), Some(self.asking.data_version.clone()));
        let asked = Why { measure, from: row.from_day, to: row.to_day, filters, against: Against::Forecast, at };
        match asked.answer(&desk).await {
            Ok(told) => {
                row.verdict = match told.outside.verdict {
                    Doing::Own => Verdict::Own,
                    Doing::External => Verdict::External,
                    Doing::Missing => Verdict::Missing,
                    Doing::Usual => Verdict::Unexplained,
                };
                (row.cause, row.said) = (told.outside.title.clone(), told.spoken());
            }
            Err(Failure::Refused(refusal)) => {
                (row.verdict, row.cause, row.said) = (Verdict::Unexplained, text("无法解释", "Not explained"), refusal.text);
            }
            Err(fault) => return Err(fault),
        }
        Ok(())
    }
}
