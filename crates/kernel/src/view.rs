//! Saved views: the state of a list or a page under a name, for oneself or for everyone.

use crate::access::{Actor, user};
use crate::desk::Desk;
use crate::id::Id;
use crate::record::{About, Record, about, not_by_narrowed, ui};
use crate::refusal::{Outcome, Refusal};
use chrono::{DateTime, Utc};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A saved view.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "view")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "名称", extend("x-en" = "Name", "x-ui" = ui("base").list(100, 200).text().sort().link()))]
    pub name: String,
    #[garde(length(chars, min = 1, max = 60))]
    #[schemars(title = "页面", extend("x-en" = "Page", "x-ui" = ui("base").list(90, 160).choice().once()))]
    pub page: String,
    #[garde(length(chars, max = 4000))]
    #[sea_orm(column_type = "Text")]
    #[schemars(title = "条件", extend("x-en" = "Query", "x-ui" = ui("base").long()))]
    pub query: String,
    #[serde(default)]
    #[schemars(title = "所有人可用", extend("x-en" = "For everyone", "x-ui" = ui("base").list(80, 110).yes_no()))]
    pub shared: bool,
    #[serde(skip_deserializing)]
    #[schemars(title = "创建人", extend("x-en" = "Owner", "x-ui" = ui("base").list(70, 120)))]
    pub owner: Id<user::Entity>,
}
crate::table!();

impl Record for Entity {
    const NAME: &'static str = "view";
    const OWNER: Option<Column> = Some(Column::Owner);

    fn about() -> About {
        about("视图", "Views").icon("filter").headed("name", "page").sort("name").group("base", "视图", "View")
    }

    /// One's own views, and those shared with everyone.
    fn scope(actor: &Actor) -> Condition {
        let own = Condition::all().add(Column::Owner.eq(actor.id)).add(not_by_narrowed(actor));
        Condition::any().add(own).add(Column::Shared.eq(true))
    }

    async fn check(desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        if before.is_none() {
            next.owner = Id::of(desk.actor.id);
        }
        Ok(())
    }

    async fn may_write(desk: &Desk, row: &Model, _: &str) -> Outcome<()> {
        if row.owner.0 == desk.actor.id {
            return Ok(());
        }
        Err(Refusal::conflict("view.not_yours", "只能修改和删除自己的视图", "Only your own views can be changed or deleted").into())
    }
}
