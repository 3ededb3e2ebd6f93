//! Brands: the names on the shop front and on the goods.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::file::File;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::category;

/// A brand.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "brand")]
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
    #[schemars(title = "品牌编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: sales facts refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "品牌名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 200).text().sort().link()))]
    pub name: String,
    #[schemars(title = "主营品类", extend("x-en" = "Main category", "x-ui" = ui("base").list(80, 140).reference()))]
    pub category_id: Option<Id<category::Entity>>,
    #[garde(length(chars, max = 80))]
    #[schemars(title = "品牌公司", extend("x-en" = "Company behind it", "x-ui" = ui("base").list(70, 200).text()))]
    pub company: Option<String>,
    #[schemars(title = "档次", extend("x-en" = "Tier", "x-ui" = ui("base").list(75, 90).choice()))]
    pub tier: Option<Tier>,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "备注", extend("x-en" = "Remark", "x-ui" = ui("base").long()))]
    pub remark: Option<String>,
    #[schemars(title = "标志", extend("x-en" = "Logo", "x-ui" = ui("base")))]
    pub logo_id: Option<Id<File>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "brand";

    fn about() -> About {
        about("品牌", "Brands").icon("tags").search(&["company"]).group("base", "基本信息", "Basics").unique(&["code"]).key(&["code"])
    }
}

/// The price band of a brand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    #[default]
    #[schemars(title = "大众", extend("x-en" = "Mass", "x-color" = "default"))]
    Mass,
    #[schemars(title = "中档", extend("x-en" = "Middle", "x-color" = "blue"))]
    Middle,
    #[schemars(title = "高端", extend("x-en" = "Premium", "x-color" = "gold"))]
    Premium,
    #[schemars(title = "奢侈", extend("x-en" = "Luxury", "x-color" = "volcano"))]
    Luxury,
}
