//! The sentences of an explanation with their figures in them, for the command line, notices and files.

use super::reply::Explanation;
use kernel::fixed::round_half_up;
use kernel::measure::Unit;
use kernel::text::{Lang, Text, text, thousands};
use rust_decimal::Decimal;

impl Explanation {
    /// The sentences one after the other, in both languages.
    pub fn spoken(&self) -> Text {
        let all = |lang: Lang| self.sentences.iter().map(|sentence| self.filled(sentence, lang)).collect::<Vec<_>>();
        text(all(Lang::Zh).concat(), all(Lang::En).join(" "))
    }

    /// A sentence with its figures.
    pub fn filled(&self, sentence: &Text, lang: Lang) -> String {
        let filled = sentence.in_lang(lang).to_owned();
        let put = |filled: String, figure: &super::reply::Figure| {
            filled.replace(&format!("{{{{{}}}}}", figure.id), &shown(figure.value, figure.unit, figure.signed))
        };
        self.figures.iter().fold(filled, put)
    }
}

/// A figure as people read it.
pub fn shown(value: Option<Decimal>, unit: Unit, signed: bool) -> String {
    let Some(value) = value else { return "—".to_owned() };
    let (scaled, decimals, after) = match unit {
        Unit::Percent => (value * Decimal::ONE_HUNDRED, 1, "%"),
        other => (value, other.decimals().min(2), ""),
    };
    let rounded = round_half_up(scaled.abs(), decimals);
    let text = format!("{rounded:.prec$}", prec = decimals as usize);
    let (whole, part) = text.split_once('.').map_or((text.as_str(), String::new()), |(whole, part)| (whole, format!(".{part}")));
    let sign = if value.is_sign_negative() && !rounded.is_zero() {
        "−"
    } else if signed {
        "+"
    } else {
        ""
    };
    format!("{sign}{}{part}{after}", thousands(whole))
}
