//! How much a part moves on an ordinary day: a spread by size, and how often it strays far.

/// Spread of the deviations by volume, and the degrees of freedom of Student's distribution of them.
#[derive(Debug, Clone)]
pub struct Noise {
    /// By rising volume.
    knots: Vec<Knot>,
    /// The deviation common to all.
    pub centre: f64,
    pub freedom: f64,
    /// Logarithm of the density at the centre, for a spread of one.
    top: f64,
}

/// No figure is known better than to this part of itself.
const SPREAD_MIN: f64 = 1e-3;
/// Noises within this share of a spread are alike.
const LIKE: f64 = 0.01;
/// Parts are grouped by size, so many at least in a group, in so many groups at most.
const GROUP_MIN: usize = 150;
const GROUPS_MAX: usize = 12;
/// The median of the distances of a normal distribution, in standard deviations.
const NORMAL_MEDIAN: f64 = 0.6745;
/// Degrees of freedom of Student's distribution that are tried, and the logarithm of its density at its centre.
const FREEDOMS: [(f64, f64); 7] =
    [(2.0, -1.039721), (3.0, -1.000889), (4.5, -0.974061), (7.0, -0.954534), (12.0, -0.939748), (25.0, -0.928936), (60.0, -0.923105)];

/// Parts of about one size.
#[derive(Debug, Clone)]
struct Knot {
    parts: f64,
    /// Logarithm of the middle volume.
    volume: f64,
    centre: f64,
    /// Logarithm of the spread around the centre of all.
    spread: f64,
}

impl Knot {
    fn of(parts: &[(f64, f64)]) -> Self {
        let mut deviations: Vec<f64> = parts.iter().map(|part| part.1).collect();
        deviations.sort_unstable_by(f64::total_cmp);
        Self { parts: parts.len() as f64, volume: parts[parts.len() / 2].0.ln(), centre: densest(&deviations), spread: 0.0 }
    }
}

/// The middle of the shortest stretch that holds half of the sorted values: segments that moved do not pull at it.
fn densest(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    let width = |from: &usize| sorted[from + half] - sorted[*from];
    let shortest = (0..sorted.len() - half).map(|from| width(&from)).fold(f64::INFINITY, f64::min);
    let like: Vec<f64> =
        (0..sorted.len() - half).filter(|from| width(from) <= shortest).map(|from| sorted[from] + sorted[from + half]).collect();
    like.iter().sum::<f64>() / like.len() as f64 / 2.0
}

fn spread_of(parts: &[(f64, f64)], centre: f64) -> f64 {
    let mut distances: Vec<f64> = parts.iter().map(|part| (part.1 - centre).abs()).collect();
    let middle = distances.len() / 2;
    (*distances.select_nth_unstable_by(middle, f64::total_cmp).1 / NORMAL_MEDIAN).max(SPREAD_MIN)
}

impl Noise {
    /// Learns from ordinary parts: pairs of volume and deviation.
    pub fn of(mut parts: Vec<(f64, f64)>) -> Self {
        parts.sort_unstable_by(|left, right| left.0.total_cmp(&right.0).then(left.1.total_cmp(&right.1)));
        let groups = (parts.len() / GROUP_MIN).clamp(1, GROUPS_MAX);
        let size = parts.len().div_ceil(groups).max(1);
        let mut knots: Vec<Knot> = parts.chunks(size).map(Knot::of).collect();
        // The centre of all is that of the sizes that say it best: first those with the most volume, then those with the least spread.
        let mut centre = weighted_median(knots.iter().map(|knot| (knot.centre, knot.parts * knot.volume.exp())).collect());
        for _ in 0..2 {
            knots.iter_mut().zip(parts.chunks(size)).for_each(|(knot, group)| knot.spread = spread_of(group, centre).ln());
            centre = weighted_median(knots.iter().map(|knot| (knot.centre, knot.parts / (2.0 * knot.spread).exp())).collect());
        }
        let mut noise = Self { knots, centre, freedom: 0.0, top: 0.0 };
        let ratios: Vec<f64> = parts.iter().map(|part| (part.1 - centre) / noise.spread(part.0)).collect();
        let likelihood = |(freedom, top): (f64, f64)| -> f64 { ratios.iter().map(|ratio| top - student_fall(*ratio, freedom)).sum() };
        let fits = FREEDOMS.map(|tried| (tried, likelihood(tried))).into_iter();
        let best = fits.reduce(|best, next| if next.1 > best.1 { next } else { best });
        (noise.freedom, noise.top) = best.map_or(FREEDOMS[0], |best| best.0);
        noise
    }

    /// Whether another noise is so like this one that nothing would be found anew.
    pub fn like(&self, other: &Self) -> bool {
        let near = |knot: &Knot| {
            let spread = other.spread(knot.volume.exp());
            (spread.ln() - knot.spread).abs() < LIKE && (other.centre - self.centre).abs() < LIKE * spread
        };
        self.freedom == other.freedom && self.knots.iter().all(near)
    }

    /// Spread of the deviations of parts of this volume, around the centre of all.
    pub fn spread(&self, volume: f64) -> f64 {
        let Some((first, last)) = self.knots.first().zip(self.knots.last()) else { return 1.0 };
        let at = volume.ln().clamp(first.volume, last.volume);
        let next = self.knots.partition_point(|knot| knot.volume < at).max(1);
        let (Some(low), Some(high)) = (self.knots.get(next - 1), self.knots.get(next)) else { return first.spread.exp() };
        let share = if high.volume > low.volume { (at - low.volume) / (high.volume - low.volume) } else { 0.0 };
        (low.spread + share * (high.spread - low.spread)).exp()
    }

    /// Logarithm of the density of a deviation around a centre.
    pub fn density(&self, distance: f64, spread: f64) -> f64 {
        self.top - student_fall(distance / spread, self.freedom) - spread.ln()
    }
}

fn weighted_median(mut values: Vec<(f64, f64)>) -> f64 {
    values.sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
    let half = values.iter().map(|value| value.1).sum::<f64>() / 2.0;
    let (mut below, mut lower) = (0.0, None);
    for (value, weight) in values {
        below += weight;
        if below > half {
            return lower.map_or(value, |lower: f64| (lower + value) / 2.0);
        }
        if below == half {
            lower = Some(value);
        }
    }
    lower.unwrap_or(0.0)
}

fn student_fall(ratio: f64, freedom: f64) -> f64 {
    (freedom + 1.0) / 2.0 * (ratio * ratio / freedom).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_that_moved_does_not_pull_at_the_centre() {
        // An even stretch from -0.1 to 0.1, of which every third part went to one half.
        let part = |at: u32| (f64::from(100 + at % 50), if at.is_multiple_of(3) { -2.0 / 3.0 } else { f64::from(at % 201) / 1000.0 - 0.1 });
        let noise = Noise::of((0..3000).map(part).collect());
        assert!(noise.centre.abs() < 0.02, "{noise:?}");
    }

    #[test]
    fn small_parts_may_stray_further_than_large_ones() {
        let side = |at: u32| if at.is_multiple_of(2) { 1.0 } else { -1.0 };
        let part = |at: u32| (f64::from(1 + at), side(at) / f64::from(1 + at).sqrt());
        let noise = Noise::of((0..2000).map(part).collect());
        assert!(noise.spread(100.0) > 2.0 * noise.spread(1500.0), "{noise:?}");
    }
}
