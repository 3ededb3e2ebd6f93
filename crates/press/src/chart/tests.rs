//! Whatever numbers and names a chart is given, no label stands on another and nothing leaves the paper.

use super::sketch::{Anchor, Label, Shape};
use super::*;
use crate::width::em;
use proptest::prelude::*;

const WIDTH: f64 = 481.88;

fn name() -> impl Strategy<Value = Text> {
    prop_oneof![
        3 => "[一二三四五六七八九十]{1,5}",
        1 => "[一二三四五六七八九十]{6,40}",
        1 => "[A-Za-z]{1,12}( [a-z]{1,12}){0,3}",
        1 => Just("云端国际影城（云汇广场旗舰店）".to_owned()),
        1 => Just("2026-11-22".to_owned()),
        1 => Just(String::new()),
        1 => ".{0,30}",
    ]
    .prop_map(Text::from)
}

fn value() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        6 => (0i64..100_000_000).prop_map(|v| Decimal::new(v, 2)),
        3 => any::<i32>().prop_map(Decimal::from),
        1 => any::<i64>().prop_map(|v| Decimal::new(v, 12)),
        1 => Just(Decimal::ZERO),
        1 => Just(Decimal::MAX),
        1 => Just(Decimal::MIN),
        1 => Just(Decimal::new(1, 28)),
    ]
}

fn series(most: usize) -> impl Strategy<Value = Vec<Series>> {
    let values = prop::collection::vec(prop::option::weighted(0.9, value()), 0..most);
    prop::collection::vec((name(), values).prop_map(|(name, values)| Series { name, values }), 0..8)
}

fn picture() -> impl Strategy<Value = Picture> {
    let mark = || prop::option::of((name(), value()).prop_map(|(name, value)| Mark { name, value }));
    let names = |most| prop::collection::vec(name(), 0..most);
    let axis = prop_oneof![Just(Axis::Names), Just(Axis::Time)];
    prop_oneof![
        (axis, names(48), series(48), mark())
            .prop_map(|(axis, categories, series, mark)| { Picture::Bar { axis, categories, series, mark } }),
        (names(80), series(80), mark()).prop_map(|(categories, series, mark)| Picture::Line { categories, series, mark }),
        prop::collection::vec((name(), value()).prop_map(|(name, value)| Bar { name, value }), 0..48)
            .prop_map(|bars| Picture::Pareto { bars, whole: None }),
        (prop::collection::vec((name(), value(), any::<bool>()), 0..48), any::<bool>()).prop_map(|(steps, rise_good)| {
            let steps = steps.into_iter().map(|(name, value, total)| Step { name, value, total }).collect();
            Picture::Waterfall { steps, rise_good }
        }),
    ]
}

/// The box a label fills. The tallest characters are about as high as the type size.
fn filled(label: &Label) -> (f64, f64, f64, f64) {
    let width = em(&label.text) * label.size;
    let left = match label.anchor {
        Anchor::Start => label.x,
        Anchor::Middle => label.x - width / 2.0,
        Anchor::End => label.x - width,
    };
    let right = left + width;
    (left, label.y - label.size * 0.45, right, label.y + label.size * 0.45)
}

fn check(sketch: &Sketch) -> Result<(), TestCaseError> {
    let labels: Vec<&Label> = sketch
        .shapes
        .iter()
        .filter_map(|s| match s {
            Shape::Label(label) if !label.text.trim().is_empty() => Some(label),
            _ => None,
        })
        .collect();
    prop_assert!(sketch.height.is_finite() && sketch.height > 0.0 && sketch.height < 700.0, "height {}", sketch.height);
    for (i, label) in labels.iter().enumerate() {
        let (left, top, right, bottom) = filled(label);
        prop_assert!(left > -1.0 && right < sketch.width + 1.0, "{label:?} leaves the paper at the side");
        prop_assert!(top > -1.0 && bottom < sketch.height + 1.0, "{label:?} leaves the paper of {}", sketch.height);
        for other in &labels[i + 1..] {
            let b = filled(other);
            let apart = right <= b.0 + 0.01 || b.2 <= left + 0.01 || bottom <= b.1 + 0.01 || b.3 <= top + 0.01;
            prop_assert!(apart, "{label:?} stands on {other:?}");
        }
    }
    for shape in &sketch.shapes {
        if let Shape::Bar { x, y, w, h, .. } = shape {
            prop_assert!(*w >= 0.0 && *h >= 0.0, "{shape:?}");
            prop_assert!(*x > -1.0 && x + w < sketch.width + 1.0 && *y > -1.0 && y + h < sketch.height + 1.0, "{shape:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_label_stands_on_another(picture in picture(), percent in any::<bool>(), unit in "(元|万元|人次|CNY|)", zh in any::<bool>()) {
        let chart = Chart { picture, percent, unit: unit.as_str().into(), ..Chart::default() };
        check(&draw(&chart, WIDTH, if zh { Language::Zh } else { Language::En }))?;
    }
}

#[test]
fn thirty_categories_with_long_names_lie_down_and_keep_every_name() {
    let categories: Vec<Text> = (0..30).map(|i| format!("云端国际影城第{i}分店").into()).collect();
    let values = (0..30).map(|i| Some(Decimal::from(1_000_000 - i * 7_919))).collect();
    let picture = Picture::Bar {
        axis: Axis::Names,
        categories: categories.clone(),
        series: vec![Series { name: "销售".into(), values }],
        mark: None,
    };
    let sketch = draw(&Chart { picture, ..Chart::default() }, WIDTH, Language::Zh);
    let written: Vec<&str> = sketch
        .shapes
        .iter()
        .filter_map(|s| match s {
            Shape::Label(label) if label.anchor == Anchor::End => Some(label.text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(written, categories.iter().map(|c| &**c).collect::<Vec<_>>());
}

#[test]
fn what_a_chart_has_no_room_for_is_counted() {
    let bars = (0..45).map(|i| Bar { name: format!("品牌{i}").into(), value: Decimal::from(100 - i) }).collect();
    let sketch = draw(&Chart { picture: Picture::Pareto { bars, whole: None }, ..Chart::default() }, WIDTH, Language::Zh);
    let remark = sketch.shapes.iter().find_map(|s| if let Shape::Label(l) = s { Some(l.text.as_str()) } else { None });
    assert_eq!(remark, Some("前 34 项占 80.9% · 另有 5 项未画出"));
}
