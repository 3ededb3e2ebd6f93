//! Loads: what each brought into the warehouse, and whether it still counts.

use super::alias::Dim;
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::access::user;
use kernel::file::File;
use kernel::fixed::Money;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use organisation::records::site;
use schemars::JsonSchema;
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Whether a load still counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    #[schemars(title = "已入库", extend("x-en" = "Loaded", "x-status" = "success"))]
    Loaded,
    #[schemars(title = "已撤销", extend("x-en" = "Undone", "x-status" = "default"))]
    Undone,
}

/// How many records of a kind a load made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MadeOf {
    #[schemars(title = "档案", extend("x-en" = "Directory"))]
    pub dim: Dim,
    #[schemars(title = "新建", extend("x-en" = "Made"))]
    pub count: usize,
}

/// The records that a load made, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, FromJsonQueryResult)]
pub struct Made(pub Vec<MadeOf>);

/// A load of sales or visitors.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "batch")]
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
    #[schemars(title = "文件", extend("x-en" = "File", "x-ui" = ui("base").list(100, 260).text().link()))]
    pub name: String,
    /// The name of the batch in the warehouse.
    #[serde(skip_deserializing)]
    #[schemars(title = "批次号", extend("x-en" = "Batch", "x-ui" = ui("base")))]
    pub key: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "原文件", extend("x-en" = "Original", "x-ui" = ui("base")))]
    pub file_id: Option<Id<File>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "门店", extend("x-en" = "Site", "x-ui" = ui("base").list(90, 140).reference()))]
    pub site_id: Option<Id<site::Entity>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "状态", extend("x-en" = "State", "x-ui" = ui("base").list(95, 100).choice()))]
    pub state: State,
    #[serde(skip_deserializing)]
    #[schemars(title = "行数", extend("x-en" = "Rows", "x-ui" = ui("base").list(80, 110).sort()))]
    pub rows: i64,
    #[serde(skip_deserializing)]
    #[schemars(title = "未接受", extend("x-en" = "Refused", "x-ui" = ui("base").list(78, 90)))]
    pub refused: i64,
    #[serde(skip_deserializing)]
    #[schemars(title = "金额", extend("x-en" = "Amount", "x-unit" = "CNY", "x-ui" = ui("base").list(75, 140).sort()))]
    pub amount: Money,
    #[serde(skip_deserializing)]
    #[schemars(title = "起始日", extend("x-en" = "From", "x-ui" = ui("base").list(70, 110).range().sort()))]
    pub from_day: Option<NaiveDate>,
    #[serde(skip_deserializing)]
    #[schemars(title = "截止日", extend("x-en" = "To", "x-ui" = ui("base").list(69, 110).range().sort()))]
    pub to_day: Option<NaiveDate>,
    #[serde(skip_deserializing)]
    #[schemars(title = "导入人", extend("x-en" = "Loaded by", "x-ui" = ui("base").list(60, 110)))]
    pub loaded_by: Id<user::Entity>,
    #[serde(skip_deserializing)]
    #[schemars(title = "导入时间", extend("x-en" = "Loaded at", "x-ui" = ui("base").list(50, 170).range().sort()))]
    pub loaded_at: DateTime<Utc>,
    #[serde(skip_deserializing)]
    #[schemars(title = "数据版本", extend("x-en" = "Data version", "x-ui" = ui("base")))]
    pub data_version: String,
    /// Not known of loads older than this field, and of loads that were cut off before their note.
    #[serde(skip_deserializing)]
    #[schemars(title = "新建的档案", extend("x-en" = "Records made", "x-ui" = ui("base").wide()))]
    pub made: Option<Made>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "batch";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("销售导入", "Loads of sales")
            .icon("import")
            .headed("name", "key")
            .sort("-loaded_at")
            .group("base", "批次", "Batch")
            .view("all", "全部", "All", &[])
            .view("loaded", "已入库", "Loaded", &[("state", "loaded")])
            .view("undone", "已撤销", "Undone", &[("state", "undone")])
            .kept_by_house()
    }
}
