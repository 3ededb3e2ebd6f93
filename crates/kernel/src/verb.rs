//! Verbs: the acts of the house. A verb is a struct that is its own request, and one function that does it.

use crate::desk::Desk;
use crate::id::Id;
use crate::record::{Record, read, reply_schema_of};
use crate::refusal::Outcome;
use crate::text::Text;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::any::Any;
use std::future::{Future, ready};

/// What a verb answers when it is done, as the published document tells it.
#[derive(Clone, Debug)]
pub enum Answers {
    /// The row as it now is.
    Row,
    /// Something of its own, by its schema.
    Shape(Value),
    /// A file to take away.
    File,
}

/// Who is told of an act by a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Everyone who may do another verb of the record to the row: what is handed in waits for them.
    WhoMay(&'static str),
    /// The person whom a field of the row names.
    Named(&'static str),
}

/// How a verb presents itself.
#[derive(Clone, Debug)]
pub struct VerbAbout {
    pub title: Text,
    /// What the history calls it afterwards: `已提交`, `Submitted`.
    pub event: Text,
    /// The field that holds the state of a row (a choice, or yes and no), and the states the verb may be used in; `None`: any.
    pub from: Option<(&'static str, &'static [&'static str])>,
    /// Asked before it is done.
    pub confirm: Option<Text>,
    /// The field of the row that is shown with the question.
    pub shows: Option<&'static str>,
    /// Shown in red.
    pub danger: bool,
    /// Whether people find it as a button; a verb may also serve only a page of its own.
    pub button: bool,
    /// Changes nothing: done without a transaction, allowed to tokens that may only read, and asked by GET too.
    pub reads: bool,
    pub answers: Answers,
    /// Who is told of it, beside the one who does it; such a verb answers its row.
    pub tells: Option<Told>,
}

/// Starts the presentation of a verb.
pub fn verb_about(zh: &str, en: &str, event_zh: &str, event_en: &str) -> VerbAbout {
    use crate::text::text;
    VerbAbout {
        title: text(zh, en),
        event: text(event_zh, event_en),
        from: None,
        confirm: None,
        shows: None,
        danger: false,
        button: true,
        reads: false,
        answers: Answers::Row,
        tells: None,
    }
}

impl VerbAbout {
    pub fn from(mut self, field: &'static str, states: &'static [&'static str]) -> Self {
        self.from = Some((field, states));
        self
    }

    pub fn confirm(mut self, zh: &str, en: &str) -> Self {
        self.confirm = Some(crate::text::text(zh, en));
        self
    }

    /// Shows a field of the row with the question.
    pub fn shows(mut self, field: &'static str) -> Self {
        self.shows = Some(field);
        self
    }

    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Changes nothing.
    pub fn reads(mut self) -> Self {
        self.reads = true;
        self
    }

    /// Answers something of its own with [`Reply::other`].
    pub fn answers<T: JsonSchema>(mut self) -> Self {
        self.answers = Answers::Shape(reply_schema_of::<T>());
        self
    }

    /// Answers a file to take away.
    pub fn answers_file(mut self) -> Self {
        self.answers = Answers::File;
        self
    }

    /// Leaves a notice with those concerned.
    pub fn tells(mut self, told: Told) -> Self {
        self.tells = Some(told);
        self
    }

    /// Serves a page of its own; lists and detail pages show no button for it.
    pub fn without_button(mut self) -> Self {
        self.button = false;
        self
    }
}

/// What a request of a verb can do; met by deriving.
pub trait Request: DeserializeOwned + JsonSchema + garde::Validate<Context = ()> + Send + 'static {}
impl<T: DeserializeOwned + JsonSchema + garde::Validate<Context = ()> + Send + 'static> Request for T {}

/// An act on one row. The engine has found the row within the actor's sites, checked the permission, the version and
/// the state, and opened the transaction; it writes the named event when the act has saved the row under [`Verb::NAME`].
pub trait Verb: Request {
    type Record: Record;
    /// The word for it in URLs, policies and history: `accept`.
    const NAME: &'static str;
    fn about() -> VerbAbout;
    fn act(self, desk: &Desk, row: <Self::Record as sea_orm::EntityTrait>::Model) -> impl Future<Output = Outcome<Reply>> + Send;

    /// Computes what takes long while others may still write, and keeps it in the request. Whatever was checked by then is
    /// checked again in the transaction, where [`Verb::act`] sees whether what was computed still fits, and does without it
    /// where it does not or was not computed at all.
    fn ahead(&mut self, _: &Desk, _: Id<Self::Record>) -> impl Future<Output = Outcome<()>> + Send {
        ready(Ok(()))
    }
}

/// An act on no row yet: it makes one, or concerns the record type as a whole.
pub trait TypeVerb: Request {
    type Record: Record;
    const NAME: &'static str;
    fn about() -> VerbAbout;
    fn act(self, desk: &Desk) -> impl Future<Output = Outcome<Reply>> + Send;

    /// As [`Verb::ahead`].
    fn ahead(&mut self, _: &Desk) -> impl Future<Output = Outcome<()>> + Send {
        ready(Ok(()))
    }
}

/// What is asked of a verb: the body of the request, and the request read from it where something was computed for it ahead.
pub struct Wish {
    pub(crate) body: Value,
    request: Option<Box<dyn Any + Send>>,
}

impl From<Value> for Wish {
    fn from(body: Value) -> Self {
        Self { body, request: None }
    }
}

impl Wish {
    pub(crate) fn read<V: Request>(body: Value, request: V) -> Self {
        Self { body, request: Some(Box::new(request)) }
    }

    /// The request, with what was computed for it.
    pub(crate) fn request<V: Request>(self) -> Outcome<V> {
        match self.request.and_then(|request| request.downcast().ok()) {
            Some(request) => Ok(*request),
            None => read(self.body),
        }
    }
}

/// The field of an answer, of a verb or to a new row, that holds a secret: it is shown this once and kept nowhere.
pub const SECRET: &str = "secret";

/// What a verb answers: the row as it now is (shown like any row), or something of its own.
#[derive(Debug)]
pub enum Reply {
    Row(Value),
    Other(Value),
    /// A file to take away.
    File {
        name: String,
        mime: &'static str,
        bytes: Vec<u8>,
    },
}

impl Reply {
    /// The row as it now is.
    pub fn row(model: &impl Serialize) -> Outcome<Self> {
        Ok(Self::Row(serde_json::to_value(model)?))
    }

    /// Something of the verb's own; a secret that is shown once stands in its field [`SECRET`].
    pub fn other(answer: &impl Serialize) -> Outcome<Self> {
        Ok(Self::Other(serde_json::to_value(answer)?))
    }
}
