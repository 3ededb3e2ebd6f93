//! Trials of the explanation: small companies, in each of which one thing of a known kind went wrong, with the question that
//! a manager would ask and the answer that is right.
//!
//! Everything about a case is drawn from its seed: the kind, the place, the size, the days, what it is held against, how wide the
//! question is. The explanation is shown the facts and the question, and never the case.

mod draw;
mod expected;
mod facts;
mod when;

pub use expected::{Expected, Place};
pub use facts::{Leaf, Where};

use crate::Company;
use chrono::NaiveDate;

/// The kinds of cases, in the order in which seeds go through them.
pub const KINDS: [&str; 11] =
    ["escalator", "repair", "slump", "missing", "gone", "price_rise", "silent_till", "rain", "campaign", "festival", "nothing"];

/// A company, a question, and what the answer should be.
pub struct Case {
    pub seed: u64,
    pub kind: &'static str,
    /// Whether it is asked by who looks after more than the place where it happened.
    pub wide: bool,
    pub company: Company,
    pub question: Question,
    pub expected: Expected,
}

/// Why sales of a scope changed over some days, against others.
#[derive(Clone, Debug)]
pub struct Question {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub scope: Where,
    /// In the words of the inquiry.
    pub against: &'static str,
}

impl Case {
    /// The case of a seed.
    pub fn of(seed: u64) -> Self {
        draw::case(seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_kind_is_asked_from_near_and_from_afar_and_a_seed_makes_the_same_case_again() {
        let told = |case: &Case| format!("{} {} {:?} {:?}", case.kind, case.wide, case.question, case.expected);
        let cases: Vec<Case> = (0..22).map(Case::of).collect();
        let kinds: HashSet<(&str, bool)> = cases.iter().map(|case| (case.kind, case.wide)).collect();
        let all: HashSet<String> = cases.iter().map(told).collect();
        assert_eq!((kinds.len(), all.len()), (2 * KINDS.len(), cases.len()));
        assert_eq!(told(&cases[17]), told(&Case::of(17)));
    }
}
