//! Why a figure changed: which drivers moved it (how), and in which places (where).
//!
//! Everything here is pure: sums go in, effects come out. Effects are worked out in floating point, as logarithms are,
//! and settled to the exact change in the unit that people read, so that nothing is lost and nothing counted twice.

mod cells;
pub mod drivers;
pub mod ratios;
pub mod sums;

pub use cells::{Cells, Combination};
