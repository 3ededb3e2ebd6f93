//! Lines over time, each with its last value written at its end.

use super::frame::{Frame, Wish};
use super::head::{self, Entry};
use super::scale::Scale;
use super::sketch::{Anchor, LINE, Shape, Sketch, points};
use super::unit::Unit;
use super::{Axis, Chart, Mark, SERIES_MAX, Series, TIMES_MAX};
use crate::colour::{ACCENT_PALE, INK, SERIES, WHITE};
use crate::document::Language;
use crate::text::Text;
use crate::words::{axis_from, left_out};
use rust_decimal::Decimal;

/// Every point gets a dot up to this many; beyond, dots would hide the line.
const DOTS_MAX: usize = 16;

/// Draws the chart.
pub fn draw(chart: &Chart, categories: &[Text], series: &[Series], mark: Option<&Mark>, width: f64, language: Language) -> Sketch {
    let names = &categories[..categories.len().min(TIMES_MAX)];
    let series = &series[..series.len().min(SERIES_MAX)];
    let value = |s: &Series, i: usize| s.values.get(i).copied().flatten();
    let values: Vec<Decimal> = series.iter().flat_map(|s| (0..names.len()).filter_map(move |i| value(s, i))).collect();
    if values.is_empty() {
        return head::empty(width, language);
    }
    let all = values.iter().copied().chain(mark.map(|m| m.value));
    let unit = Unit::of(all.clone(), chart, language);
    let places: Vec<f64> = all.map(|v| unit.place(v)).collect();
    let scale = Scale::around(places.iter().copied());

    let mut sketch = Sketch { width, ..Sketch::default() };
    let cut = (scale.low > 0.0).then(|| axis_from(language, &unit.tick(scale.low, scale.digits)));
    let rest = (categories.len() > names.len()).then(|| left_out(language, categories.len() - names.len()));
    let remarks: Vec<String> = [Some(unit.caption.clone()), cut, rest].into_iter().flatten().collect();
    let top = head::draw(&mut sketch, &remarks, &Entry::all(series, mark, &unit));
    let ends = ends(series, names.len(), &unit);
    let right = ends.iter().map(|end| points(&end.text)).fold(0.0, f64::max) + 8.0;
    let wish = Wish { names, axis: Axis::Time, scale, places: &places, unit: &unit, label: 0.0, bars: 1, right, lying: false };
    let frame = Frame::fit(wish, width, top);
    frame.grid(&mut sketch, &unit);
    if let Some(mark) = mark {
        let place = unit.place(mark.value);
        sketch.dashes(frame.at(0.0, place), frame.at(frame.slots as f64, place), INK);
    }
    for (s, colour) in series.iter().zip(SERIES).rev() {
        let places = (0..names.len()).map(|i| value(s, i).map(|v| frame.at(i as f64 + 0.5, unit.place(v))));
        trace(&mut sketch, &frame, &places.collect::<Vec<_>>(), colour, series.len() == 1);
    }
    write_ends(&mut sketch, &frame, ends);
    sketch.height = frame.names(&mut sketch);
    sketch
}

/// Draws one line; a gap in the values is a gap in the line.
fn trace(sketch: &mut Sketch, frame: &Frame, places: &[Option<(f64, f64)>], colour: &'static str, alone: bool) {
    for run in places.split(Option::is_none) {
        let points: Vec<(f64, f64)> = run.iter().copied().flatten().collect();
        let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
        if alone && points.len() > 1 {
            let base = frame.at(0.0, frame.scale.base()).1;
            let area = points.iter().copied().chain([(last.0, base), (first.0, base)]).collect();
            sketch.shapes.push(Shape::Area { points: area, fill: ACCENT_PALE });
        }
        if places.len() <= DOTS_MAX || points.len() == 1 {
            let dots = points.clone();
            sketch.shapes.push(Shape::Path { points, colour, weight: 1.4, dashed: false });
            sketch.shapes.extend(dots.into_iter().map(|(x, y)| Shape::Dot { x, y, fill: WHITE, colour }));
        } else {
            sketch.shapes.push(Shape::Path { points, colour, weight: 1.4, dashed: false });
        }
    }
}

/// What is written at the right end, level with a place on the axis.
struct End {
    place: f64,
    text: String,
    colour: &'static str,
}

fn ends(series: &[Series], count: usize, unit: &Unit) -> Vec<End> {
    let last = |s: &Series| s.values.iter().take(count).rev().find_map(|v| *v);
    let end = |v: Decimal, colour| End { place: unit.place(v), text: unit.label(v), colour };
    series.iter().zip(SERIES).filter_map(|(s, colour)| last(s).map(|v| end(v, colour))).collect()
}

/// Writes the ends from the top down, each at least a line below the one before.
fn write_ends(sketch: &mut Sketch, frame: &Frame, mut ends: Vec<End>) {
    ends.sort_by(|a, b| b.place.total_cmp(&a.place));
    let mut lowest = frame.bottom - LINE * (ends.len() as f64 - 1.0);
    let mut above = f64::NEG_INFINITY;
    for end in ends {
        let y = frame.at(0.0, end.place).1.min(lowest).max(above + LINE);
        sketch.value((frame.right + 5.0, y), Anchor::Start, end.colour, end.text);
        above = y;
        lowest += LINE;
    }
}
