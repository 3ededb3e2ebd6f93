//! What the answer to a case should be.

use super::facts::Where;

/// The right answer.
#[derive(Clone, Debug)]
pub struct Expected {
    /// In the words of the explanation: `own`, `external`, `missing`, `usual`.
    pub verdict: &'static str,
    /// The test that tells the cause, where the verdict rests on one.
    pub cause: Option<&'static str>,
    pub place: Place,
    /// The driver that did most there, and those beside it, each with its sign; empty where nothing is to be told.
    pub drivers: Vec<(&'static str, i8)>,
}

/// Where it happened.
#[derive(Clone, Debug)]
pub enum Place {
    /// In no part of the scope more than in another.
    Everywhere,
    /// In these facts of the scope and in no others.
    Facts(Where),
    /// In one of the goods, within these facts; goods are no parts that places are made of, so the place is the smallest part
    /// with it or anything between, and the good itself is told beside it.
    Good { within: Where, item: String },
}
