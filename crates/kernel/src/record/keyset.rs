//! Paging by the last row seen: no page is skipped or doubled when others add rows meanwhile, and page 1,000 is as fast as page 1.

use super::field::Field;
use crate::refusal::{Outcome, Refusal};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The order of a list: a field and a direction; the id decides between equals.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub field: String,
    pub descending: bool,
}

impl Order {
    /// Reads `name` or `-name`; only fields declared sortable are taken.
    pub fn read(sort: &str, fields: &[Field]) -> Outcome<Self> {
        let (field, descending) = sort.strip_prefix('-').map_or((sort, false), |field| (field, true));
        let known = field == "id" || fields.iter().any(|f| f.name == field && (f.sort || f.read_only) && f.kind.plain());
        if !known {
            return Err(Refusal::malformed(format!("不能按“{field}”排序"), format!("The list cannot be sorted by “{field}”")).into());
        }
        Ok(Self { field: field.to_owned(), descending })
    }
}

/// Where a page begins: after the row with this value in the ordering field and this id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    #[serde(rename = "v")]
    pub value: Value,
    #[serde(rename = "i")]
    pub id: Uuid,
}

impl Cursor {
    /// The cursor that stands at a row.
    pub fn at(row: &Value, order: &Order) -> Option<Self> {
        Some(Self { value: row[&order.field].clone(), id: row["id"].as_str()?.parse().ok()? })
    }

    /// As it goes into a URL.
    pub fn write(&self) -> String {
        BASE64.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// As it comes from a URL.
    pub fn read(text: &str) -> Outcome<Self> {
        let bytes = BASE64.decode(text).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| Self::unreadable().into())
    }

    /// What someone is told whose mark means nothing here.
    pub fn unreadable() -> Refusal {
        Refusal::malformed("页码标记无法识别，请从第一页开始", "The page mark cannot be read; start from the first page")
    }
}
