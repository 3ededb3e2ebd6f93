//! What holds of every forecast, whatever the sales.

use forecast::{History, Peers, forecast};
use proptest::prelude::*;

fn histories() -> impl Strategy<Value = (History, usize)> {
    let day = prop_oneof![6 => (0.0..5000.0f64).prop_map(Some), 2 => Just(Some(0.0)), 1 => Just(None)];
    (prop::collection::vec(day, 20..160), 1..32usize).prop_flat_map(|(values, horizon)| {
        let weight = prop_oneof![8 => Just(1.0), 1 => 0.3..3.0f64, 1 => Just(0.0)];
        let weights = prop::collection::vec(weight, values.len() + horizon);
        weights.prop_map(move |weights| (History { values: values.clone(), weights }, horizon))
    })
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * (1.0 + one.abs().max(other.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_interval_encloses_its_expectation_and_grows_with_its_level((history, horizon) in histories()) {
        let Ok(narrow) = forecast(&history, horizon, 0.6, &Peers::default()) else { return Ok(()) };
        let wide = forecast(&history, horizon, 0.95, &Peers::default()).expect("the same history is enough again");
        for range in narrow.daily.iter().chain([&narrow.total]) {
            prop_assert!(range.low <= range.expected && range.expected <= range.high && range.high.is_finite() && range.low >= 0.0);
        }
        for (inner, outer) in narrow.daily.iter().zip(&wide.daily).chain([(&narrow.total, &wide.total)]) {
            prop_assert!(outer.low <= inner.low + 1e-9 && inner.high <= outer.high + 1e-9);
        }
        let sum: f64 = narrow.daily.iter().map(|range| range.expected).sum();
        prop_assert!(close(sum, narrow.total.expected));
    }

    #[test]
    fn the_unit_does_not_matter((history, horizon) in histories(), unit in prop_oneof![Just(0.01), Just(10_000.0)]) {
        let values = history.values.iter().map(|value| value.map(|value| value * unit)).collect();
        let scaled = History { values, ..history.clone() };
        let Ok(one) = forecast(&history, horizon, 0.8, &Peers::default()) else { return Ok(()) };
        let other = forecast(&scaled, horizon, 0.8, &Peers::default()).expect("the same history is enough again");
        prop_assert!(close(one.total.expected * unit, other.total.expected));
        prop_assert!(close(one.total.high * unit, other.total.high));
    }

    #[test]
    fn the_same_question_has_the_same_answer((history, horizon) in histories()) {
        let ask = || forecast(&history, horizon, 0.8, &Peers::default());
        prop_assert_eq!(ask(), ask());
    }
}
