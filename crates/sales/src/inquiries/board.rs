//! The progress board: the company and everything in it at a glance, the worst gaps first, and the few that make most of the gap.
//!
//! Figures are asked once for each level of the tree, never once for each shop.

mod ahead;

use super::ground::{FigureAt, Ground, Holding, MeasureRow, PartsGap, TargetsOf, scoped};
use super::made_of::{MadeOf, PartSums};
use crate::queries::{Outlook, PlanRow, Rhythm};
use crate::rules::days::Weights;
use crate::rules::effective::Line;
use crate::rules::mix::{DIMS, Scope};
use crate::rules::standing::{Standing, behind};
use chrono::NaiveDate;
use garde::Validate;
use kernel::desk::Desk;
use kernel::inquiry::Inquiry;
use kernel::measure::{Where, few};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are shown.
const ROWS_MAX: usize = 2_000;

/// Asks for the board.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Validate)]
#[garde(allow_unvalidated)]
pub struct BoardOf {
    #[serde(flatten)]
    pub of: TargetsOf,
    /// One or two of site, channel, shop, brand, category; sites and their shops where nothing is said.
    #[schemars(title = "层级", extend("x-en" = "By", "maxItems" = 2))]
    pub by: Option<Vec<String>>,
}

/// The board.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Board {
    pub measure: MeasureRow,
    pub plan: Option<PlanRow>,
    /// Whether the days off of the year are not announced yet, so that what is due on a day may still move.
    pub provisional: bool,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub until: Option<NaiveDate>,
    pub data_version: String,
    pub by: Vec<String>,
    /// The company, or what the filter leaves of it.
    pub total: BoardRow,
    /// The tree in the order it is read: each row of the first level, worst first, with its rows of the second, worst first.
    pub rows: Vec<BoardRow>,
    /// What the gaps of the first level make together, of figures that add up. The total may differ from it: what is due follows the
    /// days of each, some have no target, or the targets differ.
    pub level_gap: Option<Decimal>,
    /// The ends of the tree that are behind, worst first; the first `few` of them make 80 % of what all of them are behind.
    pub worst: Worst,
    /// The ends of the tree that have figures and no target.
    pub without_target: Vec<BoardRow>,
    /// Whether more rows there are than shown.
    pub more: bool,
}

/// One row of the board.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BoardRow {
    /// 0 for the total, 1 and 2 for the levels.
    pub level: usize,
    /// Codes by dimension.
    pub keys: BTreeMap<String, String>,
    /// The names of the codes.
    pub labels: BTreeMap<String, String>,
    pub standing: Standing,
    /// What those inside did that have no target, where the target is the sum of those of its parts: the standing leaves it out.
    pub untargeted: Option<Decimal>,
    pub missing_months: Vec<u32>,
    pub parts: Option<PartsGap>,
    /// Of the total, the first level and the worst of the last level alone.
    pub outlook: Option<Outlook>,
    pub query: FigureAt,
    /// The parts that the standing is of, where it leaves any out.
    #[serde(skip)]
    made_of: Option<MadeOf>,
}

/// Where most of what is missing is missing.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Worst {
    /// The fewest that make 80 % of the gap, of how many that are behind.
    pub few: usize,
    pub of: usize,
    /// What the few are behind together, and what all are.
    pub few_behind: Decimal,
    pub behind: Decimal,
    /// The keys of the few.
    pub rows: Vec<BTreeMap<String, String>>,
}

impl Inquiry for BoardOf {
    type Reply = Board;
    const NAME: &'static str = "board";
    const KIND: &'static str = "measure";

    fn title() -> Text {
        text("进度看板", "Progress board")
    }

    async fn answer(self, desk: &Desk) -> Outcome<Board> {
        let ground = Ground::of(desk, &self.of).await?;
        let filters = scoped(desk, self.of.filters.unwrap_or_default()).await?;
        let by = levels(self.by, &ground)?;
        ground.asking.refuse_unknown(&filters).await?;
        let rhythms = Rhythm::by(&ground.asking, ground.year(), by[0], &filters).await?;
        let lines = ground.lines(&rhythms.0);
        let drawing = Drawing { weights: Weighed::of(&rhythms, ground.year()), ground: &ground, filters: &filters, by: &by, lines };
        let answer = ground.asking.answer(ground.shown().unwrap_or(ground.period), &by[..1], &filters).await?;
        let whole = drawing.bare(&[], &drawing.lines, ground.asking.value(&answer.total), BTreeMap::new());
        let mut total = drawing.rows(vec![whole]).await?.remove(0);
        let mut level = drawing.level(1, answer.rows).await?;
        let mut leaves = Vec::new();
        if by.len() == 2 {
            let answer = ground.asking.answer(ground.shown().unwrap_or(ground.period), &by, &filters).await?;
            leaves = drawing.level(2, answer.rows).await?;
        }
        let (ends, without_target) = drawing.ends(&level, &leaves);
        let worst = worst(&ground, &ends);
        let gaps: Vec<Decimal> = level.iter().filter_map(|row| row.standing.gap).filter(|_| ground.asking.adds_up).collect();
        drawing.outlooks(&rhythms, &mut total, &mut level, &mut leaves).await?;
        let (rows, more) = drawing.in_order(level, leaves);
        Ok(Board {
            measure: MeasureRow::of(&ground.asking.measure, ground.asking.adds_up),
            plan: ground.plan_row(),
            provisional: desk.calendar().await?.provisional(ground.year()),
            from: ground.period.from,
            to: ground.period.to,
            until: ground.shown().map(|shown| shown.to),
            data_version: ground.asking.data_version.clone(),
            by: by.iter().map(|dim| (*dim).to_owned()).collect(),
            total,
            rows,
            level_gap: (!gaps.is_empty()).then(|| gaps.into_iter().sum()),
            worst,
            without_target,
            more,
        })
    }
}

/// The dimensions of the tree: what was asked, or sites with their shops as far as the measure is counted by them.
fn levels(asked: Option<Vec<String>>, ground: &Ground<'_>) -> Outcome<Vec<&'static str>> {
    let measure = &ground.asking.measure;
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else {
        return Ok(["site", "shop"].into_iter().filter(|dim| measure.dims.contains(dim)).collect());
    };
    let known = |dim: &String| DIMS.into_iter().find(|known| known == dim);
    let by: Vec<&'static str> = asked.iter().filter_map(known).collect();
    let distinct: BTreeSet<&str> = by.iter().copied().collect();
    if by.len() < asked.len() || by.len() > 2 || distinct.len() < by.len() {
        let (zh, en) =
            ("层级应为门店、渠道、店铺、品牌、品类中的一个或两个", "One or two of site, channel, shop, brand and category are expected");
        return Err(Refusal::malformed(zh, en).into());
    }
    Ok(by)
}

/// The weights of days, for all and for each key that has a rhythm of its own.
struct Weighed {
    all: Weights,
    each: BTreeMap<String, Weights>,
}

impl Weighed {
    fn of((all, each): &(Rhythm, BTreeMap<String, Rhythm>), year: i32) -> Self {
        Self { all: all.weights(year), each: each.iter().map(|(key, rhythm)| (key.clone(), rhythm.weights(year))).collect() }
    }
}

/// A row before it is known what its parts did.
struct Bare {
    keys: BTreeMap<String, String>,
    labels: BTreeMap<String, String>,
    scope: Where,
    holding: Holding,
    done: Option<Decimal>,
}

/// A board while it is drawn.
struct Drawing<'a> {
    ground: &'a Ground<'a>,
    filters: &'a Where,
    by: &'a [&'static str],
    lines: Vec<Line>,
    weights: Weighed,
}

impl Drawing<'_> {
    /// The rows of a level: those that have figures and those that have targets.
    async fn level(&self, depth: usize, answer: Vec<kernel::measure::AnswerRow>) -> Outcome<Vec<BoardRow>> {
        let dims = &self.by[..depth];
        let mut done = BTreeMap::<Vec<String>, (Option<Decimal>, BTreeMap<String, String>)>::new();
        for row in answer {
            let keys: Option<Vec<String>> = dims.iter().map(|dim| row.keys.get(*dim).cloned().flatten()).collect();
            if let Some(keys) = keys {
                done.insert(keys, (self.ground.asking.value(&row), row.labels));
            }
        }
        let mut inside = BTreeMap::<Vec<String>, Vec<Line>>::new();
        for line in self.lines.iter().filter(|line| Scope(Some(self.filters)).holds(&line.mix)) {
            let keys: Option<Vec<String>> = dims.iter().map(|dim| line.mix.get(dim).map(str::to_owned)).collect();
            if let Some(keys) = keys {
                inside.entry(keys).or_default().push(line.clone());
            }
        }
        let all: BTreeSet<Vec<String>> = done.keys().chain(inside.keys()).cloned().collect();
        let bare = |keys: Vec<String>| {
            let (value, labels) = done.remove(&keys).unwrap_or_default();
            self.bare(&keys, inside.get(&keys).map(Vec::as_slice).unwrap_or_default(), value, labels)
        };
        let mut rows = self.rows(all.into_iter().map(bare).collect()).await?;
        rows.sort_by_cached_key(|row| self.rank(row));
        Ok(rows)
    }

    fn bare(&self, keys: &[String], lines: &[Line], done: Option<Decimal>, mut labels: BTreeMap<String, String>) -> Bare {
        let mut scope = self.filters.clone();
        let keys: BTreeMap<String, String> = self.by.iter().zip(keys).map(|(dim, key)| ((*dim).to_owned(), key.clone())).collect();
        scope.extend(keys.iter().map(|(dim, key)| (dim.clone(), vec![key.clone()])));
        let weights = keys.get(self.by[0]).and_then(|key| self.weights.each.get(key)).unwrap_or(&self.weights.all);
        let holding = self.ground.holding(lines, &Scope(Some(&scope)), weights);
        for (dim, key) in &keys {
            let known = self.ground.targets.labels.get(dim.as_str()).and_then(|labels| labels.get(key));
            if let Some(known) = known {
                labels.entry(dim.clone()).or_insert_with(|| known.clone());
            }
        }
        Bare { keys, labels, scope, holding, done }
    }

    /// Rows with how far they are: what the parts did that their targets are made of is asked for together.
    async fn rows(&self, bare: Vec<Bare>) -> Outcome<Vec<BoardRow>> {
        let parts = self.ground.part_sums(bare.iter().map(|row| &row.holding)).await?;
        Ok(bare.into_iter().map(|row| self.row(row, &parts)).collect())
    }

    fn row(&self, Bare { keys, labels, scope, holding, done }: Bare, parts: &PartSums) -> BoardRow {
        let done = self.ground.done(&holding, done, parts);
        BoardRow {
            level: keys.len(),
            keys,
            labels,
            standing: self.ground.standing(&holding, done.targeted),
            untargeted: done.untargeted,
            query: self.ground.figure_at(&scope, &holding, &done),
            made_of: done.untargeted.map(|_| holding.made_of),
            missing_months: holding.missing,
            parts: holding.parts,
            outlook: None,
        }
    }

    /// The worst first: by what it is behind, then by the gap; what has no target comes last.
    fn rank(&self, row: &BoardRow) -> (bool, Reverse<Decimal>, Decimal) {
        let good = self.ground.asking.measure.good;
        let gap = row.standing.gap;
        (gap.is_none(), Reverse(behind(good, gap).unwrap_or_default()), gap.unwrap_or_default())
    }

    /// The ends of the tree that have a target, worst first, and those that have none. A row of the first level is an end where
    /// nothing inside it has a target.
    fn ends<'r>(&self, level: &'r [BoardRow], leaves: &'r [BoardRow]) -> (Vec<&'r BoardRow>, Vec<BoardRow>) {
        let above = |row: &BoardRow| row.keys.get(self.by[0]).cloned();
        let aimed = |row: &&BoardRow| row.standing.target.is_some();
        let parents: BTreeSet<Option<String>> = leaves.iter().map(above).collect();
        let aimed_inside: BTreeSet<Option<String>> = leaves.iter().filter(aimed).map(above).collect();
        let outer = level.iter().filter(|row| aimed(row) && !aimed_inside.contains(&above(row)));
        let mut ends: Vec<&BoardRow> = leaves.iter().filter(aimed).chain(outer).collect();
        ends.sort_by_cached_key(|row| self.rank(row));
        let aimless = |row: &&BoardRow| !aimed(row) && row.missing_months.is_empty();
        let alone = level.iter().filter(|row| !parents.contains(&above(row)));
        (ends, leaves.iter().chain(alone).filter(aimless).cloned().collect())
    }

    /// The tree as it is read.
    fn in_order(&self, level: Vec<BoardRow>, leaves: Vec<BoardRow>) -> (Vec<BoardRow>, bool) {
        let mut below = BTreeMap::<String, Vec<BoardRow>>::new();
        for leaf in leaves {
            below.entry(leaf.keys.get(self.by[0]).cloned().unwrap_or_default()).or_default().push(leaf);
        }
        let mut rows = Vec::new();
        for row in level {
            let own = below.remove(row.keys.get(self.by[0]).map(String::as_str).unwrap_or_default()).unwrap_or_default();
            rows.push(row);
            rows.extend(own);
        }
        let more = rows.len() > ROWS_MAX;
        rows.truncate(ROWS_MAX);
        (rows, more)
    }
}

/// The few that make most of what all are behind; levels do not add up, so nothing is said of them.
fn worst(ground: &Ground<'_>, rows: &[&BoardRow]) -> Worst {
    if !ground.asking.adds_up {
        return Worst::default();
    }
    let good = ground.asking.measure.good;
    let late: Vec<(&BoardRow, Decimal)> = rows.iter().filter_map(|row| Some((*row, behind(good, row.standing.gap)?))).collect();
    let few = few(late.iter().map(|(_, behind)| *behind));
    let sum = |rows: &[(&BoardRow, Decimal)]| rows.iter().map(|(_, behind)| *behind).sum();
    Worst {
        few,
        of: late.len(),
        few_behind: sum(&late[..few]),
        behind: sum(&late),
        rows: late[..few].iter().map(|(row, _)| row.keys.clone()).collect(),
    }
}
