//! Whether a change was anybody's own doing: before a shop is blamed, the calendar, closed days, its floor, its mall and its trade are asked.
//!
//! What a cause outside does is learnt from the scope's own past, site by site. What surrounds the scope is what it belongs to
//! without it: if that moved by a ratio, so much of the scope's change is told by it. Half of the change and more is an explanation.

mod around;
mod campaign;
pub mod gaps;
pub mod past;
mod supply;
mod usual;
pub mod weather;

use super::baseline::Sides;
use super::float;
use super::reply::{ItemMove, Outcome as Told, Outside, Place, Test, Verdict};
use super::scope::Scope;
use around::{Belongs, surroundings};
use gaps::PartGap;
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use past::Past;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use weather::Weather;

/// From this part of the change on a cause outside explains it; from the lower one on, some of it.
const EXPLAINS: f64 = 0.5;
const PARTLY: f64 = 0.2;

/// A cause that did less than this part of what was before is not worth a name while the change is a usual one.
const NAMED_MIN: f64 = 0.03;

/// Causes that lie before others: rain is why a mall had fewer visitors, and so it is told before them.
const ROOTS: [&str; 5] = ["calendar", "weather", "campaign", "supply", "target"];

/// What is known of the change when the tests begin.
pub struct Change<'a> {
    pub before: Decimal,
    pub change: Decimal,
    pub places: &'a [Place],
    pub items: &'a [ItemMove],
    /// A part of the scope that was closed or sent nothing.
    pub gone: Option<&'a PartGap>,
    pub past: &'a Past,
    pub weather: &'a Weather,
}

/// Asks everything outside, and says whose doing the change was.
pub async fn outside(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change<'_>) -> Outcome<Outside> {
    let past = change.past;
    let belongs = Belongs::of(desk, scope, sides).await?;
    let around = match belongs.whole_sites(scope) {
        Some(filters) => Some(Past::of(desk, scope, sides, &filters).await?),
        None => None,
    };
    let mut tests = vec![
        gaps::test(desk, scope, sides, change).await?,
        past.calendar(sides, change),
        weather::test(change.weather, past, sides, change),
        campaign::test(past, around.as_ref(), sides, change),
    ];
    tests.extend(supply::test(desk, scope, sides, change).await?);
    tests.extend(ambition(sides, change));
    for surrounding in surroundings(scope, &belongs) {
        tests.push(surrounding.test(desk, scope, sides, change).await?);
    }
    let carried = usual::carried(change);
    let usual = !carried && usual::within(past, sides, change);
    let (verdict, title) = verdict(&tests, change, usual, carried);
    Ok(Outside { verdict, title, tests })
}

/// Facts that are missing and closed days are told first, then what is known to have come from outside; what is usual needs no
/// further cause, and only then the surroundings are looked at, unless one place or good of the scope carries the change.
fn verdict(tests: &[Test], change: &Change<'_>, usual: bool, carried: bool) -> (Verdict, Text) {
    let explaining = || tests.iter().filter(|test| test.outcome == Told::Explains);
    let size = |test: &&Test| test.effect.unwrap_or_default().abs();
    let worth = |test: &&Test| !usual || float(size(test)) >= NAMED_MIN * float(change.before).abs();
    match explaining().filter(worth).find(|test| matches!(test.key, "missing" | "closed")) {
        Some(test) if test.key == "missing" => return (Verdict::Missing, test.title.clone()),
        Some(test) => return (Verdict::External, test.title.clone()),
        None => {}
    }
    // A good that is gone here and sold elsewhere is nobody else's doing, rain or not.
    let lost = change.items.iter().filter(|item| item.kind == "ended").map(|item| item.effect.abs()).max().unwrap_or_default();
    let more = |test: &&Test| test.key == "supply" || size(test) >= lost;
    if let Some(test) = root(tests, change, carried).filter(worth).filter(more) {
        return (Verdict::External, test.title.clone());
    }
    if usual {
        return (Verdict::Usual, text("在平常的波动之内", "Within the usual ups and downs"));
    }
    let surroundings = explaining().filter(|test| !carried && !ROOTS.contains(&test.key));
    match surroundings.max_by_key(size) {
        Some(test) => (Verdict::External, test.title.clone()),
        None => (Verdict::Own, own(tests)),
    }
}

/// Its own doing, or what is left of it beside what came from outside.
fn own(tests: &[Test]) -> Text {
    let partly = |test: &&Test| test.outcome == Told::Partly && ROOTS.contains(&test.key);
    let most = tests.iter().filter(partly).max_by_key(|test| test.effect.unwrap_or_default().abs());
    most.map_or_else(
        || text("外部因素解释不了，是自身的变化", "Nothing outside explains it; it is its own doing"),
        |test| {
            let Text { zh, en } = &test.title;
            text(format!("部分来自{zh}，其余是自身的变化"), format!("Partly {}, the rest is its own doing", en.to_lowercase()))
        },
    )
}

/// The root cause that explains most, if all of them explain the change together. Where a place or a good carries the change by
/// itself, one cause alone must explain it: small ones are always about.
fn root<'a>(tests: &'a [Test], change: &Change<'_>, carried: bool) -> Option<&'a Test> {
    let part = |test: &Test| test.effect.and_then(|effect| effect.checked_div(change.change)).map_or(0.0, float);
    let roots = || tests.iter().filter(|test| ROOTS.contains(&test.key) && part(test) > 0.0);
    let together: f64 = tests.iter().filter(|test| ROOTS.contains(&test.key)).map(part).sum();
    let most = roots().max_by(|a, b| part(a).total_cmp(&part(b)))?;
    let least = if carried { EXPLAINS } else { PARTLY };
    (together >= EXPLAINS && part(most) >= least).then_some(most)
}

/// How much of what is missing to a target was not to be expected from the first: the forecast itself lay so far from it.
fn ambition(sides: &Sides, change: &Change<'_>) -> Option<Test> {
    let (goal, forecast) = (sides.goal.as_ref()?, sides.forecast?.expected);
    let percent = (forecast - goal.total).checked_div(goal.total).map(float).unwrap_or(0.0) * 100.0;
    let said = text(
        format!("期初的预测就比目标{} {:.1}%", if percent < 0.0 { "低" } else { "高" }, percent.abs()),
        format!("The forecast at its beginning was {:.1}% {} the target", percent.abs(), if percent < 0.0 { "below" } else { "above" }),
    );
    let title = text("目标高低", "How far the target was set");
    Some(told("target", title, Some(float(forecast - goal.total)), change, said))
}

/// A test from how much of the change it tells.
fn told(key: &'static str, title: Text, effect: Option<f64>, change: &Change<'_>, said: Text) -> Test {
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
