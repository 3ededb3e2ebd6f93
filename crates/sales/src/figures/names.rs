//! The names behind the codes of the facts.

use kernel::desk::Desk;
use kernel::record::cards_of;
use kernel::refusal::Outcome;
use std::collections::HashMap;

/// Names by code; a code that the directory does not know stays as it is.
pub async fn labels(desk: &Desk, dim: &str, keys: &[&str]) -> Outcome<HashMap<String, String>> {
    let named = |record: &'static str| cards_of(desk, record, keys);
    let cards = match dim {
        "site" => named("site").await?,
        "channel" => named("channel").await?,
        "shop" => named("shop").await?,
        "brand" => named("brand").await?,
        "category" | "wide_category" => named("category").await?,
        "item" => named("item").await?,
        "batch" => named("batch").await?,
        _ => return Ok(HashMap::new()),
    };
    Ok(cards.into_iter().map(|card| (card.sub, card.title)).collect())
}
