//! The order of the rows of an answer.

use super::Dim;
use super::question::{Figures, Order, OrderBy, Question};
use std::cmp::Ordering;

/// Compares by the order of the question, then by the keys, so that an answer always has the same order.
pub(crate) fn compare(a: &Figures, b: &Figures, question: &Question) -> Ordering {
    let by_order = question.order.iter().map(|Order { by, descending }| match by {
        OrderBy::Atom(atom) => match question.atoms.iter().position(|asked| asked == atom) {
            Some(place) => nulls_last(&a.values[place], &b.values[place], *descending),
            None => Ordering::Equal,
        },
        OrderBy::Dim(dim) => match question.by.iter().position(|asked| asked == dim) {
            Some(place) => nulls_last(&natural(*dim, &a.keys[place]), &natural(*dim, &b.keys[place]), *descending),
            None => Ordering::Equal,
        },
    });
    let by_keys = || {
        let pairs = a.keys.iter().zip(&b.keys).zip(&question.by);
        pairs.map(|((a, b), dim)| nulls_last(&natural(*dim, a), &natural(*dim, b), false)).find(|o| o.is_ne())
    };
    by_order.into_iter().find(|ordering| ordering.is_ne()).or_else(by_keys).unwrap_or(Ordering::Equal)
}

/// Hours are ordered as numbers, everything else as text.
fn natural(dim: Dim, key: &Option<String>) -> Option<(u32, String)> {
    let number = |key: &String| if dim == Dim::Hour { key.parse().unwrap_or(0) } else { 0 };
    key.as_ref().map(|key| (number(key), key.clone()))
}

fn nulls_last<T: Ord>(a: &Option<T>, b: &Option<T>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
