//! What the engine answers on small worlds whose fault is known, as tables of cases.
mod invariants;

use explain::ratios::{Direction, Ratios, Unit, locate};
use explain::{Cells, Combination};

/// Channels, cities and goods: 3 × 4 × 5 rows of 40 visitors each, 8 of whom buy, in two earlier periods and now.
fn shops() -> Ratios {
    let sizes = vec![3, 4, 5];
    let rows = 60;
    let codes =
        vec![(0..rows).map(|row| row % 3).collect(), (0..rows).map(|row| row / 3 % 4).collect(), (0..rows).map(|row| row / 12).collect()];
    let period = (vec![8.0; rows as usize], vec![40.0; rows as usize]);
    let (part, whole) = period.clone();
    Ratios { cells: Cells { sizes, codes }, unit: Unit::Events, part, whole, before: vec![period.clone(), period] }
}

fn of(pairs: &[(usize, u32)]) -> Combination {
    Combination { pairs: pairs.to_vec() }
}

/// Inside of a segment so many of a row's 8 buyers are left.
fn hit(ratios: &mut Ratios, pairs: &[(usize, u32)], left: f64) {
    for row in 0..ratios.cells.len() {
        if ratios.cells.within(row, &of(pairs)) {
            ratios.part[row] = left;
        }
    }
}

fn found(ratios: &Ratios, direction: Option<Direction>) -> Vec<Combination> {
    locate(ratios, direction).into_iter().map(|segment| segment.combination).collect()
}

#[test]
fn the_segment_that_was_hit_is_named() {
    let faults: [&[&[(usize, u32)]]; 6] = [
        &[],
        &[&[(1, 2)]],
        &[&[(0, 1), (2, 3)]],
        &[&[(0, 0), (1, 1), (2, 2)]],
        &[&[(2, 4)], &[(0, 1), (1, 0)]],
        &[&[(0, 2), (1, 3)], &[(0, 0), (2, 1)]],
    ];
    for fault in faults {
        let mut ratios = shops();
        fault.iter().for_each(|pairs| hit(&mut ratios, pairs, 0.0));
        let mut answer = found(&ratios, None);
        let mut truth: Vec<Combination> = fault.iter().map(|pairs| of(pairs)).collect();
        answer.sort();
        truth.sort();
        assert_eq!(answer, truth);
    }
}

#[test]
fn a_change_everywhere_is_answered_by_the_empty_combination() {
    for (left, truth) in [(8.0, vec![]), (5.0, vec![of(&[])]), (11.0, vec![of(&[])])] {
        let mut ratios = shops();
        hit(&mut ratios, &[], left);
        assert_eq!(found(&ratios, None), truth, "{left} of 8 left");
    }
}

#[test]
fn a_direction_finds_only_what_went_that_way() {
    let mut ratios = shops();
    hit(&mut ratios, &[(1, 2)], 1.0);
    hit(&mut ratios, &[(2, 0)], 18.0);
    hit(&mut ratios, &[(1, 2), (2, 0)], 8.0);
    assert_eq!(found(&ratios, Some(Direction::Fall)), [of(&[(1, 2)])]);
    assert_eq!(found(&ratios, Some(Direction::Rise)), [of(&[(2, 0)])]);
}

#[test]
fn one_value_that_implies_another_is_named_alone() {
    // Each value of the fourth attribute is in one channel only.
    for (channel, mall, truth) in [(0, 0, of(&[(3, 0)])), (2, 5, of(&[(3, 5)]))] {
        let mut ratios = shops();
        let malls = (0..60).map(|row| ratios.cells.codes[0][row] * 2 + ratios.cells.codes[1][row] % 2).collect();
        ratios.cells.codes.push(malls);
        ratios.cells.sizes.push(6);
        hit(&mut ratios, &[(0, channel), (3, mall)], 0.0);
        assert_eq!(found(&ratios, None), [truth]);
    }
}

#[test]
fn three_events_never_win_by_luck() {
    let mut ratios = shops();
    (ratios.part[7], ratios.whole[7]) = (0.0, 3.0);
    for (part, whole) in &mut ratios.before {
        (part[7], whole[7]) = (3.0, 3.0);
    }
    assert_eq!(found(&ratios, None), []);
}

#[test]
fn mix_is_told_from_rate() {
    // A weak channel doubles its visitors and keeps its rate: the total falls, and no rate is to blame.
    let mut ratios = shops();
    for row in 0..60 {
        if ratios.cells.codes[0][row] == 1 {
            ratios.before.iter_mut().for_each(|(part, _)| part[row] = 2.0);
            (ratios.part[row], ratios.whole[row]) = (4.0, 80.0);
        }
    }
    assert_eq!(found(&ratios, Some(Direction::Fall)), []);
}

#[test]
fn a_margin_may_be_negative() {
    // A row of 4000 earns between 1000 and 1600 before; one city gives more away than it earns.
    let mut ratios = Ratios { unit: Unit::Amounts, ..shops() };
    let earned = |row: usize, period: usize| 1000.0 + 200.0 * ((row * 7 + period * 5) % 4) as f64;
    for (period, (part, whole)) in ratios.before.iter_mut().enumerate() {
        (0..60).for_each(|row| (part[row], whole[row]) = (earned(row, period), 4000.0));
    }
    for row in 0..60 {
        let lost = if ratios.cells.codes[1][row] == 3 { 1800.0 } else { 0.0 };
        (ratios.part[row], ratios.whole[row]) = (earned(row, 2) - lost, 4000.0);
    }
    assert_eq!(found(&ratios, None), [of(&[(1, 3)])]);
}

#[test]
fn odd_figures_do_no_harm() {
    let strange = [0.0, -5.0, f64::NAN, f64::INFINITY, 1e300];
    for unit in [Unit::Events, Unit::Amounts] {
        for (index, figure) in strange.iter().enumerate() {
            let mut ratios = Ratios { unit, ..shops() };
            hit(&mut ratios, &[(1, 2)], 0.0);
            ratios.part[index] = *figure;
            ratios.whole[index + 20] = *figure;
            ratios.before[0].0[index + 30] = *figure;
            ratios.before[1].1[index + 40] = *figure;
            locate(&ratios, None);
        }
    }
}

#[test]
fn too_little_to_say_anything_is_answered_by_nothing() {
    let one = Ratios { cells: Cells { sizes: vec![1], codes: vec![vec![0]] }, part: vec![1.0], whole: vec![9.0], ..Ratios::default() };
    let with_before = Ratios { before: vec![(vec![3.0], vec![9.0])], ..one.clone() };
    let never_before = Ratios { before: vec![(vec![0.0], vec![0.0])], ..one.clone() };
    for ratios in [Ratios::default(), one, with_before, never_before] {
        assert_eq!(locate(&ratios, None), []);
    }
}
