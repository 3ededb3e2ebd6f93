//! How likely it is that a row shows what it shows, when its chance is known only roughly.

/// Logarithm of the likelihood of `part` hits out of `whole`, when the chance itself scatters around `rate` as a beta
/// distribution does that is worth `precision` events: the beta-binomial law (Skellam 1948), without the number of
/// orders of the hits, which no comparison of ours depends on.
pub fn likelihood(part: f64, whole: f64, rate: f64, precision: f64) -> f64 {
    let (hit, miss) = (rate * precision, (1.0 - rate) * precision);
    ln_gamma_step(hit, part) + ln_gamma_step(miss, whole - part) - ln_gamma_step(precision, whole)
}

/// What no likelihood of a row can be above: that of the chance that fits it exactly.
pub fn likelihood_max(part: f64, whole: f64) -> f64 {
    let term = |count: f64| if count > 0.0 { count * (count / whole).ln() } else { 0.0 };
    term(part) + term(whole - part)
}

/// ln Γ(from + step) − ln Γ(from).
fn ln_gamma_step(from: f64, step: f64) -> f64 {
    if step == 0.0 { 0.0 } else { ln_gamma(from + step) - ln_gamma(from) }
}

/// Stirling's series, carried up from small numbers by Γ(x + 1) = x Γ(x); good to nine digits above zero.
fn ln_gamma(number: f64) -> f64 {
    let (mut x, mut product) = (number, 1.0);
    while x < 8.0 {
        product *= x;
        x += 1.0;
    }
    let (inverse, square) = (1.0 / x, 1.0 / (x * x));
    let series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square / 1260.0));
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series - f64::ln(product)
}

/// The chance that a normal number is below `z`, by the logistic curve closest to it (Bowling and others 2009; off by
/// at most 0.0002).
pub fn normal_below(z: f64) -> f64 {
    1.0 / (1.0 + (-0.07056 * z.powi(3) - 1.5976 * z).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gamma_function_is_the_known_one() {
        for (number, known) in [(1.0, 0.0), (0.5, 0.572_364_942_9), (4.0, 1.791_759_469_2), (100.0, 359.134_205_369_6)] {
            assert!((ln_gamma(number) - known).abs() < 1e-9, "{number}");
        }
    }

    #[test]
    fn the_likelihoods_of_all_outcomes_add_up_to_one() {
        let choose = |hits: u32| (0..hits).fold(1.0, |ways, hit| ways * f64::from(6 - hit) / f64::from(hit + 1));
        for (rate, precision) in [(0.5, 2.0), (0.03, 10.0), (0.9, 3000.0)] {
            let total: f64 = (0..=6).map(|hits| choose(hits) * likelihood(f64::from(hits), 6.0, rate, precision).exp()).sum();
            assert!((total - 1.0).abs() < 1e-9, "{rate} {precision}: {total}");
        }
    }

    #[test]
    fn nothing_is_likelier_than_the_chance_that_fits_exactly() {
        for (part, whole) in [(0.0, 5.0), (2.0, 7.0), (9.0, 9.0)] {
            for precision in [1.0, 30.0, 1e6] {
                assert!(likelihood(part, whole, 0.3, precision) <= likelihood_max(part, whole) + 1e-9);
            }
        }
    }

    #[test]
    fn half_of_all_normal_numbers_are_below_the_mean() {
        for (z, known) in [(0.0, 0.5), (1.0, 0.8413), (-1.645, 0.05), (3.0, 0.99865)] {
            assert!((normal_below(z) - known).abs() < 3e-4, "{z}");
        }
    }
}
