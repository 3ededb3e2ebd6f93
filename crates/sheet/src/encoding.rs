//! How a text table is written: its encoding, its line ends and the mark between its columns.

use crate::SheetError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The way a text table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Encoding of the text; GBK and GB2312 files are read as GB18030, which contains them.
    pub encoding: &'static Encoding,
    /// The character between columns: comma, tab, semicolon or `|`.
    pub delimiter: u8,
    /// The last character of a line; carriage returns before it are not part of the text.
    pub terminator: u8,
}

const SAMPLE_BYTES: usize = 256 << 10;
/// How far a file of plain ASCII is searched for its first Chinese character.
const SEARCH_BYTES_MAX: u64 = 64 << 20;

impl Layout {
    /// Tells the layout of a text file from its content.
    pub fn detect(path: &Path) -> Result<Layout, SheetError> {
        let mut file = File::open(path)?;
        let mut head = Vec::with_capacity(SAMPLE_BYTES);
        file.by_ref().take(SAMPLE_BYTES as u64).read_to_end(&mut head)?;
        let encoding = match marked(&head).or_else(|| utf16_without_mark(&head)) {
            Some(encoding) => encoding,
            None => unmarked(&head, file)?,
        };
        let (text, _, _) = encoding.decode(&head);
        let terminator = if text.contains('\n') || !text.contains('\r') { b'\n' } else { b'\r' };
        Ok(Layout { encoding, delimiter: delimiter(&text, terminator as char), terminator })
    }
}

fn marked(head: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(head).map(|(encoding, _)| encoding)
}

/// UTF-16 without a byte order mark shows itself by zeros in one half of its bytes.
pub(crate) fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.as_chunks::<2>().0;
    let [even, odd] = [0, 1].map(|half| pairs.iter().filter(|pair| pair[half] == 0).count());
    let many = |zeros: usize| zeros * 3 > pairs.len();
    match (even, odd) {
        (0, odd) if many(odd) => Some(UTF_16LE),
        (even, 0) if many(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// Decides between UTF-8 and the Chinese encodings at the first place where they differ.
fn unmarked(head: &[u8], mut rest: File) -> Result<&'static Encoding, SheetError> {
    let mut sample = head.to_vec();
    let mut searched = head.len() as u64;
    while sample.is_ascii() {
        if searched >= SEARCH_BYTES_MAX || sample.is_empty() {
            return Ok(UTF_8);
        }
        sample.clear();
        rest.by_ref().take(1 << 20).read_to_end(&mut sample)?;
        searched += sample.len() as u64;
    }
    let valid = match std::str::from_utf8(&sample) {
        Ok(_) => true,
        // A sample may start or end in the middle of a character.
        Err(error) => error.error_len().is_none() || std::str::from_utf8(&sample[skip_tail(&sample)..]).is_ok(),
    };
    if valid {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if guess == BIG5 {
        return Ok(BIG5);
    }
    let (_, faults) = GB18030.decode_without_bom_handling(&sample);
    if guess == GBK || guess == GB18030 || !faults {
        return Ok(GB18030);
    }
    Err(SheetError::Binary)
}

/// Bytes at the start of a sample that continue a character begun before it.
fn skip_tail(sample: &[u8]) -> usize {
    sample.iter().take(3).take_while(|b| **b & 0xc0 == 0x80).count()
}

/// The delimiter is the mark that cuts most lines into the same number of parts.
fn delimiter(text: &str, terminator: char) -> u8 {
    let lines: Vec<&str> = text.split(terminator).filter(|line| !line.trim().is_empty()).take(100).collect();
    let score = |mark: char| {
        let counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, mark)).collect();
        let same = |count: usize| counts.iter().filter(|other| **other == count).count();
        counts.iter().filter(|count| **count > 0).map(|count| (same(*count), *count)).max().unwrap_or((0, 0))
    };
    let marks = [(b',', score(',')), (b'\t', score('\t')), (b';', score(';')), (b'|', score('|'))];
    // Of equals the first in the list wins.
    marks.iter().rev().max_by_key(|(_, score)| *score).map_or(b',', |(mark, _)| *mark)
}

fn outside_quotes(line: &str, mark: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted && *c == mark
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_told_by_regularity() {
        let cases = [
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("日期;金额\n1;2,5\n", b';'),
            ("a|b\n1|2\n", b'|'),
            ("\"a;b;c\",x\n\"1;2;3\",y\n", b','),
            ("one\ntwo\n", b','),
        ];
        for (text, expected) in cases {
            assert_eq!(delimiter(text, '\n') as char, expected as char, "{text:?}");
        }
    }

    #[test]
    fn utf16_is_told_without_a_mark() {
        let wide: Vec<u8> = "day,amount\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(utf16_without_mark(&wide), Some(UTF_16LE));
        let wide: Vec<u8> = "day,amount\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16_without_mark(&wide), Some(UTF_16BE));
        assert_eq!(utf16_without_mark(b"day,amount\n"), None);
    }
}
