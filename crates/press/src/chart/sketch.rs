//! A drawing made of bars, lines, dots and labels, placed in points from the top left corner.
//!
//! It is painted by the page template, as vectors in the PDF and as a picture in Word. All placing is done here, in
//! plain numbers, so that a test can prove that no label stands on another.

use crate::colour::INK;
use crate::width::em;
use serde::Serialize;

/// A finished drawing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sketch {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
}

/// What a drawing is made of; the later ones cover the earlier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "lowercase")]
pub enum Shape {
    /// A filled rectangle; the corners at `round` are rounded a little.
    Bar {
        x: f64,
        y: f64,
        w: f64,
        h: f64,
        fill: &'static str,
        round: Round,
    },
    /// A line through points, dashed or not.
    Path {
        points: Vec<(f64, f64)>,
        colour: &'static str,
        weight: f64,
        dashed: bool,
    },
    /// The filled area within points.
    Area {
        points: Vec<(f64, f64)>,
        fill: &'static str,
    },
    /// A small circle around `x`, `y`.
    Dot {
        x: f64,
        y: f64,
        fill: &'static str,
        colour: &'static str,
    },
    Label(Label),
}

/// The end of a bar that is rounded: the one away from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Round {
    Top,
    Bottom,
    Left,
    Right,
    All,
}

/// A single line of text; `y` is its middle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub size: f64,
    pub bold: bool,
    pub colour: &'static str,
    /// Stands on white, so that a line behind it does not run through the text.
    pub ground: bool,
    pub text: String,
}

/// Which point of a label stands at its `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Sketch {
    /// Draws a thin straight line.
    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64), colour: &'static str, weight: f64) {
        self.shapes.push(Shape::Path { points: vec![from, to], colour, weight, dashed: false });
    }

    /// Draws a dashed line.
    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: &'static str) {
        self.shapes.push(Shape::Path { points: vec![from, to], colour, weight: 0.8, dashed: true });
    }

    /// Writes a label.
    pub fn write(&mut self, (x, y): (f64, f64), anchor: Anchor, colour: &'static str, text: impl Into<String>) {
        let label = Label { x, y, anchor, size: SIZE, bold: false, colour, ground: false, text: text.into() };
        self.shapes.push(Shape::Label(label));
    }

    /// Writes the value of a bar or point, which stands within the plot.
    pub fn value(&mut self, (x, y): (f64, f64), anchor: Anchor, colour: &'static str, text: impl Into<String>) {
        let label = Label { x, y, anchor, size: SIZE, bold: colour != INK, colour, ground: true, text: text.into() };
        self.shapes.push(Shape::Label(label));
    }
}

/// The type size in charts, in points.
pub const SIZE: f64 = 7.5;

/// The height of a line of labels in points.
pub const LINE: f64 = 9.6;

/// The width of a label in points.
pub fn points(text: &str) -> f64 {
    em(text) * SIZE
}
