//! Reads a text table piece by piece; every piece ends with a whole record, so pieces can be read side by side.

use crate::{Layout, Limit, Limits, SheetError};
use encoding_rs::{CoderResult, Decoder, UTF_8};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes read from the file at a time.
const CHUNK_BYTES: usize = 2 << 20;
/// A record longer than this is a quotation mark left open.
const RECORD_BYTES_MAX: usize = 8 << 20;

/// A piece of a text table.
#[derive(Debug)]
pub struct Block {
    /// Whole records, in UTF-8.
    pub text: String,
    /// The row number of the first of them.
    pub first_row: u64,
}

/// The pieces of a text table in order.
pub struct Blocks {
    file: File,
    layout: Layout,
    decoder: Option<Decoder>,
    /// Text that was read and not handed out.
    kept: Vec<u8>,
    next_row: u64,
    rows_max: u64,
    ended: bool,
}

impl Blocks {
    /// Opens a text table of a known layout.
    pub fn open(path: &Path, layout: Layout, limits: &Limits) -> Result<Blocks, SheetError> {
        // UTF-8 is checked piece by piece instead of being converted.
        let decoder = (layout.encoding != UTF_8).then(|| layout.encoding.new_decoder_with_bom_removal());
        let file = File::open(path)?;
        Ok(Blocks { file, layout, decoder, kept: Vec::new(), next_row: 1, rows_max: limits.rows, ended: false })
    }

    /// The next piece, or none at the end of the file.
    pub fn next_block(&mut self) -> Result<Option<Block>, SheetError> {
        loop {
            if self.ended {
                let rest = std::mem::take(&mut self.kept);
                let (records, end) = record_ends(&rest, self.layout);
                let records = records + u64::from(end < rest.len());
                return if rest.is_empty() { Ok(None) } else { self.block(rest, records).map(Some) };
            }
            let first = self.next_row == 1 && self.kept.is_empty();
            self.read()?;
            if first && self.kept.starts_with(&[0xef, 0xbb, 0xbf]) {
                self.kept.drain(..3);
            }
            let (records, end) = record_ends(&self.kept, self.layout);
            if records > 0 {
                let rest = self.kept.split_off(end);
                let whole = std::mem::replace(&mut self.kept, rest);
                return self.block(whole, records).map(Some);
            }
            if self.kept.len() > RECORD_BYTES_MAX {
                return Err(SheetError::LongRecord(self.next_row));
            }
        }
    }

    fn read(&mut self) -> Result<(), SheetError> {
        let mut chunk = Vec::with_capacity(CHUNK_BYTES);
        self.ended = self.file.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut chunk)? < CHUNK_BYTES;
        let Some(decoder) = &mut self.decoder else {
            if self.kept.is_empty() {
                self.kept = chunk;
            } else {
                self.kept.extend_from_slice(&chunk);
            }
            return Ok(());
        };
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(chunk.len() * 3));
        let (result, ..) = decoder.decode_to_string(&chunk, &mut text, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the buffer was made large enough");
        self.kept.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn block(&mut self, bytes: Vec<u8>, records: u64) -> Result<Block, SheetError> {
        let first_row = self.next_row;
        self.next_row += records;
        if self.next_row - 1 > self.rows_max {
            return Err(SheetError::Over(Limit::Rows(self.rows_max)));
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        Ok(Block { text, first_row })
    }
}

/// How many records end in the text, and where the last of them does.
fn record_ends(text: &[u8], layout: Layout) -> (u64, usize) {
    if !text.contains(&b'"') {
        let records = text.iter().map(|b| usize::from(*b == layout.terminator)).sum::<usize>();
        let end = text.iter().rposition(|b| *b == layout.terminator).map_or(0, |at| at + 1);
        return (records as u64, end);
    }
    let (mut records, mut end, mut at) = (0, 0, 0);
    let mut starts_cell = true;
    while at < text.len() {
        let byte = text[at];
        if byte == b'"' && starts_cell {
            let Some(close) = quoted_end(text, at + 1) else { break };
            at = close;
            starts_cell = false;
            continue;
        }
        starts_cell = byte == layout.delimiter || byte == layout.terminator;
        at += 1;
        if byte == layout.terminator {
            records += 1;
            end = at;
        }
    }
    (records, end)
}

/// The place after the mark that closes a quoted cell; none when it is not in the text yet.
fn quoted_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += text[at..].iter().position(|b| *b == b'"')? + 1;
        match text.get(at) {
            Some(b'"') => at += 1,
            Some(_) => return Some(at),
            // The mark may be the first of two; what follows has not been read.
            None => return None,
        }
    }
}
