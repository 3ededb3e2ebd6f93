//! The light beside a figure: green, amber or red, by how it moved.

use crate::document::{GoodWord, Light};
use rust_decimal::Decimal;

/// A figure that is this much worse than before, or less, is amber; beyond it, red. Until there is a target to hold it against.
const AMBER: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The relative change of a figure; none where there is nothing to compare with.
pub fn change(value: Option<Decimal>, before: Option<Decimal>) -> Option<Decimal> {
    let (value, before) = (value?, before?);
    if before.is_zero() {
        return None;
    }
    (value - before).checked_div(before.abs())
}

/// Last year decides; where there is none, the previous period does.
pub fn light(good: GoodWord, value: Option<Decimal>, previous: Option<Decimal>, last_year: Option<Decimal>) -> Option<Light> {
    let moved = change(value, last_year).or_else(|| change(value, previous))?;
    let better = match good {
        GoodWord::Up => moved,
        GoodWord::Down => -moved,
        GoodWord::None => return None,
    };
    Some(if better >= Decimal::ZERO {
        Light::Green
    } else if better >= -AMBER {
        Light::Amber
    } else {
        Light::Red
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_follows_the_good_direction() {
        let d = |n: i64| Some(Decimal::from(n));
        for (good, value, previous, last_year, expected) in [
            (GoodWord::Up, d(103), d(200), d(100), Some(Light::Green)),
            (GoodWord::Up, d(96), None, d(100), Some(Light::Amber)),
            (GoodWord::Up, d(90), None, d(100), Some(Light::Red)),
            (GoodWord::Down, d(90), None, d(100), Some(Light::Green)),
            (GoodWord::Down, d(110), d(100), None, Some(Light::Red)),
            (GoodWord::None, d(110), d(100), None, None),
            (GoodWord::Up, d(110), None, None, None),
            (GoodWord::Up, None, d(1), d(1), None),
            (GoodWord::Up, d(5), None, d(-10), Some(Light::Green)),
        ] {
            assert_eq!(light(good, value, previous, last_year), expected, "{good:?} {value:?} {previous:?} {last_year:?}");
        }
    }
}
