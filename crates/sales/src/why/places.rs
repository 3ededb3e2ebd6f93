//! Where the change is: the fewest places that carry it, found by the engines of `explain`, their figures summed up exactly here.

mod standing;

use super::baseline::Sides;
use super::scope::{Scope, WIDE_FIRST, unnamed};
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

/// The smallest parts of the figure: their keys, and their sums then and now.
pub struct Leaves {
    pub dims: Vec<&'static str>,
    rows: Vec<(Vec<Option<String>>, AtomRow, AtomRow)>,
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
        let mut rows: Vec<(Vec<Option<String>>, AtomRow, AtomRow)> = Vec::new();
        let mut at = HashMap::<Vec<Option<String>>, usize>::new();
        for (row, is_now) in now.rows.into_iter().map(|row| (row, true)).chain(before.rows.into_iter().map(|row| (row, false))) {
            let place = *at.entry(row.keys.clone()).or_insert_with(|| {
                rows.push((row.keys.clone(), AtomRow::default(), AtomRow::default()));
                rows.len() - 1
            });
            if is_now { rows[place].1 = row } else { rows[place].2 = row }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(Self { dims, rows }.distinct())
    }

    /// Leaves out dimensions in which all rows are alike.
    fn distinct(mut self) -> Self {
        let telling: Vec<usize> =
            (0..self.dims.len()).filter(|at| self.rows.windows(2).any(|pair| pair[0].0[*at] != pair[1].0[*at])).collect();
        self.dims = telling.iter().map(|at| self.dims[*at]).collect();
        for (keys, ..) in &mut self.rows {
            *keys = telling.iter().map(|at| keys[*at].clone()).collect();
        }
        self
    }

    /// Codes of the keys, and the keys of the codes.
    fn coded(&self) -> Coded<'_> {
        let (cells, keys) = Cells::numbered(self.dims.len(), self.rows.iter().map(|(keys, ..)| keys.as_slice()));
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

/// The places and the rest. `change` is that of the scope; what lies on days without a like is told within the rest.
pub async fn places(
    desk: &Desk,
    scope: &Scope<'_>,
    sides: &Sides,
    leaves: &Leaves,
    totals: (Option<Decimal>, Option<Decimal>),
    known: &[(&'static str, String)],
) -> Outcome<(Vec<Place>, Rest)> {
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
    if !carry && !is_ratio(scope.measure.formula) && leaves.rows.len() > 1 {
        // What the parts beside it do not tell of a place, its own past may.
        if let Some(place) = standing::standing_out(desk, scope, sides, leaves, &coded, float(change)).await? {
            found.insert(0, place);
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
        places.push(place(desk, scope, &coded, found, part, change).await?);
    }
    let effect = change - places.iter().map(|place| place.effect).sum::<Decimal>();
    let (rest_before, rest_now) = (rest_parts.value(scope, 1, sides.share), rest_parts.value(scope, 0, Decimal::ONE));
    let beside = !sides.before.len().eq(&sides.whole_before.len()) || sides.coverage.closed + sides.coverage.unmatched > 0;
    let days = if ratio || !beside { Decimal::ZERO } else { effect - (rest_now.unwrap_or_default() - rest_before.unwrap_or_default()) };
    Ok((places, Rest { before: rest_before, now: rest_now, effect, rate: rate(rest_before, rest_now), days }))
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

fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

fn found(scope: &Scope<'_>, sides: &Sides, leaves: &Leaves, cells: &Cells) -> Vec<Found> {
    let formula = scope.measure.formula;
    let figures = |row: &AtomRow| part_and_whole(formula, row);
    if !is_ratio(formula) {
        let actual = leaves.rows.iter().map(|(_, now, _)| float(figures(now).0)).collect();
        let expected = leaves.rows.iter().map(|(_, _, before)| float(figures(before).0 / sides.share)).collect();
        let segments = sums::locate(&Sums { cells: cells.clone(), actual, expected });
        return segments.into_iter().map(|s| Found { combination: s.combination, surprise: s.surprise, sure: s.sure }).collect();
    }
    let (part, whole) = leaves.rows.iter().map(|(_, now, _)| figures(now)).map(|(part, whole)| (float(part), float(whole))).unzip();
    let then = |(_, _, before): &(_, _, AtomRow)| {
        let (part, whole) = figures(before);
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
    effect: Decimal,
    overlaps: bool,
}

impl Part {
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
    for (row, (_, now, before)) in leaves.rows.iter().enumerate() {
        let mut holders = (0..found.len()).filter(|at| cells.within(row, &found[*at].combination));
        match holders.next() {
            Some(first) => places[first].add(now, before),
            None => rest.add(now, before),
        }
        holders.for_each(|at| places[at].overlaps = true);
    }
    if is_ratio(scope.measure.formula) {
        let share = |part: &Part| {
            let [now, before] = &part.sums;
            let ((part_now, whole_now), (part_before, whole_before)) =
                (part_and_whole(scope.measure.formula, now), part_and_whole(scope.measure.formula, before));
            Share {
                part_before: float(part_before / sides.share),
                whole_before: float(whole_before / sides.share),
                part_now: float(part_now),
                whole_now: float(whole_now),
            }
        };
        let shares: Vec<Share> = places.iter().chain([&rest]).map(share).collect();
        if let Some(worked) = rate_mix(&shares) {
            let effects: Vec<f64> = worked.effects.iter().map(|(rate, mix)| rate + mix).collect();
            let settled = settle(&effects, change, scope.measure.unit.decimals());
            places.iter_mut().chain([&mut rest]).zip(settled).for_each(|(part, effect)| part.effect = effect);
        }
    } else {
        for part in places.iter_mut().chain([&mut rest]) {
            let of = |side: usize, share| part.value(scope, side, share).unwrap_or_default();
            part.effect = (of(0, Decimal::ONE) - of(1, sides.share)).round_dp(scope.measure.unit.decimals().max(2));
        }
    }
    Parts { places, rest }
}

async fn place(desk: &Desk, scope: &Scope<'_>, coded: &Coded<'_>, found: &Found, part: Part, change: Decimal) -> Outcome<Place> {
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
    let (before, now) = (part.value(scope, 1, Decimal::ONE), part.value(scope, 0, Decimal::ONE));
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
