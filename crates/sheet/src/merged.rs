//! Cells merged over several rows: what stands in the first of them holds for all.
//!
//! Excel keeps the value in the top left cell and leaves the others empty. A group of rows that shares a merged day or
//! shop is read as the person sees it. Only downwards: over columns, a merged cell is a title or a rule.

use crate::{Row, Value};
use calamine::Dimensions;

/// The merged cells of a sheet while its rows stream by.
#[derive(Default)]
pub(crate) struct Merged {
    /// Those over several rows, the lowest first, so that the next to begin is taken from the end.
    waiting: Vec<Dimensions>,
    open: Vec<Open>,
}

/// A merged cell whose first row has passed.
struct Open {
    column: usize,
    last: u64,
    /// A row of its value alone.
    value: Row,
}

impl Merged {
    pub(crate) fn new(mut regions: Vec<Dimensions>) -> Self {
        regions.retain(|region| region.start.0 < region.end.0);
        regions.sort_unstable_by_key(|region| std::cmp::Reverse(region.start.0));
        Merged { waiting: regions, open: Vec::new() }
    }

    /// Fills the cells of a row that lie under a merged one, and remembers those that begin in it.
    pub(crate) fn fill(&mut self, row: &mut Row) {
        let number = row.number();
        self.open.retain(|open| open.last >= number);
        for open in &self.open {
            if row.get(open.column) == Value::Empty {
                row.cover(open.column, open.value.get(0));
            }
        }
        while let Some(region) = self.waiting.pop_if(|region| u64::from(region.start.0) < number) {
            let (column, first) = (region.start.1 as usize, u64::from(region.start.0) + 1);
            let value = row.get(column);
            if first == number && value != Value::Empty {
                let mut kept = Row::default();
                kept.push(value);
                // Merged cells do not overlap in a sound sheet; in another the later one holds.
                self.open.retain(|open| open.column != column);
                self.open.push(Open { column, last: u64::from(region.end.0) + 1, value: kept });
            }
        }
    }
}
