//! Writes: one transaction each, and the same answer to the same request sent twice.

use crate::caller::Caller;
use crate::problem::Answer;
use axum::http::HeaderMap;
use futures::future::BoxFuture;
use kernel::audit::hex;
use kernel::desk::Desk;
use kernel::idempotency::{KEY_CHARS_MAX, keep, known};
use kernel::refusal::{Failure, Outcome, Refusal};
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

/// Does a write in its own transaction. Of two equal requests at the same moment one acts, and both get its answer.
pub async fn once<F>(caller: &Caller, asked: &Asked, act: F) -> Answer<Value>
where
    F: for<'a> FnOnce(&'a Desk) -> BoxFuture<'a, Outcome<Value>>,
{
    let desk = caller.write().await?;
    if let Some(key) = &asked.key {
        match known(&desk, key, &asked.request).await {
            Ok(None) => {}
            Ok(Some(answer)) => {
                desk.discard().await?;
                return Ok(answer);
            }
            Err(failure) => return Ok(desk.finish(Err(failure)).await?),
        }
    }
    let outcome = act(&desk).await;
    let outcome = match (&outcome, &asked.key) {
        (Ok(answer), Some(key)) => keep(&desk, key, &asked.request, answer).await.and(outcome),
        _ => outcome,
    };
    match desk.finish(outcome).await {
        Err(Failure::Fault(fault)) => match later(caller, asked).await {
            Some(answer) => Ok(answer),
            None => Err(Failure::Fault(fault).into()),
        },
        other => Ok(other?),
    }
}

/// The answer that a twin of this request has just kept.
async fn later(caller: &Caller, asked: &Asked) -> Option<Value> {
    known(&caller.desk(), asked.key.as_ref()?, &asked.request).await.ok().flatten()
}
