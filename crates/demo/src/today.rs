//! What is known of a day before anything is sold on it: how long the company has been there, what is wrong, where it rains.

use crate::extent::Extent;
use crate::trouble::Kind;
use crate::weather::Sky;
use chrono::NaiveDate;

/// A day that is about to be made.
pub struct Today<'a> {
    pub day: NaiveDate,
    /// Years since the first day of facts.
    pub years: f64,
    pub troubles: &'a [Kind],
    pub sky: &'a Sky,
    pub extent: &'a Extent,
}

impl Today<'_> {
    /// The lift of a campaign at a site; one where there is none.
    pub fn campaign(&self, place: &str) -> Option<f64> {
        self.troubles.iter().find_map(|trouble| match trouble {
            Kind::Campaign { site, lift } if *site == place => Some(*lift),
            _ => None,
        })
    }
}
