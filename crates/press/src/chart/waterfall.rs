//! Waterfall: the steps by which one total became another.

use super::frame::{Frame, Wish};
use super::head;
use super::scale::Scale;
use super::sketch::{Sketch, points};
use super::unit::Unit;
use super::{Axis, Chart, NAMES_MAX, Step};
use crate::colour::{ACCENT, INK, NEUTRAL, movement};
use crate::document::{Direction, Language};
use crate::text::Text;
use crate::words::{axis_from, left_out};

/// Where a bar runs from and to, as places on the axis. A total has no start of its own.
struct Reach {
    from: Option<f64>,
    to: f64,
}

/// Draws the chart.
pub fn draw(chart: &Chart, steps: &[Step], rise_good: bool, width: f64, language: Language) -> Sketch {
    let drawn = &steps[..steps.len().min(NAMES_MAX)];
    if drawn.is_empty() {
        return head::empty(width, language);
    }
    let unit = Unit::of(drawn.iter().map(|s| s.value), chart, language);
    let reach = reach(drawn, &unit);
    let places: Vec<f64> = reach.iter().flat_map(|r| r.from.into_iter().chain([r.to])).collect();
    let scale = Scale::around(places.iter().copied());

    let mut sketch = Sketch { width, ..Sketch::default() };
    let cut = (scale.low > 0.0).then(|| axis_from(language, &unit.tick(scale.low, scale.digits)));
    let rest = (steps.len() > drawn.len()).then(|| left_out(language, steps.len() - drawn.len()));
    let remarks: Vec<String> = [Some(unit.caption.clone()), cut, rest].into_iter().flatten().collect();
    let top = head::draw(&mut sketch, &remarks, &[]);
    let names: Vec<Text> = drawn.iter().map(|s| s.name.clone()).collect();
    let text = |s: &Step| if s.total { unit.label(s.value) } else { unit.change(s.value) };
    let label = drawn.iter().map(|s| points(&text(s))).fold(0.0, f64::max);
    let wish = Wish { names: &names, axis: Axis::Names, scale, places: &places, unit: &unit, label, bars: 1, right: 0.0, lying: false };
    let frame = Frame::fit(wish, width, top);
    frame.grid(&mut sketch, &unit);

    let share = 0.6f64.min(34.0 / frame.slot());
    for (i, (step, reach)) in drawn.iter().zip(&reach).enumerate() {
        let middle = i as f64 + 0.5;
        let along = (middle - share / 2.0, middle + share / 2.0);
        let from = reach.from.unwrap_or(frame.scale.base());
        let colour = colour(step, i + 1 == drawn.len(), rise_good, language);
        sketch.shapes.push(frame.bar(along, from, reach.to, colour));
        if i + 1 < drawn.len() {
            sketch.rule(frame.at(along.1, reach.to), frame.at(middle + 1.0 - share / 2.0, reach.to), NEUTRAL, 0.5);
        }
        let (at, anchor) = match step.total {
            true => frame.beyond(middle, reach.to),
            false => frame.beside(middle, from.max(reach.to), true),
        };
        sketch.value(at, anchor, if step.total { INK } else { colour }, text(step));
    }
    sketch.height = frame.names(&mut sketch);
    sketch
}

fn reach(steps: &[Step], unit: &Unit) -> Vec<Reach> {
    let mut level = 0.0;
    steps
        .iter()
        .map(|step| {
            let from = (!step.total).then_some(level);
            level = unit.place(step.value) + from.unwrap_or(0.0);
            Reach { from, to: level }
        })
        .collect()
}

/// The last total carries the accent; steps are coloured as movements.
fn colour(step: &Step, last: bool, rise_good: bool, language: Language) -> &'static str {
    if step.total {
        return if last { ACCENT } else { NEUTRAL };
    }
    let direction = match step.value.is_sign_negative() {
        _ if step.value.is_zero() => Direction::Flat,
        true => Direction::Down,
        false => Direction::Up,
    };
    movement(direction, Some((direction == Direction::Up) == rise_good), language)
}
