//! Pareto: which few make the most, with the running share of the whole.

use super::frame::{Frame, Wish};
use super::head;
use super::scale::Scale;
use super::sketch::{Anchor, LINE, Shape, Sketch, points};
use super::unit::Unit;
use super::{Axis, Bar, Chart, NAMES_MAX};
use crate::colour::{ACCENT, GREY, INK, NEUTRAL, ORANGE, WHITE};
use crate::document::Language;
use crate::text::Text;
use crate::words::{left_out, vital_few, words};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// The few that matter are those needed to reach this share of the whole.
const VITAL: Decimal = Decimal::from_parts(8, 0, 0, false, 1);

/// Draws the chart.
pub fn draw(chart: &Chart, (bars, whole): (&[Bar], Option<Decimal>), width: f64, language: Language) -> Sketch {
    if bars.is_empty() {
        return head::empty(width, language);
    }
    let shares = shares(bars, whole);
    let vital = shares.iter().position(|s| *s >= VITAL).map_or(0, |at| at + 1);
    let drawn = &bars[..bars.len().min(NAMES_MAX)];
    let unit = Unit::of(bars.iter().map(|b| b.value), chart, language);
    let places: Vec<f64> = drawn.iter().map(|b| unit.place(b.value)).collect();
    let scale = Scale::from_zero(places.iter().copied());

    let mut sketch = Sketch { width, ..Sketch::default() };
    let few = (vital > 0).then(|| vital_few(language, vital, &percent(shares[vital - 1])));
    let rest = (bars.len() > drawn.len()).then(|| left_out(language, bars.len() - drawn.len()));
    let remarks: Vec<String> = [Some(unit.caption.clone()), few, rest].into_iter().flatten().collect();
    let top = head::draw(&mut sketch, &remarks, &[]);
    let names: Vec<Text> = drawn.iter().map(|b| b.name.clone()).collect();
    let label = drawn.iter().map(|b| points(&unit.label(b.value))).fold(0.0, f64::max);
    let column = f64::max(points("100.0%"), points(words(language).cumulative)) + 8.0;
    // With bars below zero the two axes of a standing chart would share no zero.
    let below_zero = scale.low < 0.0;
    let wish =
        Wish { names: &names, axis: Axis::Names, scale, places: &places, unit: &unit, label, bars: 1, right: column, lying: below_zero };
    let frame = Frame::fit(wish, width, top + if drawn.len() > 1 { LINE } else { 0.0 });
    frame.grid(&mut sketch, &unit);
    for (i, bar) in drawn.iter().enumerate() {
        let fill = if i < vital { ACCENT } else { NEUTRAL };
        let middle = i as f64 + 0.5;
        sketch.shapes.push(frame.bar((middle - 0.3, middle + 0.3), frame.scale.base(), unit.place(bar.value), fill));
    }
    sketch.height = frame.names(&mut sketch);
    if frame.upright {
        standing(&mut sketch, &frame, drawn, &shares, &unit);
    } else {
        lying(&mut sketch, &frame, drawn, &shares, &unit, language);
        if vital > 0 && vital < drawn.len() {
            let y = frame.top + frame.slot() * vital as f64;
            sketch.dashes((0.0, y), (width, y), ORANGE);
        }
    }
    sketch
}

/// The running share of the whole after each bar. Negative values add nothing; without a positive one there is no share.
fn shares(bars: &[Bar], whole: Option<Decimal>) -> Vec<Decimal> {
    let positive = bars.iter().map(|b| b.value.max(Decimal::ZERO));
    let Some(drawn) = positive.clone().try_fold(Decimal::ZERO, Decimal::checked_add) else { return Vec::new() };
    let whole = whole.unwrap_or(drawn);
    let mut running = Decimal::ZERO;
    positive
        .map_while(|v| {
            running += v;
            running.checked_div(whole)
        })
        .collect()
}

fn percent(share: Decimal) -> String {
    let hundredfold = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    format!("{:.1}%", hundredfold.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}

/// The line of running shares over standing bars, with its own axis at the right; the values stand below the names,
/// out of the way of the line.
fn standing(sketch: &mut Sketch, frame: &Frame, bars: &[Bar], shares: &[Decimal], unit: &Unit) {
    for (i, bar) in bars.iter().enumerate() {
        let x = frame.at(i as f64 + 0.5, frame.scale.base()).0;
        sketch.write((x, sketch.height + LINE * 0.4), Anchor::Middle, INK, unit.label(bar.value));
    }
    sketch.height += LINE;
    let zero = frame.at(0.0, frame.scale.base()).1;
    let level = |share: f64| zero - share * (zero - frame.top);
    let line: Vec<(f64, f64)> = shares
        .iter()
        .take(bars.len())
        .enumerate()
        .map(|(i, share)| (frame.at(i as f64 + 0.5, frame.scale.base()).0, level(share.to_f64().unwrap_or_default())))
        .collect();
    if line.is_empty() {
        return;
    }
    for fifth in 0..=5u8 {
        let share = f64::from(fifth) / 5.0;
        sketch.write((frame.right + 6.0, level(share)), Anchor::Start, GREY, format!("{}%", fifth * 20));
    }
    sketch.dashes((frame.left, level(0.8)), (frame.right, level(0.8)), GREY);
    let dots = line.clone();
    sketch.shapes.push(Shape::Path { points: line, colour: ORANGE, weight: 1.4, dashed: false });
    sketch.shapes.extend(dots.into_iter().map(|(x, y)| Shape::Dot { x, y, fill: WHITE, colour: ORANGE }));
}

/// Values behind lying bars, and the running share as a column of numbers.
fn lying(sketch: &mut Sketch, frame: &Frame, bars: &[Bar], shares: &[Decimal], unit: &Unit, language: Language) {
    if !shares.is_empty() {
        sketch.write((sketch.width, frame.top - LINE * 0.6), Anchor::End, GREY, words(language).cumulative);
    }
    for (i, bar) in bars.iter().enumerate() {
        let (at, anchor) = frame.beyond(i as f64 + 0.5, unit.place(bar.value));
        sketch.value(at, anchor, INK, unit.label(bar.value));
        if let Some(share) = shares.get(i) {
            sketch.write((sketch.width, at.1), Anchor::End, GREY, percent(*share));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[i64]) -> Vec<Bar> {
        values.iter().map(|v| Bar { name: "x".into(), value: Decimal::from(*v) }).collect()
    }

    #[test]
    fn shares_run_to_the_whole_and_ignore_what_is_below_zero() {
        let cases: [(&[i64], &[&str]); 4] =
            [(&[50, 30, 20], &["50.0%", "80.0%", "100.0%"]), (&[3, -1, 1], &["75.0%", "75.0%", "100.0%"]), (&[0, 0], &[]), (&[-5], &[])];
        for (values, expected) in cases {
            assert_eq!(shares(&bars(values), None).into_iter().map(percent).collect::<Vec<_>>(), expected, "{values:?}");
        }
        let huge = vec![Bar { name: "x".into(), value: Decimal::MAX }; 2];
        let of_more: Vec<String> = shares(&bars(&[40, 20]), Some(Decimal::from(100))).into_iter().map(percent).collect();
        assert_eq!(of_more, ["40.0%", "60.0%"], "what is not drawn counts as well");
        assert!(shares(&huge, None).is_empty(), "a sum that cannot be held gives no share, and no panic");
    }
}
