//! Inquiries: what pages ask beside lists and figures. They change nothing.

use crate::app::App;
use crate::caller::Caller;
use crate::problem::Answer;
use axum::Json;
use axum::extract::{Path, State};
use kernel::refusal::Refusal;
use serde_json::Value;

/// Answers an inquiry; what it asks stands in the body, because it may be long.
pub async fn answer(State(app): State<App>, caller: Caller, Path(name): Path<String>, Json(body): Json<Value>) -> Answer<Json<Value>> {
    let inquiry = app.house.catalogue.inquiries().find(|i| i.name() == name).ok_or_else(Refusal::not_found)?;
    Ok(Json(inquiry.answer(&caller.desk(), body).await?))
}
