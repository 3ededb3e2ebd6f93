//! How much of a change is volume, how much a dearer or cheaper mix, and how much prices.
//!
//! The wording of finance, with the joint part of price and quantity in the price effect (as Zebra BI and textbooks of
//! cost accounting have it): `volume = (Q₁ − Q₀) · P̄₀`, `mix = Σ Q₁ᵢ·P₀ᵢ − Q₁·P̄₀`, `price = Σ Q₁ᵢ·(P₁ᵢ − P₀ᵢ)`, over the
//! goods that were sold both times. Goods that are new or gone are apart: they have no price to compare.

use rust_decimal::Decimal;

/// What one of the goods sold, then and now: quantity and amount.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Goods {
    pub before: Option<(Decimal, Decimal)>,
    pub now: Option<(Decimal, Decimal)>,
}

/// The effects, in money; together they are the whole change, rounding set aside.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PriceVolume {
    pub volume: Decimal,
    pub mix: Decimal,
    pub price: Decimal,
    pub new: Decimal,
    pub ended: Decimal,
    /// Goods sold both times of which no price can be told, such as those that only came back.
    pub unpriced: Decimal,
}

/// Takes the change of the amount of goods apart.
pub fn price_volume(goods: impl IntoIterator<Item = Goods>) -> PriceVolume {
    let mut worked = PriceVolume::default();
    let (mut quantity_before, mut amount_before) = (Decimal::ZERO, Decimal::ZERO);
    let (mut quantity_now, mut amount_now, mut at_old_prices) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for one in goods {
        match (one.before, one.now) {
            (Some((q0, r0)), Some((q1, r1))) if q0 > Decimal::ZERO && q1 > Decimal::ZERO => {
                quantity_before += q0;
                amount_before += r0;
                quantity_now += q1;
                amount_now += r1;
                at_old_prices += r0 * q1 / q0;
            }
            (Some((_, r0)), Some((_, r1))) => worked.unpriced += r1 - r0,
            (None, Some((_, r1))) => worked.new += r1,
            (Some((_, r0)), None) => worked.ended -= r0,
            (None, None) => {}
        }
    }
    if !quantity_before.is_zero() {
        let at_old_mix = amount_before * quantity_now / quantity_before;
        worked.volume = at_old_mix - amount_before;
        worked.mix = at_old_prices - at_old_mix;
    }
    worked.price = amount_now - at_old_prices;
    worked
}

impl PriceVolume {
    /// All effects in the order of their fields.
    pub fn effects(&self) -> [Decimal; 6] {
        [self.volume, self.mix, self.price, self.new, self.ended, self.unpriced]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn goods(before: Option<(i64, i64)>, now: Option<(i64, i64)>) -> Goods {
        let exact = |pair: Option<(i64, i64)>| pair.map(|(q, r)| (Decimal::from(q), Decimal::from(r)));
        Goods { before: exact(before), now: exact(now) }
    }

    #[test]
    fn every_kind_of_change_has_its_effect() {
        let effects = |list: &[Goods]| price_volume(list.iter().copied()).effects().map(|e| e.normalize().to_string());
        for (list, expected) in [
            // 1,000 × 50 → 1,100 × 52: the joint part of 200 belongs to the price.
            (&[goods(Some((1000, 50_000)), Some((1100, 57_200)))][..], ["5000", "0", "2200", "0", "0", "0"]),
            // As many as before, but more of the dearer ones.
            (&[goods(Some((10, 100)), Some((5, 50))), goods(Some((10, 300)), Some((15, 450)))], ["0", "100", "0", "0", "0", "0"]),
            (&[goods(None, Some((2, 40))), goods(Some((3, 30)), None)], ["0", "0", "0", "40", "-30", "0"]),
            (&[goods(Some((-1, -10)), Some((2, 20)))], ["0", "0", "0", "0", "0", "30"]),
            (&[], ["0", "0", "0", "0", "0", "0"]),
        ] {
            assert_eq!(effects(list), expected, "{list:?}");
        }
    }

    proptest! {
        #[test]
        fn the_effects_are_the_whole_change(list in proptest::collection::vec((proptest::option::of((-3..500_i64, -99..99_999_i64)), proptest::option::of((-3..500_i64, -99..99_999_i64))), 0..20)) {
            let list: Vec<Goods> = list.into_iter().map(|(before, now)| goods(before, now)).collect();
            let sum = |of: fn(&Goods) -> Option<(Decimal, Decimal)>| list.iter().filter_map(of).map(|(_, amount)| amount).sum::<Decimal>();
            let effects: Decimal = price_volume(list.iter().copied()).effects().iter().sum();
            prop_assert!((effects - (sum(|g| g.now) - sum(|g| g.before))).abs() < Decimal::new(1, 12));
        }
    }
}
