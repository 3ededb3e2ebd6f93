//! Breaks targets down: a year to its months by last year's shape and this year's days, and a place to its parts by last year's
//! shares. What is broken down makes what it was broken down from, to the last cent.

use super::draft::Draft;
use super::enter::{GridRow, ROWS_MAX};
use crate::queries::{Asking, Shapes};
use crate::records::target_plan::{Entity, Model, open};
use crate::rules::days::parts;
use crate::rules::mix::Mix;
use garde::Validate;
use kernel::desk::Desk;
use kernel::fixed::Amount;
use kernel::record::save;
use kernel::refusal::{Outcome, Refusal};
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

/// Into what a target is broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DownTo {
    #[schemars(title = "门店", extend("x-en" = "Sites"))]
    Site,
    #[schemars(title = "渠道", extend("x-en" = "Channels"))]
    Channel,
    #[schemars(title = "店铺", extend("x-en" = "Shops"))]
    Shop,
    #[schemars(title = "品牌", extend("x-en" = "Brands"))]
    Brand,
    #[schemars(title = "品类", extend("x-en" = "Categories"))]
    Category,
}

impl DownTo {
    fn dim(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Channel => "channel",
            Self::Shop => "shop",
            Self::Brand => "brand",
            Self::Category => "category",
        }
    }
}

/// Breaks targets of a draft down. Every row with a year is given to its months anew; a row with months only keeps them.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Spread {
    /// 不选则只把全年分到各月
    #[schemars(title = "再分到", extend("x-en" = "And down to", "x-en-description" = "When empty, years are given to their months only"))]
    pub down_to: Option<DownTo>,
    /// Which rows, by their codes; all that do not name the dimension yet where nothing is said.
    #[schemars(title = "对象", extend("x-en" = "Of", "maxItems" = ROWS_MAX))]
    pub rows: Option<Vec<GridRow>>,
    /// 不选则保留已填写的下级目标，只分剩下的
    #[serde(default)]
    #[schemars(title = "已填写的下级也重新分", extend("x-en" = "Parts that are filled in too", "x-en-description" = "Otherwise these keep what they have, and the others share what is left"))]
    pub replace: bool,
}

impl Verb for Spread {
    type Record = Entity;
    const NAME: &'static str = "spread";

    fn about() -> VerbAbout {
        verb_about("分解", "Break down", "分解了目标", "Broken down").from("state", &["draft"]).confirm(
            "全年目标按去年各月的节奏和今年的日历分到各月；有全年目标的，各月会被覆盖。",
            "Years are given to their months by last year's rhythm and this year's calendar; the months of a year that is there are replaced.",
        )
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let mut draft = Draft::open(desk, &row).await?;
        let asking = Asking::of(desk, &row.measure, None).await?;
        if !asking.adds_up && self.down_to.is_some() {
            let (zh, en) =
                ("这个指标的各部分不能相加，不能分到下级", "The parts of this measure do not add up, so it cannot be given to them");
            return Err(Refusal::conflict("target_plan.level", zh, en).on("down_to").into());
        }
        let mut shapes = Shapes::of(&asking, row.year).await?;
        for mix in self.chosen(&draft)? {
            let months = months(&mut draft, &mut shapes, &mix, asking.adds_up).await?;
            if let Some(dim) = self.down_to.map(DownTo::dim).filter(|dim| mix.get(dim).is_none()) {
                self.down(&mut draft, &mut shapes, (&mix, dim), months).await?;
            }
        }
        // A target that was taken out has moved the plan already.
        let now = open(desk, row.id).await?;
        Reply::row(&save::<Entity>(desk, &now, now.clone(), Self::NAME).await?)
    }
}

impl Spread {
    /// The rows that are broken down. Those that name the dimension already are parts, and not broken down into themselves.
    fn chosen(&self, draft: &Draft<'_>) -> Outcome<Vec<Mix>> {
        let Some(asked) = &self.rows else {
            let dim = self.down_to.map(DownTo::dim);
            let lines = draft.targets.lines.iter().filter(|line| dim.is_none_or(|dim| line.mix.get(dim).is_none()));
            let widest: Vec<&Mix> = lines.map(|line| &line.mix).collect();
            // One that lies inside another would be given twice.
            let outer = |mix: &&&Mix| dim.is_none() || !widest.iter().any(|other| other != *mix && mix.holds(other));
            return Ok(widest.iter().filter(outer).map(|mix| (*mix).clone()).collect());
        };
        let mut chosen = Vec::with_capacity(asked.len());
        for (at, row) in asked.iter().enumerate() {
            let mix = row.mix();
            let known = draft
                .targets
                .lines
                .iter()
                .map(|line| &line.mix)
                .find(|known| **known == mix || crate::rules::mix::Scope(Some(&mix.filters())).is(known));
            let (zh, en) = ("方案里没有这一行目标", "The plan has no such target");
            let missing = || Refusal::conflict("target_plan.no_row", zh, en).on(&format!("rows/{at}"));
            chosen.push(known.cloned().ok_or_else(missing)?);
        }
        Ok(chosen)
    }

    /// Gives each month of a row to its parts in a dimension, by what they had of last year; what had nothing then gets nothing now,
    /// and what was filled in before keeps what it has.
    async fn down(
        &self,
        draft: &mut Draft<'_>,
        shapes: &mut Shapes<'_>,
        (mix, dim): (&Mix, &str),
        months: [Option<Amount>; 12],
    ) -> Outcome<()> {
        let mut found = shapes.parts(mix, dim).await?;
        draft.know(found.iter().map(|(part, _)| part)).await?;
        // A code that the directory does not know any more is left out, and shown as a gap.
        found = found.into_iter().filter_map(|(part, sums)| Some((draft.placed(&part, "").ok()?, sums))).collect();
        let mut left = months.map(|amount| amount.map(Amount::decimal));
        if !self.replace {
            let filled: Vec<Mix> =
                draft.targets.lines.iter().map(|line| &line.mix).filter(|part| is_part(part, mix, dim)).cloned().collect();
            for part in &filled {
                let kept = self::months(draft, shapes, part, true).await?;
                left.iter_mut()
                    .zip(kept)
                    .for_each(|(left, kept)| *left = left.map(|left| left - kept.map_or(Decimal::ZERO, Amount::decimal)));
            }
            if let Some(month) = left.iter().position(|left| left.is_some_and(|left| left < Decimal::ZERO)) {
                return Err(too_much(month + 1).into());
            }
            found.retain(|(part, _)| !filled.contains(part));
        }
        for (part, months) in shared(&found, &left, draft.measure.unit.decimals()) {
            draft.put(part, None, months).await?;
        }
        Ok(())
    }
}

fn too_much(month: usize) -> Refusal {
    let zh = format!("已填写的下级目标在 {month} 月合起来超过了上级；请改小，或选“已填写的下级也重新分”");
    let en = format!("The parts that are filled in make more than the whole in month {month}; lower them, or choose to give to them anew");
    Refusal::conflict("target_plan.over", zh, en).on("replace")
}

/// The months of parts by what they had of last year; a month that had nothing goes by the year.
fn shared<'p>(
    found: &'p [(Mix, [Option<Decimal>; 12])],
    months: &[Option<Decimal>; 12],
    decimals: u32,
) -> Vec<(&'p Mix, [Option<Amount>; 12])> {
    let weight = |sum: Option<Decimal>| {
        sum.filter(|sum| *sum > Decimal::ZERO).and_then(|sum| u64::try_from((sum * Decimal::ONE_HUNDRED).round()).ok())
    };
    let years: Vec<u64> = found.iter().map(|(_, sums)| sums.iter().filter_map(|sum| weight(*sum)).sum()).collect();
    let mut given: Vec<(&Mix, [Option<Amount>; 12])> = found.iter().map(|(part, _)| (part, [None; 12])).collect();
    for (month, amount) in months.iter().enumerate() {
        let Some(amount) = amount else { continue };
        let own: Vec<u64> = found.iter().map(|(_, sums)| weight(sums[month]).unwrap_or(0)).collect();
        let weights = if own.iter().all(|weight| *weight == 0) { &years } else { &own };
        for ((_, part), share) in given.iter_mut().zip(parts(*amount, weights, decimals)) {
            part[month] = Amount::rounded(share).ok();
        }
    }
    given
}

/// Gives the year of a row to its months; answers the months as they then are.
async fn months(draft: &mut Draft<'_>, shapes: &mut Shapes<'_>, mix: &Mix, adds_up: bool) -> Outcome<[Option<Amount>; 12]> {
    let Some(row) = draft.row(mix) else { return Ok([None; 12]) };
    let Some(year) = row.year_amount else { return Ok(row.months()) };
    let months = if adds_up {
        let parts = parts(year.decimal(), &shapes.months(mix).await?, draft.measure.unit.decimals());
        std::array::from_fn(|month| parts.get(month).and_then(|part| Amount::rounded(*part).ok()))
    } else {
        // A level holds for every month alike.
        [Some(year); 12]
    };
    draft.put(mix, Some(year), months).await?;
    Ok(months)
}

/// Whether a mix is a part of another in a dimension; a shop names its site too.
fn is_part(part: &Mix, mix: &Mix, dim: &str) -> bool {
    let named = |known: &str| known == dim || mix.get(known).is_some() || (known == "site" && dim == "shop");
    part.get(dim).is_some() && mix.holds(part) && part.dims().into_iter().all(named)
}
