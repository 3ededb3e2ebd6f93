//! The dice of the demonstration: the same seed always throws the same.

use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// A seeded source of chance.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice for one purpose: another stream of the same seed is independent of it.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// From 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        self.0.random_range(0.0..1.0)
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.random_range(0..end.max(1))
    }

    /// Anywhere between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// One of some.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap_or(0)]
    }

    /// A factor around 1 whose logarithm is bell-shaped with the given width.
    pub fn spread(&mut self, width: f64) -> f64 {
        (self.bell() * width - width * width / 2.0).exp()
    }

    /// A number around a middle, bell-shaped with the given width.
    pub fn around(&mut self, middle: f64, width: f64) -> f64 {
        middle + self.bell() * width
    }

    /// Twelve throws make a bell near enough (Irwin–Hall).
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}
