//! How a rate moved: because the rates of its parts changed, or because parts with other rates weigh more than before.
//!
//! `Δr = Σ s₁·(r₁ − r₀) + Σ (s₁ − s₀)·(r₀ − r̄₀)`: the first sum is the rate effect, the second the mix effect, with `s`
//! the share of a part in the whole. Both are shown, because they may point in opposite directions.

/// One part of a rate, then and now: what counts (orders, margin) and out of what (visitors, sales).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Share {
    pub part_before: f64,
    pub whole_before: f64,
    pub part_now: f64,
    pub whole_now: f64,
}

/// What each part did to the rate of the whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RateMix {
    /// For every part, by its own rate and by its weight.
    pub effects: Vec<(f64, f64)>,
    /// Every part moved one way, or not at all, and the whole the other (Simpson's paradox).
    pub reversed: bool,
}

/// Takes the change of a rate apart; none where the rate of the whole is not known on either side.
pub fn rate_mix(shares: &[Share]) -> Option<RateMix> {
    let sum = |of: fn(&Share) -> f64| shares.iter().map(of).sum::<f64>();
    let (whole_before, whole_now) = (sum(|s| s.whole_before), sum(|s| s.whole_now));
    if whole_before == 0.0 || whole_now == 0.0 {
        return None;
    }
    let (rate_before, rate_now) = (sum(|s| s.part_before) / whole_before, sum(|s| s.part_now) / whole_now);
    let effects: Vec<(f64, f64)> = shares.iter().map(|share| of_share(share, whole_before, whole_now, rate_before)).collect();
    let moved = rate_now - rate_before;
    let against = |rate: f64| rate * moved <= 0.0;
    let reversed = moved != 0.0 && effects.iter().all(|(rate, _)| against(*rate)) && effects.iter().any(|(rate, _)| *rate != 0.0);
    Some(RateMix { effects, reversed })
}

fn of_share(share: &Share, whole_before: f64, whole_now: f64, rate_before: f64) -> (f64, f64) {
    let (weight_before, weight_now) = (share.whole_before / whole_before, share.whole_now / whole_now);
    // What is summed up without a whole of its own (a refund of last month) belongs to the rate.
    let stray = |part: f64, whole: f64, of: f64| if whole == 0.0 { part / of } else { 0.0 };
    let strayed = stray(share.part_now, share.whole_now, whole_now) - stray(share.part_before, share.whole_before, whole_before);
    let rate = |part: f64, whole: f64| (whole != 0.0).then(|| part / whole);
    let (before, now) = (rate(share.part_before, share.whole_before), rate(share.part_now, share.whole_now));
    // A part that is new had no rate to change: all of it is mix.
    let Some(before) = before.or(now) else { return (strayed, 0.0) };
    let by_rate = weight_now * (now.unwrap_or(before) - before);
    (by_rate + strayed, (weight_now - weight_before) * (before - rate_before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(part_before: f64, whole_before: f64, part_now: f64, whole_now: f64) -> Share {
        Share { part_before, whole_before, part_now, whole_now }
    }

    #[test]
    fn both_shops_convert_better_and_the_whole_worse() {
        // 50 of 100 and 10 of 100 → 11 of 20 and 27 of 180: from 30 % to 19 %, though 50 % → 55 % and 10 % → 15 %.
        let worked = rate_mix(&[share(50.0, 100.0, 11.0, 20.0), share(10.0, 100.0, 27.0, 180.0)]).unwrap();
        assert!(worked.reversed);
        let (rate, mix) = worked.effects.iter().fold((0.0, 0.0), |sum, effect| (sum.0 + effect.0, sum.1 + effect.1));
        assert!((rate - 0.05).abs() < 1e-12 && (mix + 0.16).abs() < 1e-12, "{rate} {mix}");
    }

    #[test]
    fn a_part_that_is_new_is_mix() {
        let worked = rate_mix(&[share(10.0, 100.0, 10.0, 100.0), share(0.0, 0.0, 30.0, 100.0)]).unwrap();
        assert_eq!(worked.effects[1].0, 0.0);
        assert!((worked.effects[1].1 - 0.1).abs() < 1e-12);
        assert!(!worked.reversed);
        assert_eq!(rate_mix(&[share(1.0, 0.0, 1.0, 2.0)]), None);
    }

    proptest! {
        #[test]
        fn rate_and_mix_are_the_whole_change(shares in proptest::collection::vec((-50..500_i32, 0..900_i32, -50..500_i32, 0..900_i32), 1..12)) {
            let shares: Vec<Share> = shares.iter().map(|s| share(s.0.into(), s.1.into(), s.2.into(), s.3.into())).collect();
            let sum = |of: fn(&Share) -> f64| shares.iter().map(of).sum::<f64>();
            if let Some(worked) = rate_mix(&shares) {
                let change = sum(|s| s.part_now) / sum(|s| s.whole_now) - sum(|s| s.part_before) / sum(|s| s.whole_before);
                let effects: f64 = worked.effects.iter().map(|(rate, mix)| rate + mix).sum();
                prop_assert!((effects - change).abs() < 1e-9, "{effects} {change}");
            }
        }
    }
}
