//! Records: list, summary, create, get, change, end, reopen, history.

use crate::app::App;
use crate::caller::Caller;
use crate::once::{Asked, once};
use crate::problem::Answer;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::audit::HistoryPage;
use kernel::record::{AnyRecord, ListQuery, Page, Summary};
use kernel::refusal::Refusal;
use serde_json::Value;
use uuid::Uuid;

/// Rows of a page when nothing is said.
const SIZE: u64 = 50;
/// The longest text that is searched for.
const SEARCH_CHARS_MAX: usize = 100;

/// The parameters of a list, in the order they came.
pub type Params = Vec<(String, String)>;

/// Reads the parameters of a list: `size`, `after`, `before`, `sort`, `q`, `ended`, and `f.<field>`.
pub fn list_query(params: &Params) -> Answer<ListQuery> {
    let mut query = ListQuery { size: SIZE, ..ListQuery::default() };
    for (key, value) in params {
        match key.as_str() {
            "size" => query.size = value.parse().map_err(|_| Refusal::malformed("size 应为整数", "size should be a whole number"))?,
            "after" => query.after = Some(value.clone()),
            "before" => query.before = Some(value.clone()),
            "sort" => query.sort = Some(value.clone()),
            "q" => query.search = Some(searched(value)?.to_owned()),
            "ended" => query.ended = matches!(value.as_str(), "1" | "true"),
            key => {
                if let Some(field) = key.strip_prefix("f.") {
                    query.filters.push((field.to_owned(), value.clone()));
                }
            }
        }
    }
    Ok(query)
}

/// The words that are searched for, unless they are a book.
pub fn searched(words: &str) -> Answer<&str> {
    if words.chars().count() > SEARCH_CHARS_MAX {
        let told = Refusal::malformed(
            format!("搜索内容最多 {SEARCH_CHARS_MAX} 个字"),
            format!("A search may have at most {SEARCH_CHARS_MAX} characters"),
        );
        return Err(told.into());
    }
    Ok(words)
}

/// Finds a record type by name, if the caller may do this with it.
pub fn record<'a>(app: &'a App, caller: &Caller, name: &str, action: &str) -> Answer<&'a dyn AnyRecord> {
    let record = app.house.catalogue.record(name).ok_or_else(Refusal::not_found)?;
    caller.desk().may(action, record.name())?;
    Ok(record)
}

/// The version a write was meant for.
pub fn if_match(headers: &HeaderMap) -> Answer<Option<i32>> {
    let Some(value) = headers.get(header::IF_MATCH).and_then(|v| v.to_str().ok()) else { return Ok(None) };
    let version = value.trim().trim_start_matches("W/").trim_matches('"').parse();
    Ok(Some(version.map_err(|_| Refusal::malformed("If-Match 应为版本号", "If-Match should hold a version"))?))
}

/// A row with its version as ETag.
pub fn tagged(row: Value, status: StatusCode) -> Response {
    let tag = row["version"].as_i64().map(|v| format!("\"{v}\""));
    let mut response = (status, Json(row)).into_response();
    if let Some(tag) = tag.and_then(|t| HeaderValue::from_str(&t).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

pub async fn list(State(app): State<App>, caller: Caller, Path(name): Path<String>, Query(params): Query<Params>) -> Answer<Json<Page>> {
    let record = record(&app, &caller, &name, "read")?;
    Ok(Json(record.list(&caller.desk(), &list_query(&params)?).await?))
}

pub async fn summary(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
    Query(params): Query<Params>,
) -> Answer<Json<Summary>> {
    let record = record(&app, &caller, &name, "read")?;
    Ok(Json(record.summary(&caller.desk(), &list_query(&params)?).await?))
}

pub async fn get(State(app): State<App>, caller: Caller, Path((name, id)): Path<(String, Uuid)>) -> Answer<Response> {
    let record = record(&app, &caller, &name, "read")?;
    Ok(tagged(record.get(&caller.desk(), id).await?, StatusCode::OK))
}

pub async fn history(
    State(app): State<App>,
    caller: Caller,
    Path((name, id)): Path<(String, Uuid)>,
    Query(params): Query<Params>,
) -> Answer<Json<HistoryPage>> {
    let record = record(&app, &caller, &name, "read")?;
    let after = params.iter().find(|(k, _)| k == "after").and_then(|(_, v)| v.parse().ok());
    Ok(Json(record.history(&caller.desk(), id, after).await?))
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Answer<Response> {
    record(&app, &caller, &name, "create")?;
    let asked = Asked::of(&headers, "POST", &name, &body)?;
    let row = once(&caller, &asked, |desk| Box::pin(async move { known(desk, &name)?.create(desk, body).await })).await?;
    Ok(tagged(row, StatusCode::CREATED))
}

pub async fn patch(
    State(app): State<App>,
    caller: Caller,
    Path((name, id)): Path<(String, Uuid)>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Answer<Response> {
    record(&app, &caller, &name, "change")?;
    let version = if_match(&headers)?;
    let asked = Asked::of(&headers, "PATCH", &format!("{name}/{id}"), &body)?;
    let row = once(&caller, &asked, |desk| Box::pin(async move { known(desk, &name)?.patch(desk, id, version, body).await })).await?;
    Ok(tagged(row, StatusCode::OK))
}

pub async fn end(State(app): State<App>, caller: Caller, Path((name, id)): Path<(String, Uuid)>, headers: HeaderMap) -> Answer<StatusCode> {
    record(&app, &caller, &name, "end")?;
    let version = if_match(&headers)?;
    let asked = Asked::of(&headers, "DELETE", &format!("{name}/{id}"), &Value::Null)?;
    once(&caller, &asked, |desk| Box::pin(async move { known(desk, &name)?.end(desk, id, version).await.map(|()| Value::Null) })).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn reopen(
    State(app): State<App>,
    caller: Caller,
    Path((name, id)): Path<(String, Uuid)>,
    headers: HeaderMap,
) -> Answer<Response> {
    record(&app, &caller, &name, "reopen")?;
    let version = if_match(&headers)?;
    let asked = Asked::of(&headers, "POST", &format!("{name}/{id}/reopen"), &Value::Null)?;
    let row = once(&caller, &asked, |desk| Box::pin(async move { known(desk, &name)?.reopen(desk, id, version).await })).await?;
    Ok(tagged(row, StatusCode::OK))
}

/// The record type of a write, once its desk is open.
pub fn known<'a>(desk: &'a kernel::desk::Desk, name: &str) -> Result<&'a dyn AnyRecord, Refusal> {
    desk.house.catalogue.record(name).ok_or_else(Refusal::not_found)
}
