//! What kind of file this is, told by its content; a name proves nothing.

use crate::SheetError;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// A kind of table that the system reads. Parquet is recognised here and read by the warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Text,
    Parquet,
}

impl Format {
    /// The name of the kind, as `xlsx`, `xls`, `csv` or `parquet`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Text => "csv",
            Format::Parquet => "parquet",
        }
    }
}

const HEAD_BYTES: usize = 4096;
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Tells the kind of a file from its first bytes, or why it is none.
pub fn sniff(path: &Path) -> Result<Format, SheetError> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip_kind(file);
    }
    if head.starts_with(COMPOUND) {
        return compound_kind(file);
    }
    if head.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    text_kind(&head)
}

fn zip_kind(mut file: File) -> Result<Format, SheetError> {
    file.seek(SeekFrom::Start(0))?;
    let archive = zip::ZipArchive::new(file).map_err(|error| SheetError::Damaged(error.to_string()))?;
    let has = |name: &str| archive.file_names().flatten().any(|part| part.eq_ignore_ascii_case(name));
    if has("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    Err(match () {
        () if has("xl/workbook.bin") => SheetError::OtherFormat("xlsb"),
        () if has("word/document.xml") => SheetError::OtherFormat("docx"),
        () if has("content.xml") => SheetError::OtherFormat("ods"),
        () => SheetError::OtherFormat("zip"),
    })
}

/// Old workbooks and workbooks with a password lie in the same kind of container; its directory names tell which.
fn compound_kind(mut file: File) -> Result<Format, SheetError> {
    const ENTRY_BYTES: usize = 128;
    let wide = |name: &str| name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (locked, book, old_book) = (wide("EncryptedPackage"), wide("Workbook"), wide("Book"));
    let mut workbook = false;
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = vec![0; 1 << 20];
    loop {
        let mut filled = 0;
        while let read @ 1.. = file.read(&mut bytes[filled..])? {
            filled += read;
        }
        // Directory entries are aligned to their own size, so no other place needs to be looked at.
        for entry in bytes[..filled].chunks(ENTRY_BYTES) {
            if entry.starts_with(&locked) {
                return Err(SheetError::Password);
            }
            workbook |= entry.starts_with(&book) || entry.starts_with(&old_book);
        }
        if filled < bytes.len() {
            break;
        }
    }
    if workbook { Ok(Format::Xls) } else { Err(SheetError::OtherFormat("Office 97")) }
}

fn text_kind(head: &[u8]) -> Result<Format, SheetError> {
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let start = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head).trim_ascii_start();
    if start.is_empty() || (wide && head.len() <= 2) {
        return Err(SheetError::Empty);
    }
    let opening: String = start.iter().filter(|b| **b != 0).take(300).map(|b| b.to_ascii_lowercase() as char).collect();
    let opening = opening.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    if opening.starts_with('<') {
        let html = ["<html", "<table", "<!doctype html", "<head", "<body", "<meta", "<div"];
        let web = html.iter().any(|tag| opening.contains(tag));
        return Err(if web { SheetError::Html } else { SheetError::Xml });
    }
    if opening.starts_with("mime-version:") {
        return Err(SheetError::Html);
    }
    let named: [(&[u8], &str); 6] = [
        (b"%PDF", "PDF"),
        (&[0x1f, 0x8b], "gz"),
        (b"Rar!", "rar"),
        (b"7z\xbc\xaf", "7z"),
        (b"\x89PNG", "PNG"),
        (&[0xff, 0xd8, 0xff], "JPEG"),
    ];
    if let Some((_, name)) = named.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(SheetError::OtherFormat(name));
    }
    let control = |b: &u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    let zeros = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(|b| control(b)).count() - zeros;
    // Text in UTF-16 without a mark has a zero in about every second byte; anything else with zeros is not text.
    let utf16 = wide || (zeros * 10 > head.len() && crate::encoding::utf16_without_mark(head).is_some());
    if !utf16 && (zeros > 0 || controls * 100 > head.len()) {
        return Err(SheetError::Binary);
    }
    Ok(Format::Text)
}
