//! What must hold for any figures at all.
use explain::ratios::{Direction, Ratios, Segment, Unit, locate};
use explain::{Cells, Combination};
use proptest::prelude::*;

/// Up to 80 rows of three attributes, some of them equal, with one to three earlier periods and often a fault.
fn worlds() -> impl Strategy<Value = Ratios> {
    let row = (0..3_u32, 0..4_u32, 0..3_u32, 0..60_u32, 0.02..0.98_f64);
    (prop::collection::vec(row, 1..80), 1..4_usize, 0..3_u32, 0.0..1.0_f64, any::<bool>()).prop_map(
        |(rows, periods, fault, left, amounts)| {
            let codes = vec![
                rows.iter().map(|row| row.0).collect(),
                rows.iter().map(|row| row.1).collect(),
                rows.iter().map(|row| row.2).collect(),
            ];
            let whole: Vec<f64> = rows.iter().map(|row| f64::from(row.3)).collect();
            let before_part: Vec<f64> = rows.iter().map(|row| (f64::from(row.3) * row.4).round()).collect();
            let keep = |row: &(u32, u32, u32, u32, f64)| if row.0 == fault { left } else { 1.0 };
            let part = rows.iter().zip(&before_part).map(|(row, part)| (part * keep(row)).round()).collect();
            let unit = if amounts { Unit::Amounts } else { Unit::Events };
            let before = vec![(before_part, whole.clone()); periods];
            Ratios { cells: Cells { sizes: vec![3, 4, 3], codes }, unit, part, whole, before }
        },
    )
}

fn each_column(ratios: &Ratios, change: impl Fn(&[f64]) -> Vec<f64>) -> Ratios {
    let before = ratios.before.iter().map(|(part, whole)| (change(part), change(whole))).collect();
    Ratios { part: change(&ratios.part), whole: change(&ratios.whole), before, ..ratios.clone() }
}

fn names(segments: Vec<Segment>) -> Vec<Combination> {
    segments.into_iter().map(|segment| segment.combination).collect()
}

proptest! {
    #[test]
    fn the_order_of_rows_does_not_matter(ratios in worlds(), turn in 0..80_usize) {
        let rows = ratios.cells.len();
        let order: Vec<usize> = (0..rows).map(|row| (row + turn) % rows).collect();
        let mut turned = each_column(&ratios, |column| order.iter().map(|row| column[*row]).collect());
        turned.cells.codes = ratios.cells.codes.iter().map(|codes| order.iter().map(|row| codes[*row]).collect()).collect();
        prop_assert_eq!(names(locate(&turned, None)), names(locate(&ratios, None)));
    }

    #[test]
    fn amounts_may_be_in_any_unit(ratios in worlds(), power in -6..12_i32) {
        let ratios = Ratios { unit: Unit::Amounts, ..ratios };
        let scaled = each_column(&ratios, |column| column.iter().map(|amount| amount * 2_f64.powi(power)).collect());
        prop_assert_eq!(names(locate(&scaled, None)), names(locate(&ratios, None)));
    }

    #[test]
    fn an_attribute_with_a_single_value_changes_nothing(ratios in worlds()) {
        let mut wider = ratios.clone();
        wider.cells.sizes.push(1);
        wider.cells.codes.push(vec![0; ratios.cells.len()]);
        prop_assert_eq!(locate(&wider, None), locate(&ratios, None));
    }

    #[test]
    fn nothing_is_blamed_when_now_is_as_before(ratios in worlds(), fall in any::<bool>()) {
        let (part, whole) = ratios.before[0].clone();
        let direction = if fall { Direction::Fall } else { Direction::Rise };
        prop_assert_eq!(locate(&Ratios { part, whole, ..ratios }, Some(direction)), []);
    }

    #[test]
    fn segments_are_never_nested(ratios in worlds()) {
        let found = locate(&ratios, None);
        for (index, one) in found.iter().enumerate() {
            prop_assert!((0.0..=1.0).contains(&one.sure) && one.surprise.is_finite());
            for other in &found[index + 1..] {
                prop_assert!(!one.combination.pairs.iter().all(|pair| other.combination.pairs.contains(pair)));
                prop_assert!(!other.combination.pairs.iter().all(|pair| one.combination.pairs.contains(pair)));
            }
        }
    }

    #[test]
    fn a_rise_is_a_fall_of_the_remainder(ratios in worlds()) {
        let ratios = Ratios { unit: Unit::Events, ..ratios };
        let rest = |part: &[f64], whole: &[f64]| -> Vec<f64> { part.iter().zip(whole).map(|(part, whole)| whole - part).collect() };
        let before = ratios.before.iter().map(|(part, whole)| (rest(part, whole), whole.clone())).collect();
        let turned = Ratios { part: rest(&ratios.part, &ratios.whole), before, ..ratios.clone() };
        prop_assert_eq!(names(locate(&turned, Some(Direction::Rise))), names(locate(&ratios, Some(Direction::Fall))));
    }
}
