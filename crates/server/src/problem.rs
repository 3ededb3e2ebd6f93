//! Refusals as HTTP: each kind has its status, and the body says in both languages what to do (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::refusal::{Failure, Kind, Refusal};
use serde_json::json;

/// The type of a refusal's body (RFC 9457).
pub const PROBLEM: &str = "application/problem+json";

/// What every route answers when it cannot do what was asked.
#[derive(Debug)]
pub struct Problem(pub Failure);

/// The result of a route.
pub type Answer<T> = Result<T, Problem>;

impl<E: Into<Failure>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Malformed => StatusCode::BAD_REQUEST,
        Kind::Unknown => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Stale => StatusCode::PRECONDITION_FAILED,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        Kind::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self.0 {
            Failure::Refused(refusal) => refused(&refusal),
            Failure::Fault(error) => {
                // The one place where a fault is logged; what goes out tells nothing of our insides.
                tracing::error!(error = %format!("{error:#}"), "a request failed");
                broken()
            }
        }
    }
}

/// The answer to a fault of ours.
pub fn broken() -> Response {
    let (zh, en) = (
        "程序出错了，内容没有保存，请稍后重试或联系管理员",
        "Something broke on our side and nothing was saved; try again or ask your administrator",
    );
    write(
        StatusCode::INTERNAL_SERVER_ERROR,
        &json!({ "type": "about:blank", "status": 500, "code": "fault", "title": zh, "zh": zh, "en": en }),
    )
}

/// What the framework refuses by itself (a body that is no JSON, an id that is none, an unknown address), told like any other refusal.
pub fn of_status(status: StatusCode) -> Response {
    let (status, code, zh, en) = match status {
        StatusCode::NOT_FOUND => (status, "not_found", "没有这个地址", "There is no such address"),
        StatusCode::METHOD_NOT_ALLOWED => (status, "not_found", "这个地址不支持这种请求", "This address does not take this method"),
        StatusCode::PAYLOAD_TOO_LARGE => (status, "too_large", "内容超过大小上限", "The body is over the limit"),
        StatusCode::REQUEST_TIMEOUT => (status, "busy", "处理时间过长，请稍后重试", "It took too long; try again later"),
        StatusCode::TOO_MANY_REQUESTS => (status, "wait", "请求过于频繁，请稍后再试", "Too many requests; try again shortly"),
        _ => (StatusCode::BAD_REQUEST, "malformed", "请求的内容无法识别", "The request cannot be read"),
    };
    write(status, &json!({ "type": "about:blank", "status": status.as_u16(), "code": code, "title": zh, "zh": zh, "en": en, "errors": [] }))
}

fn refused(refusal: &Refusal) -> Response {
    let status = status(refusal.kind);
    let mut body = json!({
        "type": "about:blank", "status": status.as_u16(), "code": refusal.code, "title": refusal.text.zh,
        "zh": refusal.text.zh, "en": refusal.text.en, "errors": refusal.errors,
    });
    if let Some(current) = &refusal.current {
        body["current"] = current.clone();
    }
    let mut response = write(status, &body);
    let wait = match refusal.kind {
        Kind::Wait(seconds) => seconds,
        Kind::Busy => 5,
        _ => return response,
    };
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    response
}

fn write(status: StatusCode, body: &serde_json::Value) -> Response {
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    response
}
