//! Hits, false alarms and misses of a set, added up over its cases (micro F1).

use super::Answered;
use serde_json::{Value, json};

#[derive(Default)]
pub struct Score {
    set: String,
    faults: usize,
    hits: usize,
    false_alarms: usize,
    misses: usize,
    seconds: f64,
    slowest: f64,
}

impl Score {
    pub fn of(set: &str) -> Self {
        Self { set: set.to_owned(), ..Self::default() }
    }

    /// A cause counts when its attributes and values are exactly right.
    pub fn add(&mut self, answered: &Answered) {
        let hits = answered.named.intersection(&answered.truth).count();
        self.faults += 1;
        self.hits += hits;
        self.false_alarms += answered.named.len() - hits;
        self.misses += answered.truth.len() - hits;
        self.seconds += answered.seconds;
        self.slowest = self.slowest.max(answered.seconds);
    }

    /// Whether no fault was added.
    pub fn is_empty(&self) -> bool {
        self.faults == 0
    }

    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (2 * self.hits + self.false_alarms + self.misses).max(1) as f64
    }

    fn mean(&self) -> f64 {
        self.seconds / self.faults.max(1) as f64
    }

    pub fn json(&self) -> Value {
        let thousandth = |value: f64| (value * 1000.0).round() / 1000.0;
        let millionth = |value: f64| (value * 1_000_000.0).round() / 1_000_000.0;
        json!({
            "set": self.set, "faults": self.faults, "tp": self.hits, "fp": self.false_alarms, "fn": self.misses,
            "f1": thousandth(self.f1()), "seconds_per_fault": millionth(self.mean()), "seconds_max": millionth(self.slowest),
        })
    }
}

/// All scores, one line each.
pub fn table(scores: &[Score]) -> String {
    let heading = format!("{:<12}{:>8}{:>6}{:>6}{:>6}{:>8}{:>12}{:>12}", "set", "faults", "TP", "FP", "FN", "F1", "s/fault", "slowest s");
    let line = |s: &Score| {
        let Score { set, faults, hits, false_alarms, misses, slowest, .. } = s;
        format!("{set:<12}{faults:>8}{hits:>6}{false_alarms:>6}{misses:>6}{:>8.3}{:>12.4}{slowest:>12.4}", s.f1(), s.mean())
    };
    std::iter::once(heading).chain(scores.iter().map(line)).collect::<Vec<_>>().join("\n")
}
