//! Verbs: acts on a row or on a record type. A verb that changes nothing needs no transaction, and may be asked by GET.

use super::records::{Params, if_match, known, record, tagged};
use crate::app::App;
use crate::caller::Caller;
use crate::once::{Asked, once};
use crate::problem::Answer;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::refusal::Refusal;
use kernel::verb::Reply;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A verb on a row.
pub async fn on_row(
    State(app): State<App>,
    caller: Caller,
    Path((name, id, verb)): Path<(String, Uuid, String)>,
    headers: HeaderMap,
    body: Option<Json<Value>>,
) -> Answer<Response> {
    act(&app, &caller, Asking { name, id: Some(id), verb, version: if_match(&headers)?, body: object(body) }, &headers).await
}

/// A verb on a record type.
pub async fn on_type(
    State(app): State<App>,
    caller: Caller,
    Path((name, verb)): Path<(String, String)>,
    headers: HeaderMap,
    body: Option<Json<Value>>,
) -> Answer<Response> {
    act(&app, &caller, Asking { name, id: None, verb, version: None, body: object(body) }, &headers).await
}

/// A reading verb on a row, asked by GET; its fields are the parameters.
pub async fn read_row(
    State(app): State<App>,
    caller: Caller,
    Path((name, id, verb)): Path<(String, Uuid, String)>,
    Query(params): Query<Params>,
) -> Answer<Response> {
    read(&app, &caller, Asking { name, id: Some(id), verb, version: None, body: fields(params) }).await
}

struct Asking {
    name: String,
    id: Option<Uuid>,
    verb: String,
    version: Option<i32>,
    body: Value,
}

fn object(body: Option<Json<Value>>) -> Value {
    body.map_or_else(|| json!({}), |Json(body)| body)
}

fn fields(params: Params) -> Value {
    Value::Object(params.into_iter().map(|(k, v)| (k, Value::String(v))).collect::<Map<_, _>>())
}

async fn act(app: &App, caller: &Caller, asking: Asking, headers: &HeaderMap) -> Answer<Response> {
    let record = record(app, caller, &asking.name, &asking.verb)?;
    if record.verbs().iter().any(|v| v.name == asking.verb && v.about.reads) {
        return read(app, caller, asking).await;
    }
    let path = format!("{}/{:?}/{}", asking.name, asking.id, asking.verb);
    let asked = Asked::of(headers, "POST", &path, &asking.body)?;
    let Asking { name, id, verb, version, body } = asking;
    // What was answered before is not computed again.
    let wish = match asked.answered(caller).await {
        true => body.into(),
        false => record.ahead(&caller.desk(), &verb, id, body).await?,
    };
    let answer = once(caller, &asked, |desk| {
        Box::pin(async move {
            match known(desk, &name)?.act(desk, &verb, id, version, wish).await? {
                Reply::Row(row) | Reply::Other(row) => Ok(row),
                Reply::File { .. } => Err(anyhow::anyhow!("{verb} answers a file but is not a reading verb").into()),
            }
        })
    })
    .await?;
    Ok(tagged(answer, StatusCode::OK))
}

async fn read(app: &App, caller: &Caller, asking: Asking) -> Answer<Response> {
    let record = record(app, caller, &asking.name, &asking.verb)?;
    if !record.verbs().iter().any(|v| v.name == asking.verb && v.about.reads) {
        return Err(Refusal::not_found().into());
    }
    match record.act(&caller.desk(), &asking.verb, asking.id, asking.version, asking.body.into()).await? {
        Reply::Row(row) => Ok(tagged(row, StatusCode::OK)),
        Reply::Other(answer) => Ok(Json(answer).into_response()),
        Reply::File { name, mime, bytes } => download(&name, mime, Body::from(bytes)),
    }
}

/// A file to take away, under a name that may be Chinese (RFC 6266).
pub fn download(name: &str, mime: &str, body: Body) -> Answer<Response> {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let response = Response::builder()
        .header(header::CONTENT_TYPE, mime)
        .header(header::CONTENT_DISPOSITION, disposition)
        .header("x-content-type-options", "nosniff")
        .body(body);
    Ok(response.map_err(anyhow::Error::from)?)
}
