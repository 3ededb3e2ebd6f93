//! What a period is held against, day by day: the period before, last year, what is usual, the forecast or the target.
//!
//! A forecast and a target are laid over the days that are usual for the period, so that every part of the figure has a before.

use super::expected::{Foreseen, Goal, forecast_of, goal_of};
use super::reply::Baseline;
use super::scope::Scope;
use chrono::{Days, NaiveDate};
use kernel::calendar::{Coverage, Way};
use kernel::desk::Desk;
use kernel::measure::{Period, spans};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a period can be held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The period just before.
    #[default]
    Previous,
    LastYear,
    LastYearByWeekday,
    LastYearByRole,
    /// The same weekdays of the four weeks before.
    Usual,
    /// What was forecast on the day before the period.
    Forecast,
    /// The target in force.
    Target,
}

/// Weeks that tell what is usual.
const USUAL_WEEKS: u64 = 4;

/// The days of both sides.
#[derive(Clone)]
pub struct Sides {
    pub against: Against,
    /// The whole of the period that is over.
    pub shown: Period,
    /// Everything that is held against: days as often as they count.
    pub whole_before: Vec<NaiveDate>,
    /// The days of the period that have a like, and their likes, as often as they count.
    pub now: Vec<NaiveDate>,
    pub before: Vec<NaiveDate>,
    /// The days of either side on which the scope has any fact.
    pub open: BTreeSet<NaiveDate>,
    /// What a figure of the days before is divided by.
    pub share: Decimal,
    /// The same where something outside is held against its own past.
    pub share_outside: Decimal,
    /// How many likes a day has.
    pub likes: u64,
    /// What the target asked of the parts.
    pub goal: Option<Goal>,
    /// What the forecast said, where the period is held against it or against the target.
    pub forecast: Option<Foreseen>,
    pub coverage: Coverage,
    pub provisional: bool,
}

impl Against {
    pub fn word(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::LastYear => "last_year",
            Self::LastYearByWeekday => "last_year_by_weekday",
            Self::LastYearByRole => "last_year_by_role",
            Self::Usual => "usual",
            Self::Forecast => "forecast",
            Self::Target => "target",
        }
    }

    /// What it is called in a sentence.
    pub fn title(self, period: Period) -> Text {
        let week = period.days() == 7;
        match self {
            Self::Previous if week => text("前一周", "the week before"),
            Self::Previous if period.days() == 1 => text("前一天", "the day before"),
            Self::Previous => text("上期", "the period before"),
            Self::LastYear => text("去年同期", "last year"),
            Self::LastYearByWeekday => text("去年同期（按星期）", "last year by weekday"),
            Self::LastYearByRole => text("去年同期（按节日对齐）", "last year by holiday"),
            Self::Usual => text("之前四周同星期的平均", "the mean of the same weekdays of the four weeks before"),
            Self::Forecast => text("预测", "the forecast"),
            Self::Target => text("目标", "the target"),
        }
    }

    /// Whether it lies a year back.
    pub fn by_year(self) -> bool {
        matches!(self, Self::LastYear | Self::LastYearByWeekday | Self::LastYearByRole)
    }

    fn way(self) -> Way {
        match self {
            Self::LastYear => Way::LastYear,
            Self::LastYearByWeekday => Way::LastYearByWeekday,
            Self::LastYearByRole => Way::LastYearByRole,
            Self::Previous | Self::Usual | Self::Forecast | Self::Target => Way::Previous,
        }
    }

    /// Whether it is what was to be expected, and no days of the past.
    pub fn is_expected(self) -> bool {
        matches!(self, Self::Forecast | Self::Target)
    }
}

/// Lays the days of the period beside those it is held against.
pub async fn sides(desk: &Desk, scope: &Scope<'_>, period: Period, against: Against) -> Outcome<Sides> {
    let calendar = desk.calendar().await?;
    let until = scope.source.until_at(desk, &scope.at).await?;
    let shown = period.until(until);
    let nothing = || {
        Refusal::malformed(
            "这个范围在两个期间里都没有数据，无法解释",
            "There are no facts of this scope on either side, so nothing can be explained",
        )
    };
    if until.is_none_or(|until| until < period.from) {
        return Err(nothing().into());
    }
    match against {
        Against::Usual => return usual(desk, scope, shown).await,
        Against::Forecast | Against::Target => return expected(desk, scope, shown, against).await,
        _ => {}
    }
    let unreadable = |_| {
        Refusal::malformed(
            "这个期间不能比较：最长十年，且在 2000 到 2099 年之间",
            "The period cannot be compared: at most ten years, within 2000 to 2099",
        )
    };
    let aligned = calendar.align(period.from, period.to, against.way()).map_err(unreadable)?.until(shown.to);
    let pairs = aligned.pairs.iter().flat_map(|pair| std::iter::once(pair.day).chain(pair.with));
    let both: BTreeSet<NaiveDate> = pairs.chain(aligned.spare.iter().copied()).collect();
    let open = scope.open_days(desk, &both).await?;
    if open.is_empty() {
        return Err(nothing().into());
    }
    let closed = |day: NaiveDate| !open.contains(&day);
    let (now, before) = aligned.like_for_like(closed).into_iter().unzip();
    let years: BTreeSet<i32> = [period.from, period.to].into_iter().flat_map(|day| [year(day), year(day) - 1]).collect();
    Ok(Sides {
        against,
        shown,
        whole_before: aligned.pairs.iter().filter_map(|pair| pair.with).chain(aligned.spare.iter().copied()).collect(),
        now,
        before,
        share: Decimal::ONE,
        share_outside: Decimal::ONE,
        likes: 1,
        goal: None,
        forecast: None,
        coverage: aligned.coverage(closed),
        open: open.clone(),
        provisional: matches!(against, Against::LastYearByRole) && years.into_iter().any(|year| calendar.provisional(year)),
    })
}

/// Every day beside the mean of its weekday in the weeks before the period.
async fn usual(desk: &Desk, scope: &Scope<'_>, shown: Period) -> Outcome<Sides> {
    let likes = |day| usual_likes(shown, day);
    let days: Vec<NaiveDate> = shown.each().collect();
    let both: BTreeSet<NaiveDate> = days.iter().flat_map(|day| likes(*day).chain([*day])).collect();
    let open = scope.open_days(desk, &both).await?;
    // A day that is closed now still has its usual: what it would have sold belongs to the change.
    let told = |day: &&NaiveDate| likes(**day).all(|like| open.contains(&like));
    let whole_before: Vec<NaiveDate> = days.iter().filter(told).flat_map(|day| likes(*day)).collect();
    let matched: Vec<NaiveDate> = days.iter().filter(told).copied().filter(|day| open.contains(day)).collect();
    let before: Vec<NaiveDate> = matched.iter().flat_map(|day| likes(*day)).collect();
    let closed = days.iter().filter(|day| !open.contains(day)).count();
    Ok(Sides {
        against: Against::Usual,
        shown,
        whole_before,
        coverage: Coverage { matched: matched.len(), closed, unmatched: days.len() - matched.len() - closed, stand_in: 0 },
        now: matched,
        before,
        open,
        share: Decimal::from(USUAL_WEEKS),
        share_outside: Decimal::from(USUAL_WEEKS),
        likes: USUAL_WEEKS,
        goal: None,
        forecast: None,
        provisional: false,
    })
}

/// The same weekdays of the weeks before the period.
fn usual_likes(shown: Period, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let weeks_in = shown.days().div_ceil(7);
    (0..USUAL_WEEKS).filter_map(move |week| day.checked_sub_days(Days::new(7 * (weeks_in + week))))
}

/// The usual days, weighed so that they make what was forecast or asked for. A closed day is held against it like any other.
async fn expected(desk: &Desk, scope: &Scope<'_>, shown: Period, against: Against) -> Outcome<Sides> {
    let sides = usual(desk, scope, shown).await?;
    let whole_before: Vec<NaiveDate> = shown.each().flat_map(|day| usual_likes(shown, day)).collect();
    let sum = scope.atoms(desk, &scope.measure.formula.atoms(), &[], scope.filters, &whole_before).await?.total;
    let sum = scope.value(&sum, Decimal::ONE).filter(|sum| *sum > Decimal::ZERO);
    let share = |total: Decimal| sum?.checked_div(total).filter(|share| *share > Decimal::ZERO);
    let young = || {
        Refusal::malformed(
            "之前四周没有销售，无法按预测或目标解释",
            "There were no sales in the four weeks before, so neither a forecast nor a target can be explained",
        )
    };
    let forecast = forecast_of(desk, scope, shown).await;
    if against == Against::Forecast {
        let forecast = forecast?;
        let share = share(forecast.expected).ok_or_else(young)?;
        return Ok(Sides { against, whole_before, share, share_outside: share, forecast: Some(forecast), ..sides });
    }
    let goal = goal_of(desk, scope, shown).await?;
    let forecast = forecast.ok();
    let (share, share_outside) =
        (share(goal.total).ok_or_else(young)?, forecast.and_then(|found| share(found.expected)).unwrap_or(sides.share));
    Ok(Sides { against, whole_before, share, share_outside, goal: Some(goal), forecast, ..sides })
}

fn year(day: NaiveDate) -> i32 {
    use chrono::Datelike;
    day.year()
}

impl Sides {
    /// The same days for a place of which the target asked another share of what it usually brings; none where there is no target.
    pub fn weighed(&self, usual: Decimal, asked: Option<Decimal>) -> Option<Self> {
        self.goal.as_ref()?;
        let share = usual.checked_mul(self.share)?.checked_div(asked?).filter(|share| *share > Decimal::ZERO)?;
        Some(Self { share, ..self.clone() })
    }

    /// As the reply tells it.
    pub fn told(&self) -> Baseline {
        let spans_of = |days: &[NaiveDate]| spans(&days.iter().copied().collect());
        let Coverage { matched, closed, unmatched, stand_in } = self.coverage;
        Baseline {
            way: self.against.word(),
            title: self.against.title(self.shown),
            days: if self.against.is_expected() { Vec::new() } else { spans_of(&self.whole_before) },
            beside: spans_of(&self.now),
            matched,
            closed,
            unmatched,
            stand_in,
            provisional: self.provisional,
        }
    }
}
