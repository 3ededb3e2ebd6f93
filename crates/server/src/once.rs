//! Writes: one transaction each, and the same answer to the same request sent twice.

use crate::caller::Caller;
use crate::problem::Answer;
use axum::http::HeaderMap;
use futures::future::BoxFuture;
use kernel::audit::hex;
use kernel::desk::Desk;
use kernel::idempotency::{KEY_CHARS_MAX, keep, known};
use kernel::refusal::{Outcome, Refusal};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What a write was asked under: its key, and a fingerprint of the request.
pub struct Asked {
    key: Option<String>,
    request: String,
}

impl Asked {
    /// Reads the key of a request and takes its fingerprint.
    pub fn of(headers: &HeaderMap, method: &str, path: &str, body: &Value) -> Answer<Self> {
        let key = headers.get("idempotency-key").map(|v| v.to_str().unwrap_or_default().to_owned());
        if key.as_ref().is_some_and(|k| k.is_empty() || k.chars().count() > KEY_CHARS_MAX) {
            return Err(Refusal::malformed("请求标识应为 1 到 100 个字符", "An Idempotency-Key has 1 to 100 characters").into());
        }
        let version = headers.get("if-match").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let request = hex(&Sha256::digest(format!("{method} {path} {version} {body}")));
        Ok(Self { key, request })
    }
}

impl Asked {
    /// Whether the same request was answered before, as far as can be seen now.
    pub async fn answered(&self, caller: &Caller) -> bool {
        later(caller, self).await.is_some()
    }
}

/// How a write begins.
pub enum Begun {
    /// The same request was answered before.
    Answered(Value),
    /// The desk at which to act; [`end`] ends the act.
    New(Box<Desk>),
}

/// Begins a write, unless it was done before.
pub async fn begin(caller: &Caller, asked: &Asked) -> Answer<Begun> {
    let desk = caller.write().await?;
    let Some(key) = &asked.key else { return Ok(Begun::New(Box::new(desk))) };
    match known(&desk, key, &asked.request).await {
        Ok(None) => Ok(Begun::New(Box::new(desk))),
        Ok(Some(answer)) => {
            desk.discard().await?;
            Ok(Begun::Answered(answer))
        }
        Err(failure) => Ok(desk.finish(Err(failure)).await?),
    }
}

/// Ends a write: what was done is kept together with its answer.
pub async fn end(caller: &Caller, asked: &Asked, desk: Desk, outcome: Outcome<Value>) -> Answer<Value> {
    let outcome = match (&outcome, &asked.key) {
        (Ok(answer), Some(key)) => keep(&desk, key, &asked.request, answer).await.and(outcome),
        _ => outcome,
    };
    match desk.finish(outcome).await {
        Ok(answer) => Ok(answer),
        // A twin of this request may have been quicker by a moment, and then what it did is in the way of ours.
        Err(failure) => match later(caller, asked).await {
            Some(answer) => Ok(answer),
            None => Err(failure.into()),
        },
    }
}

/// Does a write in its own transaction. Of two equal requests at the same moment one acts, and both get its answer.
pub async fn once<F>(caller: &Caller, asked: &Asked, act: F) -> Answer<Value>
where
    F: for<'a> FnOnce(&'a Desk) -> BoxFuture<'a, Outcome<Value>>,
{
    match begin(caller, asked).await? {
        Begun::Answered(answer) => Ok(answer),
        Begun::New(desk) => {
            let outcome = act(&desk).await;
            end(caller, asked, *desk, outcome).await
        }
    }
}

/// The answer that was kept for this request, by a twin of it too.
async fn later(caller: &Caller, asked: &Asked) -> Option<Value> {
    known(&caller.desk(), asked.key.as_ref()?, &asked.request).await.ok().flatten()
}
