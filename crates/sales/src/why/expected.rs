//! What was to be expected of a period: what the forecast made the evening before said, or what the target asked for.

use super::scope::Scope;
use crate::inquiries::{Ground, Holding, TargetsOf, When, scoped};
use crate::queries::{Asking, Known, LEVEL, PAST_DAYS, Rhythm, no_forecast, wider};
use crate::rules::days::day_targets;
use crate::rules::effective::Line;
use crate::rules::laid::{Usual, laid};
use crate::rules::mix::{self, Mix};
use chrono::{Datelike, Days};
use forecast::{Peers, forecast};
use kernel::desk::Desk;
use kernel::fixed::round_half_up;
use kernel::measure::{Period, Where};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::Text;
use rust_decimal::Decimal;

/// What the days of a target were to bring: all of the scope, and each row of the plan inside it.
#[derive(Clone)]
pub struct Goal {
    pub total: Decimal,
    lines: Vec<(Mix, Decimal)>,
}

/// A forecast of all days together, with an interval that holds four times in five.
#[derive(Clone, Copy)]
pub struct Foreseen {
    pub expected: Decimal,
    pub low: Decimal,
    pub high: Decimal,
}

/// What the forecast made on the day before the period said of its days.
pub async fn forecast_of(desk: &Desk, scope: &Scope<'_>, period: Period) -> Outcome<Foreseen> {
    let asking = asking(desk, scope).await?;
    let eve = period.from.pred_opt().unwrap_or(period.from);
    let before = Period { from: eve.checked_sub_days(Days::new(PAST_DAYS - 1)).unwrap_or(eve), to: eve };
    let series = asking.days(before, scope.filters).await?;
    let open = asking.days(before, &wider(scope.filters)).await?;
    let rhythm = Rhythm::of(&asking, period.from.year(), scope.filters).await?;
    let history = Known { series: &series, open: &open, until: eve }.history(&rhythm, period.to);
    let horizon = usize::try_from(period.days()).unwrap_or(usize::MAX);
    let found = forecast(&history, horizon, LEVEL, &Peers::default()).map_err(|error| {
        let Text { zh, en } = no_forecast(&error);
        Refusal::malformed(zh, en)
    })?;
    let number = |value: f64| round_half_up(Decimal::from_f64_retain(value).unwrap_or_default(), scope.measure.unit.decimals());
    Ok(Foreseen { expected: number(found.total.expected), low: number(found.total.low), high: number(found.total.high) })
}

/// What the target in force asked of the days of a period.
pub async fn goal_of(desk: &Desk, scope: &Scope<'_>, period: Period) -> Outcome<Goal> {
    let when = When { from: Some(period.from), to: Some(period.to), ..When::default() };
    let (measure, at) = (Some(scope.measure.name.to_owned()), Some(scope.at.clone()));
    let ground = Ground::of(desk, &TargetsOf { measure, when, at, ..TargetsOf::default() }).await?;
    let filters = scoped(desk, scope.filters.clone()).await?;
    refuse_levels(&ground.asking)?;
    let rhythm = Rhythm::of(&ground.asking, ground.year(), &filters).await?;
    let (lines, weights) = (ground.lines(&rhythm), rhythm.weights(ground.year()));
    let within = mix::Scope(Some(&filters));
    let holding = ground.holding(&lines, &within, &weights);
    let none = || Refusal::malformed("这个范围在这个期间没有生效的目标", "No target is in force for this scope and period");
    let total = holding.target.ok_or_else(none)?;
    refuse_in_part(&ground, &holding, &filters).await?;
    let of = |line: &Line| -> Decimal {
        let days = day_targets(&line.months, &weights, ground.decimals());
        days.range(period.from..=period.to).map(|(_, target)| *target).sum()
    };
    let inside = lines.iter().filter(|line| within.holds(&line.mix) && !within.is(&line.mix));
    Ok(Goal { total, lines: inside.map(|line| (line.mix.clone(), of(line))).filter(|(_, target)| !target.is_zero()).collect() })
}

/// Refuses a scope of which only parts have targets: what the others sold would count as more than was asked for.
async fn refuse_in_part(ground: &Ground<'_>, holding: &Holding, filters: &Where) -> Outcome<()> {
    if holding.made_of.0.is_empty() {
        return Ok(());
    }
    let done = ground.asking.answer(ground.shown().unwrap_or(ground.period), &[], filters).await?;
    let parts = ground.part_sums(std::iter::once(holding)).await?;
    let Some(untargeted) = ground.done(holding, ground.asking.value(&done.total), &parts).untargeted else { return Ok(()) };
    let said = crate::shown(Some(untargeted), ground.asking.measure.unit, false);
    let zh = format!("这个范围里只有一部分有目标，没有目标的另有 {said}；请从进度页打开为什么，或把范围缩小到有目标的对象");
    let en = format!(
        "Only a part of this scope has a target; {said} was done by those that have none. Open why from the progress page, or narrow the scope to those that have one"
    );
    Err(Refusal::malformed(zh, en).into())
}

impl Goal {
    /// What each smallest part was to bring of what all of them together were, where parts tell these dimensions apart.
    pub fn laid(&self, parts: &[Usual], dims: &[&str]) -> Vec<Decimal> {
        let told = |mix: &Mix| mix.dims().iter().all(|dim| dims.contains(dim));
        let lines: Vec<(Mix, Decimal)> = self.lines.iter().filter(|(mix, _)| told(mix)).cloned().collect();
        let whole: Decimal = parts.iter().map(|part| part.amount).sum();
        let of_days = whole.checked_div(self.total).unwrap_or_default();
        laid(self.total, &lines, parts).into_iter().map(|asked| asked * of_days).collect()
    }
}

/// The measure at the version that is explained; figures that do not add up are neither forecast nor held against a target by parts.
async fn asking<'a>(desk: &'a Desk, scope: &Scope<'_>) -> Outcome<Asking<'a>> {
    let asking = Asking::of(desk, scope.measure.name, Some(&scope.at)).await?;
    refuse_levels(&asking)?;
    Ok(asking)
}

fn refuse_levels(asking: &Asking<'_>) -> Outcome<()> {
    if asking.adds_up {
        return Ok(());
    }
    let Text { zh, en } = &asking.measure.title;
    let zh = format!("{zh}不能相加，只能与另一个期间比较");
    Err(Refusal::malformed(zh, format!("{en} does not add up; it can only be held against another period")).into())
}
