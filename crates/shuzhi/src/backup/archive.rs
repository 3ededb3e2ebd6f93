//! The file itself: parts are put in one after the other with their checksums, and taken out again only if every one of them is whole.

use super::{CONTENTS, FORMAT, HEAD, Head, Item};
use anyhow::{Context as _, anyhow, bail};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read};
use std::path::Path;
use tar::{Archive, Builder, Header};
use zstd::stream::{Decoder, Encoder};

/// Facts are compressed already; the quickest level does for the rows.
const LEVEL: i32 = 3;
/// How everything begins that zstd has packed.
const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// The first part is a few lines.
const HEAD_BYTES_MAX: u64 = 1 << 20;
const DAMAGED: &str = "备份文件不完整或已损坏，没有恢复任何内容 · the backup is cut off or damaged; nothing was restored";

/// A backup that is being written.
pub struct Writer {
    parts: Builder<Encoder<'static, BufWriter<File>>>,
    contents: Vec<Item>,
}

impl Writer {
    pub fn new(file: File, head: &Head) -> anyhow::Result<Self> {
        let mut packed = Encoder::new(BufWriter::with_capacity(1 << 20, file), LEVEL)?;
        packed.include_checksum(true)?;
        let mut writer = Self { parts: Builder::new(packed), contents: Vec::new() };
        let head = serde_json::to_vec(head)?;
        writer.add(HEAD, head.len() as u64, &mut head.as_slice())?;
        Ok(writer)
    }

    /// Puts a part in, which must have exactly so many bytes; answers its checksum.
    pub fn add(&mut self, path: &str, bytes: u64, from: &mut dyn Read) -> anyhow::Result<String> {
        let mut hashed = Hashed { from, hash: Sha256::new(), bytes: 0 };
        self.parts.append_data(&mut header(bytes), path, &mut hashed)?;
        if hashed.bytes != bytes {
            bail!("{path} has {} bytes in place of {bytes}", hashed.bytes);
        }
        let sha256 = hex(hashed.hash);
        self.contents.push(Item { path: path.to_owned(), bytes, sha256: sha256.clone() });
        Ok(sha256)
    }

    /// Ends the file with its contents, and waits until all of it is on the disk.
    pub fn finish(mut self) -> anyhow::Result<()> {
        let contents = serde_json::to_vec(&self.contents)?;
        self.parts.append_data(&mut header(contents.len() as u64), CONTENTS, contents.as_slice())?;
        let file = self.parts.into_inner()?.finish()?.into_inner().map_err(|error| anyhow!(error.into_error()))?;
        file.sync_all()?;
        Ok(())
    }
}

fn header(bytes: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header
}

/// A part that is being read.
pub struct Part<'a> {
    pub path: &'a str,
    pub bytes: u64,
    pub content: &'a mut dyn Read,
}

/// Goes through a backup; fails unless it is whole, and as it was written, to its last byte.
pub fn walk(file: &Path, moved: &dyn Fn(u64), each: &mut dyn FnMut(&Head, Part<'_>) -> anyhow::Result<()>) -> anyhow::Result<Head> {
    let open = File::open(file).with_context(|| format!("{}", file.display()))?;
    let foreign = || anyhow!("{} 不是数智的备份文件 · it is not a backup of Shuzhi", file.display());
    let mut open = BufReader::with_capacity(1 << 20, open);
    if !open.fill_buf()?.starts_with(&MAGIC) {
        return Err(foreign());
    }
    let mut parts = Archive::new(Decoder::new(Counted { from: open, bytes: 0, moved }).context(DAMAGED)?);
    let (mut head, mut seen, mut contents) = (None, Vec::new(), None);
    for part in parts.entries().context(DAMAGED)? {
        let mut part = part.context(DAMAGED)?;
        let path = part.path().context(DAMAGED)?.to_string_lossy().into_owned();
        if contents.is_some() {
            bail!(DAMAGED);
        }
        let bytes = part.size();
        let mut hashed = Hashed { from: &mut part, hash: Sha256::new(), bytes: 0 };
        match (&head, path.as_str()) {
            (None, HEAD) => head = Some(understood(&mut hashed)?),
            (None, _) => return Err(foreign()),
            (Some(_), CONTENTS) => contents = Some(serde_json::from_reader::<_, Vec<Item>>(&mut hashed).context(DAMAGED)?),
            (Some(head), path) => each(head, Part { path, bytes, content: &mut hashed })?,
        }
        std::io::copy(&mut hashed, &mut std::io::sink()).context(DAMAGED)?;
        if path != CONTENTS {
            seen.push(Item { path, bytes: hashed.bytes, sha256: hex(hashed.hash) });
        }
    }
    // The checksum of the whole stands at its very end.
    std::io::copy(&mut parts.into_inner(), &mut std::io::sink()).context(DAMAGED)?;
    match (head, contents) {
        (Some(head), Some(contents)) if contents == seen => Ok(head),
        _ => bail!(DAMAGED),
    }
}

fn understood(from: &mut dyn Read) -> anyhow::Result<Head> {
    let mut text = String::new();
    from.take(HEAD_BYTES_MAX).read_to_string(&mut text).context(DAMAGED)?;
    let format = serde_json::from_str::<serde_json::Value>(&text).context(DAMAGED)?["format"].as_u64().context(DAMAGED)?;
    if format > u64::from(FORMAT) {
        bail!(
            "这个备份由更新的版本制作（格式 {format}），请先升级程序 · the backup was made by a newer Shuzhi (form {format}); upgrade this one first"
        );
    }
    serde_json::from_str(&text).context(DAMAGED)
}

fn hex(hash: Sha256) -> String {
    kernel::audit::hex(&hash.finalize())
}

/// Counts and hashes what goes through.
struct Hashed<'a> {
    from: &'a mut dyn Read,
    hash: Sha256,
    bytes: u64,
}

impl Read for Hashed<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(into)?;
        self.hash.update(into.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Tells how far the reading is.
struct Counted<'a, R> {
    from: R,
    bytes: u64,
    moved: &'a dyn Fn(u64),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(into)?;
        self.bytes += read as u64;
        (self.moved)(self.bytes);
        Ok(read)
    }
}
