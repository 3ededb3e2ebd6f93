//! Figures in words: the way a Chinese or an English reader expects to see an amount, a count or a change.

use super::light::change;
use crate::document::{Figure, UnitWord};
use kernel::fixed::round_half_up;
use kernel::text::{Lang, Text, text, thousands};
use rust_decimal::Decimal;

const WAN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
const YI: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);

/// A figure as it is shown: the number, and the unit behind it.
pub fn value(figure: &Figure, lang: Lang) -> (String, &'static str) {
    let Some(value) = figure.value else { return ("—".to_owned(), "") };
    let (number, unit) = amount(value, figure.unit, lang);
    if figure.signed && value > Decimal::ZERO { (format!("+{number}"), unit) } else { (number, unit) }
}

/// A number in the words of its unit.
pub fn amount(value: Decimal, unit: UnitWord, lang: Lang) -> (String, &'static str) {
    let zh = lang == Lang::Zh;
    match unit {
        UnitWord::Percent => (grouped(value * Decimal::ONE_HUNDRED, 1), "%"),
        UnitWord::PerTicket => (grouped(value, 2), if zh { "件/单" } else { "per ticket" }),
        UnitWord::YuanPerM2 => (grouped(value, 2), if zh { "元/㎡" } else { "yuan/m²" }),
        UnitWord::Yuan if zh && value.abs() >= YI => (grouped(value / YI, 2), "亿元"),
        UnitWord::Yuan if zh && value.abs() >= WAN => (grouped(value / WAN, 1), "万元"),
        UnitWord::Yuan => (grouped(value, 2), if zh { "元" } else { "yuan" }),
        UnitWord::Count | UnitWord::Quantity if zh && value.abs() >= WAN * Decimal::TEN => (grouped(value / WAN, 1), "万"),
        UnitWord::Count => (grouped(value, 0), ""),
        UnitWord::Quantity => (grouped(value.normalize(), value.normalize().scale().min(1)), ""),
    }
}

/// A number with its unit; a word of letters stands apart from it.
pub fn with_unit((number, unit): (String, &str)) -> String {
    let apart = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    format!("{number}{apart}{unit}")
}

/// A change in words: `增长 3.1%`, `down 0.6 points`; none where there is nothing to compare with.
pub fn moved(figure: &Figure, before: Option<Decimal>) -> Option<Text> {
    let value = figure.value?;
    if figure.unit == UnitWord::Percent {
        let points = round_half_up((value - before?) * Decimal::ONE_HUNDRED, 1);
        let shown = grouped(points.abs(), 1);
        return Some(match points {
            p if p.is_zero() => text("持平", "unchanged"),
            p if p.is_sign_positive() => text(format!("上升 {shown} 个百分点"), format!("up {shown} points")),
            _ => text(format!("下降 {shown} 个百分点"), format!("down {shown} points")),
        });
    }
    let percent = round_half_up(change(Some(value), before)? * Decimal::ONE_HUNDRED, 1);
    let shown = grouped(percent.abs(), 1);
    Some(match percent {
        p if p.is_zero() => text("持平", "unchanged"),
        // Beyond this a percentage says nothing but that there was next to nothing before.
        p if p > Decimal::ONE_THOUSAND => text("增长 >10 倍", "up >10×"),
        p if p.is_sign_positive() => text(format!("增长 {shown}%"), format!("up {shown}%")),
        _ => text(format!("下降 {shown}%"), format!("down {shown}%")),
    })
}

/// A number with its thousands apart, rounded half up.
pub fn grouped(value: Decimal, decimals: u32) -> String {
    let mut rounded = round_half_up(value, decimals);
    rounded.rescale(decimals);
    let plain = rounded.abs().to_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let mut shown = thousands(whole);
    if let Some(rest) = rest {
        shown.push('.');
        shown.push_str(rest);
    }
    if rounded.is_sign_negative() && !rounded.is_zero() { format!("−{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_as_readers_expect() {
        for (value, unit, zh, en) in [
            ("68421135.5", UnitWord::Yuan, "6,842.1 万元", "68,421,135.50 yuan"),
            ("123456789", UnitWord::Yuan, "1.23 亿元", "123,456,789.00 yuan"),
            ("999.995", UnitWord::Yuan, "1,000.00 元", "1,000.00 yuan"),
            ("-1234567", UnitWord::Yuan, "−123.5 万元", "−1,234,567.00 yuan"),
            ("0.31449", UnitWord::Percent, "31.4 %", "31.4 %"),
            ("118600", UnitWord::Count, "11.9 万", "118,600 "),
            ("1186", UnitWord::Count, "1,186 ", "1,186 "),
            ("12.500", UnitWord::Quantity, "12.5 ", "12.5 "),
        ] {
            let shown = |lang| {
                let (number, unit) = amount(value.parse().unwrap(), unit, lang);
                format!("{number} {unit}")
            };
            assert_eq!((shown(Lang::Zh).as_str(), shown(Lang::En).as_str()), (zh, en), "{value}");
        }
    }
}
