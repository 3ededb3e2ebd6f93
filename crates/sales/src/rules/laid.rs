//! What of a scope's target each of its smallest parts was to bring: by the targets that were set for it, and within those as usual.
//!
//! The widest targets that do not overlap are taken first, then those inside each of them. What a target leaves over when the
//! ones inside it are taken off belongs to the parts that have none of their own.

use super::effective::apart;
use super::mix::Mix;
use rust_decimal::Decimal;

/// A smallest part: what it is of, and what it usually brings.
#[derive(Clone, Debug)]
pub struct Usual {
    pub mix: Mix,
    pub amount: Decimal,
}

/// What each part was to bring, in the order given. What no part can stand for is in none of them: the target of a shop that never
/// sold, or what the targets inside exceed the one around them by.
pub fn laid(amount: Decimal, lines: &[(Mix, Decimal)], parts: &[Usual]) -> Vec<Decimal> {
    let mut laid = vec![Decimal::ZERO; parts.len()];
    let all: Vec<usize> = (0..parts.len()).collect();
    let lines: Vec<&(Mix, Decimal)> = lines.iter().collect();
    lay(amount, &lines, parts, all, &mut laid);
    laid
}

fn lay(amount: Decimal, lines: &[&(Mix, Decimal)], parts: &[Usual], within: Vec<usize>, laid: &mut [Decimal]) {
    let (mut left, mut free) = (amount, within);
    for at in apart(&lines.iter().map(|(mix, _)| mix).collect::<Vec<_>>()) {
        let (mix, own) = lines[at];
        let inside: Vec<&(Mix, Decimal)> = lines.iter().copied().filter(|(other, _)| other != mix && mix.holds(other)).collect();
        let (held, others) = free.into_iter().partition(|part| mix.holds(&parts[*part].mix));
        free = others;
        left -= own;
        lay(*own, &inside, parts, held, laid);
    }
    // A return is no share of a target.
    let usual = |part: &usize| parts[*part].amount.max(Decimal::ZERO);
    let whole: Decimal = free.iter().map(usual).sum();
    for part in &free {
        laid[*part] = (left.max(Decimal::ZERO) * usual(part)).checked_div(whole).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mix(text: &str) -> Mix {
        text.split(',').filter_map(|part| part.split_once('=')).fold(Mix::default(), |mix, (dim, code)| mix.with(dim, code))
    }

    #[test]
    fn a_target_goes_to_those_it_was_set_for_and_within_them_as_usual() {
        let parts = ["site=M01,shop=A", "site=M01,shop=B", "site=M02,shop=C", "site=M02,shop=D"];
        let parts: Vec<Usual> = parts.iter().zip([30, 10, 40, 20]).map(|(p, usual)| Usual { mix: mix(p), amount: usual.into() }).collect();
        for (lines, expected) in [
            (&[][..], [36, 12, 48, 24]),
            (&[("site=M01", 80)], [60, 20, 26, 13]),
            (&[("site=M01", 80), ("site=M01,shop=A", 70)], [70, 10, 26, 13]),
            (&[("site=M01,shop=A", 70)], [70, 7, 28, 14]),
            // What lies inside exceeds the whole: nothing is left for the others, and nobody loses what was set.
            (&[("site=M01", 130)], [97, 32, 0, 0]),
            (&[("site=M09", 20)], [30, 10, 40, 20]),
        ] {
            let lines: Vec<(Mix, Decimal)> = lines.iter().map(|(of, amount)| (mix(of), Decimal::from(*amount))).collect();
            let laid: Vec<i64> = laid(120.into(), &lines, &parts).iter().map(|amount| i64::try_from(amount.trunc()).unwrap()).collect();
            assert_eq!(laid, expected, "{lines:?}");
        }
    }

    proptest! {
        #[test]
        fn no_more_is_laid_out_than_was_set(amount in 0_i64..1_000_000, own in prop::collection::vec((0_u8..4, prop::option::of(0_u8..3), 0_i64..300_000), 0..8),
                                              usual in prop::collection::vec((0_u8..4, 0_u8..3, -100_i64..10_000), 1..20)) {
            let of = |site: u8, shop: Option<u8>| {
                let mix = Mix::default().with("site", &site.to_string());
                shop.map_or(mix.clone(), |shop| mix.with("shop", &format!("{site}{shop}")))
            };
            let mut lines: Vec<(Mix, Decimal)> = own.into_iter().map(|(site, shop, amount)| (of(site, shop), Decimal::from(amount))).collect();
            lines.sort();
            lines.dedup_by(|a, b| a.0 == b.0);
            let parts: Vec<Usual> = usual.into_iter().map(|(site, shop, amount)| Usual { mix: of(site, Some(shop)), amount: amount.into() }).collect();
            let laid = laid(amount.into(), &lines, &parts);
            prop_assert!(laid.iter().all(|amount| *amount >= Decimal::ZERO));
            let set: Decimal = lines.iter().map(|(_, amount)| *amount).sum();
            prop_assert!(laid.iter().sum::<Decimal>() <= set + Decimal::from(amount) + Decimal::new(1, 6));
        }
    }
}
