//! Charts as pictures, for files that cannot hold our drawings.

use super::print::{WIDTH, lang};
use super::world::{Template, typeset};
use crate::chart::{Chart, draw};
use crate::document::Language;
use crate::error::Unprintable;
use serde_json::json;
use typst::utils::Scalar;
use typst_render::RenderOptions;

/// A chart as a PNG; width and height are those on paper, in points.
pub struct Picture {
    pub png: Vec<u8>,
    pub width: f64,
    pub height: f64,
}

/// Pixels per point: 216 dots per inch, which stays sharp when a Word file is printed.
const PIXELS: f64 = 3.0;

/// Draws all charts of a document in one go.
pub fn pictures(charts: &[&Chart], language: Language) -> Result<Vec<Picture>, Unprintable> {
    if charts.is_empty() {
        return Ok(Vec::new());
    }
    let sketches: Vec<_> = charts.iter().map(|chart| draw(chart, WIDTH, language)).collect();
    let (lang, region) = lang(language);
    let pages = typeset(Template::Pictures, &json!({"lang": lang, "region": region, "sketches": sketches}))?;
    let options = RenderOptions { pixel_per_pt: Scalar::new(PIXELS), render_bleed: false };
    pages
        .pages()
        .iter()
        .map(|page| {
            let size = page.frame.size();
            let png = typst_render::render(page, &options).encode_png().map_err(|e| Unprintable::Fault(e.to_string()))?;
            Ok(Picture { png, width: size.x.to_pt(), height: size.y.to_pt() })
        })
        .collect()
}
