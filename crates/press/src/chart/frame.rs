//! The frame of a chart: where the plot lies, how values and categories map to paper, and whether bars stand or lie.
//!
//! Bars stand while every name fits below its bar on two lines and every value above it. Otherwise they lie, because
//! a row has room for a long name; names that are points in time always stand and are thinned out instead.

use super::Axis;
use super::scale::Scale;
use super::sketch::{Anchor, LINE, Round, SIZE, Shape, Sketch, points};
use super::unit::Unit;
use crate::colour::{GREY, INK, NEUTRAL, RULE};
use crate::text::Text;
use crate::width::{shorten, wrap};

/// What a chart asks of its frame.
pub struct Wish<'a> {
    pub names: &'a [Text],
    pub axis: Axis,
    pub scale: Scale,
    /// The places of all values; lying bars end where these end, because a number stands behind each.
    pub places: &'a [f64],
    pub unit: &'a Unit,
    /// The width of the widest label at a bar, in points.
    pub label: f64,
    /// Bars side by side in one category.
    pub bars: usize,
    /// Room to keep free at the right end, in points.
    pub right: f64,
    /// The bars must lie, whether or not they could stand.
    pub lying: bool,
}

/// The plot and how things are placed in it. All in points.
pub struct Frame {
    /// Bars stand; otherwise they lie.
    pub upright: bool,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub slots: usize,
    pub scale: Scale,
    /// There is room for a number at every bar.
    pub labelled: bool,
    /// The lines of every name; none where the name is left out.
    names: Vec<Vec<String>>,
    /// Labels below the plot stand this far down, to leave room for those of negative bars.
    gap: f64,
}

/// The height of a plot with standing bars.
const PLOT: f64 = 138.0;
/// The bars of a category take this share of its room.
pub const GROUP: f64 = 0.64;
/// No bar is thicker than this, however few there are. In points.
pub const THICK: f64 = 34.0;
/// Lying bars take at most this height, so that the chart stays on one page.
const LYING: f64 = 620.0;
/// The height of a lying bar that has no number at its end, and what separates two categories.
const THIN: f64 = 5.0;
/// Names beside lying bars take at most this share of the width.
const NAMES_SHARE: f64 = 0.34;

/// So many names with so many bars each have room on a page.
pub fn names_max(bars: usize) -> usize {
    (LYING / (THIN * (bars as f64 + 1.0))) as usize
}

impl Frame {
    /// Places the plot below `top` in a drawing of the given width.
    pub fn fit(wish: Wish, width: f64, top: f64) -> Frame {
        let ticks = wish.scale.ticks.iter().map(|t| points(&wish.unit.tick(*t, wish.scale.digits))).fold(0.0, f64::max);
        let (left, right) = (ticks + 8.0, width - wish.right.max(2.0));
        let slot = (right - left) / wish.names.len().max(1) as f64;
        let lines = if wish.axis == Axis::Time { 1 } else { 2 };
        let wrapped: Option<Vec<_>> = wish.names.iter().map(|n| wrap(n, (slot - 4.0) / SIZE, lines)).collect();
        let pitch = if wish.bars > 1 { THICK.min(slot * GROUP / wish.bars as f64) } else { slot };
        let labelled = wish.label + 3.0 <= pitch;
        let negative = wish.scale.low < 0.0;
        let names = match wrapped {
            _ if wish.lying => return Frame::lying(wish, width, top),
            Some(names) if labelled || wish.axis == Axis::Time => names,
            _ if wish.axis == Axis::Time => thinned(wish.names, slot),
            _ => return Frame::lying(wish, width, top),
        };
        let top = top + 12.0;
        let gap = if negative { 14.0 } else { 4.0 };
        Frame { upright: true, left, top, right, bottom: top + PLOT, slots: names.len(), scale: wish.scale, labelled, names, gap }
    }

    fn lying(wish: Wish, width: f64, top: f64) -> Frame {
        let most = width * NAMES_SHARE;
        let column = wish.names.iter().map(|n| points(n)).fold(0.0, f64::max).min(most) + 1.0;
        let two_lines = wish.names.len() <= 20;
        let names: Vec<Vec<String>> = wish
            .names
            .iter()
            .map(|name| wrap(name, column / SIZE, if two_lines { 2 } else { 1 }).unwrap_or_else(|| vec![shorten(name, column / SIZE)]))
            .collect();
        let lines = names.iter().map(Vec::len).max().unwrap_or(1).max(1) as f64;
        let row: f64 = match names.len() {
            0..=12 => 17.0,
            13..=24 => 14.0,
            _ => 13.0,
        };
        let several = if wish.bars > 1 { wish.bars as f64 * LINE * 1.1 + 7.0 } else { 0.0 };
        let roomy = row.max(lines * LINE + 2.0).max(several);
        let labelled = roomy * names.len() as f64 <= LYING;
        let dense = (THIN * (wish.bars as f64 + 1.0)).max(lines * LINE);
        let row = if labelled { roomy } else { dense };
        let negative = if wish.scale.low < 0.0 { wish.label + 4.0 } else { 0.0 };
        Frame {
            upright: false,
            left: column + 8.0 + negative,
            top,
            right: width - wish.right - wish.label - 6.0,
            bottom: top + row * names.len() as f64,
            slots: names.len(),
            scale: wish.scale.tight(wish.places.iter().copied()),
            labelled,
            names,
            gap: negative,
        }
    }

    /// The point for a place along the categories (0 to `slots`) and a value.
    pub fn at(&self, along: f64, value: f64) -> (f64, f64) {
        let along = along / self.slots.max(1) as f64;
        let share = self.scale.share(value);
        if self.upright {
            (self.left + along * (self.right - self.left), self.bottom - share * (self.bottom - self.top))
        } else {
            (self.left + share * (self.right - self.left), self.top + along * (self.bottom - self.top))
        }
    }

    /// The points that one category takes along the axis.
    pub fn slot(&self) -> f64 {
        let length = if self.upright { self.right - self.left } else { self.bottom - self.top };
        length / self.slots.max(1) as f64
    }

    /// A bar between two places along the categories, from one value to another.
    pub fn bar(&self, along: (f64, f64), from: f64, to: f64, fill: &'static str) -> Shape {
        let ((x1, y1), (x2, y2)) = (self.at(along.0, from), self.at(along.1, to));
        let round = match (self.upright, to >= from) {
            (true, true) => Round::Top,
            (true, false) => Round::Bottom,
            (false, true) => Round::Right,
            (false, false) => Round::Left,
        };
        // A value too small to see still leaves a hair line.
        let (w, h) = ((x2 - x1).abs().max(0.4), (y2 - y1).abs().max(0.4));
        Shape::Bar { x: x1.min(x2), y: y1.min(y2), w, h, fill, round }
    }

    /// Where the label of a bar stands: beyond its end, away from the base.
    pub fn beyond(&self, along: f64, value: f64) -> ((f64, f64), Anchor) {
        self.beside(along, value, self.scale.share(value) >= self.scale.share(self.scale.base()))
    }

    /// Where a label stands beside a value: on the side of larger values, or of smaller ones.
    pub fn beside(&self, along: f64, value: f64, outward: bool) -> ((f64, f64), Anchor) {
        let (x, y) = self.at(along, value);
        match (self.upright, outward) {
            (true, true) => ((x, y - 6.5), Anchor::Middle),
            (true, false) => ((x, y + 6.5), Anchor::Middle),
            (false, true) => ((x + 4.0, y), Anchor::Start),
            (false, false) => ((x - 4.0, y), Anchor::End),
        }
    }

    /// Draws the ruled ground and the numbers of the value axis.
    pub fn grid(&self, sketch: &mut Sketch, unit: &Unit) {
        let numbers: Vec<String> = self.scale.ticks.iter().map(|t| unit.tick(*t, self.scale.digits)).collect();
        let widest = numbers.iter().map(|n| points(n)).fold(0.0, f64::max);
        let apart = match self.scale.ticks[..] {
            [first, second, ..] if !self.upright => self.at(0.0, second).0 - self.at(0.0, first).0,
            _ => f64::INFINITY,
        };
        let every = ((widest + 6.0) / apart).ceil().max(1.0) as usize;
        for (i, (tick, number)) in self.scale.ticks.iter().zip(numbers).enumerate() {
            let (colour, weight) = if *tick == 0.0 { (NEUTRAL, 0.7) } else { (RULE, 0.5) };
            let (x, y) = self.at(0.0, *tick);
            if self.upright {
                sketch.rule((self.left, y), (self.right, y), colour, weight);
                sketch.write((self.left - 6.0, y), Anchor::End, GREY, number);
            } else {
                sketch.rule((x, self.top), (x, self.bottom), colour, weight);
                if i % every == 0 {
                    sketch.write((x, self.bottom + LINE * 0.9), Anchor::Middle, GREY, number);
                }
            }
        }
    }

    /// Writes the names of the categories; returns where the drawing ends.
    pub fn names(&self, sketch: &mut Sketch) -> f64 {
        for (i, lines) in self.names.iter().enumerate() {
            let (x, y) = self.at(i as f64 + 0.5, self.scale.base());
            for (n, line) in lines.iter().enumerate() {
                if self.upright {
                    // The name of the first or last point in time may be wider than its slot.
                    let half = points(line) / 2.0;
                    let x = x.min(sketch.width - half).max(half);
                    sketch.write((x, self.bottom + self.gap + LINE * (n as f64 + 0.6)), Anchor::Middle, GREY, line);
                } else {
                    let middle = n as f64 - (lines.len() as f64 - 1.0) / 2.0;
                    sketch.write((self.left - self.gap - 7.0, y + LINE * middle), Anchor::End, INK, line);
                }
            }
        }
        self.foot()
    }

    /// Where the drawing ends, below the names.
    pub fn foot(&self) -> f64 {
        let lines = self.names.iter().map(Vec::len).max().unwrap_or(0) as f64;
        if self.upright { self.bottom + self.gap + LINE * lines + 2.0 } else { self.bottom + LINE * 1.6 }
    }
}

/// Names of points in time: as many as fit, counted back from the last, which a reader looks for first.
fn thinned(names: &[Text], slot: f64) -> Vec<Vec<String>> {
    let names: Vec<String> = names.iter().map(|n| shorten(n, 12.0)).collect();
    let widest = names.iter().map(|n| points(n)).fold(0.0, f64::max);
    // At the ends a wide name is moved inwards by what would stand out.
    let moved = (widest - slot).max(0.0);
    let every = ((widest + moved + 8.0) / slot).ceil().max(1.0) as usize;
    let last = names.len().saturating_sub(1);
    let shown = |i: usize| (last - i).is_multiple_of(every);
    names.into_iter().enumerate().map(|(i, n)| if shown(i) { vec![n] } else { Vec::new() }).collect()
}
