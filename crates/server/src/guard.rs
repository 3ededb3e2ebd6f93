//! What stands around every route: limits, security headers, compression, and a net under panics.

use crate::origin::ByOrigin;
use crate::problem::{PROBLEM, of_status};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_governor::GovernorLayer;
use tower_governor::governor::GovernorConfigBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

/// The largest JSON body; uploads have limits of their own.
const BODY_BYTES_MAX: usize = 8 << 20;
/// A request that takes longer is given up; long work is a job.
const REQUEST_SECONDS_MAX: u64 = 300;

/// How much one address may ask.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests per second over time.
    pub per_second: u32,
    /// Requests at once.
    pub burst: u32,
}

impl Default for Limits {
    fn default() -> Self {
        // An office behind one address, with a dozen people opening dashboards.
        Self { per_second: 200, burst: 1000 }
    }
}

/// Puts the guards around all routes.
pub fn around<S: Clone + Send + Sync + 'static>(router: Router<S>, limits: Limits) -> Router<S> {
    let period = Duration::from_secs(1) / limits.per_second.max(1);
    let governor = GovernorConfigBuilder::default().key_extractor(ByOrigin).period(period).burst_size(limits.burst.max(1)).finish();
    let router = router
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream"))))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, Duration::from_secs(REQUEST_SECONDS_MAX)))
        .layer(CatchPanicLayer::custom(panicked));
    let router = match governor {
        Some(config) => router.layer(GovernorLayer::new(Arc::new(config))),
        None => router,
    };
    router.layer(from_fn(headed))
}

/// A panic is a fault of ours; the caller hears no more than that.
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown");
    tracing::error!(panic = words, "a request panicked");
    crate::problem::broken().into_response()
}

/// Security headers on every answer, and a count of what was answered.
async fn headed(request: Request, next: Next) -> Response {
    let (method, begun) = (request.method().to_string(), Instant::now());
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    if api && response.status().is_client_error() && response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind != PROBLEM) {
        let kept = [header::ALLOW, header::RETRY_AFTER].map(|name| (name.clone(), response.headers().get(name).cloned()));
        response = of_status(response.status());
        response.headers_mut().extend(kept.into_iter().filter_map(|(name, value)| Some((name, value?))));
    }
    metrics::counter!("shuzhi_requests", "method" => method, "status" => response.status().as_u16().to_string()).increment(1);
    metrics::histogram!("shuzhi_request_seconds").record(begun.elapsed().as_secs_f64());
    let head = response.headers_mut();
    // Scripts only from ourselves, none inline. The style rules that antd writes at run time need 'unsafe-inline'.
    const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
        font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(self), microphone=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        head.insert(name, HeaderValue::from_static(value));
    }
    if api && !head.contains_key(header::CACHE_CONTROL) {
        head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
