//! Takes a file in: streamed, measured, known by its content and not by its name.

use super::record;
use super::store::FileStore;
use crate::audit::hex;
use crate::desk::Desk;
use crate::id::Id;
use crate::refusal::{Kind, Outcome, Refusal};
use crate::text::text;
use async_trait::async_trait;
use object_store::{ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

/// The largest photo or document.
pub const DOCUMENT_BYTES_MAX: u64 = 50 << 20;
/// The largest table; it is read row by row and never held whole.
pub const TABLE_BYTES_MAX: u64 = 4 << 30;
/// Bytes by which the content is known.
const HEAD_BYTES: usize = 8 << 10;
/// The longest name kept.
const NAME_CHARS_MAX: usize = 120;

/// Bytes that arrive piece by piece.
#[async_trait]
pub trait Incoming: Send {
    /// The next piece, or none at the end.
    async fn next(&mut self) -> Outcome<Option<Vec<u8>>>;
}

/// Stores what arrives and answers its card, for the caller to insert. Nothing is left behind when it is refused;
/// the caller takes the bytes away when the card is not inserted.
pub async fn receive(desk: &Desk, name: &str, incoming: &mut dyn Incoming) -> Outcome<record::Model> {
    let id = desk.new_id();
    let place = FileStore::place(id);
    let upload = desk.house.files.objects().put_multipart(&place).await.map_err(anyhow::Error::from)?;
    let mut write = WriteMultipart::new(upload);
    let mut taken = Taken { head: Vec::new(), size: 0, hash: Sha256::new() };
    let outcome = take(incoming, &mut write, &mut taken).await;
    if let Err(failure) = outcome {
        write.abort().await.map_err(anyhow::Error::from)?;
        return Err(failure);
    }
    write.finish().await.map_err(anyhow::Error::from)?;
    let mime = mime_of(&taken.head).unwrap_or("application/octet-stream").to_owned();
    let file = record::Model {
        id: Id::of(id),
        name: shown_name(name),
        mime,
        size: i64::try_from(taken.size).unwrap_or(i64::MAX),
        sha256: hex(&taken.hash.finalize()),
        uploaded_by: Id::of(desk.actor.id),
        uploaded_at: desk.now,
        ..record::Model::default()
    };
    Ok(file)
}

struct Taken {
    head: Vec<u8>,
    size: u64,
    hash: Sha256,
}

async fn take(incoming: &mut dyn Incoming, write: &mut WriteMultipart, taken: &mut Taken) -> Outcome<()> {
    while let Some(piece) = incoming.next().await? {
        taken.size += piece.len() as u64;
        taken.hash.update(&piece);
        if taken.head.len() < HEAD_BYTES {
            taken.head.extend(piece.iter().take(HEAD_BYTES - taken.head.len()));
            if taken.head.len() >= HEAD_BYTES && mime_of(&taken.head).is_none() {
                return Err(unknown_type().into());
            }
        }
        let max = if is_table(mime_of(&taken.head).unwrap_or_default()) { TABLE_BYTES_MAX } else { DOCUMENT_BYTES_MAX };
        if taken.size > max {
            let megabytes = max >> 20;
            return Err(Refusal::new(
                Kind::TooLarge,
                "too_large",
                text(format!("文件超过 {megabytes} MB 上限"), format!("The file is over the limit of {megabytes} MB")),
            )
            .into());
        }
        write.wait_for_capacity(4).await.map_err(anyhow::Error::from)?;
        write.write(&piece);
    }
    if taken.size == 0 {
        return Err(Refusal::malformed("文件是空的", "The file is empty").into());
    }
    if mime_of(&taken.head).is_none() {
        return Err(unknown_type().into());
    }
    Ok(())
}

fn unknown_type() -> Refusal {
    let (zh, en) = (
        "不支持这种文件。可以上传图片、PDF、Excel、Word、CSV 和 Parquet 文件",
        "This kind of file is not supported; pictures, PDF, Excel, Word, CSV and Parquet files are",
    );
    Refusal::new(Kind::Invalid, "file.unknown_type", text(zh, en))
}

fn is_table(mime: &str) -> bool {
    matches!(
        mime,
        "text/plain"
            | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            | "application/vnd.ms-excel"
            | "application/vnd.apache.parquet"
            | "application/zip"
    )
}

/// What the bytes are, among the kinds we take; a name with a false ending changes nothing.
fn mime_of(head: &[u8]) -> Option<&'static str> {
    const TAKEN: [&str; 9] = [
        "image/jpeg",
        "image/png",
        "image/webp",
        "application/pdf",
        "application/zip",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/msword",
    ];
    if head.starts_with(b"PAR1") {
        return Some("application/vnd.apache.parquet");
    }
    if let Some(kind) = infer::get(head) {
        return TAKEN
            .iter()
            .find(|m| **m == kind.mime_type())
            .copied()
            .or_else(|| kind.mime_type().starts_with("text/").then_some("text/plain"));
    }
    // UTF-16 tables carry zero bytes but begin with their mark; other texts carry none.
    let text = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || !head.contains(&0);
    text.then_some("text/plain")
}

/// The name for people to read: no folders, no control characters, not too long.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .take(NAME_CHARS_MAX)
        .collect();
    if clean.trim().is_empty() { "未命名".to_owned() } else { clean.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (name, shown) in
            [("..\\..\\a.csv", "a.csv"), ("/etc/passwd", "passwd"), ("表\u{202E}gpj.exe", "表gpj.exe"), ("\n", "未命名"), ("  x ", "x")]
        {
            assert_eq!(shown_name(name), shown);
        }
    }

    #[test]
    fn content_decides_the_type() {
        assert_eq!(mime_of(b"\x89PNG\r\n\x1a\n0000"), Some("image/png"));
        assert_eq!(mime_of("日期,金额\n".as_bytes()), Some("text/plain"));
        assert_eq!(mime_of(b"PAR1\x15\x04"), Some("application/vnd.apache.parquet"));
        assert_eq!(mime_of(b"\x7fELF\x02\x01\x01\x00"), None);
        assert_eq!(mime_of(b"MZ\x90\x00\x03\x00\x00\x00"), None);
    }
}
