//! What every question of progress stands on: the measure, the period, the plan and its targets.

use super::made_of::{MadeOf, PartSums};
use super::when::When;
use crate::queries::{Asking, PlanRow, Rhythm, Targets, in_force, targets};
use crate::records::target_plan;
use crate::rules::days::{Weights, day_targets};
use crate::rules::effective::{Effective, Line, effective, level};
use crate::rules::mix::{DIMS, Scope};
use crate::rules::standing::{Asked, Standing, standing};
use chrono::{Datelike, NaiveDate};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::measure::{Good, Measure, Period, Unit, Where};
use kernel::record::Record;
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Text, text};
use organisation::records::{shop, site};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked of targets: of which figure, for which days, within what, by which plan, from which data.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Validate)]
#[garde(allow_unvalidated)]
pub struct TargetsOf {
    /// Sales where nothing is said.
    #[schemars(title = "指标", extend("x-en" = "Measure"))]
    pub measure: Option<String>,
    #[serde(flatten)]
    pub when: When,
    /// Codes by dimension: site, channel, shop, brand, category.
    #[serde(default, rename = "where")]
    #[schemars(title = "范围", extend("x-en" = "Where"))]
    pub filters: Option<Where>,
    /// A plan that is not in force, to see how it would stand.
    #[schemars(title = "目标方案", extend("x-en" = "Target plan"))]
    pub plan: Option<Id<target_plan::Entity>>,
    /// The data version to answer from; the newest where nothing is said.
    #[schemars(title = "数据版本", extend("x-en" = "Data version"))]
    pub at: Option<String>,
}

/// A measure as a reply names it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeasureRow {
    pub name: &'static str,
    #[serde(flatten)]
    pub title: Text,
    pub unit: Unit,
    pub good: Good,
    /// Whether its figures add up; those of one that does not are held level against level.
    pub adds_up: bool,
}

impl MeasureRow {
    pub fn of(measure: &Measure, adds_up: bool) -> Self {
        Self { name: measure.name, title: measure.title.clone(), unit: measure.unit, good: measure.good, adds_up }
    }
}

/// The question that opens a figure: `/api/measures/query` and the evidence take it as it is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureAt {
    pub measure: &'static str,
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(rename = "where")]
    pub filters: Where,
}

/// The own target of a scope and what the next ones inside it make; there is a gap where they differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartsGap {
    pub own: Decimal,
    pub parts: Decimal,
    /// Own − parts.
    pub gap: Decimal,
    /// How many rows make the parts.
    pub rows: usize,
}

/// What holds for a scope over the period.
#[derive(Clone, Debug, Default)]
pub struct Holding {
    pub target: Option<Decimal>,
    pub due: Option<Decimal>,
    pub days: BTreeMap<NaiveDate, Decimal>,
    pub days_left: u32,
    /// Months of the period without a target, where others have one.
    pub missing: Vec<u32>,
    pub parts: Option<PartsGap>,
    pub made_of: MadeOf,
}

/// What a scope did, by whether a target was set for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// What the target is held against.
    pub targeted: Option<Decimal>,
    /// What those in the scope did that have no target, where its target is the sum of those of its parts; never zero.
    pub untargeted: Option<Decimal>,
}

/// What a question stands on.
pub struct Ground<'a> {
    pub asking: Asking<'a>,
    pub period: Period,
    pub plan: Option<target_plan::Model>,
    pub targets: Targets,
}

impl<'a> Ground<'a> {
    /// Finds the plan in force for the period, or the one that is named.
    pub async fn of(desk: &'a Desk, asked: &TargetsOf) -> Outcome<Self> {
        let named = match asked.plan {
            Some(id) => Some(kernel::record::find::<target_plan::Entity>(desk, id).await?),
            None => None,
        };
        let name = named.as_ref().map(|plan| plan.measure.as_str()).or(asked.measure.as_deref()).unwrap_or("sales");
        let asking = Asking::of(desk, name, asked.at.as_deref()).await?;
        let period = asked.when.period(asking.until.unwrap_or_else(|| desk.today()))?;
        let plan = match named {
            Some(plan) if plan.year != period.from.year() => {
                let (zh, en) = (format!("这个方案是 {} 年的", plan.year), format!("The plan is one of {}", plan.year));
                return Err(Refusal::malformed(zh, en).into());
            }
            Some(plan) => Some(plan),
            None => in_force(desk, name, period.from.year()).await?,
        };
        let targets = match &plan {
            Some(plan) => targets(desk, plan.id).await?,
            None => Targets::default(),
        };
        Ok(Self { asking, period, plan, targets })
    }

    pub fn plan_row(&self) -> Option<PlanRow> {
        self.plan.as_ref().map(PlanRow::from)
    }

    /// The decimals of the measure's figures.
    pub fn decimals(&self) -> u32 {
        self.asking.measure.unit.decimals()
    }

    pub fn year(&self) -> i32 {
        self.period.from.year()
    }

    /// The part of the period that has data; none before it begins.
    pub fn shown(&self) -> Option<Period> {
        let until = self.asking.until.filter(|until| *until >= self.period.from)?;
        Some(Period { to: self.period.to.min(until), ..self.period })
    }

    /// The question that opens what is done in a scope: of the parts that have a target, where that is told apart and a filter
    /// can say it.
    pub fn figure_at(&self, scope: &Where, holding: &Holding, done: &Done) -> FigureAt {
        let parts = done.untargeted.and_then(|_| holding.made_of.filters(scope));
        let filters = parts.unwrap_or_else(|| scope.clone());
        let shown = self.shown().unwrap_or(self.period);
        FigureAt { measure: self.asking.measure.name, from: shown.from, to: shown.to, filters }
    }

    /// The targets with years given to the months that nobody broke down, by the weights of days alone.
    pub fn lines(&self, rhythm: &Rhythm) -> Vec<Line> {
        self.targets.broken_down(&rhythm.month_parts(self.year()), self.decimals())
    }

    /// What holds for a scope.
    pub fn holding(&self, lines: &[Line], scope: &Scope<'_>, weights: &Weights) -> Holding {
        let months: Vec<u32> = (self.period.from.month()..=self.period.to.month()).collect();
        let of = |month: u32| {
            let said = move |line: &Line| line.months[month as usize - 1];
            if self.asking.adds_up { effective(lines, scope, said) } else { level(lines, scope, |line| said(line).or(line.year)) }
        };
        let found: Vec<(u32, Effective)> = months.into_iter().map(|month| (month, of(month))).collect();
        let missing: Vec<u32> = found.iter().filter(|(_, found)| found.amount.is_none()).map(|(month, _)| *month).collect();
        if missing.len() == found.len() {
            return Holding::default();
        }
        if !self.asking.adds_up {
            return Holding { target: self.mean(lines, scope, &found), missing, ..Holding::default() };
        }
        let mut amounts = [None; 12];
        found.iter().for_each(|(month, found)| amounts[*month as usize - 1] = found.amount);
        let mut days = day_targets(&amounts, weights, self.decimals());
        days.retain(|day, _| (self.period.from..=self.period.to).contains(day));
        let whole = missing.is_empty();
        let gone = self.shown().map(|shown| shown.to);
        let due: Decimal = days.iter().filter(|(day, _)| gone.is_some_and(|gone| **day <= gone)).map(|(_, target)| *target).sum();
        let left = days.iter().filter(|(day, target)| gone.is_none_or(|gone| **day > gone) && **target > Decimal::ZERO).count();
        Holding {
            made_of: if whole { self.made_of(&found) } else { MadeOf::default() },
            target: whole.then(|| days.values().sum()),
            due: whole.then_some(due),
            days_left: u32::try_from(left).unwrap_or(0),
            parts: parts_gap(&found),
            days,
            missing,
        }
    }

    fn made_of(&self, found: &[(u32, Effective)]) -> MadeOf {
        if found.iter().all(|(_, found)| found.own) {
            return MadeOf::default();
        }
        let first = |month: u32| NaiveDate::from_ymd_opt(self.year(), month, 1);
        let months = found.iter().filter_map(|(month, found)| Some((first(*month)?, found.made_of.iter().cloned().collect())));
        MadeOf(months.collect())
    }

    /// The sums of the parts that the targets of some scopes are made of.
    pub async fn part_sums(&self, holdings: impl Iterator<Item = &Holding>) -> Outcome<PartSums> {
        let made_of: Vec<&MadeOf> = holdings.map(|holding| &holding.made_of).filter(|_| self.shown().is_some()).collect();
        PartSums::by_month(&self.asking, self.shown().unwrap_or(self.period), &made_of).await
    }

    /// What a scope did of what it has a target for, of all that it did.
    pub fn done(&self, holding: &Holding, done: Option<Decimal>, parts: &PartSums) -> Done {
        let done = done.filter(|_| self.shown().is_some());
        if holding.made_of.0.is_empty() || self.shown().is_none() {
            return Done { targeted: done, untargeted: None };
        }
        let targeted = kernel::fixed::round_half_up(parts.series(&holding.made_of).values().sum(), self.decimals());
        let untargeted = done.unwrap_or_default() - targeted;
        Done { targeted: Some(targeted), untargeted: Some(untargeted).filter(|rest| !rest.is_zero()) }
    }

    /// A level of several months: that of the year where all of it is asked for, else the mean of the months.
    fn mean(&self, lines: &[Line], scope: &Scope<'_>, found: &[(u32, Effective)]) -> Option<Decimal> {
        let year = level(lines, scope, |line| line.year).amount.filter(|_| found.len() == 12);
        let known: Vec<Decimal> = found.iter().filter_map(|(_, found)| found.amount).collect();
        let mean = || known.iter().sum::<Decimal>().checked_div(Decimal::from(known.len()));
        year.or_else(mean).map(|level| kernel::fixed::round_half_up(level, 6).normalize())
    }

    /// How far a scope is, of what holds for it and what is done.
    pub fn standing(&self, holding: &Holding, done: Option<Decimal>) -> Standing {
        let due = holding.due.filter(|_| self.asking.adds_up);
        // A day of data without a sale of this scope is a day that sold nothing, as far as its target goes.
        let begun = self.asking.adds_up && self.shown().is_some();
        let done = if begun && holding.target.is_some() { Some(done.unwrap_or_default()) } else { done };
        let asked = Asked { target: holding.target, due, done, days_left: holding.days_left };
        standing(self.asking.measure.good, asked, self.decimals())
    }
}

/// The gap between what a scope was given itself and what its parts were, over the months that have both.
fn parts_gap(found: &[(u32, Effective)]) -> Option<PartsGap> {
    let both: Vec<(Decimal, Decimal, usize)> = found
        .iter()
        .filter(|(_, found)| found.own)
        .filter_map(|(_, found)| Some((found.amount?, found.parts_amount?, found.parts)))
        .collect();
    let rows = both.iter().map(|(_, _, rows)| *rows).max()?;
    let (own, parts) = both.iter().fold((Decimal::ZERO, Decimal::ZERO), |sum, (own, parts, _)| (sum.0 + own, sum.1 + parts));
    Some(PartsGap { own, parts, gap: own - parts, rows })
}

/// Refuses what no target names, and completes a shop with its site.
pub async fn scoped(desk: &Desk, mut filters: Where) -> Outcome<Where> {
    if let Some(dim) = filters.keys().find(|dim| !DIMS.contains(&dim.as_str())) {
        let dims = desk.house.catalogue.figures().flat_map(|source| source.dims()).find(|known| known.name == dim);
        let Text { zh, en } = dims.map_or_else(|| text(dim.clone(), dim.clone()), |known| known.title);
        let zh = format!("目标只按门店、渠道、店铺、品牌和品类制定，不按“{zh}”");
        let en = format!("Targets are set by site, channel, shop, brand and category, not by {}", en.to_lowercase());
        return Err(Refusal::malformed(zh, en).into());
    }
    filters.retain(|_, codes| !codes.is_empty());
    with_site(desk, filters).await
}

/// Completes a shop with its site.
pub async fn with_site(desk: &Desk, mut filters: Where) -> Outcome<Where> {
    if let Some([code]) = filters.get("shop").map(Vec::as_slice)
        && !filters.contains_key("site")
    {
        let shop = shop::Entity::find().filter(shop::Column::Code.eq(code)).filter(shop::Entity::scope(&desk.actor));
        if let Some(shop) = shop.one(&desk.db()).await?
            && let Some(site) = site::Entity::find_by_id(shop.site_id).one(&desk.db()).await?
        {
            filters.insert("site".into(), vec![site.code]);
        }
    }
    Ok(filters)
}
