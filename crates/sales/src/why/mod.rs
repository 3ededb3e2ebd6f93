//! Why a figure changed: how, where, and whether it was anybody's own doing; all parts add up to the change.

mod baseline;
mod drivers;
mod expected;
mod goods;
mod outside;
mod places;
mod reply;
mod scope;
mod spoken;
mod words;

pub use baseline::Against;
pub use places::rate;
pub use reply::{Explanation, Verdict as Told};
pub use spoken::shown;

use crate::inquiries::with_site;
use baseline::{Sides, sides};
use chrono::NaiveDate;
use garde::Validate;
use kernel::desk::Desk;
use kernel::inquiry::Inquiry;
use kernel::measure::{Formula, Period, Where};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Text, text};
use outside::past::Past;
use outside::weather::Weather;
use outside::{Change, gaps};
use places::Leaves;
use reply::Place;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use scope::Scope;
use serde::{Deserialize, Serialize};

/// Asks why a figure changed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Why {
    #[schemars(title = "指标", extend("x-en" = "Measure"))]
    pub measure: String,
    #[schemars(title = "开始日期", extend("x-en" = "First day"))]
    pub from: NaiveDate,
    #[schemars(title = "结束日期", extend("x-en" = "Last day"))]
    pub to: NaiveDate,
    /// Only facts with any of these codes, by dimension.
    #[serde(rename = "where", default)]
    #[schemars(title = "范围", extend("x-en" = "Scope"))]
    pub filters: Where,
    #[serde(default)]
    #[schemars(title = "与谁比", extend("x-en" = "Against"))]
    pub against: Against,
    #[serde(default)]
    #[schemars(title = "数据版本", extend("x-en" = "Data version"))]
    pub at: Option<String>,
}

impl Inquiry for Why {
    type Reply = Explanation;
    const NAME: &'static str = "why";
    const KIND: &'static str = "measure";

    fn title() -> Text {
        text("为什么", "Why a figure changed")
    }

    async fn answer(self, desk: &Desk) -> Outcome<Explanation> {
        let period = self.period()?;
        // A shop is looked at within its site, whoever asks: the page, a report, the watch.
        let filters = with_site(desk, self.filters.clone()).await?;
        let scope = Scope::find(desk, &self.measure, &filters, self.at.as_deref()).await?;
        refuse_unexplained(&scope)?;
        let sides = sides(desk, &scope, period, self.against).await?;
        explained(desk, &scope, &sides).await
    }
}

impl Why {
    fn period(&self) -> Outcome<Period> {
        if self.to < self.from {
            return Err(Refusal::malformed("结束日期早于开始日期", "The last day is before the first").into());
        }
        Ok(Period { from: self.from, to: self.to })
    }
}

/// A figure for what is estimated and compared; what is shown stays exact.
fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// Counts of different things and last days are no sums, and nothing that adds up explains them.
fn refuse_unexplained(scope: &Scope<'_>) -> Outcome<()> {
    if matches!(scope.measure.formula, Formula::Sum("items") | Formula::Difference("until_day", _)) {
        let title = &scope.measure.title;
        let zh = format!("{}不能拆成部分之和，无法解释", title.zh);
        return Err(Refusal::malformed(zh, format!("{} is not the sum of parts and cannot be explained", title.en)).into());
    }
    Ok(())
}

async fn explained(desk: &Desk, scope: &Scope<'_>, sides: &Sides) -> Outcome<Explanation> {
    let (now, before) = totals(desk, scope, sides).await?;
    let decimals = scope.measure.unit.decimals();
    let change = (now.unwrap_or_default() - before.unwrap_or_default()).round_dp(decimals);
    let leaves = Leaves::gather(desk, scope, sides).await?;
    let past = Past::of(desk, scope, sides, scope.filters).await?;
    let (gone, weather) = (gaps::part(desk, scope, sides).await?, Weather::of(desk, &past).await?);
    let known = known_places(&past, &weather, sides, (before, change), gone.as_ref());
    let (found, rest) = places::places(desk, scope, sides, &leaves, (before, now), &known).await?;
    let mut places = Vec::new();
    for (mut place, usual) in found {
        let own = sides.weighed(usual, place.before);
        let how = drivers::how(desk, scope, own.as_ref().unwrap_or(sides), &place.filters, place.effect, Decimal::ZERO).await?;
        place.drivers = how.drivers;
        place.drivers.sort_by_key(|driver| std::cmp::Reverse(driver.effect.abs()));
        places.push(place);
    }
    let mut how = drivers::how(desk, scope, sides, scope.filters, change, rest.days).await?;
    how.reversed = leaves.reversed(scope, sides);
    let (goods, items) = goods::goods(desk, scope, sides, scope.filters, change).await?;
    let known = Change {
        before: before.unwrap_or_default(),
        change,
        places: &places,
        items: &items,
        gone: gone.as_ref(),
        past: &past,
        weather: &weather,
    };
    let outside = outside::outside(desk, scope, sides, &known).await?;
    note_gaps(desk, scope, sides, &mut places).await?;
    let mut told = Explanation {
        measure: scope.measure.clone(),
        scope: scope.told(desk).await?,
        from: sides.shown.from,
        to: sides.shown.to,
        baseline: sides.told(),
        data_version: scope.at.clone(),
        now,
        before,
        change: now.or(before).map(|_| change),
        rate: places::rate(before, now),
        how,
        goods,
        places,
        rest,
        items,
        outside,
        sentences: Vec::new(),
        figures: Vec::new(),
    };
    (told.sentences, told.figures) = words::written(&told, scope.filters);
    Ok(told)
}

/// Marks places that have days without data, and makes them less sure. What such days did is weighed by a test of its own, and so
/// this comes after the verdict.
async fn note_gaps(desk: &Desk, scope: &Scope<'_>, sides: &Sides, places: &mut [Place]) -> Outcome<()> {
    for place in places {
        place.note = gaps::of_place(desk, scope, sides, &place.filters).await?;
        if place.note.is_some() {
            place.sure = (place.sure - UNSURE).max(Decimal::ZERO);
        }
    }
    Ok(())
}

/// Places of which it is known what happened there, if that is much of the change: what was closed, and where it rained.
fn known_places(
    past: &Past,
    weather: &Weather,
    sides: &Sides,
    (before, change): (Option<Decimal>, Decimal),
    gone: Option<&gaps::PartGap>,
) -> Vec<(&'static str, String)> {
    let change = change.to_f64().filter(|change| *change != 0.0).unwrap_or(f64::INFINITY);
    let before = before.unwrap_or_default().to_f64().unwrap_or(0.0);
    let closed = gone.filter(|gone| gone.effect * before / change >= KNOWN_PART).map(|gone| (gone.dim, gone.code.clone()));
    let wet = weather.city(past, sides).filter(|(_, effect)| effect * before / change >= KNOWN_PART);
    closed.into_iter().chain(wet.map(|(city, _)| ("city", city))).take(1).collect()
}

/// By so much is a place less sure that has days without data, one step of the four that people see.
const UNSURE: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// The part of the change from which on a place is named for what is known of it.
const KNOWN_PART: f64 = 0.5;

/// The figure of the whole period and of everything it is held against.
async fn totals(desk: &Desk, scope: &Scope<'_>, sides: &Sides) -> Outcome<(Option<Decimal>, Option<Decimal>)> {
    let atoms = scope.measure.formula.atoms();
    let days: Vec<NaiveDate> = sides.shown.each().collect();
    let now = scope.atoms(desk, &atoms, &[], scope.filters, &days).await?.total;
    let before = scope.atoms(desk, &atoms, &[], scope.filters, &sides.whole_before).await?.total;
    // Against what was to be expected, no sale is a sale of nothing.
    let now = if sides.against.is_expected() {
        Some(scope.value(&now, Decimal::ONE).unwrap_or_default())
    } else {
        scope.value(&now, Decimal::ONE)
    };
    let rounded = |value: Option<Decimal>| value.map(|value| value.round_dp(scope.measure.unit.decimals()));
    Ok((rounded(now), rounded(scope.value(&before, sides.share))))
}
