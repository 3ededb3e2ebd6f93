//! Asks the house over HTTP, through the whole router, without a network in between.

use crate::answer::Answer;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use serde_json::Value;
use std::future::{Future, IntoFuture};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use tower::ServiceExt;

/// Someone who asks: a browser with its cookie, a script with its token, or a stranger.
#[derive(Clone)]
pub struct Client {
    router: Router,
    address: IpAddr,
    cookie: Option<String>,
    token: Option<String>,
}

impl Client {
    pub(crate) fn new(router: Router, address: IpAddr) -> Self {
        Self { router, address, cookie: None, token: None }
    }

    /// The same one with a session's cookie.
    pub fn with_cookie(self, cookie: Option<String>) -> Self {
        Self { cookie, ..self }
    }

    /// The same one with a token.
    pub fn with_token(self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), cookie: None, ..self }
    }

    /// The session's cookie, as the browser sends it.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    pub fn get(&self, path: &str) -> Ask {
        self.ask(Method::GET, path)
    }

    pub fn post(&self, path: &str, body: &Value) -> Ask {
        self.ask(Method::POST, path).json(body)
    }

    pub fn patch(&self, path: &str, body: &Value) -> Ask {
        self.ask(Method::PATCH, path).json(body)
    }

    pub fn delete(&self, path: &str) -> Ask {
        self.ask(Method::DELETE, path)
    }

    /// Sends a file as a form does.
    pub fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Ask {
        const BOUNDARY: &str = "----shuzhi-test-boundary";
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        let mut body = head.into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let ask = self.ask(Method::POST, path).header(header::CONTENT_TYPE.as_str(), &format!("multipart/form-data; boundary={BOUNDARY}"));
        Ask { body, ..ask }
    }

    /// Any other request.
    pub fn ask(&self, method: Method, path: &str) -> Ask {
        let mut ask = Ask { client: self.clone(), method, path: path.to_owned(), headers: Vec::new(), body: Vec::new() };
        if let Some(cookie) = &self.cookie {
            ask = ask.header(header::COOKIE.as_str(), cookie);
        }
        if let Some(token) = &self.token {
            ask = ask.header(header::AUTHORIZATION.as_str(), &format!("Bearer {token}"));
        }
        ask
    }
}

/// A text as it stands in an address.
pub fn escaped(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~,".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// A request that is sent when it is awaited.
pub struct Ask {
    client: Client,
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Meant for this version of the row.
    pub fn if_match(self, version: impl std::fmt::Display) -> Self {
        self.header(header::IF_MATCH.as_str(), &format!("\"{version}\""))
    }

    /// Under this idempotency key.
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// With a JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string().into_bytes())
    }

    /// With any body at all.
    pub fn raw(mut self, kind: &str, body: Vec<u8>) -> Self {
        self.headers.retain(|(name, _)| name != header::CONTENT_TYPE.as_str());
        Self { body, ..self.header(header::CONTENT_TYPE.as_str(), kind) }
    }

    /// Only the status, for answers that never end.
    pub async fn status(self) -> StatusCode {
        self.send().await.1.status()
    }

    /// The answer as it begins, for those that never end.
    pub async fn open(self) -> Response {
        self.send().await.1
    }

    async fn send(self) -> (String, Response) {
        let asked = format!("{} {}", self.method, self.path);
        let mut request = Request::builder().method(self.method).uri(&self.path).header(header::HOST, "shuzhi.test");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(self.body)).unwrap_or_else(|error| panic!("{asked}: {error}"));
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.client.address, 50_000)));
        let response = self.client.router.oneshot(request).await.unwrap_or_else(|never| match never {});
        (asked, response)
    }
}

impl IntoFuture for Ask {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (asked, response) = self.send().await;
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap_or_else(|error| panic!("{asked}: the answer broke off: {error}"));
            Answer::new(asked, parts, body.to_vec())
        })
    }
}
