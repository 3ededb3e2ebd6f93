//! What the house answered, and what a test expects of it.

use axum::http::response::Parts;
use axum::http::{StatusCode, header};
use serde_json::Value;

/// An answer. Its checks come in two forms: `try_…` says what is wrong, the short ones end the test with it.
pub struct Answer {
    asked: String,
    parts: Parts,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn new(asked: String, parts: Parts, body: Vec<u8>) -> Self {
        Self { asked, parts, body }
    }

    /// What was asked: method and path.
    pub fn asked(&self) -> &str {
        &self.asked
    }

    pub fn status(&self) -> u16 {
        self.parts.status.as_u16()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The cookie that the answer sets, as a browser would send it back; none if it takes the cookie away.
    pub fn cookie(&self) -> Option<String> {
        let set = self.header(header::SET_COOKIE.as_str())?;
        let pair = set.split(';').next()?.trim();
        (!pair.ends_with('=')).then(|| pair.to_owned())
    }

    fn json(&self) -> Result<Value, String> {
        serde_json::from_slice(&self.body).map_err(|error| format!("{}: the answer is no JSON ({error}): {}", self.asked, self.text()))
    }

    fn expected(&self, status: StatusCode) -> Result<(), String> {
        if self.parts.status == status {
            return Ok(());
        }
        Err(format!("{}: expected {status}, got {}: {}", self.asked, self.parts.status, self.text()))
    }

    /// 200 with JSON.
    pub fn try_ok(&self) -> Result<Value, String> {
        self.expected(StatusCode::OK)?;
        self.json()
    }

    /// 201 with JSON.
    pub fn try_created(&self) -> Result<Value, String> {
        self.expected(StatusCode::CREATED)?;
        self.json()
    }

    /// 204 without anything.
    pub fn try_done(&self) -> Result<(), String> {
        self.expected(StatusCode::NO_CONTENT)
    }

    /// 200 with a file.
    pub fn try_file(&self) -> Result<&[u8], String> {
        self.expected(StatusCode::OK)?;
        Ok(&self.body)
    }

    /// A refusal as docs/http.md describes it: its status, its code, and what to do in both languages.
    pub fn try_refused(&self, status: u16, code: &str) -> Result<Value, String> {
        self.expected(StatusCode::from_u16(status).map_err(|error| error.to_string())?)?;
        if self.header(header::CONTENT_TYPE.as_str()) != Some("application/problem+json") {
            return Err(format!("{}: a refusal of type {:?}: {}", self.asked, self.header(header::CONTENT_TYPE.as_str()), self.text()));
        }
        let problem = self.json()?;
        let told = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
        if problem["code"] != code || problem["status"] != status || !told(&problem["zh"]) || !told(&problem["en"]) {
            return Err(format!("{}: expected a refusal “{code}” in both languages, got {problem}", self.asked));
        }
        Ok(problem)
    }

    /// A refusal that points at a field with a code of its own.
    pub fn try_pointed(&self, pointer: &str, code: &str) -> Result<Value, String> {
        let problem = self.try_refused(422, "invalid").or_else(|_| self.try_refused_at_all())?;
        let errors = problem["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        let told = |error: &Value| ["zh", "en"].iter().all(|lang| error[*lang].as_str().is_some_and(|text| !text.is_empty()));
        if errors.iter().any(|e| e["pointer"] == pointer && e["code"] == code && told(e)) {
            return Ok(problem);
        }
        Err(format!("{}: expected “{code}” at {pointer}, got {problem}", self.asked))
    }

    fn try_refused_at_all(&self) -> Result<Value, String> {
        if self.parts.status.is_client_error() {
            self.json()
        } else {
            Err(format!("{}: expected a refusal, got {}: {}", self.asked, self.parts.status, self.text()))
        }
    }

    /// 200 with JSON.
    pub fn ok(&self) -> Value {
        self.try_ok().unwrap_or_else(|wrong| panic!("{wrong}"))
    }

    /// 201 with JSON.
    pub fn created(&self) -> Value {
        self.try_created().unwrap_or_else(|wrong| panic!("{wrong}"))
    }

    /// 204 without anything.
    pub fn done(&self) {
        self.try_done().unwrap_or_else(|wrong| panic!("{wrong}"));
    }

    /// 200 with a file.
    pub fn file(&self) -> Vec<u8> {
        self.try_file().unwrap_or_else(|wrong| panic!("{wrong}")).to_vec()
    }

    /// A refusal with its status and code.
    pub fn refused(&self, status: u16, code: &str) -> Value {
        self.try_refused(status, code).unwrap_or_else(|wrong| panic!("{wrong}"))
    }

    /// A refusal that points at a field.
    pub fn pointed(&self, pointer: &str, code: &str) -> Value {
        self.try_pointed(pointer, code).unwrap_or_else(|wrong| panic!("{wrong}"))
    }
}
