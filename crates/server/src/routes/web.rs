//! The web application, which comes inside the program.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Web;

/// A file of the web application, or its page for any address that is not one: the application finds the rest itself.
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return crate::problem::Problem(kernel::refusal::Refusal::not_found().into()).into_response();
    }
    let wanted = if path.is_empty() || Web::get(path).is_none() { "index.html" } else { path };
    if wanted == "index.html" && path.contains('.') && !path.is_empty() && path != "index.html" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let packed = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("br"));
    let found =
        packed.then(|| Web::get(&format!("{wanted}.br"))).flatten().map(|f| (f, true)).or_else(|| Web::get(wanted).map(|f| (f, false)));
    let Some((file, packed)) = found else {
        return (StatusCode::SERVICE_UNAVAILABLE, "This program was built without its web pages; build it with `cargo xtask run`.\n")
            .into_response();
    };
    let mime = Web::get(wanted).map_or_else(|| "application/octet-stream".to_owned(), |f| f.metadata.mimetype().to_owned());
    // Names under assets/ carry a hash of their content and may be kept for ever.
    let keep = if wanted.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Response::new(Body::from(file.data.into_owned()));
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_str(&mime).unwrap_or(HeaderValue::from_static("application/octet-stream")));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if packed {
        head.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}
