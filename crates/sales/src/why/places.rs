//! Where the change is: the fewest places that carry it, found by the engines of `explain`, their figures summed up exactly here.

mod standing;

use super::baseline::Sides;
use super::expected::Goal;
use super::float;
use super::scope::{Scope, WIDE_FIRST, unnamed};
use crate::rules::laid::Usual;
use crate::rules::mix::Mix;
use explain::drivers::{Share, rate_mix, settle};
use explain::ratios::{self, Ratios};
use explain::sums::{self, Sums};
use explain::{Cells, Combination};
use kernel::desk::Desk;
use kernel::measure::{AtomRow, Formula, NO_VALUE};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use standing::{Pasts, Wanted};
use std::collections::{BTreeMap, HashMap};

use super::reply::{Named, Place, Rest};

/// Places that an answer names at most.
const PLACES_MAX: usize = 5;

/// A place that did less than this part of the change, or of what was before where the change is small, is not worth a name.
const CHANGE_PART: f64 = 0.05;
const BEFORE_PART: f64 = 0.005;

/// Where none of the places carries this part of the change, the past of each is asked.
const CARRIES: f64 = 0.5;

/// Dimensions in the order of preference: of two names for the same sales the first is taken.
const DIMS: [&str; 8] = ["shop", "brand", "category", "channel", "site", "floor", "city", "wide_category"];

/// Dimensions that tickets can be counted by without looking at every one of them.
const TICKET_DIMS: [&str; 5] = ["shop", "channel", "site", "floor", "city"];

/// The smallest parts of the figure.
pub struct Leaves {
    pub dims: Vec<&'static str>,
    rows: Vec<Leaf>,
}

/// A smallest part: its keys, and its sums now and then.
#[derive(Default)]
struct Leaf {
    keys: Vec<Option<String>>,
    now: AtomRow,
    before: AtomRow,
    /// What the days before brought, as they were; a target weighs their sums by what it asked of the part.
    usual: Decimal,
}

impl Leaves {
    /// Asks for both sides by every dimension that tells parts of the scope apart.
    pub async fn gather(desk: &Desk, scope: &Scope<'_>, sides: &Sides) -> Outcome<Self> {
        let atoms = scope.measure.formula.atoms();
        let of_tickets = atoms.iter().any(|atom| atom.contains("tickets") || atom.contains("visitors"));
        let fixed = |dim: &&str| scope.filters.get(*dim).is_some_and(|codes| codes.len() == 1);
        let allowed: &[&'static str] = if of_tickets { &TICKET_DIMS } else { &DIMS };
        let dims: Vec<&'static str> = allowed.iter().copied().filter(|dim| scope.measure.dims.contains(dim) && !fixed(dim)).collect();
        let by: Vec<String> = dims.iter().map(|dim| (*dim).to_owned()).collect();
        let now = scope.atoms(desk, &atoms, &by, scope.filters, &sides.now).await?;
        let before = scope.atoms(desk, &atoms, &by, scope.filters, &sides.before).await?;
        let mut rows: Vec<Leaf> = Vec::new();
        let mut at = HashMap::<Vec<Option<String>>, usize>::new();
        for (row, is_now) in now.rows.into_iter().map(|row| (row, true)).chain(before.rows.into_iter().map(|row| (row, false))) {
            let place = *at.entry(row.keys.clone()).or_insert_with(|| {
                rows.push(Leaf { keys: row.keys.clone(), ..Leaf::default() });
                rows.len() - 1
            });
            if is_now { rows[place].now = row } else { rows[place].before = row }
        }
        rows.sort_by(|a, b| a.keys.cmp(&b.keys));
        rows.iter_mut().for_each(|leaf| leaf.usual = scope.value(&leaf.before, sides.share).unwrap_or_default());
        let mut leaves = Self { dims, rows };
        if let Some(goal) = &sides.goal {
            leaves.aim(scope, goal);
        }
        Ok(leaves.distinct())
    }

    /// Weighs what was before by what the target asked of each part.
    fn aim(&mut self, scope: &Scope<'_>, goal: &Goal) {
        let fixed =
            scope.filters.iter().filter(|(_, codes)| codes.len() == 1).fold(Mix::default(), |mix, (dim, codes)| mix.with(dim, &codes[0]));
        let told: Vec<&str> = self.dims.iter().copied().chain(fixed.dims()).collect();
        let named = |keys: &[Option<String>]| {
            self.dims
                .iter()
                .zip(keys)
                .filter_map(|(dim, key)| Some((*dim, key.as_deref()?)))
                .fold(fixed.clone(), |mix, (dim, key)| mix.with(dim, key))
        };
        let parts: Vec<Usual> = self.rows.iter().map(|leaf| Usual { mix: named(&leaf.keys), amount: leaf.usual }).collect();
        for (leaf, asked) in self.rows.iter_mut().zip(goal.laid(&parts, &told)) {
            let weight = asked.checked_div(leaf.usual).unwrap_or_default().max(Decimal::ZERO);
            leaf.before.atoms.values_mut().for_each(|sum| *sum *= weight);
        }
    }

    /// What changed on days that have a like.
    fn matched(&self, scope: &Scope<'_>) -> Decimal {
        self.rows.iter().map(|leaf| scope.value(&leaf.now, Decimal::ONE).unwrap_or_default() - leaf.usual).sum()
    }

    /// Whether by any dimension every part of a rate moved one way and the whole the other.
    pub fn reversed(&self, scope: &Scope<'_>, sides: &Sides) -> bool {
        let formula = scope.measure.formula;
        let by = |at: usize| {
            let mut parts = BTreeMap::<&Option<String>, Share>::new();
            for leaf in &self.rows {
                let (part, more) = (parts.entry(&leaf.keys[at]).or_default(), share_of(formula, &leaf.now, &leaf.before, sides.share));
                part.part_before += more.part_before;
                part.whole_before += more.whole_before;
                part.part_now += more.part_now;
                part.whole_now += more.whole_now;
            }
            parts.into_values().collect::<Vec<_>>()
        };
        is_ratio(formula) && (0..self.dims.len()).any(|at| rate_mix(&by(at)).is_some_and(|worked| worked.reversed))
    }

    /// Leaves out dimensions in which all rows are alike.
    fn distinct(mut self) -> Self {
        let telling: Vec<usize> =
            (0..self.dims.len()).filter(|at| self.rows.windows(2).any(|pair| pair[0].keys[*at] != pair[1].keys[*at])).collect();
        self.dims = telling.iter().map(|at| self.dims[*at]).collect();
        for leaf in &mut self.rows {
            leaf.keys = telling.iter().map(|at| leaf.keys[*at].clone()).collect();
        }
        self
    }

    /// Codes of the keys, and the keys of the codes.
    fn coded(&self) -> Coded<'_> {
        let (cells, keys) = Cells::numbered(self.dims.len(), self.rows.iter().map(|leaf| leaf.keys.as_slice()));
        Coded { dims: &self.dims, cells, keys }
    }
}

/// Keys as small numbers, and what each number stands for.
struct Coded<'a> {
    dims: &'a [&'static str],
    cells: Cells,
    keys: Vec<Vec<Option<String>>>,
}

impl Coded<'_> {
    /// A single value as a place that is known and not found.
    fn place(&self, dim: &str, key: &str) -> Option<Found> {
        let at = self.dims.iter().position(|known| *known == dim)?;
        let code = self.keys[at].iter().position(|known| known.as_deref() == Some(key))?;
        let combination = Combination { pairs: vec![(at, u32::try_from(code).ok()?)] };
        Some(Found { combination, surprise: KNOWN, sure: 1.0 })
    }
}

/// The surprise of a place that is known.
const KNOWN: f64 = 99.0;

/// What the engines found: combinations of codes with their surprise and how sure they are.
struct Found {
    combination: Combination,
    surprise: f64,
    sure: f64,
}

/// The places, each with what its days before brought as they were, and the rest, in which days without a like are told.
pub async fn places(
    desk: &Desk,
    scope: &Scope<'_>,
    sides: &Sides,
    leaves: &Leaves,
    totals: (Option<Decimal>, Option<Decimal>),
    known: &[(&'static str, String)],
) -> Outcome<(Vec<(Place, Decimal)>, Rest)> {
    let (before, now) = totals;
    let change = now.unwrap_or_default() - before.unwrap_or_default();
    let coded = leaves.coded();
    let mut found = if leaves.dims.is_empty() || leaves.rows.len() < 2 { Vec::new() } else { found(scope, sides, leaves, &coded.cells) };
    found.iter_mut().for_each(|found| found.combination = coded.cells.shortest(&found.combination));
    let mut parts = partition(scope, sides, leaves, &coded.cells, &found, change);
    // Of a shop that was closed, or a city in the rain, nobody need guess.
    for place in known.iter().filter(|_| !is_ratio(scope.measure.formula)).filter_map(|(dim, code)| coded.place(dim, code)) {
        found.retain(|found| found.combination != place.combination);
        found.insert(0, place);
        parts = partition(scope, sides, leaves, &coded.cells, &found, change);
    }
    let carry = parts.places.iter().any(|part| part.effect.checked_div(change).is_some_and(|part| float(part) >= CARRIES));
    let mut pasts = Pasts::default();
    if !carry && !is_ratio(scope.measure.formula) && leaves.rows.len() > 1 {
        // What the parts beside it do not tell of a place, its own past may.
        if let Some(place) =
            standing::standing_out(desk, (scope, sides), (leaves, &coded), &mut pasts, (Wanted::Carrying, float(change))).await?
        {
            found.insert(0, place);
            parts = partition(scope, sides, leaves, &coded.cells, &found, change);
        }
    }
    if !is_ratio(scope.measure.formula) && leaves.rows.len() > 1 && found.len() < PLACES_MAX {
        // A shop that fell by half while the others rose is no part of the change, and yet what its manager must know.
        let hidden = standing::standing_out(desk, (scope, sides), (leaves, &coded), &mut pasts, (Wanted::Hidden, float(change))).await?;
        if let Some(place) = hidden.filter(|place| found.iter().all(|found| found.combination != place.combination)) {
            found.push(place);
            parts = partition(scope, sides, leaves, &coded.cells, &found, change);
        }
    }
    let mut places = Vec::new();
    let mut rest_parts = parts.rest;
    let floor =
        (change.abs().to_f64().unwrap_or(0.0) * CHANGE_PART).max(before.unwrap_or_default().abs().to_f64().unwrap_or(0.0) * BEFORE_PART);
    let ratio = is_ratio(scope.measure.formula);
    for (found, part) in found.iter().zip(parts.places) {
        let small = !ratio && part.effect.abs().to_f64().unwrap_or(0.0) < floor;
        if small || places.len() == PLACES_MAX {
            rest_parts.join(part);
            continue;
        }
        let usual = part.usual;
        places.push((place(desk, scope, sides.share, &coded, (found, part), change).await?, usual));
    }
    let effect = change - places.iter().map(|(place, _)| place.effect).sum::<Decimal>();
    let (mut rest_before, rest_now) = (rest_parts.value(scope, 1, sides.share), rest_parts.value(scope, 0, Decimal::ONE));
    let decimals = scope.measure.unit.decimals();
    let beside = !sides.before.len().eq(&sides.whole_before.len()) || sides.coverage.closed + sides.coverage.unmatched > 0;
    let days = if ratio || !beside { Decimal::ZERO } else { (change - leaves.matched(scope)).round_dp(decimals) };
    if !ratio && (rest_before.is_some() || sides.goal.is_some()) {
        // The last cent of a mean, and what was asked of those who never sold, lie in the rest.
        rest_before = Some(rest_now.unwrap_or_default() - (effect - days));
    }
    Ok((places, Rest { before: rest_before, now: rest_now, effect, rate: rate(rest_before, rest_now), days }))
}

/// A part of a rate from its sums now and before.
fn share_of(formula: Formula, now: &AtomRow, before: &AtomRow, share: Decimal) -> Share {
    let ((part_now, whole_now), (part_before, whole_before)) = (part_and_whole(formula, now), part_and_whole(formula, before));
    let [part_before, whole_before] = [part_before, whole_before].map(|sum| float(sum / share));
    Share { part_before, whole_before, part_now: float(part_now), whole_now: float(whole_now) }
}

fn is_ratio(formula: Formula) -> bool {
    matches!(formula, Formula::Ratio(..) | Formula::Remainder(..))
}

/// What counts, and out of what, of a rate.
fn part_and_whole(formula: Formula, row: &AtomRow) -> (Decimal, Decimal) {
    let atom = |name: &str| row.atoms.get(name).copied().unwrap_or_default();
    match formula {
        Formula::Ratio(part, whole) => (atom(part), atom(whole)),
        Formula::Remainder(part, whole) => (atom(whole) - atom(part), atom(whole)),
        Formula::Sum(sum) => (atom(sum), Decimal::ONE),
        Formula::Difference(sum, less) => (atom(sum) - atom(less), Decimal::ONE),
    }
}

fn found(scope: &Scope<'_>, sides: &Sides, leaves: &Leaves, cells: &Cells) -> Vec<Found> {
    let formula = scope.measure.formula;
    let figures = |row: &AtomRow| part_and_whole(formula, row);
    if !is_ratio(formula) {
        let actual = leaves.rows.iter().map(|leaf| float(figures(&leaf.now).0)).collect();
        let expected = leaves.rows.iter().map(|leaf| float(figures(&leaf.before).0 / sides.share)).collect();
        let segments = sums::locate(&Sums { cells: cells.clone(), actual, expected });
        return segments.into_iter().map(|s| Found { combination: s.combination, surprise: s.surprise, sure: s.sure }).collect();
    }
    let (part, whole) = leaves.rows.iter().map(|leaf| figures(&leaf.now)).map(|(part, whole)| (float(part), float(whole))).unzip();
    let then = |leaf: &Leaf| {
        let (part, whole) = figures(&leaf.before);
        (float(part / sides.share), float(whole / sides.share))
    };
    let before = leaves.rows.iter().map(then).unzip();
    let unit = if matches!(formula, Formula::Ratio("tickets_with_visitors", _)) { ratios::Unit::Events } else { ratios::Unit::Amounts };
    let segments = ratios::locate(&Ratios { cells: cells.clone(), unit, part, whole, before: vec![before] }, None);
    let named = segments.into_iter().filter(|segment| !segment.combination.pairs.is_empty());
    named.map(|s| Found { combination: s.combination, surprise: s.surprise, sure: s.sure }).collect()
}

/// The sums of a group of leaves, now and then.
#[derive(Default)]
struct Part {
    sums: [AtomRow; 2],
    usual: Decimal,
    effect: Decimal,
    overlaps: bool,
}

impl Part {
    fn hold(&mut self, leaf: &Leaf) {
        self.usual += leaf.usual;
        self.add(&leaf.now, &leaf.before);
    }

    fn add(&mut self, now: &AtomRow, before: &AtomRow) {
        for (sum, row) in self.sums.iter_mut().zip([now, before]) {
            for (name, value) in &row.atoms {
                *sum.atoms.entry(name).or_default() += value;
            }
        }
    }

    fn join(&mut self, other: Part) {
        let [now, before] = &other.sums;
        self.add(now, before);
        self.usual += other.usual;
        self.effect += other.effect;
    }

    fn value(&self, scope: &Scope<'_>, side: usize, share: Decimal) -> Option<Decimal> {
        scope.value(&self.sums[side], share)
    }
}

struct Parts {
    places: Vec<Part>,
    rest: Part,
}

/// Every leaf belongs to the first place that holds it, so that nothing counts twice.
fn partition(scope: &Scope<'_>, sides: &Sides, leaves: &Leaves, cells: &Cells, found: &[Found], change: Decimal) -> Parts {
    let mut places: Vec<Part> = found.iter().map(|_| Part::default()).collect();
    let mut rest = Part::default();
    let decimals = scope.measure.unit.decimals();
    for (row, leaf) in leaves.rows.iter().enumerate() {
        let mut holders = (0..found.len()).filter(|at| cells.within(row, &found[*at].combination));
        match holders.next() {
            Some(first) => places[first].hold(leaf),
            None => rest.hold(leaf),
        }
        holders.for_each(|at| places[at].overlaps = true);
    }
    if is_ratio(scope.measure.formula) {
        let share = |part: &Part| share_of(scope.measure.formula, &part.sums[0], &part.sums[1], sides.share);
        let shares: Vec<Share> = places.iter().chain([&rest]).map(share).collect();
        if let Some(worked) = rate_mix(&shares) {
            let effects: Vec<f64> = worked.effects.iter().map(|(rate, mix)| rate + mix).collect();
            let settled = settle(&effects, change, decimals);
            places.iter_mut().chain([&mut rest]).zip(settled).for_each(|(part, effect)| part.effect = effect);
        }
    } else {
        for part in places.iter_mut().chain([&mut rest]) {
            let of = |side: usize, share| part.value(scope, side, share).unwrap_or_default().round_dp(decimals);
            part.effect = of(0, Decimal::ONE) - of(1, sides.share);
        }
    }
    Parts { places, rest }
}

async fn place(
    desk: &Desk,
    scope: &Scope<'_>,
    share: Decimal,
    coded: &Coded<'_>,
    (found, part): (&Found, Part),
    change: Decimal,
) -> Outcome<Place> {
    let dims = scope.source.dims();
    let (mut named, mut filters) = (BTreeMap::<&'static str, Named>::new(), scope.filters.clone());
    for (at, code) in &found.combination.pairs {
        let (dim, key) = (coded.dims[*at], coded.keys[*at][*code as usize].as_deref().unwrap_or(NO_VALUE));
        filters.insert(dim.to_owned(), vec![key.to_owned()]);
        let about = dims.iter().find(|d| d.name == dim);
        let name = match about {
            Some(about) if key != NO_VALUE => scope.names(desk, about, &[key]).await?.remove(key).unwrap_or_else(|| unnamed(key)),
            _ => unnamed(key),
        };
        named.insert(dim, name);
    }
    let decimal = |value: f64, places| Decimal::from_f64(value).unwrap_or_default().round_dp(places);
    let rounded = |value: Option<Decimal>| value.map(|value| value.round_dp(scope.measure.unit.decimals()));
    let (before, now) = (rounded(part.value(scope, 1, share)), rounded(part.value(scope, 0, Decimal::ONE)));
    Ok(Place {
        name: name_of(&named),
        keys: named,
        before,
        now,
        effect: part.effect,
        share: part.effect.checked_div(change).map(|share| share.round_dp(4)),
        rate: rate(before, now),
        surprise: decimal(found.surprise, 1),
        sure: decimal(found.sure, 2),
        note: None,
        drivers: Vec::new(),
        filters,
        overlaps: part.overlaps,
    })
}

/// The names of a place beside each other.
fn name_of(named: &BTreeMap<&'static str, Named>) -> Text {
    let names: Vec<&Text> = WIDE_FIRST.iter().filter_map(|dim| named.get(dim).map(|named| &named.name)).collect();
    let joined = |of: fn(&Text) -> &str| names.iter().map(|name| of(name)).collect::<Vec<_>>().join(" · ");
    text(joined(|t| &t.zh), joined(|t| &t.en))
}

pub fn rate(before: Option<Decimal>, now: Option<Decimal>) -> Option<Decimal> {
    let (before, now) = (before?, now?);
    (now - before).checked_div(before.abs()).map(|rate| rate.round_dp(4))
}
