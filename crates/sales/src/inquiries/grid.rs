//! The grid of a plan: its rows with their months, the gaps between rows and their parts, and last year beside them.

use super::ground::MeasureRow;
use crate::queries::{Asking, PlanRow, targets};
use crate::records::{target, target_plan};
use crate::rules::effective::{Line, apart, effective};
use crate::rules::mix::{Mix, Scope};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::inquiry::Inquiry;
use kernel::measure::Where;
use kernel::record::find;
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Asks for the grid of a plan.
#[derive(Clone, Debug, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GridOf {
    #[schemars(title = "目标方案", extend("x-en" = "Target plan"))]
    pub plan: Id<target_plan::Entity>,
}

/// Twelve months and their year, January first.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct YearRow {
    pub months: [Option<Decimal>; 12],
    pub year: Option<Decimal>,
}

/// A plan as a grid.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Grid {
    pub plan: PlanRow,
    pub measure: MeasureRow,
    /// Whether the days off of the year are not announced yet: months that are broken down now weigh them as the law names them.
    pub provisional: bool,
    /// Whether the caller may enter targets now.
    pub editable: bool,
    /// The dimensions that a row may name.
    pub dims: Vec<&'static str>,
    pub rows: Vec<TargetRow>,
    /// What holds for all that the caller sees; of a measure that adds up.
    pub total: YearRow,
    /// The whole of last year, as far as the caller sees it.
    pub total_last_year: YearRow,
    pub data_version: String,
}

/// A row of the grid, widest first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TargetRow {
    pub id: Id<target::Entity>,
    pub version: i32,
    #[serde(flatten)]
    pub name: Text,
    /// Codes by dimension; the company has none.
    pub keys: BTreeMap<String, String>,
    pub labels: BTreeMap<String, String>,
    pub months: [Option<Decimal>; 12],
    /// As it was entered; none where the months alone were.
    pub year: Option<Decimal>,
    /// What the months make, where all are known.
    pub sum: Option<Decimal>,
    /// Year − sum: below or above zero where the months do not make the year.
    pub gap: Option<Decimal>,
    /// What the next rows inside make, and this row − that.
    pub parts: Option<RowParts>,
    /// Only months that are over.
    pub last_year: YearRow,
}

/// The rows next inside a row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowParts {
    pub rows: usize,
    /// By month: this row − its parts; none where either has none.
    pub months: [Option<Decimal>; 12],
    pub year: Option<Decimal>,
}

impl Inquiry for GridOf {
    type Reply = Grid;
    const NAME: &'static str = "target_grid";
    const KIND: &'static str = "target_plan";

    fn title() -> Text {
        text("目标表", "Grid of targets")
    }

    async fn answer(self, desk: &Desk) -> Outcome<Grid> {
        desk.may("read", "measure")?;
        desk.may("read", "target")?;
        let plan = find::<target_plan::Entity>(desk, self.plan).await?;
        let asking = Asking::of(desk, &plan.measure, None).await?;
        let targets = targets(desk, plan.id).await?;
        let last_year = LastYear::of(&asking, plan.year - 1, &targets.lines).await?;
        let row = |(row, line): (&target::Model, &Line)| TargetRow {
            id: row.id,
            version: row.version,
            name: row.name.clone(),
            keys: line.mix.named().map(|(dim, code)| (dim.to_owned(), code.to_owned())).collect(),
            labels: targets.labels_of(&line.mix),
            months: line.months,
            year: line.year,
            sum: line.sum().filter(|_| asking.adds_up),
            gap: line.year.zip(line.sum()).map(|(year, sum)| year - sum).filter(|_| asking.adds_up),
            parts: if asking.adds_up { parts(&targets.lines, line) } else { None },
            last_year: last_year.of_mix(&line.mix),
        };
        let whole = |of: &dyn Fn(&Line) -> Option<Decimal>| effective(&targets.lines, &Scope(None), of).amount.filter(|_| asking.adds_up);
        let total = YearRow { months: std::array::from_fn(|month| whole(&|line| line.months[month])), year: whole(&Line::whole) };
        Ok(Grid {
            measure: MeasureRow::of(&asking.measure, asking.adds_up),
            provisional: desk.calendar().await?.provisional(plan.year),
            editable: plan.state == target_plan::State::Draft && plan.ended_at.is_none() && desk.may("enter", "target_plan").is_ok(),
            dims: asking.measure.dims.iter().copied().filter(|dim| crate::rules::mix::DIMS.contains(dim)).collect(),
            rows: targets.rows.iter().zip(&targets.lines).map(row).collect(),
            total,
            total_last_year: last_year.of_mix(&Mix::default()),
            data_version: asking.data_version.clone(),
            plan: PlanRow::from(&plan),
        })
    }
}

/// A row − the next rows inside it.
fn parts(lines: &[Line], row: &Line) -> Option<RowParts> {
    let inside: Vec<&Mix> = lines.iter().map(|line| &line.mix).filter(|mix| row.mix.holds(mix) && **mix != row.mix).collect();
    if inside.is_empty() {
        return None;
    }
    let rows = apart(&inside).len();
    let filters = row.mix.filters();
    let less = |of: &dyn Fn(&Line) -> Option<Decimal>| {
        let found = effective(lines, &Scope(Some(&filters)), of);
        found.amount.filter(|_| found.own).zip(found.parts_amount).map(|(own, parts)| own - parts)
    };
    Some(RowParts { rows, months: std::array::from_fn(|month| less(&|line| line.months[month])), year: less(&Line::whole) })
}

/// The year before, for every mix of a plan: one question for each set of dimensions.
struct LastYear(BTreeMap<Vec<&'static str>, BTreeMap<Vec<String>, YearRow>>);

impl LastYear {
    async fn of(asking: &Asking<'_>, year: i32, lines: &[Line]) -> Outcome<Self> {
        let mut all = BTreeMap::new();
        for dims in lines.iter().map(|line| line.mix.dims()).chain([Vec::new()]) {
            if all.contains_key(&dims) {
                continue;
            }
            let months = asking.months_by(year, &dims, &Where::new()).await?;
            let row = |months: [Option<Decimal>; 12]| YearRow {
                months,
                year: months.iter().copied().sum::<Option<Decimal>>().filter(|_| asking.adds_up),
            };
            all.insert(dims, months.into_iter().map(|(keys, months)| (keys, row(months))).collect());
        }
        Ok(Self(all))
    }

    fn of_mix(&self, mix: &Mix) -> YearRow {
        let keys: Vec<String> = mix.named().map(|(_, code)| code.to_owned()).collect();
        self.0.get(&mix.dims()).and_then(|all| all.get(&keys)).cloned().unwrap_or_default()
    }
}
