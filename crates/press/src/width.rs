//! How wide a text will be, so that nothing is placed on top of something else.

/// The width of a line in the printed font, in em: multiplied by the type size it is the width in points.
///
/// Taken from the widths of Noto Sans SC; letters are rounded up to that of the bold cut, so the result errs to the
/// wide side.
pub fn em(text: &str) -> f64 {
    text.chars().map(glyph).sum()
}

fn glyph(c: char) -> f64 {
    match c {
        '0'..='9' | '$' | '+' | '−' | '–' => 0.59,
        'i' | 'j' | 'l' | 'I' | '\'' | '|' => 0.33,
        '.' | ',' | ':' | ';' | ' ' | '!' => 0.33,
        'f' | 't' | 'r' | '-' | '(' | ')' | '/' | '[' | ']' => 0.45,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.97,
        'a'..='z' => 0.65,
        'A'..='Z' => 0.77,
        '\u{200B}'..='\u{200F}' | '\u{300}'..='\u{36F}' => 0.0,
        '\u{20}'..='\u{7E}' | '\u{C0}'..='\u{24F}' => 0.65,
        _ => 1.0,
    }
}

/// The text cut to at most `width` em, with an ellipsis where something was left out. Only the first line counts.
pub fn shorten(text: &str, width: f64) -> String {
    let line = text.lines().next().unwrap_or_default();
    let more = text.lines().count() > 1;
    if !more && em(line) <= width {
        return line.to_owned();
    }
    let mut room = width - 1.0;
    let fitting = line.chars().take_while(|&c| {
        room -= glyph(c);
        room >= 0.0
    });
    let mut short: String = fitting.collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The text broken into at most `lines` lines of `width` em each, or `None` if that cannot be done without cutting.
///
/// Breaks after spaces and hyphens, and between Chinese characters; a word of letters or digits is never broken.
pub fn wrap(text: &str, width: f64, lines: usize) -> Option<Vec<String>> {
    let mut out = vec![String::new()];
    for word in words(text) {
        let line = out.last_mut()?;
        if em(line) + em(word.trim_end()) <= width {
            line.push_str(word);
        } else if em(word.trim_end()) <= width && out.len() < lines {
            out.push(word.to_owned());
        } else {
            return None;
        }
    }
    Some(out.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
}

/// The text in pieces between which a line may break.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if previous.is_some_and(|p| may_break(p, c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        previous = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether a line may end between two characters: never before a closing mark or after an opening one.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "）》」』】”’，。、；：！？%,.;:!?)";
    const OPENING: &str = "（《「『【“‘(";
    let chinese = |c: char| c as u32 >= 0x2E80;
    if after.is_whitespace() || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before.is_whitespace() || "-/".contains(before) || chinese(before) || chinese(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_to_the_room_it_has() {
        assert_eq!(shorten("云端影城", 4.0), "云端影城");
        assert_eq!(shorten("云端国际影城", 4.0), "云端国…");
        assert_eq!(shorten("第一行\n第二行", 10.0), "第一行…");
        assert_eq!(shorten("", 4.0), "");
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        let cases: [(&str, f64, usize, Option<&[&str]>); 8] = [
            ("客流减少", 4.0, 1, Some(&["客流减少"])),
            ("客单价提升", 3.0, 2, Some(&["客单价", "提升"])),
            ("客单价提升", 2.0, 2, None),
            ("影城（旗舰店）", 5.0, 2, Some(&["影城（旗舰", "店）"])),
            ("一二（三四）", 3.0, 3, Some(&["一二", "（三", "四）"])),
            ("Average ticket", 6.0, 2, Some(&["Average", "ticket"])),
            ("Footfall", 3.0, 2, None),
            ("", 3.0, 2, Some(&[])),
        ];
        for (text, width, lines, expected) in cases {
            let expected = expected.map(|lines| lines.iter().map(|line| (*line).to_owned()).collect());
            assert_eq!(wrap(text, width, lines), expected, "{text}");
        }
    }
}
