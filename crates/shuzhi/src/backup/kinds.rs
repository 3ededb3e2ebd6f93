//! What a column holds, and how a value of it is written into a backup: the same for both databases.

use anyhow::{Context as _, bail};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{DbBackend, DbErr, QueryResult, Value as Cell};
use serde_json::{Value, json};
use uuid::Uuid;

/// The kinds of columns that the migrations make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Truth,
    Integer,
    Long,
    Id,
    Day,
    Instant,
    /// Kept as its text, so that a column without a value and one with `null` are told apart.
    Json,
}

impl Kind {
    /// By the type that the catalogue of a database names.
    pub fn of(database: DbBackend, declared: &str) -> Option<Self> {
        let plain = declared.split('(').next().unwrap_or_default().trim().to_lowercase();
        Some(match plain.as_str() {
            "varchar" | "character varying" | "text" | "enum_text" => Self::Text,
            "boolean" => Self::Truth,
            // SQLite has one kind of whole number, of eight bytes.
            "integer" if database == DbBackend::Postgres => Self::Integer,
            "integer" | "bigint" => Self::Long,
            "uuid" | "uuid_text" => Self::Id,
            "date" | "date_text" => Self::Day,
            "timestamp with time zone" | "timestamp_with_timezone_text" => Self::Instant,
            "json" | "jsonb" | "json_text" | "jsonb_text" => Self::Json,
            _ => return None,
        })
    }

    /// A value as it stands in the backup.
    pub fn read(self, row: &QueryResult, at: usize) -> Result<Value, DbErr> {
        Ok(match self {
            Self::Text => json!(row.try_get_by_index::<Option<String>>(at)?),
            Self::Truth => json!(row.try_get_by_index::<Option<bool>>(at)?),
            Self::Integer => json!(row.try_get_by_index::<Option<i32>>(at)?),
            Self::Long => json!(row.try_get_by_index::<Option<i64>>(at)?),
            Self::Id => json!(row.try_get_by_index::<Option<Uuid>>(at)?),
            Self::Day => json!(row.try_get_by_index::<Option<NaiveDate>>(at)?),
            Self::Instant => {
                json!(row.try_get_by_index::<Option<DateTime<Utc>>>(at)?.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
            }
            Self::Json => json!(row.try_get_by_index::<Option<Value>>(at)?.map(|value| value.to_string())),
        })
    }

    /// A value of the backup as the database takes it.
    pub fn cell(self, value: &Value) -> anyhow::Result<Cell> {
        let text = value.as_str();
        let missing = value.is_null();
        let cell: Option<Cell> = match self {
            Self::Text => text.map(Cell::from).or_else(|| missing.then_some(Cell::String(None))),
            Self::Truth => value.as_bool().map(Cell::from).or_else(|| missing.then_some(Cell::Bool(None))),
            Self::Integer => {
                value.as_i64().and_then(|n| i32::try_from(n).ok()).map(Cell::from).or_else(|| missing.then_some(Cell::Int(None)))
            }
            Self::Long => value.as_i64().map(Cell::from).or_else(|| missing.then_some(Cell::BigInt(None))),
            Self::Id => text.and_then(|t| t.parse::<Uuid>().ok()).map(Cell::from).or_else(|| missing.then_some(Cell::Uuid(None))),
            Self::Day => {
                text.and_then(|t| t.parse::<NaiveDate>().ok()).map(Cell::from).or_else(|| missing.then_some(Cell::ChronoDate(None)))
            }
            Self::Instant => text
                .and_then(|t| t.parse::<DateTime<Utc>>().ok())
                .map(Cell::from)
                .or_else(|| missing.then_some(Cell::ChronoDateTimeUtc(None))),
            Self::Json => match text {
                Some(text) => Some(Cell::from(serde_json::from_str::<Value>(text).context("a value is not the JSON it should be")?)),
                None => missing.then_some(Cell::Json(None)),
            },
        };
        let Some(cell) = cell else { bail!("a value is not of the kind {self:?}") };
        Ok(cell)
    }
}
