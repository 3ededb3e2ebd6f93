//! Names: for selects, and for the search across everything.

use super::records::{Params, record, searched};
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Answer;
use axum::Json;
use axum::extract::{Path, Query, State};
use kernel::record::{CHOSEN_MAX, Card, chosen_cards, find_cards};
use kernel::refusal::Refusal;
use kernel::text::Text;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// Answers of a select, and of the search.
const FOUND: u64 = 20;

/// A row to choose in a select.
#[derive(Serialize, JsonSchema)]
pub struct Look {
    id: Uuid,
    label: String,
    sub: String,
}

/// A row that the search found.
#[derive(Serialize, JsonSchema)]
pub struct Hit {
    #[serde(rename = "type")]
    record: String,
    id: Uuid,
    title: Text,
    sub: String,
}

fn param<'a>(params: &'a Params, name: &str) -> &'a str {
    params.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.as_str())
}

/// Rows of one type by words, or by ids.
pub async fn lookup(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
    Query(params): Query<Params>,
) -> Answer<Json<Vec<Look>>> {
    let record = record(&app, &caller, &name, "read")?;
    let desk = caller.desk();
    let ids: Vec<Uuid> = param(&params, "ids").split(',').filter_map(|id| id.parse().ok()).collect();
    if ids.len() > CHOSEN_MAX {
        let told = Refusal::malformed(format!("一次最多查 {CHOSEN_MAX} 条"), format!("At most {CHOSEN_MAX} rows can be looked up at once"));
        return Err(told.into());
    }
    let cards = if ids.is_empty() {
        find_cards(&desk.db(), &desk.actor, &[record.name()], searched(param(&params, "q"))?, FOUND).await?
    } else {
        chosen_cards(&desk.db(), &desk.actor, record.name(), &ids).await?
    };
    Ok(Json(cards.into_iter().map(|c| Look { id: c.row_id, label: c.title, sub: c.sub }).collect()))
}

/// Rows of all types the caller may read.
pub async fn search(State(app): State<App>, caller: Caller, Query(params): Query<Params>) -> Answer<Json<Vec<Hit>>> {
    let desk = caller.desk();
    let query = searched(param(&params, "q"))?.trim();
    if query.is_empty() {
        return Ok(Json(Vec::new()));
    }
    let readable: Vec<&str> =
        app.house.catalogue.records().filter(|r| !r.about().aside && desk.may("read", r.name()).is_ok()).map(|r| r.name()).collect();
    let cards: Vec<Card> = find_cards(&desk.db(), &desk.actor, &readable, query, FOUND).await?;
    Ok(Json(cards.into_iter().map(|c| Hit { record: c.record.clone(), id: c.row_id, sub: c.sub.clone(), title: c.named() }).collect()))
}
