//! What a manager may rely on: small worlds with known answers, and what never changes an answer.

use explain::sums::{Segment, Sums, locate};
use explain::{Cells, Combination};
use proptest::prelude::*;

/// Sites, channels and brands: every combination, with sizes and strays drawn from a seed.
fn world(sizes: [u32; 3], noise: f64, seed: u64) -> Sums {
    let mut dice = seed;
    let mut draw = || {
        // A linear congruential generator after Knuth; only its upper bits are used.
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut sums = Sums { cells: Cells { sizes: sizes.to_vec(), codes: vec![Vec::new(); 3] }, ..Sums::default() };
    for cell in 0..sizes.iter().product::<u32>() {
        let codes = [cell % sizes[0], cell / sizes[0] % sizes[1], cell / sizes[0] / sizes[1]];
        sums.cells.codes.iter_mut().zip(codes).for_each(|(column, code)| column.push(code));
        let expected = 100.0 * (2.0 * draw()).exp();
        // The sum of twelve even draws is nearly normal.
        let stray = (0..12).map(|_| draw()).sum::<f64>() - 6.0;
        sums.expected.push(expected);
        sums.actual.push(expected * (noise * stray).exp());
    }
    sums
}

fn place(pairs: &[(usize, u32)]) -> Combination {
    Combination { pairs: pairs.to_vec() }
}

fn scale(sums: &mut Sums, cause: &Combination, ratio: f64) {
    for row in 0..sums.cells.len() {
        if sums.cells.within(row, cause) {
            sums.actual[row] *= ratio;
        }
    }
}

fn names(segments: &[Segment]) -> Vec<Combination> {
    let mut names: Vec<Combination> = segments.iter().map(|segment| segment.combination.clone()).collect();
    names.sort();
    names
}

type Change<'a> = (&'a [(usize, u32)], f64);

#[test]
fn places_that_moved_are_named_and_no_others() {
    let cases: [(&str, f64, &[Change]); 11] = [
        ("nothing happened", 1.0, &[]),
        ("a bad day for all", 0.7, &[]),
        ("one site fell", 1.0, &[(&[(0, 3)], 0.6)]),
        ("one channel grew on a bad day", 0.8, &[(&[(1, 1)], 1.7)]),
        ("one brand vanished at one site", 1.0, &[(&[(0, 2), (2, 5)], 0.0)]),
        ("two brands of one site", 1.0, &[(&[(0, 2), (2, 5)], 0.5), (&[(0, 2), (2, 6)], 0.5)]),
        ("one up, one down", 1.0, &[(&[(0, 7)], 1.5), (&[(2, 9)], 0.5)]),
        ("a site and a channel elsewhere", 1.1, &[(&[(0, 0)], 0.4), (&[(1, 3), (2, 1)], 3.0)]),
        ("two channels of four at one site", 1.0, &[(&[(0, 2), (1, 0)], 0.5), (&[(0, 2), (1, 1)], 0.5)]),
        ("two kinds of part of one site", 1.0, &[(&[(0, 2), (1, 0)], 0.5), (&[(0, 2), (2, 1)], 0.5)]),
        ("a single part", 1.0, &[(&[(0, 4), (1, 2), (2, 8)], 0.1)]),
    ];
    for (name, tide, changes) in cases {
        let mut sums = world([12, 4, 15], 0.08, 7);
        sums.actual.iter_mut().for_each(|actual| *actual *= tide);
        changes.iter().for_each(|(pairs, ratio)| scale(&mut sums, &place(pairs), *ratio));
        let mut expected: Vec<Combination> = changes.iter().map(|(pairs, _)| place(pairs)).collect();
        expected.sort();
        assert_eq!(names(&locate(&sums)), expected, "{name}");
    }
}

#[test]
fn the_largest_effect_comes_first_and_effects_add_up() {
    let mut sums = world([12, 4, 15], 0.05, 3);
    scale(&mut sums, &place(&[(2, 4)]), 0.7);
    scale(&mut sums, &place(&[(0, 1)]), 0.3);
    let segments = locate(&sums);
    assert_eq!(names(&segments), [place(&[(0, 1)]), place(&[(2, 4)])]);
    assert_eq!(segments[0].combination, place(&[(0, 1)]));
    let either = |row: &usize| segments.iter().any(|segment| sums.cells.within(*row, &segment.combination));
    let held: f64 = (0..sums.cells.len()).filter(either).map(|row| sums.expected[row]).sum();
    assert!((segments.iter().map(|segment| segment.expected).sum::<f64>() - held).abs() < 1e-6 * held);
}

#[test]
fn odd_input_gives_an_empty_answer_and_no_panic() {
    let one = |actual: Vec<f64>, expected: Vec<f64>| Sums {
        cells: Cells { sizes: vec![9], codes: vec![(0..actual.len() as u32).collect()] },
        actual,
        expected,
    };
    let cases = [
        ("nothing", Sums::default()),
        ("no attribute", Sums { actual: vec![1.0], expected: vec![2.0], ..Sums::default() }),
        ("one row", one(vec![1.0], vec![2.0])),
        ("two rows", one(vec![1.0, 5.0], vec![5.0, 5.0])),
        ("all equal", one(vec![3.0; 9], vec![3.0; 9])),
        ("all zero", one(vec![0.0; 9], vec![0.0; 9])),
        ("all new", one(vec![3.0; 9], vec![0.0; 9])),
        ("all gone", one(vec![0.0; 9], vec![3.0; 9])),
        ("all turned", one(vec![-3.0; 9], vec![3.0; 9])),
        ("not a number", one(vec![f64::NAN; 9], vec![f64::INFINITY; 9])),
        ("columns of unequal length", Sums { actual: vec![1.0; 3], ..one(vec![1.0; 9], vec![2.0; 9]) }),
    ];
    for (name, sums) in cases {
        assert_eq!(locate(&sums), [], "{name}");
    }
}

#[test]
fn one_shop_of_twelve_is_seen_even_without_other_attributes() {
    let mut actual: Vec<f64> = (0..12).map(|shop| 1000.0 + 13.0 * f64::from(shop * 5 % 12)).collect();
    actual[4] = 420.0;
    let sums = Sums { cells: Cells { sizes: vec![12], codes: vec![(0..12).collect()] }, actual, expected: vec![1050.0; 12] };
    assert_eq!(names(&locate(&sums)), [place(&[(0, 4)])]);
}

#[test]
fn returns_may_be_negative() {
    let mut sums = world([12, 4, 15], 0.08, 11);
    for row in (0..sums.cells.len()).step_by(7) {
        sums.actual[row] = -sums.actual[row];
        sums.expected[row] = -sums.expected[row];
    }
    scale(&mut sums, &place(&[(0, 5)]), 0.4);
    assert_eq!(names(&locate(&sums)), [place(&[(0, 5)])]);
}

#[test]
fn rows_of_one_combination_are_added_up() {
    let mut sums = world([12, 4, 15], 0.08, 5);
    scale(&mut sums, &place(&[(1, 2), (2, 3)]), 0.4);
    let whole = locate(&sums);
    let rows = sums.cells.len();
    for column in &mut sums.cells.codes {
        column.extend_from_within(..);
    }
    for figures in [&mut sums.actual, &mut sums.expected] {
        figures.iter_mut().for_each(|figure| *figure /= 2.0);
        figures.extend_from_within(..rows);
    }
    assert_eq!(locate(&sums), whole);
}

/// A world with up to two changes.
fn changed() -> impl Strategy<Value = Sums> {
    let change = (0_usize..3, 0_u32..4, 0_usize..3, 0_u32..4, prop_oneof![0.0..0.6, 1.6..3.0]);
    (any::<u64>(), 0.01..0.3, prop::collection::vec(change, 0..3)).prop_map(|(seed, noise, changes)| {
        let mut sums = world([9, 4, 12], noise, seed);
        for (first, code, second, other, ratio) in changes {
            let mut pairs = vec![(first, code)];
            if second != first {
                pairs.push((second, other));
            }
            pairs.sort_unstable();
            scale(&mut sums, &Combination { pairs }, ratio);
        }
        sums
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_rows_changes_nothing(sums in changed(), order in any::<u64>()) {
        let rows = sums.cells.len();
        let mut shuffled: Vec<usize> = (0..rows).collect();
        shuffled.sort_by_key(|row| (*row as u64 + 1).wrapping_mul(order | 1).rotate_left(23));
        let pick = |figures: &[f64]| shuffled.iter().map(|row| figures[*row]).collect::<Vec<f64>>();
        let codes = sums.cells.codes.iter().map(|column| shuffled.iter().map(|row| column[*row]).collect()).collect();
        let other = Sums { cells: Cells { codes, ..sums.cells.clone() }, actual: pick(&sums.actual), expected: pick(&sums.expected) };
        prop_assert_eq!(locate(&sums), locate(&other));
    }

    #[test]
    fn the_unit_of_the_figure_changes_nothing(sums in changed(), unit in prop_oneof![Just(0.01), Just(1e-6), Just(100.0), Just(1e9)]) {
        let times = |figures: &[f64]| figures.iter().map(|figure| figure * unit).collect::<Vec<f64>>();
        let other = Sums { cells: sums.cells.clone(), actual: times(&sums.actual), expected: times(&sums.expected) };
        prop_assert_eq!(names(&locate(&sums)), names(&locate(&other)));
    }

    #[test]
    fn gain_and_loss_are_found_in_the_same_places(sums in changed()) {
        let other = Sums { cells: sums.cells.clone(), actual: sums.expected.clone(), expected: sums.actual.clone() };
        prop_assert_eq!(names(&locate(&sums)), names(&locate(&other)));
    }

    #[test]
    fn segments_are_few_apart_and_beyond_noise(sums in changed()) {
        let segments = locate(&sums);
        prop_assert!(segments.len() <= 8);
        for (at, segment) in segments.iter().enumerate() {
            prop_assert!(segment.surprise >= 4.0 && (0.0..=1.0).contains(&segment.sure));
            prop_assert!(segment.actual.is_finite() && segment.expected.is_finite());
            for other in segments.iter().skip(at + 1) {
                let within = |inner: &Combination, outer: &Combination| outer.pairs.iter().all(|pair| inner.pairs.contains(pair));
                prop_assert!(!within(&segment.combination, &other.combination) && !within(&other.combination, &segment.combination));
            }
        }
    }

    #[test]
    fn any_figures_are_borne(rows in prop::collection::vec((0_u32..4, any::<u32>(), any::<f64>(), -9_i32..9), 0..60)) {
        let sums = Sums {
            cells: Cells { sizes: vec![4, u32::MAX], codes: vec![rows.iter().map(|row| row.0).collect(), rows.iter().map(|row| row.1).collect()] },
            actual: rows.iter().map(|row| row.2).collect(),
            expected: rows.iter().map(|row| f64::from(row.3)).collect(),
        };
        prop_assert!(locate(&sums).iter().all(|segment| segment.surprise.is_finite() && segment.sure.is_finite()));
    }
}

#[test]
fn noise_alone_names_nothing_on_most_days() {
    let named: usize = (0..60).map(|seed| locate(&world([12, 4, 15], 0.25, seed)).len()).sum();
    assert!(named <= 2, "{named} segments in 60 days of noise");
}
