//! The scale of an axis: from where to where it runs, and the round numbers at which it is ruled.
//!
//! Places on paper are floating point; the numbers that a reader sees beside bars never pass through here.

/// An axis with round ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<f64>,
    /// How many decimals the ticks need.
    pub digits: usize,
}

/// About so many intervals are ruled.
const INTERVALS: f64 = 5.0;

impl Scale {
    /// A scale that holds all values and zero.
    pub fn from_zero(values: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = extent(values);
        Scale::between(low.min(0.0), high.max(0.0))
    }

    /// A scale that holds all values; it leaves zero out when that would press them into a corner.
    pub fn around(values: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = extent(values);
        let room = (high - low) * 0.15;
        if low > 0.0 && low - room > high * 0.5 { Scale::between(low - room, high) } else { Scale::between(low.min(0.0), high.max(0.0)) }
    }

    fn between(low: f64, high: f64) -> Scale {
        let high = if high - low > high.abs().max(low.abs()) * 1e-9 { high } else { low + low.abs().max(1.0) };
        let rough = (high - low) / INTERVALS;
        let magnitude = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].iter().map(|m| m * magnitude).find(|s| *s >= rough * 0.999).unwrap_or(rough);
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil().max(first + 1.0);
        let count = (last - first).min(12.0) as usize;
        let ticks: Vec<f64> = (0..=count).map(|i| (first + i as f64) * step).collect();
        Scale { low: first * step, high: last * step, ticks, digits: digits(step) }
    }

    /// The same ticks on an axis that ends where the values (and zero, if it was in) end.
    pub fn tight(mut self, values: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = extent(values.chain([self.base()]));
        let (low, high) = (low.max(self.low), high.min(self.high));
        if high > low {
            (self.low, self.high) = (low, high);
            self.ticks.retain(|tick| (low..=high).contains(tick));
        }
        self
    }

    /// Where a value lies: 0 at the low end, 1 at the high end.
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// Where bars start: at zero, or at the low end of a scale without zero.
    pub fn base(&self) -> f64 {
        0f64.clamp(self.low, self.high)
    }
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

/// The fewest decimals that show the step exactly.
fn digits(step: f64) -> usize {
    (0..12)
        .find(|d| {
            let shifted = step * 10f64.powi(*d);
            (shifted - shifted.round()).abs() < 1e-6 * shifted.max(1e-3)
        })
        .unwrap_or(12) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_all_values() {
        let cases: [(&[f64], &[f64], usize); 8] = [
            (&[80.0, 12.0], &[0.0, 20.0, 40.0, 60.0, 80.0], 0),
            (&[7260.0, 61.0], &[0.0, 2000.0, 4000.0, 6000.0, 8000.0], 0),
            (&[-3.0, 9.0], &[-5.0, -2.5, 0.0, 2.5, 5.0, 7.5, 10.0], 1),
            (&[-9.0, -1.0], &[-10.0, -8.0, -6.0, -4.0, -2.0, 0.0], 0),
            (&[0.0, 0.0], &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (&[5.0], &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 0),
            (&[0.0031], &[0.0, 0.001, 0.002, 0.003, 0.004], 3),
            (&[7.9e28], &[0.0, 2e28, 4e28, 6e28, 8e28], 0),
        ];
        for (values, ticks, digits) in cases {
            let scale = Scale::from_zero(values.iter().copied());
            let close = |(a, b): (&f64, &f64)| (a - b).abs() <= b.abs().max(1.0) * 1e-9;
            assert!(scale.ticks.len() == ticks.len() && scale.ticks.iter().zip(ticks).all(close), "{values:?}: {scale:?}");
            assert_eq!(scale.digits, digits, "{values:?}");
        }
    }

    #[test]
    fn zero_is_left_out_only_where_it_would_flatten_the_picture() {
        assert_eq!(Scale::around([7260.0, 6354.0].into_iter()).low, 6000.0);
        assert_eq!(Scale::around([7260.0, 2000.0].into_iter()).low, 0.0);
        assert_eq!(Scale::around([-5.0, 5.0].into_iter()).low, -6.0);
    }
}
