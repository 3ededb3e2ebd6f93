//! Index cards: one small card per row of any record, by which references get their names and the search finds things.
//!
//! Cards are written in the same transaction as the row, so a search never shows what is not there.

use super::about::About;
use super::filter::{begins, contains};
use crate::access::Actor;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use pinyin::ToPinyin;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Expr, Func, OnConflict};
use sea_orm::{ActiveValue::Set, Condition, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::HashSet;
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
    /// The title in English, where it is kept in both languages.
    pub title_en: Option<String>,
    pub sub: String,
    /// What the search looks through: the words, their pinyin and the initials of their pinyin, in lower case.
    pub words: String,
    pub ended: bool,
}
crate::table!();

/// A card as the rest of the house sees it.
pub type Card = Model;

impl Model {
    /// The title in both languages.
    pub fn named(self) -> Text {
        let en = self.title_en.unwrap_or_else(|| self.title.clone());
        text(self.title, en)
    }
}

/// The most cards that a search for words answers.
const CARDS_MAX: u64 = 50;
/// The most rows whose cards are asked for by their ids at once: as many as an account may hold sites.
pub const CHOSEN_MAX: usize = 200;

/// The words of a text by which it can be found: itself, its pinyin, and the initials of its pinyin.
///
/// ```
/// assert_eq!(kernel::record_words("云汇广场 A1"), "云汇广场 a1 yunhuiguangchang a1 yhgc a1");
/// ```
pub fn words(text: &str) -> String {
    let lower = plain(text);
    if lower.is_ascii() {
        return lower;
    }
    // Full pinyin and initials, once for every way the name may be read.
    let mut spellings = vec![(String::new(), String::new())];
    for (c, pinyin) in lower.chars().zip(lower.as_str().to_pinyin()) {
        let own = c.to_string();
        let usual = pinyin.map_or(own.as_str(), |pinyin| pinyin.plain());
        let readings = READ_TWO_WAYS.iter().find(|(known, _)| *known == c).map_or(vec![usual], |(_, readings)| readings.to_vec());
        let few = if spellings.len() * readings.len() > SPELLINGS_MAX { 1 } else { readings.len() };
        let readings = readings.iter().take(few);
        let initial = |reading: &str| reading.chars().next().unwrap_or(c);
        spellings = readings
            .flat_map(|r| spellings.iter().map(move |(full, initials)| (format!("{full}{r}"), format!("{initials}{}", initial(r)))))
            .collect();
    }
    let (full, initials): (Vec<String>, Vec<String>) = spellings.into_iter().unzip();
    let mut all = vec![lower];
    for spelling in full.into_iter().chain(initials) {
        if !all.contains(&spelling) {
            all.push(spelling);
        }
    }
    all.join(" ")
}

/// A text as the search compares it: half-width and in lower case.
pub fn plain(text: &str) -> String {
    sheet::fold(text).to_lowercase()
}

/// The most ways of reading one name that are kept.
const SPELLINGS_MAX: usize = 8;

/// Characters of the names of places, people and goods that are read in two ways, the more usual one first.
const READ_TWO_WAYS: [(char, [&str; 2]); 38] = [
    ('重', ["zhong", "chong"]),
    ('长', ["chang", "zhang"]),
    ('厦', ["sha", "xia"]),
    ('行', ["hang", "xing"]),
    ('乐', ["le", "yue"]),
    ('都', ["du", "dou"]),
    ('单', ["dan", "shan"]),
    ('曾', ["zeng", "ceng"]),
    ('会', ["hui", "kuai"]),
    ('朝', ["chao", "zhao"]),
    ('解', ["jie", "xie"]),
    ('区', ["qu", "ou"]),
    ('查', ["cha", "zha"]),
    ('覃', ["qin", "tan"]),
    ('车', ["che", "ju"]),
    ('调', ["diao", "tiao"]),
    ('传', ["chuan", "zhuan"]),
    ('种', ["zhong", "chong"]),
    ('朴', ["pu", "piao"]),
    ('藏', ["cang", "zang"]),
    ('蚌', ["bang", "beng"]),
    ('六', ["liu", "lu"]),
    ('番', ["fan", "pan"]),
    ('便', ["bian", "pian"]),
    ('宿', ["su", "xiu"]),
    ('还', ["huan", "hai"]),
    ('角', ["jiao", "jue"]),
    ('弹', ["dan", "tan"]),
    ('卡', ["ka", "qia"]),
    ('参', ["can", "shen"]),
    ('茄', ["qie", "jia"]),
    ('薄', ["bo", "bao"]),
    ('露', ["lu", "lou"]),
    ('贾', ["jia", "gu"]),
    ('莞', ["guan", "wan"]),
    ('绿', ["lv", "lu"]),
    ('女', ["nv", "nu"]),
    ('旅', ["lv", "lu"]),
];

/// Writes the card of a row as it now is.
pub async fn write(
    db: &impl ConnectionTrait,
    record: &str,
    about: &About,
    row: &Value,
    place: (Option<Uuid>, Option<Uuid>),
) -> Outcome<()> {
    let mut found_by: Vec<String> = Vec::new();
    for said in [about.heading, about.sub].iter().chain(about.search).map(|field| Text::held(&row[*field])) {
        for word in [said.zh, said.en] {
            if !word.is_empty() && !found_by.contains(&word) {
                found_by.push(word);
            }
        }
    }
    let (title, sub) = (name(about, row), Text::held(&row[about.sub]).zh);
    let card = ActiveModel {
        row_id: Set(uuid_of(row)),
        record: Set(record.to_owned()),
        site_id: Set(place.0),
        owner_id: Set(place.1),
        words: Set(found_by.iter().map(|word| words(word)).collect::<Vec<_>>().join(" ")),
        title_en: Set(Some(title.en).filter(|en| *en != title.zh)),
        title: Set(title.zh),
        sub: Set(sub),
        ended: Set(!row["ended_at"].is_null()),
    };
    let changed = [Column::SiteId, Column::OwnerId, Column::Title, Column::TitleEn, Column::Sub, Column::Words, Column::Ended];
    Entity::insert(card)
        .on_conflict(OnConflict::column(Column::RowId).update_columns(changed).to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What people call a row: its heading, or its second heading where that is empty.
pub fn name(about: &About, row: &Value) -> Text {
    let [title, sub] = [about.heading, about.sub].map(|field| Text::held(&row[field]));
    if title.zh.is_empty() { sub } else { title }
}

/// Takes the cards of deleted rows away.
pub async fn forget(db: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<()> {
    Entity::delete_many().filter(Column::RowId.is_in(ids.iter().copied())).exec(db).await?;
    Ok(())
}

fn uuid_of(row: &Value) -> Uuid {
    row["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default()
}

/// The cards an actor may see.
pub fn seen_by(actor: &Actor) -> Condition {
    let mut seen = Condition::all().add(
        Condition::any()
            .add(Column::OwnerId.is_null())
            .add(Condition::all().add(Column::OwnerId.eq(actor.id)).add(super::not_by_narrowed(actor))),
    );
    if let Some(sites) = actor.sites.listed() {
        seen = seen.add(Condition::any().add(Column::SiteId.is_null()).add(Column::SiteId.is_in(sites.iter().copied())));
    }
    seen
}

/// Cards whose words hold every word of the query, best first: a title that begins with it, then shorter titles.
pub async fn find(db: &impl ConnectionTrait, actor: &Actor, records: &[&str], query: &str, limit: u64) -> Outcome<Vec<Card>> {
    let mut select =
        Entity::find().filter(seen_by(actor)).filter(Column::Ended.eq(false)).filter(Column::Record.is_in(records.iter().copied()));
    let query = plain(query);
    for word in query.split_whitespace() {
        select = select.filter(contains(Expr::col(Column::Words), word));
    }
    let lower = |column: Column| Expr::expr(Func::lower(Expr::col(column)));
    let nearest = CaseStatement::new().case(begins(lower(Column::Title), &query), 0).case(begins(lower(Column::Sub), &query), 1).finally(2);
    let length = Expr::expr(Func::char_length(Expr::col(Column::Title)));
    let ordered = select.order_by_asc(Expr::expr(nearest)).order_by_asc(length).order_by_asc(Column::Title);
    Ok(ordered.limit(limit.min(CARDS_MAX)).all(db).await?)
}

/// The cards of given rows of one record that an actor may see, ended ones too.
pub async fn chosen(db: &impl ConnectionTrait, actor: &Actor, record: &str, ids: &[Uuid]) -> Outcome<Vec<Card>> {
    let these = Condition::all().add(Column::Record.eq(record)).add(Column::RowId.is_in(ids.iter().copied()));
    Ok(Entity::find().filter(seen_by(actor)).filter(these).order_by_asc(Column::Title).limit(CHOSEN_MAX as u64).all(db).await?)
}

/// The cards of given rows, whoever asks: a reference shows its name even where the row itself may not be opened.
pub async fn named(db: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<Vec<Card>> {
    let mut cards = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        cards.extend(Entity::find().filter(Column::RowId.is_in(some.iter().copied())).all(db).await?);
    }
    Ok(cards)
}

/// The cards of rows of one record by their second headings (usually codes), whoever asks.
pub async fn by_sub(desk: &crate::desk::Desk, record: &str, subs: &[&str]) -> Outcome<Vec<Card>> {
    let mut cards = Vec::new();
    for some in subs.chunks(500) {
        cards.extend(
            Entity::find().filter(Column::Record.eq(record)).filter(Column::Sub.is_in(some.iter().copied())).all(&desk.db()).await?,
        );
    }
    Ok(cards)
}

/// Which of these second headings (usually codes) rows of one record have that the actor may see, ended ones too.
pub async fn seen_codes(desk: &crate::desk::Desk, record: &str, codes: &[&str]) -> Outcome<HashSet<String>> {
    let mut seen = HashSet::new();
    for some in codes.chunks(500) {
        let these = Condition::all().add(Column::Record.eq(record)).add(Column::Sub.is_in(some.iter().copied()));
        let found = Entity::find().filter(seen_by(&desk.actor)).filter(these).select_only().column(Column::Sub);
        seen.extend(found.into_tuple::<String>().all(&desk.db()).await?);
    }
    Ok(seen)
}

/// The cards of one record that the actor may see, for matching the names of a file: ended ones last, since a file may
/// speak of what was closed after its days.
pub async fn all_of(desk: &crate::desk::Desk, record: &str, limit: u64) -> Outcome<Vec<Card>> {
    let select = Entity::find().filter(Column::Record.eq(record)).filter(seen_by(&desk.actor));
    let mut cards = Vec::new();
    for ended in [false, true] {
        let left = limit.saturating_sub(cards.len() as u64);
        cards.extend(select.clone().filter(Column::Ended.eq(ended)).limit(left).all(&desk.db()).await?);
    }
    Ok(cards)
}
