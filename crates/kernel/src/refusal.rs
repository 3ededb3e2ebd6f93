//! What a user is told when something cannot be done, and what we log when the fault is ours.
//!
//! A *refusal* is expected and the user can act on it: it says what is wrong and what to do, in both languages.
//! A *fault* is ours: it is logged once, where it leaves the program, and the user only hears that it happened.

use crate::text::{Text, text};
use serde::Serialize;
use serde_json::Value;

/// The result of every act in the house.
pub type Outcome<T> = Result<T, Failure>;

/// Why an act did not happen.
#[derive(Debug)]
pub enum Failure {
    Refused(Box<Refusal>),
    Fault(anyhow::Error),
}

/// The kinds of refusal; `server` gives each its HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read.
    Malformed,
    /// Nobody is signed in, or the proof is wrong.
    Unknown,
    /// The policies do not allow it.
    Forbidden,
    /// No such row, or not one the actor may see.
    NotFound,
    /// A rule of the trade forbids it now.
    Conflict,
    /// Someone changed the row first.
    Stale,
    /// Over a named limit.
    TooLarge,
    /// Fields are wrong.
    Invalid,
    /// Too many tries; wait this many seconds.
    Wait(u64),
    /// The database, the disk or another job is in the way; trying again later may work.
    Busy,
}

/// A refusal: a stable code for programs, a sentence for people, and the fields concerned.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub kind: Kind,
    /// `<record>.<reason>`, or one of the general codes in docs/http.md.
    pub code: String,
    pub text: Text,
    pub errors: Vec<FieldError>,
    /// The row as it is now, when the refusal is [`Kind::Stale`].
    pub current: Option<Value>,
}

/// One wrong field, found by its JSON pointer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldError {
    pub pointer: String,
    pub code: String,
    #[serde(flatten)]
    pub text: Text,
}

impl Refusal {
    /// A refusal of any kind.
    pub fn new(kind: Kind, code: impl Into<String>, text: Text) -> Self {
        Self { kind, code: code.into(), text, errors: Vec::new(), current: None }
    }

    /// A rule of the trade forbids it; `code` is `<record>.<reason>`.
    pub fn conflict(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, code, text(zh, en))
    }

    /// No such row, or not at a site of the actor's: the two are not told apart.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "not_found", text("没有找到，或不在您负责的范围内", "Not found, or not at a site of yours"))
    }

    /// The policies do not allow the act.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden, "forbidden", text("您没有这项权限，请联系管理员", "You may not do this; ask your administrator"))
    }

    /// The request cannot be read; say which part and what is expected.
    pub fn malformed(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Kind::Malformed, "malformed", text(zh, en))
    }

    /// Fields are wrong.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let n = errors.len();
        let en = if n == 1 { "1 field needs attention".to_owned() } else { format!("{n} fields need attention") };
        Self { errors, ..Self::new(Kind::Invalid, "invalid", text(format!("有 {n} 处需要修改"), en)) }
    }

    /// Points the refusal at a field, so that the form shows it there.
    pub fn on(mut self, field: &str) -> Self {
        self.errors.push(FieldError { pointer: format!("/{field}"), code: self.code.clone(), text: self.text.clone() });
        self
    }
}

impl FieldError {
    /// An error at a JSON pointer such as `/contacts/0/mobile`.
    pub fn new(pointer: impl Into<String>, code: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), text: text(zh, en) }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<sea_orm::DbErr> for Failure {
    fn from(error: sea_orm::DbErr) -> Self {
        if let Some(refusal) = crate::away::refusal_of(&error) {
            return refusal.into();
        }
        let words = error.to_string();
        // What PostgreSQL says of a zero character in a text, which only a hand-made request brings.
        if words.contains("invalid byte sequence") || words.contains("unsupported Unicode escape") {
            return Refusal::malformed("内容含有无法保存的字符", "The content holds a character that cannot be kept").into();
        }
        Self::Fault(error.into())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refusal) if refusal.kind == Kind::Invalid && !refusal.errors.is_empty() => {
                let words = |told: fn(&Text) -> &str| refusal.errors.iter().map(|e| told(&e.text)).collect::<Vec<_>>();
                write!(f, "{} · {} ({})", words(|t| &t.zh).join("；"), words(|t| &t.en).join("; "), refusal.code)
            }
            Self::Refused(refusal) => write!(f, "{} · {} ({})", refusal.text.zh, refusal.text.en, refusal.code),
            Self::Fault(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for Failure {}
