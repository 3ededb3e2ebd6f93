//! How wide an interval must be to hold what it promises: the misses of the past say it (split conformal prediction, Vovk et al. 2005;
//! Lei et al. 2018), and where the own past is short, misses borrowed from elsewhere stand beside them.

/// Misses of totals in units of their scale, sizes only, each with a weight.
pub(crate) struct Misses {
    sizes: Vec<(f64, f64)>,
    /// The share that is the series' own.
    own: f64,
}

/// With fewer independent looks at the own past than this, borrowed ones fill up the rest.
const ENOUGH_LOOKS: f64 = 6.0;

/// Whether so many independent looks at the own past outweigh what is borrowed.
pub(crate) fn mostly_own(windows: f64) -> bool {
    2.0 * windows >= ENOUGH_LOOKS
}

impl Misses {
    /// Own misses that are worth `windows` independent looks, and borrowed ones.
    pub fn of(own: &[f64], windows: f64, borrowed: &[f64]) -> Self {
        let own = own.iter().map(|miss| (miss.abs(), windows / own.len() as f64));
        let wanting = (ENOUGH_LOOKS - windows).max(0.0);
        let lent = borrowed.iter().map(|miss| (miss.abs(), wanting / borrowed.len() as f64)).filter(|(_, weight)| *weight > 0.0);
        let mut sizes: Vec<(f64, f64)> = own.chain(lent).collect();
        sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self { sizes, own: windows / (windows + wanting) }
    }

    /// The size that a share `level` of misses stays within. The few own looks raise the level by the rule for finite samples, (n + 1) / n;
    /// borrowed ones are many.
    pub fn within(&self, level: f64) -> f64 {
        let looks: f64 = self.sizes.iter().map(|(_, weight)| weight).sum();
        let wanted = (level * (looks + self.own)).min(looks);
        let mut passed = 0.0;
        for (size, weight) in &self.sizes {
            passed += weight;
            if passed >= wanted - 1e-9 {
                return *size;
            }
        }
        self.sizes.last().map_or(0.0, |(size, _)| *size)
    }
}

/// Misses of totals where nobody has any: in the middle of each twentieth, as measured on shops, departments and categories with two weeks to
/// two months of history, in units of the daily noise times the root of the days. They grow with the days ahead, as levels wander.
pub(crate) fn usual(horizon: usize) -> [f64; 20] {
    USUAL.map(|size| size * (1.0 + DRIFT * horizon as f64).sqrt())
}

const DRIFT: f64 = 0.25;
const USUAL: [f64; 20] =
    [0.03, 0.08, 0.12, 0.17, 0.22, 0.28, 0.33, 0.39, 0.45, 0.51, 0.58, 0.64, 0.73, 0.83, 0.93, 1.06, 1.24, 1.47, 1.9, 3.22];
