//! Positions: the kinds of work, each with what it answers for.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A position.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "position")]
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
    #[schemars(title = "岗位编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: imported workbooks refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "岗位名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 200).text().sort().link()))]
    pub name: String,
    #[sea_orm(column_type = "Text", nullable)]
    #[garde(length(chars, max = 2000))]
    #[schemars(title = "职责", extend("x-en" = "Duties", "x-ui" = ui("base").list(60, 300).long()))]
    pub duties: Option<String>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "position";

    fn about() -> About {
        about("岗位", "Positions").icon("idcard").group("base", "基本信息", "Basics").unique(&["code"]).key(&["code"])
    }
}
