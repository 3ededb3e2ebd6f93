//! How much of the company is made: all of it, or only a mall or a few branches.
//!
//! What is told apart in days of a small company is told apart in those of the whole one, and it is made in a hundredth of the time.

use crate::names::BRANCHES;

/// The part of the company that is made.
#[derive(Clone, Debug)]
pub struct Extent {
    /// Of the places of the mall every so-manieth is let; none: there is no mall.
    pub shops_every: Option<u16>,
    /// Codes of the supermarkets.
    pub branches: Vec<&'static str>,
    /// Goods on each shelf.
    pub goods: usize,
    pub online: bool,
}

impl Extent {
    /// The whole company.
    pub fn whole() -> Self {
        Self { shops_every: Some(1), branches: BRANCHES.iter().map(|branch| branch.code).collect(), goods: usize::MAX, online: true }
    }

    /// A mall of sixty shops and two small supermarkets in other places.
    pub fn mall() -> Self {
        Self { shops_every: Some(2), branches: vec!["S03", "S06"], goods: 1, online: false }
    }

    /// Six supermarkets in three cities.
    pub fn chain() -> Self {
        Self { shops_every: None, branches: vec!["S01", "S03", "S04", "S05", "S06", "S07"], goods: 3, online: false }
    }
}
