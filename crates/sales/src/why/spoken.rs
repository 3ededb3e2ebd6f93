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

/// One shop's part of all visitors is far below a percent, and its moves are smaller still.
fn places(ratio: Decimal) -> u32 {
    match ratio {
        ratio if ratio.is_zero() || ratio >= Decimal::new(1, 2) => 1,
        ratio if ratio >= Decimal::new(1, 3) => 2,
        _ => 3,
    }
}

/// A figure as people read it.
pub fn shown(value: Option<Decimal>, unit: Unit, signed: bool) -> String {
    let Some(value) = value else { return "—".to_owned() };
    let (scaled, decimals, after) = match unit {
        Unit::Percent => (value * Decimal::ONE_HUNDRED, places(value.abs()), "%"),
        other => (value, other.decimals().min(2), ""),
    };
    let rounded = round_half_up(scaled.abs(), decimals);
    let text = format!("{rounded:.prec$}", prec = decimals as usize);
    let (whole, part) = text.split_once('.').map_or((text.as_str(), String::new()), |(whole, part)| (whole, format!(".{part}")));
    let sign = match signed {
        _ if rounded.is_zero() => "",
        _ if value.is_sign_negative() => "−",
        true => "+",
        false => "",
    };
    format!("{sign}{}{part}{after}", thousands(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_read_them() {
        for (value, unit, signed, expected) in [
            ("1234567.5", Unit::Yuan, false, "1,234,567.50"),
            ("-0.416", Unit::Percent, true, "−41.6%"),
            ("0.0034", Unit::Percent, false, "0.34%"),
            ("0.00081", Unit::Percent, false, "0.081%"),
            ("12", Unit::Count, true, "+12"),
            ("-0.001", Unit::Yuan, true, "0.00"),
        ] {
            assert_eq!(shown(Some(value.parse().unwrap()), unit, signed), expected, "{value}");
        }
        assert_eq!(shown(None, Unit::Yuan, false), "—");
    }
}
