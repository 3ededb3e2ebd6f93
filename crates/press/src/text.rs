//! Text that is safe to print: the invisible characters that break files or turn a line around are gone.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;
use unicode_segmentation::UnicodeSegmentation;

/// Text for a document, cleaned when it is made.
///
/// Line ends become `\n`, a tab becomes a space. Control characters, characters that no XML file may hold and
/// marks that reverse the reading direction (they can make `1,000` read as `000,1`) are dropped, and so are marks
/// heaped upon one letter beyond what any script needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Text(String);

impl From<String> for Text {
    fn from(text: String) -> Text {
        let clean = match text.chars().all(|c| keep(c) == Some(c)) {
            true => text,
            false => text.replace("\r\n", "\n").chars().filter_map(keep).collect(),
        };
        Text(if clean.graphemes(true).all(plain) { clean } else { clean.graphemes(true).flat_map(unheaped).collect() })
    }
}

/// The code points of one visible character: a family of emoji has eleven. Heaps of thousands, which no reader can
/// see, take seconds to set.
const HEAP_MAX: usize = 16;

fn plain(grapheme: &str) -> bool {
    grapheme.len() <= HEAP_MAX || grapheme.chars().count() <= HEAP_MAX
}

fn unheaped(grapheme: &str) -> impl Iterator<Item = char> + '_ {
    grapheme.chars().take(HEAP_MAX)
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::from(text.to_owned())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The character to print in place of `c`, if any.
fn keep(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        c if c.is_control() => None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        '\u{FDD0}'..='\u{FDEF}' => None,
        // The last two code points of every plane are not characters.
        c if c as u32 & 0xFFFE == 0xFFFE => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_printed_is_dropped_and_the_rest_is_kept() {
        let cases = [
            ("云汇广场 3 月", "云汇广场 3 月"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("1\t2", "1 2"),
            ("\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}x", "x"),
            ("\u{202E}000,1\u{202C}", "000,1"),
            ("\u{FEFF}x\u{FFFE}\u{1FFFF}", "x"),
            ("#$*_@\\\"<>", "#$*_@\\\"<>"),
            ("👩‍🍳 مرحبا", "👩‍🍳 مرحبا"),
        ];
        for (given, printed) in cases {
            assert_eq!(&*Text::from(given), printed, "{given:?}");
        }
        let heap = format!("e{}x", "\u{301}".repeat(5_000));
        assert_eq!(Text::from(heap).chars().count(), HEAP_MAX + 1);
        let read: Text = serde_json::from_str(r#""a\u0007b""#).unwrap();
        assert_eq!(&*read, "ab");
    }
}
