//! One line of the history.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};

/// A line of the history. Lines are only ever added.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    /// 1, 2, 3 … without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// By the server's clock, to the microsecond.
    pub at: DateTime<Utc>,
    pub actor_id: Uuid,
    pub actor: String,
    pub origin: String,
    pub record: String,
    pub row_id: Option<Uuid>,
    pub event: String,
    /// JSON of the fields that changed, as they were; kept as the very text that was hashed.
    #[sea_orm(column_type = "Text", nullable)]
    pub before: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub after: Option<String>,
    /// SHA-256 of the whole row after the event; empty when the row is gone.
    pub digest: String,
    /// The hash of the line before this one.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}
crate::table!();

impl Model {
    /// The hash that this line should carry. Every part is preceded by its length, so that no text can pass for two.
    pub fn expected_hash(&self) -> String {
        let mut hasher = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        part(&self.seq.to_be_bytes());
        part(&self.at.timestamp_micros().to_be_bytes());
        part(self.actor_id.as_bytes());
        for text in [&self.actor, &self.origin, &self.record, &self.event] {
            part(text.as_bytes());
        }
        part(self.row_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        for text in [&self.before, &self.after] {
            part(text.as_deref().unwrap_or_default().as_bytes());
        }
        part(self.digest.as_bytes());
        part(self.previous.as_bytes());
        hex(&hasher.finalize())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
