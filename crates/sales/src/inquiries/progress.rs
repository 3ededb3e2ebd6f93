//! How far one scope is: its target, what is done, what should be done by now, what each day left must bring, and where it ends.

use super::ground::{FigureAt, Ground, MeasureRow, PartsGap, TargetsOf, scoped};
use super::made_of::PartSums;
use crate::queries::{Neighbours, Outlook, PlanRow, Rhythm, Series};
use crate::rules::mix::{DIMS, Scope};
use crate::rules::standing::Standing;
use chrono::NaiveDate;
use garde::Validate;
use kernel::desk::Desk;
use kernel::inquiry::Inquiry;
use kernel::measure::Where;
use kernel::record::cards_of;
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Asks how far a scope is.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Validate)]
#[garde(allow_unvalidated)]
pub struct ProgressOf {
    #[serde(flatten)]
    pub of: TargetsOf,
}

/// How far a scope is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Progress {
    pub measure: MeasureRow,
    /// None where no plan is in force: then there is no target either.
    pub plan: Option<PlanRow>,
    /// Whether the days off of the year are not announced yet, so that what is due on a day may still move.
    pub provisional: bool,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The last day of data that counts.
    pub until: Option<NaiveDate>,
    pub data_version: String,
    #[serde(rename = "where")]
    pub filters: Where,
    /// The names of the codes, by dimension.
    pub labels: BTreeMap<String, BTreeMap<String, String>>,
    pub standing: Standing,
    /// What those in the scope did that have no target, where its target is the sum of those of its parts: neither the figure done,
    /// nor the light, nor the outlook counts it.
    pub untargeted: Option<Decimal>,
    /// Months of the period that have no target while others have one: then the period has none.
    pub missing_months: Vec<u32>,
    pub parts: Option<PartsGap>,
    pub outlook: Option<Outlook>,
    /// Why there is no outlook.
    pub no_outlook: Option<Text>,
    pub days: Vec<ProgressDay>,
    pub query: FigureAt,
}

/// A day of the curve. Sums run from the first day of the period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProgressDay {
    pub day: NaiveDate,
    pub target: Option<Decimal>,
    pub target_sum: Option<Decimal>,
    pub done: Option<Decimal>,
    pub done_sum: Option<Decimal>,
    /// Of days to come.
    pub expected: Option<Decimal>,
    pub expected_sum: Option<Decimal>,
}

impl Inquiry for ProgressOf {
    type Reply = Progress;
    const NAME: &'static str = "progress";
    const KIND: &'static str = "measure";

    fn title() -> Text {
        text("目标进度", "Progress")
    }

    async fn answer(self, desk: &Desk) -> Outcome<Progress> {
        let ground = Ground::of(desk, &self.of).await?;
        let filters = scoped(desk, self.of.filters.unwrap_or_default()).await?;
        ground.asking.refuse_unknown(&filters).await?;
        let done = ground.asking.answer(ground.shown().unwrap_or(ground.period), &[], &filters).await?;
        let done = ground.asking.value(&done.total).filter(|_| ground.shown().is_some());
        let rhythm = Rhythm::of(&ground.asking, ground.year(), &filters).await?;
        let lines = ground.lines(&rhythm);
        let holding = ground.holding(&lines, &Scope(Some(&filters)), &rhythm.weights(ground.year()));
        let parts = ground.part_sums(std::iter::once(&holding)).await?;
        let done = ground.done(&holding, done, &parts);
        let standing = ground.standing(&holding, done.targeted);
        let query = ground.figure_at(&filters, &holding, &done);
        let around = Neighbours::of(&ground.asking, ground.period);
        let series = match &around {
            Some(around) if done.untargeted.is_some() => {
                PartSums::by_day(&ground.asking, around.past(), &[&holding.made_of]).await?.series(&holding.made_of)
            }
            Some(around) => ground.asking.days(around.past(), &filters).await?,
            None => Series::new(),
        };
        let found = match around {
            Some(mut around) if ground.asking.adds_up => {
                around.know(&[(&query.filters, &series)]).await?;
                around.outlook((&query.filters, &series), &rhythm, &standing)
            }
            Some(_) => Err(text("不能相加的指标不作预测", "Figures that do not add up are not forecast")),
            None => Err(text("还没有数据", "There are no data yet")),
        };
        let (outlook, no_outlook) = found.map_or_else(|why| (None, Some(why)), |found| (Some(found), None));
        let days = curve(&ground, &holding.days, &series, outlook.as_ref());
        Ok(Progress {
            measure: MeasureRow::of(&ground.asking.measure, ground.asking.adds_up),
            plan: ground.plan_row(),
            provisional: desk.calendar().await?.provisional(ground.year()),
            from: ground.period.from,
            to: ground.period.to,
            until: ground.shown().map(|shown| shown.to),
            data_version: ground.asking.data_version.clone(),
            labels: labels(desk, &filters).await?,
            standing,
            untargeted: done.untargeted,
            missing_months: holding.missing,
            parts: holding.parts,
            outlook,
            no_outlook,
            days,
            query,
            filters,
        })
    }
}

fn curve(ground: &Ground<'_>, targets: &BTreeMap<NaiveDate, Decimal>, series: &Series, outlook: Option<&Outlook>) -> Vec<ProgressDay> {
    let (mut target_sum, mut done_sum) = (None::<Decimal>, None::<Decimal>);
    let gone = ground.shown().map(|shown| shown.to);
    let mut coming = outlook.map(|found| found.daily.iter().copied()).into_iter().flatten();
    let mut expected_sum = None;
    let add = |sum: &mut Option<Decimal>, more: Option<Decimal>| {
        if let Some(more) = more {
            *sum = Some(sum.unwrap_or_default() + more);
        }
    };
    let days = ground.period.each();
    let day = |day: NaiveDate| {
        let target = targets.get(&day).copied();
        let is_gone = gone.is_some_and(|gone| day <= gone);
        let done = series.get(&day).copied().filter(|_| is_gone);
        add(&mut target_sum, target);
        if ground.asking.adds_up {
            add(&mut done_sum, done);
        }
        let expected = if is_gone { None } else { coming.next() };
        if expected.is_some() {
            expected_sum.get_or_insert(done_sum.unwrap_or_default());
            add(&mut expected_sum, expected);
        }
        let done_sum = done_sum.filter(|_| is_gone);
        ProgressDay { day, target, target_sum, done, done_sum, expected, expected_sum: expected.and(expected_sum) }
    };
    days.map(day).collect()
}

async fn labels(desk: &Desk, filters: &Where) -> Outcome<BTreeMap<String, BTreeMap<String, String>>> {
    let mut labels = BTreeMap::new();
    for dim in DIMS {
        let Some(codes) = filters.get(dim) else { continue };
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let named = cards_of(desk, dim, &codes).await?.into_iter().map(|card| (card.sub, card.title)).collect();
        labels.insert(dim.to_owned(), named);
    }
    Ok(labels)
}
