//! Categories: the tree by which goods and shops are sorted.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{Outcome, Refusal};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::queries::above::refuse_circle;

/// A category; its parent is the next wider one.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "category")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    /// 建立后不能修改：销售数据按编码归集
    #[sea_orm(unique)]
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "品类编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: sales facts refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once().also(&["分类编码", "类别编码"])))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "品类名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 200).text().sort().link().also(&["分类名称", "类别名称"])))]
    pub name: String,
    #[schemars(title = "上级品类", extend("x-en" = "Wider category", "x-ui" = ui("base").list(80, 160).reference()))]
    pub parent_id: Option<Id<Entity>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "category";

    fn about() -> About {
        about("品类", "Categories").icon("apartment").group("base", "基本信息", "Basics").unique(&["code"]).key(&["code"])
    }

    /// A category stands under another one, never under itself.
    async fn check(desk: &Desk, next: &mut Model, _: Option<&Model>) -> Outcome<()> {
        let circle = Refusal::conflict("category.circle", "上级品类不能是自己或自己的下级", "A category cannot stand under itself");
        let columns = [Column::Id, Column::ParentId];
        refuse_circle::<Entity>(desk, next.id.0, next.parent_id.map(|id| id.0), columns, circle.on("parent_id")).await
    }
}
