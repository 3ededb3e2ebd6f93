//! The unit of a chart: values are written in 万 or 亿 (thousand, million) where they are large.

use super::Chart;
use crate::document::Language;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// How the numbers of one chart are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Values are divided by this before they are written.
    divisor: Decimal,
    /// Decimals of a label.
    digits: u32,
    /// Stands behind every number: `%` for shares.
    suffix: &'static str,
    /// 单位：万元; empty if there is nothing to say.
    pub caption: String,
}

impl Unit {
    /// The unit for all values of a chart.
    pub fn of(values: impl Iterator<Item = Decimal> + Clone, chart: &Chart, language: Language) -> Unit {
        let largest = values.clone().map(|v| v.abs()).max().unwrap_or_default();
        let (divisor, word) = match chart.percent {
            true => (Decimal::new(1, 2), ""),
            false => divisor(largest, &chart.unit, language),
        };
        let shown = |v: Decimal| v.checked_div(divisor).unwrap_or(v);
        let needed = values.map(|v| shown(v).normalize().scale()).max().unwrap_or(0);
        let room = match shown(largest) {
            _ if chart.percent => 1,
            v if v >= Decimal::from(1000) => 0,
            v if v >= Decimal::TEN => 1,
            v if v >= Decimal::new(1, 1) => 2,
            _ => 4,
        };
        let caption = match language {
            _ if chart.unit.is_empty() && word.is_empty() => String::new(),
            Language::Zh => format!("单位：{word}{}", chart.unit),
            Language::En => format!("Unit: {} {word}", chart.unit).split_whitespace().collect::<Vec<_>>().join(" "),
        };
        Unit { divisor, digits: needed.min(room), suffix: if chart.percent { "%" } else { "" }, caption }
    }

    /// The place of a value on the axis, in the written unit.
    pub fn place(&self, value: Decimal) -> f64 {
        let exact = value.checked_div(self.divisor).and_then(|v| v.to_f64());
        exact.unwrap_or_else(|| value.to_f64().unwrap_or_default() / self.divisor.to_f64().unwrap_or(1.0))
    }

    /// The value as it is written beside its bar.
    pub fn label(&self, value: Decimal) -> String {
        let shown = value.checked_div(self.divisor).unwrap_or(value);
        if shown.abs() >= Decimal::from(VAST) {
            return vast(self.place(value)) + self.suffix;
        }
        let rounded = shown.round_dp_with_strategy(self.digits, RoundingStrategy::MidpointAwayFromZero);
        let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
        let digits = self.digits as usize;
        format!("{sign}{}{}", grouped(&format!("{:.digits$}", rounded.abs())), self.suffix)
    }

    /// A change with its sign: `+305`, `−596`.
    pub fn change(&self, value: Decimal) -> String {
        let label = self.label(value);
        if value > Decimal::ZERO { format!("+{label}") } else { label }
    }

    /// The number at a tick of the axis.
    pub fn tick(&self, place: f64, digits: usize) -> String {
        if place.abs() >= VAST as f64 {
            return vast(place) + self.suffix;
        }
        let sign = if place < 0.0 { "−" } else { "" };
        format!("{sign}{}{}", grouped(&format!("{:.digits$}", place.abs())), self.suffix)
    }
}

/// From here on digits say nothing any more, and the chart would have no room for them.
const VAST: i64 = 10_000_000_000_000;

/// `7.9e28`
fn vast(place: f64) -> String {
    format!("{place:.1e}").replace('-', "−")
}

/// By what large values are divided, and the word for it.
fn divisor(largest: Decimal, unit: &str, language: Language) -> (Decimal, &'static str) {
    // A unit that is large already, such as 万元, is not made larger still: nobody reads 万万元.
    if unit.starts_with(['千', '万', '亿']) {
        return (Decimal::ONE, "");
    }
    let steps: [(i64, i64, &str); 2] = match language {
        Language::Zh => [(1_000_000_000, 100_000_000, "亿"), (100_000, 10_000, "万")],
        Language::En => [(10_000_000, 1_000_000, "million"), (100_000, 1_000, "thousand")],
    };
    let fitting = steps.into_iter().find(|(from, _, _)| largest >= Decimal::from(*from));
    fitting.map_or((Decimal::ONE, ""), |(_, by, word)| (Decimal::from(by), word))
}

/// `1234567.5` as `1,234,567.5`.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_values_are_written_in_the_units_people_say() {
        type Case<'a> = (&'a [&'a str], &'a str, bool, Language, &'a str, &'a [&'a str]);
        let cases: [Case; 9] = [
            (&["6842345.10", "98000"], "元", false, Language::Zh, "单位：万元", &["684.2", "9.8"]),
            (&["61842345.10"], "元", false, Language::Zh, "单位：万元", &["6,184"]),
            (&["2345678901"], "元", false, Language::Zh, "单位：亿元", &["23.5"]),
            (&["6842", "−1"], "万元", false, Language::Zh, "单位：万元", &["6,842", "−1"]),
            (&["684234.5"], "CNY", false, Language::En, "Unit: CNY thousand", &["684.2"]),
            (&["0.0584", "-0.2"], "", true, Language::Zh, "", &["5.8%", "−20.0%"]),
            (&["12", "7"], "", false, Language::En, "", &["12", "7"]),
            (&["0.00004", "-0.00001"], "", false, Language::Zh, "", &["0.0000", "0.0000"]),
            (&["79228162514264337593543950335"], "", true, Language::Zh, "", &["7.9e30%"]),
        ];
        for (values, unit, percent, language, caption, labels) in cases {
            let values: Vec<Decimal> = values.iter().map(|v| v.replace('−', "-").parse().unwrap()).collect();
            let chart = Chart { unit: unit.into(), percent, ..Chart::default() };
            let found = Unit::of(values.iter().copied(), &chart, language);
            assert_eq!(found.caption, caption);
            assert_eq!(values.iter().map(|v| found.label(*v)).collect::<Vec<_>>(), labels);
        }
    }

    #[test]
    fn changes_carry_their_sign() {
        let unit = Unit::of([Decimal::from(305), Decimal::from(-596)].into_iter(), &Chart::default(), Language::Zh);
        assert_eq!([305, -596, 0].map(|v| unit.change(Decimal::from(v))), ["+305", "−596", "0"]);
        assert_eq!([unit.tick(-0.0, 0), unit.tick(-2.5, 1), unit.tick(12000.0, 0)], ["0", "−2.5", "12,000"]);
    }
}
