//! What there is: the record types, and the schema of each.

use crate::app::App;
use crate::caller::Caller;
use crate::problem::Answer;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use kernel::refusal::Refusal;
use serde_json::{Value, json};

/// The record types the caller may read.
pub async fn all(State(app): State<App>, caller: Caller) -> Answer<Json<Value>> {
    let desk = caller.desk();
    let records: Vec<Value> = app.house.catalogue.departments.iter().flat_map(|d| d.records.iter().map(move |r| (d, r)))
        .filter(|(_, r)| desk.may("read", r.name()).is_ok())
        .map(|(d, r)| json!({ "type": r.name(), "zh": r.about().title.zh, "en": r.about().title.en, "icon": r.about().icon, "department": d.name }))
        .collect();
    Ok(Json(json!(records)))
}

/// The schema of one record type; it changes only with the program.
pub async fn one(State(app): State<App>, caller: Caller, Path(name): Path<String>) -> Answer<impl IntoResponse> {
    let record = app.house.catalogue.record(&name).ok_or_else(Refusal::not_found)?;
    caller.desk().may("read", record.name())?;
    Ok(([(header::CACHE_CONTROL, "private, max-age=300")], Json(record.schema())))
}

/// The OpenAPI document.
pub async fn openapi(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], app.openapi.to_string())
}
