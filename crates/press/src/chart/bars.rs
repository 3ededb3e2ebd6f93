//! Bars: one or more values per category, standing or lying.

use super::frame::{Frame, GROUP, THICK, Wish, names_max};
use super::head::{self, Entry};
use super::scale::Scale;
use super::sketch::{Sketch, points};
use super::unit::Unit;
use super::{Axis, Chart, Mark, NAMES_MAX, SERIES_MAX, Series, TIMES_MAX};
use crate::colour::{INK, SERIES};
use crate::document::Language;
use crate::text::Text;
use crate::words::left_out;
use rust_decimal::Decimal;

/// What a bar chart shows.
pub struct Bars<'a> {
    pub axis: Axis,
    pub categories: &'a [Text],
    pub series: &'a [Series],
    pub mark: Option<&'a Mark>,
}

/// Draws the chart.
pub fn draw(chart: &Chart, bars: &Bars, width: f64, language: Language) -> Sketch {
    let series = &bars.series[..bars.series.len().min(SERIES_MAX)];
    let limit = if bars.axis == Axis::Time { TIMES_MAX } else { NAMES_MAX.min(names_max(series.len())) };
    let names = &bars.categories[..bars.categories.len().min(limit)];
    let value = |s: &Series, i: usize| s.values.get(i).copied().flatten();
    let values: Vec<Decimal> = series.iter().flat_map(|s| (0..names.len()).filter_map(move |i| value(s, i))).collect();
    if values.is_empty() {
        return head::empty(width, language);
    }
    let marked = bars.mark.map(|m| m.value);
    let unit = Unit::of(values.iter().copied().chain(marked), chart, language);
    let places: Vec<f64> = values.iter().copied().chain(marked).map(|v| unit.place(v)).collect();
    let scale = Scale::from_zero(places.iter().copied());
    let label = values.iter().map(|v| points(&unit.label(*v))).fold(0.0, f64::max);

    let mut sketch = Sketch { width, ..Sketch::default() };
    let rest = bars.categories.len() - names.len();
    let remarks: Vec<String> = [unit.caption.clone()].into_iter().chain((rest > 0).then(|| left_out(language, rest))).collect();
    let top = head::draw(&mut sketch, &remarks, &Entry::all(series, bars.mark, &unit));
    let wish = Wish { names, axis: bars.axis, scale, places: &places, unit: &unit, label, bars: series.len(), right: 0.0, lying: false };
    let frame = Frame::fit(wish, width, top);
    frame.grid(&mut sketch, &unit);

    let share = GROUP.min(THICK * series.len() as f64 / frame.slot());
    let each = share / series.len() as f64;
    let mut labels = Vec::new();
    for (n, (s, colour)) in series.iter().zip(SERIES).enumerate() {
        for i in 0..names.len() {
            let Some(v) = value(s, i) else { continue };
            let start = i as f64 + 0.5 - share / 2.0 + each * n as f64;
            let along = (start + each * 0.04, start + each * 0.96);
            sketch.shapes.push(frame.bar(along, frame.scale.base(), unit.place(v), colour));
            labels.push((frame.beyond(start + each / 2.0, unit.place(v)), v));
        }
    }
    if let Some(mark) = bars.mark {
        let place = unit.place(mark.value);
        sketch.dashes(frame.at(0.0, place), frame.at(frame.slots as f64, place), INK);
    }
    if frame.labelled {
        for ((at, anchor), v) in labels {
            sketch.value(at, anchor, INK, unit.label(v));
        }
    }
    sketch.height = frame.names(&mut sketch);
    sketch
}
