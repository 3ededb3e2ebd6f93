//! Inquiries: what a page asks that is no list of rows and no table of figures: why a figure changed, how far a target is.
//!
//! An inquiry is a struct that is its own request, and one function that answers it. It changes nothing.

use crate::desk::Desk;
use crate::record::{fields_of, judge, read, reply_schema_of, schema_of, validator};
use crate::refusal::{Outcome, Refusal};
use crate::text::Text;
use crate::verb::Request;
use async_trait::async_trait;
use jsonschema::Validator;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::future::Future;
use std::marker::PhantomData;

/// Something that a page asks.
pub trait Inquiry: Request {
    type Reply: Serialize + JsonSchema + Send;
    /// The word for it in URLs and in the document: `why`.
    const NAME: &'static str;
    /// What a caller must be allowed to read: a record, or `measure`.
    const KIND: &'static str;
    fn title() -> Text;
    fn answer(self, desk: &Desk) -> impl Future<Output = Outcome<Self::Reply>> + Send;
}

/// An inquiry as it stands in the catalogue, behind a trait that knows no types.
#[async_trait]
pub trait AnyInquiry: Send + Sync {
    fn name(&self) -> &'static str;
    fn title(&self) -> Text;
    /// The schemas of what is asked and of what is answered.
    fn schemas(&self) -> (Value, Value);
    /// Answers a request that was judged and permitted.
    async fn answer(&self, desk: &Desk, body: Value) -> Outcome<Value>;
}

/// Puts an inquiry into the catalogue.
pub fn inquiry<I: Inquiry>() -> Box<dyn AnyInquiry> {
    let request = schema_of::<I>();
    let validator = validator(&request, &fields_of(&request));
    Box::new(Entry::<I> { request, validator, inquiry: PhantomData })
}

struct Entry<I> {
    request: Value,
    validator: Validator,
    inquiry: PhantomData<fn() -> I>,
}

#[async_trait]
impl<I: Inquiry> AnyInquiry for Entry<I> {
    fn name(&self) -> &'static str {
        I::NAME
    }

    fn title(&self) -> Text {
        I::title()
    }

    fn schemas(&self) -> (Value, Value) {
        (self.request.clone(), reply_schema_of::<I::Reply>())
    }

    async fn answer(&self, desk: &Desk, body: Value) -> Outcome<Value> {
        desk.may("read", I::KIND)?;
        let errors = judge(&self.validator, &fields_of(&self.request), &body);
        if !errors.is_empty() {
            return Err(Refusal::invalid(errors).into());
        }
        let asked: I = read(body)?;
        Ok(serde_json::to_value(asked.answer(desk).await?)?)
    }
}
