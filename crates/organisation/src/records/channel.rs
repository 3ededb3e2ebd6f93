//! Channels: the ways a sale comes about, from the counter to the app.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A channel of sale.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "channel")]
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
    #[schemars(title = "渠道编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: sales facts refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "渠道名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 200).text().sort().link()))]
    pub name: String,
    #[schemars(title = "类型", extend("x-en" = "Kind", "x-ui" = ui("base").list(90, 120).choice()))]
    pub kind: Kind,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "备注", extend("x-en" = "Remark", "x-ui" = ui("base").long()))]
    pub remark: Option<String>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "channel";

    fn about() -> About {
        about("渠道", "Channels").icon("branches").group("base", "基本信息", "Basics").unique(&["code"]).key(&["code"])
    }
}

/// What kind of channel it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    #[schemars(title = "门店柜台", extend("x-en" = "Counter", "x-color" = "geekblue"))]
    Counter,
    #[schemars(title = "自营线上", extend("x-en" = "Own online shop", "x-color" = "purple"))]
    OwnOnline,
    #[schemars(title = "第三方平台", extend("x-en" = "Marketplace", "x-color" = "volcano"))]
    Marketplace,
    #[schemars(title = "到家配送", extend("x-en" = "Delivery", "x-color" = "cyan"))]
    Delivery,
    #[schemars(title = "团购批发", extend("x-en" = "Group buying", "x-color" = "gold"))]
    Group,
}
