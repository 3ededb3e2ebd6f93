//! Whether a change was anybody's own doing: before a shop is blamed, the calendar, closed days, its floor, its mall and its trade are asked.
//!
//! What surrounds the scope is what it belongs to without it. If the surroundings moved by a ratio, so much of the scope's
//! change is told by them; half of it and more makes them the explanation.

use super::baseline::Sides;
use super::reply::{Outcome as Told, Outside, Test, Verdict};
use super::scope::Scope;
use super::weather;
use chrono::{Days, NaiveDate};
use kernel::calendar::Pattern;
use kernel::desk::Desk;
use kernel::measure::{NO_VALUE, Where};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::collections::{BTreeMap, BTreeSet};

/// From this part of the change on a cause outside explains it; from the lower one on, some of it.
const EXPLAINS: f64 = 0.5;
const PARTLY: f64 = 0.2;

/// So many days in a row without any sale are a closure; fewer may be facts that are missing.
const CLOSURE_DAYS: usize = 3;

/// How far back the usual ups and downs and the weight of days are learnt from.
const HISTORY_DAYS: u64 = 800;

/// Fewer windows of the past than this tell nothing of what is usual.
const WINDOWS_MIN: usize = 6;

/// A change that is less than this many standard deviations of the usual is usual.
const USUAL_SIGMAS: f64 = 1.5;

/// What is known of the change when the tests begin.
pub struct Change {
    pub before: Decimal,
    pub change: Decimal,
}

/// Asks everything outside, and says whose doing the change was.
pub async fn outside(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change) -> Outcome<Outside> {
    let history = history(desk, scope, sides).await?;
    let places = belongs(desk, scope).await?;
    let mut tests = vec![
        gaps(desk, scope, sides, change).await?,
        calendar(desk, sides, change, &history).await?,
        bad_weather(desk, &places, sides, change, &history).await?,
        campaign(desk, scope, sides, change).await?,
    ];
    tests.extend(ambition(sides, change));
    for surrounding in surroundings(scope, &places) {
        tests.push(surrounding.test(desk, scope, sides, change).await?);
    }
    let (verdict, title) = verdict(&tests, sides, change, &history);
    Ok(Outside { verdict, title, tests })
}

/// Facts that are missing and closed days are told first, what is usual needs no cause, and only then somebody is blamed.
fn verdict(tests: &[Test], sides: &Sides, change: &Change, history: &BTreeMap<NaiveDate, i64>) -> (Verdict, Text) {
    let explaining = || tests.iter().filter(|test| test.outcome == Told::Explains);
    match explaining().find(|test| matches!(test.key, "missing" | "closed")) {
        Some(test) if test.key == "missing" => return (Verdict::Missing, test.title.clone()),
        Some(test) => return (Verdict::External, test.title.clone()),
        None => {}
    }
    if within_usual(sides, change, history) {
        return (Verdict::Usual, text("在平常的波动之内", "Within the usual ups and downs"));
    }
    match explaining().max_by_key(|test| test.effect.unwrap_or_default().abs()) {
        Some(test) => (Verdict::External, test.title.clone()),
        None => (Verdict::Own, text("外部因素解释不了，是自身的变化", "Nothing outside explains it; it is its own doing")),
    }
}

fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A test from how much of the change it tells.
fn test(key: &'static str, title: Text, effect: Option<f64>, change: &Change, said: Text) -> Test {
    let outcome = match effect {
        None => Told::Unknown,
        Some(effect) => {
            let part = if change.change.is_zero() { 0.0 } else { effect / float(change.change) };
            // What would have moved it further than it went says nothing beyond the whole.
            if part >= EXPLAINS {
                Told::Explains
            } else if part >= PARTLY {
                Told::Partly
            } else {
                Told::No
            }
        }
    };
    Test { key, title, outcome, effect: effect.and_then(Decimal::from_f64).map(|effect| effect.round_dp(2)), said }
}

/// The scope's sums by day before and in the period, in cents.
async fn history(desk: &Desk, scope: &Scope<'_>, sides: &Sides) -> Outcome<BTreeMap<NaiveDate, i64>> {
    let first = sides.shown.from.checked_sub_days(Days::new(HISTORY_DAYS)).unwrap_or(sides.shown.from);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= sides.shown.to).collect();
    let by = ["day".to_owned()];
    let rows = scope.atoms(desk, &["amount"], &by, scope.filters, &days).await?.rows;
    let cents = |amount: Decimal| (amount * Decimal::ONE_HUNDRED).round().to_i64();
    Ok(rows.iter().filter_map(|row| Some((row.keys.first()?.as_deref()?.parse().ok()?, cents(*row.atoms.get("amount")?)?))).collect())
}

/// Days of either side without any fact of the scope, though what it belongs to was open.
async fn gaps(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change) -> Outcome<Test> {
    let around: Where =
        scope.filters.iter().filter(|(dim, _)| matches!(dim.as_str(), "site" | "city")).map(|(d, c)| (d.clone(), c.clone())).collect();
    let whole = around.len() == scope.filters.len();
    let wider = if whole { Where::new() } else { around };
    let wider = Scope { source: scope.source.clone(), measure: scope.measure.clone(), filters: &wider, at: scope.at.clone() };
    let days: BTreeSet<NaiveDate> = sides.shown.from.iter_days().take_while(|day| *day <= sides.shown.to).collect();
    let days_before: BTreeSet<NaiveDate> = sides.whole_before.iter().copied().collect();
    let (own, own_before) = (scope.open_days(desk, &days).await?, scope.open_days(desk, &days_before).await?);
    let missing: BTreeSet<NaiveDate> = wider.open_days(desk, &days).await?.difference(&own).copied().collect();
    let missing_before: BTreeSet<NaiveDate> = wider.open_days(desk, &days_before).await?.difference(&own_before).copied().collect();
    let per_day = |sum: Decimal, days: f64| float(sum) / days.max(1.0);
    let (now, before, likes) = (change.before + change.change, change.before, sides.likes as f64);
    let (open, open_before) = (own.len() as f64, own_before.len() as f64 / likes);
    let effect = per_day(now, open) * missing_before.len() as f64 / likes - per_day(before, open_before) * missing.len() as f64;
    let (n, n_before) = (missing.len(), missing_before.len());
    if n + n_before == 0 {
        let said = text("期间每天都有销售数据", "There are sales on every day of the period");
        return Ok(test("missing", text("数据缺失或歇业", "Missing facts or closed days"), Some(0.0), change, said));
    }
    let longest = longest_run(&missing).max(longest_run(&missing_before));
    let side = |n: usize, n_before: usize| match (n, n_before) {
        (0, _) => (format!("基准期有 {n_before} 天"), format!("{n_before} days of the period compared with")),
        (_, 0) => (format!("有 {n} 天"), format!("{n} days")),
        _ => (format!("有 {n} 天、基准期有 {n_before} 天"), format!("{n} days, and {n_before} of the period compared with,")),
    };
    let (zh, en) = side(n, n_before);
    if longest >= CLOSURE_DAYS {
        let said = text(format!("{zh}没有任何销售，最长连续 {longest} 天"), format!("No sale at all on {en} up to {longest} in a row"));
        return Ok(test("closed", text("歇业或停业装修", "It was closed"), Some(effect), change, said));
    }
    let said = text(format!("{zh}没有任何销售数据，可能没有上传"), format!("No sales on {en}; they may not have been sent"));
    Ok(test("missing", text("数据缺失", "Facts are missing"), Some(effect), change, said))
}

fn longest_run(days: &BTreeSet<NaiveDate>) -> usize {
    let spans = kernel::measure::spans(days);
    spans.iter().map(|span| usize::try_from(span.days()).unwrap_or(usize::MAX)).max().unwrap_or(0)
}

/// What the days alone would have done: weekdays, holidays and their eves weigh unlike.
async fn calendar(desk: &Desk, sides: &Sides, change: &Change, history: &BTreeMap<NaiveDate, i64>) -> Outcome<Test> {
    let title = text("日历与节日", "Calendar and festivals");
    if sides.against.is_expected() {
        let said = text("预测和目标已经按日子的轻重计算", "Forecast and target have the weight of days in them");
        return Ok(test("calendar", title, Some(0.0), change, said));
    }
    let calendar = desk.calendar().await?;
    let past: BTreeMap<NaiveDate, i64> = history.range(..sides.shown.from).map(|(day, sum)| (*day, *sum)).collect();
    let pattern = Pattern::learn(&calendar, &past);
    let weight = |days: &[NaiveDate]| days.iter().map(|day| pattern.weight(&calendar, *day)).sum::<f64>();
    let (now, before) = (weight(&sides.now), weight(&sides.before) / sides.likes as f64);
    let known = pattern != Pattern::flat() && before > 0.0;
    if !known {
        let said = text("历史数据太短，算不出日子的轻重", "There is too little history to weigh the days");
        return Ok(test("calendar", title, None, change, said));
    }
    let effect = float(change.before) * (now / before - 1.0);
    let percent = (now / before - 1.0) * 100.0;
    let said = if percent.abs() < 0.05 {
        text("按星期和节假日的轻重，两边差不多", "By their weekdays and holidays both sides weigh about the same")
    } else {
        text(
            format!("按星期和节假日的轻重，本来就会{}{:.1}%", if percent < 0.0 { "少 " } else { "多 " }, percent.abs()),
            format!(
                "By its weekdays and holidays it would be {:.1}% {} anyway",
                percent.abs(),
                if percent < 0.0 { "less" } else { "more" }
            ),
        )
    };
    Ok(test("calendar", title, Some(effect), change, said))
}

/// What the weather would have done, as far as the company keeps it.
async fn bad_weather(desk: &Desk, places: &Belongs, sides: &Sides, change: &Change, history: &BTreeMap<NaiveDate, i64>) -> Outcome<Test> {
    let title = text("天气", "Weather");
    let Some(known) = weather::weather(desk, &places.sites, sides, history).await? else {
        let said = text("没有足够的天气记录", "There are too few records of the weather");
        return Ok(test("weather", title, None, change, said));
    };
    let said = text(
        format!("坏天气本期 {} 天、基准期 {} 天，通常带来 {:+.1}%", known.now, known.before, known.effect * 100.0),
        format!("Bad weather on {} days against {}, which usually means {:+.1}%", known.now, known.before, known.effect * 100.0),
    );
    Ok(test("weather", title, Some(float(change.before) * known.effect), change, said))
}

/// What sales on promotion were on each side: a campaign that moved by a week takes its sales along.
async fn campaign(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change) -> Outcome<Test> {
    let title = text("促销活动错位", "A campaign at another time");
    let sum = async |days: &[NaiveDate], share: Decimal| -> Outcome<Option<(f64, f64)>> {
        let total = scope.atoms(desk, &["promotion_amount", "amount"], &[], scope.filters, days).await?.total;
        let of = |atom: &str| total.atoms.get(atom).map(|sum| float(sum / share));
        Ok(of("promotion_amount").zip(of("amount")))
    };
    let (now, before) = (sum(&sides.now, Decimal::ONE).await?, sum(&sides.before, sides.share_outside).await?);
    let Some(((promoted_now, all_now), (promoted_before, all_before))) = now.zip(before).filter(|((_, n), (_, b))| *n > 0.0 && *b > 0.0)
    else {
        let said = text("数据里没有促销标记", "The facts do not tell what was on promotion");
        return Ok(test("campaign", title, None, change, said));
    };
    let (share_now, share_before) = (promoted_now / all_now * 100.0, promoted_before / all_before * 100.0);
    let said = text(
        format!("促销销售占比 {share_before:.1}% → {share_now:.1}%"),
        format!("Sales on promotion went from {share_before:.1}% to {share_now:.1}%"),
    );
    // What is sold on promotion in every period alike is no campaign that moved.
    let moved = (share_now - share_before).abs() >= CAMPAIGN_POINTS;
    Ok(test("campaign", title, Some(if moved { promoted_now - promoted_before } else { 0.0 }), change, said))
}

/// From so many points of the share of sales on promotion on, a campaign lies on one side alone.
const CAMPAIGN_POINTS: f64 = 15.0;

/// How much of what is missing to a target was not to be expected from the first: the forecast itself lay so far from it.
fn ambition(sides: &Sides, change: &Change) -> Option<Test> {
    let (goal, forecast) = (sides.goal.as_ref()?, sides.forecast?.expected);
    let percent = (forecast - goal.total).checked_div(goal.total).map(float).unwrap_or(0.0) * 100.0;
    let said = text(
        format!("期初的预测就比目标{} {:.1}%", if percent < 0.0 { "低" } else { "高" }, percent.abs()),
        format!("The forecast at its beginning was {:.1}% {} the target", percent.abs(), if percent < 0.0 { "below" } else { "above" }),
    );
    let title = text("目标高低", "How far the target was set");
    Some(test("target", title, Some(float(forecast - goal.total)), change, said))
}

/// Whether the change is no more than windows of the same length usually move by.
fn within_usual(sides: &Sides, change: &Change, history: &BTreeMap<NaiveDate, i64>) -> bool {
    if let (None, Some(forecast)) = (&sides.goal, sides.forecast) {
        return (forecast.low..=forecast.high).contains(&(change.before + change.change));
    }
    let length = sides.shown.days();
    let window = |last: NaiveDate| -> Option<f64> {
        let first = last.checked_sub_days(Days::new(length - 1))?;
        let sum: i64 = history.range(first..=last).map(|(_, sum)| *sum).sum();
        (sum > 0).then_some(sum as f64)
    };
    let mut last = sides.shown.from.pred_opt();
    let mut sums = Vec::new();
    while let Some(sum) = last.and_then(window) {
        sums.push(sum);
        last = last.and_then(|day| day.checked_sub_days(Days::new(length)));
    }
    let moves: Vec<f64> = sums.windows(2).map(|pair| (pair[0] / pair[1]).ln()).collect();
    if moves.len() < WINDOWS_MIN || change.before <= Decimal::ZERO || change.before + change.change <= Decimal::ZERO {
        return false;
    }
    let mut sizes: Vec<f64> = moves.iter().map(|moved| moved.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    // The median of the sizes is .6745 standard deviations where moves are normal; festivals do not stretch it.
    let sigma = sizes[sizes.len() / 2] / 0.6745;
    float((change.before + change.change) / change.before).ln().abs() < USUAL_SIGMAS * sigma
}

/// Something the scope belongs to, without it.
struct Surrounding {
    key: &'static str,
    title: Text,
    atom: &'static str,
    /// The surroundings, the scope included, and what of that is the scope.
    with: Where,
    without: Option<Where>,
}

/// What the scope belongs to: its floor, its site and the visitors of it, its trade.
fn surroundings(scope: &Scope<'_>, places: &Belongs) -> Vec<Surrounding> {
    let inner = |dim: &str| scope.filters.contains_key(dim);
    let narrowed = ["shop", "brand", "category", "item", "floor", "channel", "wide_category"].into_iter().any(inner);
    let mut around = Vec::new();
    if !narrowed {
        if inner("site") || inner("city") {
            let title = text("公司其他门店", "The company's other sites");
            around.push(Surrounding { key: "company", title, atom: "amount", with: Where::new(), without: Some(scope.filters.clone()) });
        }
        return around;
    }
    let own = Some(scope.filters.clone());
    let of_sites = |sites: &[String]| Where::from([("site".to_owned(), sites.to_vec())]);
    if !places.sites.is_empty() {
        let title = text("全场客流", "Visitors of the whole site");
        around.push(Surrounding { key: "traffic", title, atom: "visitors", with: of_sites(&places.sites), without: None });
        let title = text("同场其他", "The rest of the site");
        around.push(Surrounding { key: "site", title, atom: "amount", with: of_sites(&places.sites), without: own.clone() });
    }
    if !places.floors.is_empty() && !inner("floor") {
        let mut with = of_sites(&places.sites);
        with.insert("floor".to_owned(), places.floors.clone());
        let title = text("同楼层其他店铺", "The rest of the floor");
        around.push(Surrounding { key: "floor", title, atom: "amount", with, without: own.clone() });
    }
    if !places.categories.is_empty() && places.categories.len() <= CATEGORIES_MAX && !inner("category") {
        let title = text("同品类其他", "The rest of the trade");
        let with = Where::from([("category".to_owned(), places.categories.clone())]);
        around.push(Surrounding { key: "category", title, atom: "amount", with, without: own });
    } else if inner("category") && (inner("site") || inner("shop") || inner("brand") || inner("floor")) {
        let with = Where::from([("category".to_owned(), scope.filters["category"].clone())]);
        let title = text("同品类其他", "The rest of the trade");
        around.push(Surrounding { key: "category", title, atom: "amount", with, without: own });
    }
    around
}

/// A scope of more categories than this has no trade of its own.
const CATEGORIES_MAX: usize = 3;

/// The sites, floors and categories that a scope's sales were made at.
struct Belongs {
    sites: Vec<String>,
    floors: Vec<String>,
    categories: Vec<String>,
}

async fn belongs(desk: &Desk, scope: &Scope<'_>) -> Outcome<Belongs> {
    let until = scope.source.until_at(desk, &scope.at).await?.unwrap_or_default();
    let first = until.checked_sub_days(Days::new(60)).unwrap_or(until);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= until).collect();
    let mut values = [Vec::new(), Vec::new(), Vec::new()];
    for (found, dim) in values.iter_mut().zip(["site", "floor", "category"]) {
        let by = [dim.to_owned()];
        let rows = scope.atoms(desk, &["amount"], &by, scope.filters, &days).await?.rows;
        *found = rows.into_iter().filter_map(|row| row.keys.into_iter().next().flatten()).filter(|code| code != NO_VALUE).collect();
    }
    let [sites, floors, categories] = values;
    Ok(Belongs { sites, floors, categories })
}

impl Surrounding {
    async fn test(self, desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change) -> Outcome<Test> {
        let sum = async |filters: &Where, days: &[NaiveDate], share: Decimal| -> Outcome<f64> {
            let total = scope.atoms(desk, &[self.atom], &[], filters, days).await?.total;
            Ok(total.atoms.get(self.atom).map_or(0.0, |sum| float(sum / share)))
        };
        let mut now = sum(&self.with, &sides.now, Decimal::ONE).await?;
        let mut before = sum(&self.with, &sides.before, sides.share_outside).await?;
        let whole = before;
        if let Some(own) = &self.without {
            now -= sum(own, &sides.now, Decimal::ONE).await?;
            before -= sum(own, &sides.before, sides.share_outside).await?;
        }
        // Surroundings that are nearly the scope itself tell nothing of it.
        if before <= 0.05 * whole || whole <= 0.0 {
            let said = text("没有可比的数据", "There is nothing to compare with");
            return Ok(test(self.key, self.title, None, change, said));
        }
        let ratio = now / before - 1.0;
        let word = if ratio < 0.0 { ("下降", "fell by") } else { ("上升", "rose by") };
        let said = text(
            format!("{}同期{} {:.1}%", self.title.zh, word.0, ratio.abs() * 100.0),
            format!("{} {} {:.1}%", self.title.en, word.1, ratio.abs() * 100.0),
        );
        Ok(test(self.key, self.title, Some(float(change.before) * ratio), change, said))
    }
}
