//! Index cards: one small card per row of any record, by which references get their names and the search finds things.
//!
//! Cards are written in the same transaction as the row, so a search never shows what is not there.

use super::about::About;
use crate::access::Actor;
use crate::refusal::Outcome;
use pinyin::ToPinyin;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, Condition, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

/// The card of one row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "card")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_id: Uuid,
    pub record: String,
    pub site_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub title: String,
    pub sub: String,
    /// What the search looks through: the words, their pinyin and the initials of their pinyin, in lower case.
    pub words: String,
    pub ended: bool,
}
crate::table!();

/// A card as the rest of the house sees it.
pub type Card = Model;

/// The most cards one look-up answers.
pub const CARDS_MAX: u64 = 50;

/// The words of a text by which it can be found: itself, its pinyin, and the initials of its pinyin.
///
/// ```
/// assert_eq!(kernel::record_words("云汇广场 A1"), "云汇广场 a1 yunhuiguangchang a1 yhgc a1");
/// ```
pub fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    let (mut full, mut initials) = (String::new(), String::new());
    for (c, pinyin) in lower.chars().zip(lower.as_str().to_pinyin()) {
        match pinyin {
            Some(pinyin) => {
                full.push_str(pinyin.plain());
                initials.push_str(pinyin.first_letter());
            }
            None => {
                full.push(c);
                initials.push(c);
            }
        }
    }
    format!("{lower} {full} {initials}")
}

/// Writes the card of a row as it now is.
pub async fn write(db: &impl ConnectionTrait, record: &str, about: &About, row: &Value, place: (Option<Uuid>, Option<Uuid>)) -> Outcome<()> {
    let word = |field: &str| match &row[field] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let (title, sub) = (word(about.heading), word(about.sub));
    let found_by = [title.as_str(), sub.as_str()].into_iter().map(str::to_owned).chain(about.search.iter().map(|f| word(f)));
    let card = ActiveModel {
        row_id: Set(uuid_of(row)),
        record: Set(record.to_owned()),
        site_id: Set(place.0),
        owner_id: Set(place.1),
        words: Set(found_by.filter(|w| !w.is_empty()).map(|w| words(&w)).collect::<Vec<_>>().join(" ")),
        title: Set(if title.is_empty() { sub.clone() } else { title }),
        sub: Set(sub),
        ended: Set(!row["ended_at"].is_null()),
    };
    let changed = [Column::SiteId, Column::OwnerId, Column::Title, Column::Sub, Column::Words, Column::Ended];
    Entity::insert(card).on_conflict(OnConflict::column(Column::RowId).update_columns(changed).to_owned()).exec_without_returning(db).await?;
    Ok(())
}

/// Takes the card of a deleted row away.
pub async fn remove(db: &impl ConnectionTrait, id: Uuid) -> Outcome<()> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

fn uuid_of(row: &Value) -> Uuid {
    row["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default()
}

/// The cards an actor may see.
pub fn seen_by(actor: &Actor) -> Condition {
    let mut seen = Condition::all().add(Condition::any().add(Column::OwnerId.is_null()).add(Column::OwnerId.eq(actor.id)));
    if let Some(sites) = actor.sites.listed() {
        seen = seen.add(Condition::any().add(Column::SiteId.is_null()).add(Column::SiteId.is_in(sites.iter().copied())));
    }
    seen
}

/// Cards whose words hold every word of the query, best first: a title that begins with it, then shorter titles.
pub async fn find(db: &impl ConnectionTrait, actor: &Actor, records: &[&str], query: &str, limit: u64) -> Outcome<Vec<Card>> {
    let mut select = Entity::find().filter(seen_by(actor)).filter(Column::Ended.eq(false)).filter(Column::Record.is_in(records.iter().copied()));
    for word in query.split_whitespace() {
        select = select.filter(super::filter::contains(Expr::col(Column::Words), &word.to_lowercase()));
    }
    let mut cards = select.order_by_asc(Column::Title).limit(limit.min(CARDS_MAX) * 4).all(db).await?;
    let lower = query.to_lowercase();
    cards.sort_by_key(|card| (!card.title.to_lowercase().starts_with(&lower), !card.sub.to_lowercase().starts_with(&lower), card.title.chars().count()));
    cards.truncate(usize::try_from(limit.min(CARDS_MAX)).unwrap_or(usize::MAX));
    Ok(cards)
}

/// The cards of given rows, whoever asks: a reference shows its name even where the row itself may not be opened.
pub async fn named(db: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<Vec<Card>> {
    let mut cards = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        cards.extend(Entity::find().filter(Column::RowId.is_in(some.iter().copied())).all(db).await?);
    }
    Ok(cards)
}
