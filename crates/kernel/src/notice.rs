//! Notices: what a person is told of that somebody else did and that concerns them, until they have read it.

use crate::access::user;
use crate::desk::Desk;
use crate::id::Id;
use crate::record::{About, Record, about, forget_cards, save, ui};
use crate::refusal::Outcome;
use crate::text::Text;
use crate::verb::{Reply, TypeVerb, Verb, VerbAbout, verb_about};
use chrono::{DateTime, Duration, Utc};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// Days after which a notice is taken away, read or not.
const KEPT_DAYS: i64 = 180;
/// Notices taken away at one sweep; the rest goes with the next.
const SWEPT_MAX: u64 = 5_000;

/// A notice to one person.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "notice")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "通知", extend("x-en" = "Notice", "x-ui" = ui("base").list(100, 420).link()))]
    pub title: Text,
    /// The record and the row it speaks of.
    #[serde(skip_deserializing)]
    pub record: String,
    #[serde(skip_deserializing)]
    pub row_id: Uuid,
    #[serde(skip_deserializing)]
    #[schemars(title = "时间", extend("x-en" = "At", "x-ui" = ui("base").list(80, 170).sort().range()))]
    pub at: DateTime<Utc>,
    #[serde(skip_deserializing)]
    #[schemars(title = "已读", extend("x-en" = "Read", "x-ui" = ui("base").list(70, 90).yes_no()))]
    pub seen: bool,
    #[serde(skip_deserializing)]
    #[schemars(title = "收件人", extend("x-en" = "To", "x-ui" = ui("base")))]
    pub owner: Id<user::Entity>,
}
crate::table!();

impl Record for Entity {
    const NAME: &'static str = "notice";
    const OWNER: Option<Column> = Some(Column::Owner);
    const AUDITED: bool = false;

    fn about() -> About {
        about("通知", "Notices")
            .icon("notice")
            .headed("title", "title")
            .sort("-at")
            .group("base", "通知", "Notice")
            .view("all", "全部", "All", &[])
            .view("unread", "未读", "Unread", &[("seen", "false")])
            .kept_by_house()
    }
}

/// Marks a notice as read.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MarkRead {}

impl Verb for MarkRead {
    type Record = Entity;
    const NAME: &'static str = "mark_read";

    fn about() -> VerbAbout {
        verb_about("标为已读", "Mark as read", "读了通知", "Read").from("seen", &["false"])
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        Reply::row(&save::<Entity>(desk, &row, Model { seen: true, ..row.clone() }, Self::NAME).await?)
    }
}

/// Marks all notices of the person who asks as read.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MarkAllRead {}

/// How many notices were marked.
#[derive(Serialize, JsonSchema)]
pub struct Marked {
    marked: u64,
}

impl TypeVerb for MarkAllRead {
    type Record = Entity;
    const NAME: &'static str = "mark_all_read";

    fn about() -> VerbAbout {
        verb_about("全部标为已读", "Mark all as read", "读了全部通知", "Read all").answers::<Marked>()
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        let done = Entity::update_many()
            .col_expr(Column::Seen, Expr::value(true))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Owner.eq(desk.actor.id))
            .filter(Column::Seen.eq(false))
            .exec(&desk.db())
            .await?;
        Reply::other(&Marked { marked: done.rows_affected })
    }
}

/// Takes old notices away, with their cards.
pub(crate) async fn sweep(desk: &Desk) -> Outcome<u64> {
    let old = Column::At.lt(desk.now - Duration::days(KEPT_DAYS));
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(old)
        .order_by_asc(Column::At)
        .limit(SWEPT_MAX)
        .into_tuple()
        .all(&desk.db())
        .await?;
    for some in ids.chunks(500) {
        Entity::delete_many().filter(Column::Id.is_in(some.iter().copied())).exec(&desk.db()).await?;
        forget_cards(&desk.db(), some).await?;
    }
    Ok(ids.len() as u64)
}
