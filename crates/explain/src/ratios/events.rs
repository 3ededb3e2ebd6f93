//! What happened in each row and what was to be expected of it, counted in events.

use super::amounts::count;
use super::expected::{expect, possible};
use super::likelihood::likelihood;
use super::{Direction, Ratios, Unit};

/// Rows in events: those of the part are the ones that are missing now, so a rise is read as a fall of the remainder.
#[derive(Clone)]
pub struct Events {
    pub part: Vec<f64>,
    pub whole: Vec<f64>,
    /// The chance that was to be expected.
    pub rate: Vec<f64>,
    /// Events that it was learnt from.
    pub learnt: Vec<f64>,
}

/// Part and whole of each row.
pub type Period = (Vec<f64>, Vec<f64>);

impl Events {
    /// None when nothing happened now, or nothing before.
    pub fn read(ratios: &Ratios, direction: Option<Direction>) -> Option<Events> {
        let rows = ratios.cells.len();
        let now = (ratios.part.clone(), ratios.whole.clone());
        let mut periods: Vec<Period> = std::iter::once(&now).chain(&ratios.before).map(|(part, whole)| tidy(part, whole, rows)).collect();
        if ratios.unit == Unit::Amounts {
            periods = count(&periods)?;
        }
        for (part, whole) in &mut periods {
            part.iter_mut().zip(whole).for_each(|(part, whole)| *part = part.clamp(0.0, *whole));
        }
        let before = add(periods[1..].iter().cloned(), rows);
        if sum(&periods[0].1) <= 0.0 || sum(&before.1) <= 0.0 {
            return None;
        }
        let (rate, learnt) = expect(&ratios.cells, &before.0, &before.1);
        let (part, whole) = periods.swap_remove(0);
        let events = Events { part, whole, rate, learnt };
        let rises = sum(&events.part) > events.rate.iter().zip(&events.whole).map(|(rate, whole)| rate * whole).sum();
        let rise = direction.map_or(rises, |direction| direction == Direction::Rise);
        Some(if rise { events.turned() } else { events })
    }

    fn turned(self) -> Events {
        let part = self.part.iter().zip(&self.whole).map(|(part, whole)| whole - part).collect();
        Events { part, rate: self.rate.iter().map(|rate| 1.0 - rate).collect(), ..self }
    }

    /// Rows that are explained say nothing about further segments.
    pub fn forget(&mut self, rows: &[usize]) {
        for row in rows {
            (self.part[*row], self.whole[*row]) = (0.0, 0.0);
        }
    }

    /// Expects of every row the change of odds that some rows show which nothing happened to.
    pub fn drift(&mut self, rows: &[usize]) {
        let total = |column: &dyn Fn(usize) -> f64| rows.iter().map(|row| column(*row)).sum::<f64>();
        let whole = total(&|row| self.whole[row]);
        // Half an event on each side keeps the odds of a few rows away from nothing and from certainty (Haldane 1956).
        let odds = |part: f64| (part + 0.5) / (whole - part + 0.5);
        let factor = odds(total(&|row| self.part[row])) / odds(total(&|row| self.rate[row] * self.whole[row]));
        for rate in &mut self.rate {
            let odds = factor * *rate / (1.0 - *rate);
            *rate = possible(odds / (1.0 + odds));
        }
    }

    /// In events: what a row knows of its own chance is limited by what it was learnt from and by its unrest.
    pub fn precision(&self, row: usize, calm: f64) -> f64 {
        1.0 / (1.0 / calm + 1.0 / self.learnt[row])
    }

    /// Events that are missing in some rows, and which share of those expected they are.
    pub fn loss(&self, rows: &[usize]) -> (f64, f64) {
        let expected: f64 = rows.iter().map(|row| self.rate[*row] * self.whole[*row]).sum();
        let lost = expected - rows.iter().map(|row| self.part[*row]).sum::<f64>();
        (lost, if expected > 0.0 { lost / expected } else { 0.0 })
    }

    /// How likely some rows are when each has lost the same share of its chance, and is as calm as is said.
    pub fn likelihood(&self, rows: &[usize], loss: f64, calm: f64) -> f64 {
        rows.iter().map(|row| self.row(*row, loss, self.precision(*row, calm))).sum()
    }

    /// The same when all rows keep equally firmly to what is left of their chances.
    pub fn firmly(&self, rows: &[usize], loss: f64, firm: f64) -> f64 {
        rows.iter().map(|row| self.row(*row, loss, firm)).sum()
    }

    fn row(&self, row: usize, loss: f64, precision: f64) -> f64 {
        likelihood(self.part[row], self.whole[row], possible(self.rate[row] * (1.0 - loss)), precision)
    }
}

fn sum(column: &[f64]) -> f64 {
    column.iter().sum()
}

/// Nothing happened where the whole is not above zero or where a figure is not a number.
pub fn tidy(part: &[f64], whole: &[f64], rows: usize) -> Period {
    assert!(part.len() == rows && whole.len() == rows, "each period has one part and one whole for each row");
    part.iter()
        .zip(whole)
        .map(|(part, whole)| if *whole > 0.0 && whole.is_finite() && part.is_finite() { (*part, *whole) } else { (0.0, 0.0) })
        .unzip()
}

/// Adds periods up, row by row.
pub fn add(periods: impl IntoIterator<Item = Period>, rows: usize) -> Period {
    let mut total = (vec![0.0; rows], vec![0.0; rows]);
    for (part, whole) in periods {
        total.0.iter_mut().zip(part).for_each(|(total, part)| *total += part);
        total.1.iter_mut().zip(whole).for_each(|(total, whole)| *total += whole);
    }
    total
}
