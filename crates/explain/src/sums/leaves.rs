//! The smallest parts, put in one order and measured: how far each went from what was expected, and how big it is.
//!
//! The order is by codes, so that the order of the rows given can change nothing, not even the last bit of a sum.

use super::Sums;

/// Figures beyond this are taken for errors; their squares would not hold.
const FIGURE_MAX: f64 = 1e100;

/// The parts that say something: rows of one combination are added up, and parts without any volume are left out.
#[derive(Debug, Clone, Default)]
pub struct Leaves {
    /// One column of codes for each attribute.
    pub codes: Vec<Vec<u32>>,
    pub actual: Vec<f64>,
    pub expected: Vec<f64>,
}

impl Leaves {
    pub fn of(sums: &Sums) -> Self {
        let columns = &sums.cells.codes;
        let rows = columns.iter().map(Vec::len).chain([sums.actual.len(), sums.expected.len()]).min().unwrap_or(0);
        let mut order: Vec<usize> =
            (0..rows).filter(|row| sums.actual[*row].abs() < FIGURE_MAX && sums.expected[*row].abs() < FIGURE_MAX).collect();
        let key = |row: usize| columns.iter().map(move |column| column[row]);
        order.sort_unstable_by(|left, right| {
            key(*left)
                .cmp(key(*right))
                .then(sums.actual[*left].total_cmp(&sums.actual[*right]))
                .then(sums.expected[*left].total_cmp(&sums.expected[*right]))
        });
        let mut leaves = Self { codes: vec![Vec::new(); columns.len()], ..Self::default() };
        for same in order.chunk_by(|left, right| key(*left).eq(key(*right))) {
            let actual: f64 = same.iter().map(|row| sums.actual[*row]).sum();
            let expected: f64 = same.iter().map(|row| sums.expected[*row]).sum();
            if volume(actual, expected) > 0.0 {
                leaves.codes.iter_mut().zip(columns).for_each(|(to, from)| to.push(from[same[0]]));
                leaves.actual.push(actual);
                leaves.expected.push(expected);
            }
        }
        leaves
    }

    pub fn len(&self) -> usize {
        self.actual.len()
    }
}

/// How big a part is: the mean of both figures without sign, so that returns count as volume too.
pub fn volume(actual: f64, expected: f64) -> f64 {
    (actual.abs() + expected.abs()) / 2.0
}

/// How far a part went, from -2 (all gone) to 2 (all new): the difference by the volume. Growth and loss of one ratio are
/// equally far (the deviation score of Squeeze, ISSRE 2019).
pub fn deviation(actual: f64, expected: f64) -> f64 {
    let volume = volume(actual, expected);
    if volume > 0.0 { (actual - expected) / volume } else { 0.0 }
}

/// The ratio of actual to expected that belongs to a deviation; held away from nothing and from endless.
pub fn ratio(deviation: f64) -> f64 {
    let half = deviation.clamp(-1.9, 1.9) / 2.0;
    (1.0 + half) / (1.0 - half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviations_are_alike_for_gain_and_loss() {
        let cases = [
            (10.0, 10.0, 0.0),
            (0.0, 7.0, -2.0),
            (7.0, 0.0, 2.0),
            (50.0, 100.0, -2.0 / 3.0),
            (100.0, 50.0, 2.0 / 3.0),
            (-5.0, 5.0, -2.0),
            (0.0, 0.0, 0.0),
        ];
        for (actual, expected, far) in cases {
            assert_eq!(deviation(actual, expected), far, "{actual} against {expected}");
        }
    }

    #[test]
    fn a_ratio_and_its_deviation_belong_together() {
        for known in [0.1, 0.5, 1.0, 1.3, 8.0] {
            assert!((ratio(deviation(known, 1.0)) - known).abs() < 1e-12);
        }
    }
}
