//! Reads rows as a profile says: every cell is understood or refused, every row becomes facts, is passed over with a
//! reason, or is refused.

use super::columns::{Columns, Count};
use super::names::{Directory, Met, UnknownNames};
use super::row_cells::RowCells;
use super::{Profile, Refusal, Target};
use crate::Kind;
use crate::WarehouseError;
use crate::error::{Outcome, ProfileFault};
use crate::load::sale::sales;
use datafusion::arrow::record_batch::RecordBatch;
use rust_decimal::Decimal;
use sheet::value::Days;
use sheet::{Heading, Row, total_row};
use std::collections::HashMap;

/// Where a target's value comes from.
#[derive(Debug, Clone, Default)]
pub(crate) enum Origin {
    #[default]
    Nowhere,
    Column(usize),
    Constant(String),
}

/// A profile made ready for the columns of one file.
pub(crate) struct Reader {
    pub(crate) kind: Kind,
    pub(crate) sheet: String,
    pub(crate) heading: Heading,
    pub(crate) profile: Profile,
    /// Origins by target, for each fact of a row.
    pub(crate) parts: Vec<[Origin; Target::ALL.len()]>,
    pub(crate) days: Days,
    /// Words of a column, in plain form, to what they mean.
    pub(crate) texts: HashMap<Target, HashMap<String, String>>,
    pub(crate) truths: HashMap<Target, HashMap<String, bool>>,
    pub(crate) factors: HashMap<Target, Decimal>,
    pub(crate) directory: Directory,
    pub(crate) source: String,
    pub(crate) batch: String,
}

/// Rows counted by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows below the titles, blank ones left out.
    pub rows: u64,
    pub blank: u64,
    /// Subtotals and totals, passed over.
    pub totals: u64,
    /// Orders that were not paid, passed over.
    pub unpaid: u64,
    /// Rows that say that nothing was sold, passed over.
    pub nothing: u64,
    pub refused: u64,
    /// Rows that became facts.
    pub accepted: u64,
    /// Facts made; more than rows where a row holds several.
    pub facts: u64,
    /// Facts whose amount or quantity had more decimals than are kept.
    pub rounded: u64,
}

/// What came of a piece of a file.
pub(crate) struct Parsed {
    pub(crate) facts: Columns,
    pub(crate) counts: Counts,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) unknown: UnknownNames,
    /// Unknown names of the row that is being read.
    pub(crate) row_names: Vec<Met>,
    /// The number of the last row of the piece, for counting rows that are not in the file.
    pub(crate) last_row: u64,
}

impl Parsed {
    pub(crate) fn new(kind: Kind) -> Parsed {
        Parsed {
            facts: Columns::new(kind),
            counts: Counts::default(),
            refusals: Vec::new(),
            unknown: UnknownNames::default(),
            row_names: Vec::new(),
            last_row: 0,
        }
    }
}

impl Counts {
    pub(crate) fn add(&mut self, other: Counts) {
        self.rows += other.rows;
        self.blank += other.blank;
        self.totals += other.totals;
        self.unpaid += other.unpaid;
        self.nothing += other.nothing;
        self.refused += other.refused;
        self.accepted += other.accepted;
        self.facts += other.facts;
        self.rounded += other.rounded;
    }
}

impl Reader {
    /// Takes a row of the file.
    pub(crate) fn take(&self, row: &Row, parsed: &mut Parsed) {
        parsed.last_row = row.number();
        if row.number() <= self.heading.row {
            return;
        }
        if row.is_empty() {
            parsed.counts.blank += 1;
            return;
        }
        parsed.counts.rows += 1;
        if self.profile.rules.skip_totals && total_row(row, self.heading.columns.len()).is_some() {
            parsed.counts.totals += 1;
            return;
        }
        let before = parsed.facts.rows();
        let mut refused = false;
        let mut unpaid = false;
        for part in &self.parts {
            let mut cells = RowCells::new(self, part, row, parsed);
            match self.kind {
                Kind::Sales => unpaid |= sales(&mut cells),
                Kind::Visitors => count(&mut cells),
            }
            refused |= cells.refused;
        }
        let mut made = (parsed.facts.rows() - before) as u64;
        if refused {
            parsed.facts.drop_after(before);
            made = 0;
        }
        parsed.counts.facts += made;
        for name in parsed.row_names.drain(..).filter(|_| made > 0) {
            parsed.unknown.keep(name);
        }
        match (refused, made > 0, unpaid) {
            (true, ..) => parsed.counts.refused += 1,
            (false, true, _) => parsed.counts.accepted += 1,
            (false, false, true) => parsed.counts.unpaid += 1,
            (false, false, false) => parsed.counts.nothing += 1,
        }
    }

    /// The facts of a piece as a batch.
    pub(crate) fn batch(&self, facts: Columns) -> Outcome<RecordBatch> {
        facts.finish(&self.source, &self.batch)
    }
}

fn count(cells: &mut RowCells<'_, '_>) {
    let site = cells.name(Target::Site);
    let entrance = cells.name(Target::Entrance);
    let moment = cells.moment();
    let visitors = cells.whole(Target::Visitors);
    let (Some((day, hour)), Some(site), Some(visitors)) = (moment, site, visitors) else {
        return cells.refuse_blanks();
    };
    if !cells.refused {
        let line = cells.row.number() as i64;
        cells.parsed.facts.push_count(&Count { site, entrance, day, hour, visitors, line });
    }
}

/// Refuses profiles whose columns are not in the file or whose targets are not of the kind.
pub(crate) fn check(profile: &Profile) -> Outcome<()> {
    let of_parts = profile.parts.iter().flat_map(|part| part.columns.keys().chain(part.constants.keys()));
    let mut targets = profile.columns.keys().chain(profile.constants.keys()).chain(of_parts);
    if let Some(target) = targets.find(|target| !target.fits(profile.kind)) {
        return Err(WarehouseError::Profile(ProfileFault::WrongKind(*target)));
    }
    match profile.missing().first() {
        Some(target) => Err(WarehouseError::Profile(ProfileFault::Missing(*target))),
        None => Ok(()),
    }
}
