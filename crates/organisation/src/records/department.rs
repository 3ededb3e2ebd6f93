//! Departments of the company: where people work together.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::site;

/// A department.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "department")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    /// 建立后不能修改：导入的表格按编码对应
    #[sea_orm(unique)]
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "部门编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: imported workbooks refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "部门名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 200).text().sort().link()))]
    pub name: String,
    /// 不填表示总部
    #[schemars(title = "所在门店", extend("x-en" = "Site", "x-en-description" = "Empty means headquarters", "x-ui" = ui("base").list(80, 140).reference()))]
    pub site_id: Option<Id<site::Entity>>,
    #[schemars(title = "上级部门", extend("x-en" = "Under", "x-ui" = ui("base").list(70, 140).reference()))]
    pub parent_id: Option<Id<Entity>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "department";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("部门", "Departments").icon("cluster").group("base", "基本信息", "Basics").unique(&["code"]).key(&["code"])
    }
}
