//! Days off and make-up work days that the company lists itself: the notice of a new year, or days of its own.
//!
//! The official days of past years are in the program; a row here goes before what it says of the same day.

use crate::id::Id;
use crate::record::{About, Record, about, ui};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One day of a break, or a weekend day that is worked for it.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "holiday")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[sea_orm(unique)]
    #[schemars(title = "日期", extend("x-en" = "Day", "x-ui" = ui("base").list(100, 120).range().sort().once()))]
    pub date: NaiveDate,
    #[schemars(title = "类型", extend("x-en" = "Kind", "x-ui" = ui("base").list(90, 100).choice().also(&["班休"])))]
    pub kind: Kind,
    /// 节日按官方名称写：元旦、春节、清明节、劳动节、端午节、中秋节、国庆节；其他名称只作说明
    #[garde(length(chars, min = 1, max = 20))]
    #[schemars(title = "名称", extend("x-en" = "Name",
        "x-en-description" = "Festivals by their official Chinese names, such as 春节 or 国庆节; any other name is only a remark",
        "x-ui" = ui("base").list(80, 160).text().sort().link().also(&["节日", "节假日"])))]
    pub name: String,
}
crate::table!();

impl Record for Entity {
    const NAME: &'static str = "holiday";

    fn about() -> About {
        about("节假日安排", "Holidays")
            .icon("calendar")
            .headed("name", "date")
            .sort("-date")
            .group("base", "节假日", "Holiday")
            .unique(&["date"])
            .key(&["date"])
    }
}

/// Off or at work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    #[schemars(title = "休", extend("x-en" = "Day off", "x-color" = "red"))]
    Off,
    #[schemars(title = "班", extend("x-en" = "Work day", "x-color" = "blue"))]
    Work,
}
