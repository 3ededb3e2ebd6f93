//! Days without any fact of the scope, or of one of its sites or shops, though what it belongs to was open: closed, or not sent.

use super::super::baseline::Sides;
use super::super::reply::Test;
use super::super::scope::Scope;
use super::{Change, float, told};
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::measure::{NO_VALUE, Where, spans};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use std::collections::{BTreeMap, BTreeSet};

/// So many days in a row without any sale are a closure; fewer may be facts that are missing.
const CLOSURE_DAYS: usize = 3;

/// Parts of a scope are looked at over so many days at most; in longer periods a day or two decide nothing.
const PART_DAYS_MAX: usize = 100;

/// A part that sells on fewer days than this has days without a sale as a matter of course.
const OPEN_MIN: f64 = 0.9;

/// Days without facts on both sides, and what they did: to the figure, or as a part of what the scope sold before.
#[derive(Default)]
struct Gap {
    now: BTreeSet<NaiveDate>,
    before: BTreeSet<NaiveDate>,
    effect: f64,
}

/// A site or shop of the scope that has days without facts.
pub struct PartGap {
    pub dim: &'static str,
    pub code: String,
    /// What its missing days did, as a part of what the scope sold before.
    pub effect: f64,
    /// How many others have such days.
    more: usize,
    gap: Gap,
}

/// The site or shop of the scope whose missing days did most.
pub async fn part(desk: &Desk, scope: &Scope<'_>, sides: &Sides) -> Outcome<Option<PartGap>> {
    for dim in ["site", "shop"] {
        if let Some(part) = of_parts(desk, scope, sides, dim).await? {
            return Ok(Some(part));
        }
    }
    Ok(None)
}

/// Whether days that are not there explain the change.
pub async fn test(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change<'_>) -> Outcome<Test> {
    let whole = of_scope(desk, scope, sides, change).await?;
    if !whole.now.is_empty() || !whole.before.is_empty() {
        return Ok(whole.told(None, 0, change));
    }
    if let Some(PartGap { dim, code, more, gap: Gap { now, before, effect }, .. }) = change.gone {
        let about = scope.source.dims().into_iter().find(|known| known.name == *dim);
        let names = match about {
            Some(about) => scope.names(desk, &about, &[code]).await?,
            None => BTreeMap::new(),
        };
        let name = names.get(code).map_or_else(|| text(code, code), |named| named.name.clone());
        let gap = Gap { now: now.clone(), before: before.clone(), effect: effect * float(change.before) };
        return Ok(gap.told(Some(&name), *more, change));
    }
    let said = text("期间每天都有销售数据", "There are sales on every day of the period");
    Ok(told("missing", text("数据缺失或歇业", "Missing facts or closed days"), Some(0.0), change, said))
}

/// What is to be known of a place that has days without facts: how many, on which side.
pub async fn of_place(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where) -> Outcome<Option<Text>> {
    let (days, days_before) = looked_at(sides);
    if days.len() + days_before.len() > PART_DAYS_MAX {
        return Ok(None);
    }
    let place = Scope { source: scope.source.clone(), measure: scope.measure.clone(), filters, at: scope.at.clone() };
    let open = place.open_days(desk, &days.union(&days_before).copied().collect()).await?;
    Ok(missing(&open, &days, &days_before).map(|(now, before)| noted(now.len(), before.len())))
}

/// The days of both sides on which the scope as a whole has facts.
fn looked_at(sides: &Sides) -> (BTreeSet<NaiveDate>, BTreeSet<NaiveDate>) {
    let open = |day: &NaiveDate| sides.open.contains(day);
    (sides.shown.each().filter(open).collect(), sides.whole_before.iter().copied().filter(open).collect())
}

/// Days on which nothing at all is known of the scope, though there are facts around it.
async fn of_scope(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change<'_>) -> Outcome<Gap> {
    let around: Where =
        scope.filters.iter().filter(|(dim, _)| matches!(dim.as_str(), "site" | "city")).map(|(d, c)| (d.clone(), c.clone())).collect();
    let wider = if around.len() == scope.filters.len() { Where::new() } else { around };
    let wider = Scope { source: scope.source.clone(), measure: scope.measure.clone(), filters: &wider, at: scope.at.clone() };
    let days: BTreeSet<NaiveDate> = sides.shown.each().collect();
    let days_before: BTreeSet<NaiveDate> = sides.whole_before.iter().copied().collect();
    let open_around = wider.open_days(desk, &days.union(&days_before).copied().collect()).await?;
    let missing = |days: &BTreeSet<NaiveDate>| -> BTreeSet<NaiveDate> {
        days.iter().copied().filter(|day| open_around.contains(day) && !sides.open.contains(day)).collect()
    };
    let open = |days: &BTreeSet<NaiveDate>| days.iter().filter(|day| sides.open.contains(day)).count().max(1) as f64;
    let (now, before) = (missing(&days), missing(&days_before));
    let likes = sides.likes as f64;
    let a_day = float(change.before + change.change) / open(&days);
    let a_day_before = float(change.before) * likes / open(&days_before);
    let effect = a_day * before.len() as f64 / likes - a_day_before * now.len() as f64;
    Ok(Gap { now, before, effect })
}

/// The part of the scope whose missing days did most, with what all such parts did.
async fn of_parts(desk: &Desk, scope: &Scope<'_>, sides: &Sides, dim: &'static str) -> Outcome<Option<PartGap>> {
    let (days, days_before) = looked_at(sides);
    let fixed = scope.filters.get(dim).is_some_and(|codes| codes.len() == 1);
    if fixed || !scope.measure.dims.contains(&dim) || days.len() + days_before.len() > PART_DAYS_MAX {
        return Ok(None);
    }
    let both: Vec<NaiveDate> = days.union(&days_before).copied().collect();
    let mut sold = BTreeMap::<String, BTreeMap<NaiveDate, f64>>::new();
    for row in scope.atoms(desk, &["amount"], &[dim.to_owned(), "day".to_owned()], scope.filters, &both).await?.rows {
        let [Some(part), Some(day)] = &row.keys[..] else { continue };
        let (Ok(day), Some(amount)) = (day.parse(), row.atoms.get("amount")) else { continue };
        if part != NO_VALUE {
            sold.entry(part.clone()).or_default().insert(day, float(*amount));
        }
    }
    let likes = sides.likes as f64;
    let sold_before = sold.values().flatten().filter(|(day, _)| days_before.contains(*day)).map(|(_, sum)| sum).sum::<f64>() / likes;
    if sold_before <= 0.0 {
        return Ok(None);
    }
    let mut gaps: Vec<(String, Gap)> =
        sold.into_iter().filter_map(|(part, sold)| Some((part, gap(&sold, &days, &days_before, likes)?))).collect();
    let effect = gaps.iter().map(|(_, gap)| gap.effect).sum::<f64>() / sold_before;
    gaps.sort_by(|a, b| b.1.effect.abs().total_cmp(&a.1.effect.abs()));
    let more = gaps.len().saturating_sub(1);
    let told = |(code, gap): (String, Gap)| PartGap { dim, code, more, effect: gap.effect / sold_before, gap: Gap { effect, ..gap } };
    Ok(gaps.into_iter().next().map(told))
}

/// The days that a part is missing, and what that did.
fn gap(sold: &BTreeMap<NaiveDate, f64>, days: &BTreeSet<NaiveDate>, days_before: &BTreeSet<NaiveDate>, likes: f64) -> Option<Gap> {
    let (now, before) = missing(&sold.keys().copied().collect(), days, days_before)?;
    let a_day = |days: &BTreeSet<NaiveDate>| {
        let open: Vec<f64> = days.iter().filter_map(|day| sold.get(day)).copied().collect();
        open.iter().sum::<f64>() / open.len().max(1) as f64
    };
    let effect = a_day(days) * before.len() as f64 / likes - a_day(days_before) * now.len() as f64;
    Some(Gap { now, before, effect })
}

/// The days of either side on which a part is not open, if it is open nearly every day on one of them.
fn missing(
    open: &BTreeSet<NaiveDate>,
    days: &BTreeSet<NaiveDate>,
    days_before: &BTreeSet<NaiveDate>,
) -> Option<(BTreeSet<NaiveDate>, BTreeSet<NaiveDate>)> {
    let steady = |days: &BTreeSet<NaiveDate>| {
        let open = days.intersection(open).count() as f64;
        open >= OPEN_MIN * days.len() as f64 && !days.is_empty()
    };
    let (now, before): (BTreeSet<NaiveDate>, BTreeSet<NaiveDate>) = (days - open, days_before - open);
    // What is open now and was never there before has opened, and was not closed.
    let opened = before.len() == days_before.len();
    let gone = (!now.is_empty() || !before.is_empty()) && !opened && (steady(days) || steady(days_before));
    gone.then_some((now, before))
}

/// Days without facts, as a note on a place.
fn noted(now: usize, before: usize) -> Text {
    let days = |n: usize| format!("{n} {}", if n == 1 { "day" } else { "days" });
    match (now, before) {
        (0, _) => text(format!("基准期有 {before} 天没有数据"), format!("No data on {} of the baseline", days(before))),
        (_, 0) => text(format!("本期有 {now} 天没有数据"), format!("No data on {} of the period", days(now))),
        _ => text(
            format!("本期有 {now} 天、基准期有 {before} 天没有数据"),
            format!("No data on {} of the period and {before} of the baseline", days(now)),
        ),
    }
}

impl Gap {
    /// `more` others have such days, and their effect is in this.
    fn told(&self, part: Option<&Text>, more: usize, change: &Change<'_>) -> Test {
        let side = |n: usize, n_before: usize| match (n, n_before) {
            (0, _) => (format!("基准期有 {n_before} 天"), format!("{n_before} days of the period compared with")),
            (_, 0) => (format!("有 {n} 天"), format!("{n} days")),
            _ => (format!("有 {n} 天、基准期有 {n_before} 天"), format!("{n} days, and {n_before} of the period compared with,")),
        };
        let (zh, en) = side(self.now.len(), self.before.len());
        let (zh, en) = match part {
            Some(name) => (format!("{} {zh}", name.zh), format!("{en} of {}", name.en)),
            None => (zh, en),
        };
        let (more_zh, more_en) = match more {
            0 => (String::new(), String::new()),
            more => (
                format!("；另有 {more} 家也有这样的日子，影响合计在内"),
                format!("; {more} more {} such days, and the effect is that of all", if more == 1 { "has" } else { "have" }),
            ),
        };
        let longest = longest_run(&self.now).max(longest_run(&self.before));
        if longest >= CLOSURE_DAYS {
            let said = text(
                format!("{zh}没有任何销售，最长连续 {longest} 天{more_zh}"),
                format!("No sale at all on {en} up to {longest} in a row{more_en}"),
            );
            return told("closed", text("歇业或停业装修", "It was closed"), Some(self.effect), change, said);
        }
        let said =
            text(format!("{zh}没有任何销售数据，可能没有上传{more_zh}"), format!("No sales on {en}; they may not have been sent{more_en}"));
        told("missing", text("数据缺失", "Facts are missing"), Some(self.effect), change, said)
    }
}

fn longest_run(days: &BTreeSet<NaiveDate>) -> usize {
    spans(days).iter().map(|span| usize::try_from(span.days()).unwrap_or(usize::MAX)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(numbers: impl IntoIterator<Item = u32>) -> BTreeSet<NaiveDate> {
        numbers.into_iter().filter_map(|day| NaiveDate::from_ymd_opt(2026, 11, day)).collect()
    }

    /// A week is held against the week before.
    #[test]
    fn a_part_has_gaps_if_it_is_open_on_nearly_every_day_of_one_side() {
        let (week, before) = (days(8..15), days(1..8));
        for (open, expected) in [
            (days(1..15), None),
            (days([1, 2, 3, 4].into_iter().chain(8..15)), Some((0, 3))),
            (days([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14]), Some((1, 0))),
            // It has closed for good; it has opened; it never sells on more than half of the days.
            (days(1..8), Some((7, 0))),
            (days(8..15), None),
            (days([1, 3, 5, 7, 9, 11, 13]), None),
        ] {
            let found = missing(&open, &week, &before).map(|(now, before)| (now.len(), before.len()));
            assert_eq!(found, expected, "{open:?}");
        }
    }

    #[test]
    fn missing_days_are_counted_for_in_sales_of_a_day() {
        // 100 a day, and three days of the week before are not there: 300 of the rise is theirs.
        let sold = days([1, 2, 3, 4].into_iter().chain(8..15)).into_iter().map(|day| (day, 100.0)).collect();
        let found = gap(&sold, &days(8..15), &days(1..8), 1.0).unwrap();
        assert_eq!((found.before.len(), found.effect), (3, 300.0));
    }

    #[test]
    fn a_place_is_noted_with_the_side_that_lacks_days() {
        for (now, before, zh, en) in [
            (0, 3, "基准期有 3 天没有数据", "No data on 3 days of the baseline"),
            (1, 0, "本期有 1 天没有数据", "No data on 1 day of the period"),
            (1, 2, "本期有 1 天、基准期有 2 天没有数据", "No data on 1 day of the period and 2 of the baseline"),
        ] {
            assert_eq!(noted(now, before), text(zh, en));
        }
    }
}
