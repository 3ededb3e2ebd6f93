//! The weather of days, where a company keeps it: rain empties a mall, and no shop of it is to blame.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use organisation::records::site;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The weather at a site on a day.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "weather")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[schemars(title = "日期", extend("x-en" = "Day", "x-ui" = ui("base").list(100, 120).range().sort().once()))]
    pub date: NaiveDate,
    #[schemars(title = "门店", extend("x-en" = "Site", "x-ui" = ui("base").list(95, 160).reference().once()))]
    pub site_id: Id<site::Entity>,
    #[schemars(title = "天气", extend("x-en" = "Weather", "x-ui" = ui("base").list(90, 100).choice().also(&["天气状况"])))]
    pub kind: Kind,
    #[garde(length(chars, max = 200))]
    #[schemars(title = "备注", extend("x-en" = "Remark", "x-ui" = ui("base").list(60, 200).long()))]
    pub remark: Option<String>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "weather";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("天气", "Weather")
            .icon("thunderbolt")
            .headed("remark", "date")
            .sort("-date")
            .group("base", "天气", "Weather")
            .view("bad", "坏天气", "Bad weather", &[("kind", "rain,storm,snow")])
            .unique(&["date", "site_id"])
            .key(&["date", "site_id"])
            .aside()
    }
}

/// What kind of weather it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    #[schemars(title = "晴", extend("x-en" = "Clear", "x-color" = "gold"))]
    Clear,
    #[schemars(title = "多云", extend("x-en" = "Cloudy", "x-color" = "default"))]
    Cloudy,
    #[schemars(title = "雨", extend("x-en" = "Rain", "x-color" = "blue"))]
    Rain,
    #[schemars(title = "暴雨大风", extend("x-en" = "Storm", "x-color" = "geekblue"))]
    Storm,
    #[schemars(title = "雪", extend("x-en" = "Snow", "x-color" = "cyan"))]
    Snow,
    #[schemars(title = "高温", extend("x-en" = "Heat", "x-color" = "orange"))]
    Heat,
}
