//! What a forecast says of plain cases that anyone can check by head.

use forecast::{Calibration, Error, Forecast, History, Method, Peers, Side, forecast};

const LEVEL: f64 = 0.8;

fn ask(values: Vec<Option<f64>>, horizon: usize) -> Result<Forecast, Error> {
    forecast(&History::ordinary(values, horizon), horizon, LEVEL, &Peers::default())
}

fn answer(values: Vec<Option<f64>>, horizon: usize) -> Forecast {
    ask(values, horizon).expect("an answer")
}

/// Sales around a level, with a week's rhythm and a small unrest that repeats itself every eleven days.
fn shop(days: usize, level: f64) -> Vec<Option<f64>> {
    let unrest = |day: usize| 1.0 + 0.02 * ((day * 7 % 11) as f64 - 5.0);
    (0..days).map(|day| Some(level * unrest(day) * if day % 7 >= 5 { 1.5 } else { 1.0 })).collect()
}

#[test]
fn a_week_of_nothing_known_is_refused() {
    assert_eq!(ask(shop(6, 100.0), 5), Err(Error::TooLittleHistory { open: 6, needed: 7 }));
    assert_eq!(ask(vec![None; 100], 5), Err(Error::TooLittleHistory { open: 0, needed: 7 }));
    assert_eq!(ask(Vec::new(), 5), Err(Error::TooLittleHistory { open: 0, needed: 7 }));
}

#[test]
fn malformed_questions_are_refused() {
    let good = History::ordinary(shop(60, 100.0), 5);
    let with_weight = |weight: f64| History { weights: [vec![1.0; 64], vec![weight]].concat(), ..good.clone() };
    let with_value = |value: f64| History { values: [shop(59, 100.0), vec![Some(value)]].concat(), ..good.clone() };
    let cases = [
        (good.clone(), 0, LEVEL, Error::BadHorizon { given: 0, longest: 92 }),
        (good.clone(), 93, LEVEL, Error::BadHorizon { given: 93, longest: 92 }),
        (good.clone(), 5, 0.4, Error::BadLevel(0.4)),
        (good.clone(), 6, LEVEL, Error::WeightsDoNotMatch { expected: 66, given: 65 }),
        (with_weight(-0.5), 5, LEVEL, Error::BadWeight { index: 64, weight: -0.5 }),
        (with_value(f64::INFINITY), 5, LEVEL, Error::BadValue { index: 59 }),
    ];
    for (history, horizon, level, error) in cases {
        assert_eq!(forecast(&history, horizon, level, &Peers::default()), Err(error));
    }
}

#[test]
fn ten_days_give_their_mean_and_say_so() {
    let answer = answer([90.0, 110.0, 90.0, 110.0, 100.0].map(Some).repeat(2), 10);
    assert_eq!(answer.basis.method, Method::Mean);
    assert_eq!(answer.basis.calibration, Calibration::Usual);
    assert!((answer.total.expected - 1000.0).abs() < 1e-6);
    assert!(answer.total.low < 970.0 && answer.total.high > 1030.0, "{:?}", answer.total);
}

#[test]
fn a_shop_that_never_sold_is_expected_to_sell_nothing() {
    let answer = answer(vec![Some(0.0); 50], 10);
    assert_eq!((answer.basis.method, answer.basis.calibration), (Method::Silent, Calibration::Nothing));
    assert_eq!((answer.total.low, answer.total.expected, answer.total.high), (0.0, 0.0, 0.0));
}

#[test]
fn what_never_changes_goes_on() {
    let answer = answer(vec![Some(250.0); 120], 20);
    assert!((answer.total.expected - 5000.0).abs() < 1e-6 && (answer.total.high - answer.total.low).abs() < 1e-6);
}

#[test]
fn closed_days_are_not_days_without_sales() {
    let values = (0..200).map(|day| if day % 10 == 3 { None } else { Some(70.0) }).collect();
    assert!((answer(values, 10).total.expected - 700.0).abs() < 1e-6);
}

#[test]
fn the_days_before_the_first_sale_do_not_count() {
    let late = [vec![Some(0.0); 40], vec![None; 10], shop(90, 100.0)].concat();
    assert_eq!(answer(late, 10), answer(shop(90, 100.0), 10));
}

#[test]
fn the_week_has_its_rhythm() {
    let answer = answer(shop(140, 100.0), 7);
    for (day, range) in answer.daily.iter().enumerate() {
        let usual = if day >= 5 { 150.0 } else { 100.0 };
        assert!((range.expected - usual).abs() < 0.05 * usual, "day {day}: {range:?}");
    }
}

#[test]
fn a_new_level_is_found_within_two_months() {
    let moved = answer([shop(301, 100.0), shop(60, 200.0)].concat(), 14);
    let stayed = answer(shop(361, 200.0), 14);
    assert!((moved.total.expected / stayed.total.expected - 1.0).abs() < 0.05, "{:?} {:?}", moved.total, stayed.total);
}

#[test]
fn a_festival_counts_by_its_weight_and_does_not_lift_the_days_after_it() {
    let festive = |day: usize| if day == 150 || day == 170 { 3.0 } else { 1.0 };
    let values = shop(168, 100.0).into_iter().enumerate().map(|(day, value)| value.map(|value| value * festive(day))).collect();
    let history = History { values, weights: (0..175).map(festive).collect() };
    let with = forecast(&history, 7, LEVEL, &Peers::default()).expect("an answer");
    let plain = answer(shop(168, 100.0), 7);
    for day in 0..7 {
        let wanted = plain.daily[day].expected * festive(168 + day);
        assert!((with.daily[day].expected - wanted).abs() < 0.01 * wanted, "day {day}");
    }
}

#[test]
fn a_closed_day_to_come_has_nothing() {
    let mut history = History::ordinary(shop(140, 100.0), 7);
    history.weights[142] = 0.0;
    let shut = forecast(&history, 7, LEVEL, &Peers::default()).expect("an answer");
    let open = answer(shop(140, 100.0), 7);
    assert_eq!((shut.daily[2].low, shut.daily[2].expected, shut.daily[2].high), (0.0, 0.0, 0.0));
    assert!((open.total.expected - open.daily[2].expected - shut.total.expected).abs() < 1e-6);
}

#[test]
fn an_unusual_day_is_rare_and_an_expected_one_is_not() {
    let answer = answer(shop(365, 100.0), 1);
    let expected = answer.daily[0].expected;
    let score = |actual: f64| answer.score(0, actual).expect("the day was asked for");
    assert!(score(expected).chance > 0.5);
    assert!(score(2.0 * expected).chance < 0.02 && score(2.0 * expected).side == Side::Above);
    assert!(score(0.3 * expected).chance < 0.02 && score(0.3 * expected).side == Side::Below);
    assert_eq!(answer.score(1, expected), None);
}

#[test]
fn peers_lend_their_misses_to_the_young() {
    let old: Vec<History> = (1..6).map(|size| History::ordinary(shop(365, 100.0 * f64::from(size)), 20)).collect();
    let peers = Peers::gather(&old, 20).expect("the histories are well formed");
    let young = forecast(&History::ordinary(shop(40, 50.0), 20), 20, LEVEL, &peers).expect("an answer");
    assert_eq!(young.basis.calibration, Calibration::Peers);
    assert_eq!(answer(shop(40, 50.0), 20).basis.calibration, Calibration::Usual);
    assert_eq!(answer(shop(365, 50.0), 20).basis.calibration, Calibration::Own);
}
