//! Full-width letters, digits and marks, as Chinese input methods write them, made plain.

use std::borrow::Cow;

/// The text with full-width forms made half-width (`２０２３（元）` becomes `2023(元)`), trimmed, and with every
/// run of white space made one space. Borrows when there is nothing to change.
pub fn fold(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    // Most codes are plain letters and digits; they need no second look.
    if trimmed.bytes().all(|b| b.is_ascii_graphic()) {
        return Cow::Borrowed(trimmed);
    }
    let plain = |c: char| narrow(c) == c && !(c.is_whitespace() && c != ' ') && c != '\u{feff}';
    if trimmed.chars().all(plain) && !trimmed.contains("  ") {
        return Cow::Borrowed(trimmed);
    }
    let mut folded = String::with_capacity(trimmed.len());
    for c in trimmed.chars().map(narrow).filter(|c| *c != '\u{feff}') {
        match c.is_whitespace() {
            true if folded.is_empty() || folded.ends_with(' ') => {}
            true => folded.push(' '),
            false => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    Cow::Owned(folded)
}

/// The half-width form of a character that has one; `。` and `、` are words' marks and stay.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' | '–' => '-',
        '￥' => '¥',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn full_width_text_becomes_plain() {
        let cases = [
            ("单品编码", "单品编码"),
            ("收货地址 ", "收货地址"),
            ("销量（千克）", "销量(千克)"),
            ("２０２３－０１－０５", "2023-01-05"),
            ("　Ａ０１　店　", "A01 店"),
            ("销售\n 金额", "销售 金额"),
            ("\u{feff}day", "day"),
            ("￥１２", "¥12"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }
}
