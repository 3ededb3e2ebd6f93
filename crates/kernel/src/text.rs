//! A text for people, in Chinese and in English side by side.

use schemars::JsonSchema;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The two languages every text is written in; Chinese is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// A text in both languages. Declarations, refusals and templates are the only places that make one; a record may keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema, Deserialize, FromJsonQueryResult)]
#[schemars(extend("format" = "bilingual"))]
pub struct Text {
    pub zh: String,
    pub en: String,
}

/// Writes a text in both languages: `text("品牌", "Brand")`.
pub fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

impl Text {
    /// The text that a field of a row holds, in both languages or in the one it was written in.
    pub fn held(value: &Value) -> Self {
        let word = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        match (&value["zh"], &value["en"]) {
            (Value::String(zh), Value::String(en)) => text(zh, en),
            _ => text(word(value), word(value)),
        }
    }

    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// The digits of a whole number as people read them.
///
/// ```
/// assert_eq!(kernel::text::thousands("1472030"), "1,472,030");
/// ```
pub fn thousands(digits: &str) -> String {
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}
