//! How far a target is reached, beside how far it should be by now.
//!
//! What should be done by now is what the days gone by carry of the target, so a month whose weekends are still to come is not
//! called late. Figures that do not add up, such as an average ticket, are held level against level.

use kernel::fixed::round_half_up;
use kernel::measure::Good;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// From this share of what is due on, all is well.
const GREEN_FROM: Decimal = Decimal::ONE;
/// From this share of what is due on, it can still be caught up: 95 %.
const AMBER_FROM: Decimal = Decimal::from_parts(95, 0, 0, false, 2);
/// Decimals of shares.
const SHARE: u32 = 6;

/// How it looks at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    Green,
    Amber,
    Red,
}

/// What is held against each other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    pub target: Option<Decimal>,
    /// What the days gone by carry of the target; none for a figure that does not add up.
    pub due: Option<Decimal>,
    pub done: Option<Decimal>,
    /// Days still to come that carry any of the target.
    pub days_left: u32,
}

/// How far a target is reached. Amounts are in the unit of the measure, shares are ratios of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Standing {
    pub target: Option<Decimal>,
    pub done: Option<Decimal>,
    /// Done ÷ target.
    pub share: Option<Decimal>,
    /// The share of the target that the days gone by carry.
    pub time: Option<Decimal>,
    /// What should be done by now.
    pub due: Option<Decimal>,
    /// Done − due: below zero is behind. Of a figure that does not add up: done − target.
    pub gap: Option<Decimal>,
    /// Done ÷ due.
    pub pace: Option<Decimal>,
    /// What is still to be done; nothing once the target is reached.
    pub left: Option<Decimal>,
    pub days_left: u32,
    /// What each of the days left must bring.
    pub needed_per_day: Option<Decimal>,
    /// What the days left must bring, as a share of what they were meant to: 1.08 is 8 % more than planned.
    pub needed_pace: Option<Decimal>,
    pub light: Option<Light>,
}

/// How far a target is reached.
pub fn standing(good: Good, asked: Asked, decimals: u32) -> Standing {
    let Asked { target, due, done, days_left } = asked;
    let share_of =
        |part: Option<Decimal>, whole: Option<Decimal>| part?.checked_div(whole?).map(|share| round_half_up(share, SHARE).normalize());
    let plain = Standing { target, done, share: share_of(done, target), ..Standing::default() };
    let Some(due) = due else {
        let gap = done.zip(target).map(|(done, target)| done - target);
        return Standing { gap, light: light(good, plain.share), ..plain };
    };
    let left = done.zip(target).map(|(done, target)| (target - done).max(Decimal::ZERO));
    let rest = target.map(|target| target - due);
    let pace = share_of(done, Some(due));
    Standing {
        time: share_of(Some(due), target),
        due: Some(due),
        gap: done.map(|done| done - due),
        pace,
        left,
        days_left,
        needed_per_day: left.and_then(|left| left.checked_div(days_left.into())).map(|day| round_half_up(day, decimals)),
        needed_pace: share_of(left, rest).filter(|_| days_left > 0),
        light: light(good, pace),
        ..plain
    }
}

/// The light of what is reached of what is due.
fn light(good: Good, pace: Option<Decimal>) -> Option<Light> {
    let pace = pace?;
    // Where less is good news, as much above is as bad as below elsewhere.
    let reached = match good {
        Good::Up => pace,
        Good::Down => Decimal::TWO - pace,
        Good::None => return None,
    };
    Some(match reached {
        reached if reached >= GREEN_FROM => Light::Green,
        reached if reached >= AMBER_FROM => Light::Amber,
        _ => Light::Red,
    })
}

/// How far behind a figure is, as an amount above zero; none where it is not, or where neither way is good news.
pub fn behind(good: Good, gap: Option<Decimal>) -> Option<Decimal> {
    let behind = match good {
        Good::Up => -gap?,
        Good::Down => gap?,
        Good::None => return None,
    };
    Some(behind).filter(|behind| *behind > Decimal::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Decimal> {
        text.parse().ok()
    }

    #[test]
    fn progress_is_held_against_what_the_days_gone_by_carry() {
        // Target, due, done, days left: share, time, gap, pace, left, needed a day, needed pace, light.
        for (asked, expected) in [
            (("3000", "2000", "2100", 10), "0.7 0.666667 100 1.05 900 90 0.9 Green"),
            (("3000", "2000", "1900", 10), "0.633333 0.666667 -100 0.95 1100 110 1.1 Amber"),
            (("3000", "2000", "1899", 10), "0.633 0.666667 -101 0.9495 1101 110.1 1.101 Red"),
            (("3000", "3000", "3100", 0), "1.033333 1 100 1.033333 0 - - Green"),
            (("3000", "2000", "", 10), "- 0.666667 - - - - - -"),
            (("3000", "0", "0", 30), "0 0 0 - 3000 100 1 -"),
            (("", "", "50", 0), "- - - - - - - -"),
        ] {
            let (target, due, done, days_left) = asked;
            let held = Asked { target: number(target), due: number(due), done: number(done), days_left };
            let told = standing(Good::Up, held, 2);
            let say = |value: Option<Decimal>| value.map_or("-".to_owned(), |value| value.normalize().to_string());
            let figures = [told.share, told.time, told.gap, told.pace, told.left, told.needed_per_day, told.needed_pace];
            let words: Vec<String> =
                figures.into_iter().map(say).chain([told.light.map_or("-".to_owned(), |l| format!("{l:?}"))]).collect();
            assert_eq!(words.join(" "), expected, "{asked:?}");
        }
    }

    #[test]
    fn a_level_is_held_against_a_level() {
        for (good, done, light) in [
            (Good::Up, "80", Light::Green),
            (Good::Up, "77", Light::Amber),
            (Good::Up, "75", Light::Red),
            (Good::Down, "80", Light::Green),
            (Good::Down, "83", Light::Amber),
            (Good::Down, "85", Light::Red),
        ] {
            let told = standing(good, Asked { target: number("80"), done: number(done), ..Asked::default() }, 2);
            assert_eq!((told.light, told.time, told.needed_per_day), (Some(light), None, None), "{good:?} {done}");
        }
        assert_eq!(
            (behind(Good::Up, number("-5")), behind(Good::Up, number("5")), behind(Good::Down, number("5"))),
            (number("5"), None, number("5"))
        );
    }
}
