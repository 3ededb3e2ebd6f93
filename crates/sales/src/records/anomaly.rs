//! Anomalies (异动): what was unusual against its forecast, why as far as the data tell, and what people made of it.

use super::watch::{self, Level};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::access::user;
use kernel::fixed::Amount;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::text::Text;
use organisation::records::site;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What people made of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    #[schemars(title = "待看", extend("x-en" = "Open", "x-status" = "warning"))]
    Open,
    #[schemars(title = "属实", extend("x-en" = "Right", "x-status" = "error"))]
    Right,
    #[schemars(title = "误报", extend("x-en" = "Wrong", "x-status" = "default"))]
    Wrong,
    #[schemars(title = "早已知道", extend("x-en" = "Known", "x-status" = "default"))]
    Known,
    /// Later facts made it usual again.
    #[schemars(title = "已消失", extend("x-en" = "Gone", "x-status" = "success"))]
    Gone,
}

/// Which way it left its forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[default]
    #[schemars(title = "偏低", extend("x-en" = "Low", "x-color" = "volcano"))]
    Below,
    #[schemars(title = "偏高", extend("x-en" = "High", "x-color" = "green"))]
    Above,
}

impl From<forecast::Side> for Side {
    fn from(side: forecast::Side) -> Self {
        match side {
            forecast::Side::Below => Self::Below,
            forecast::Side::Above => Self::Above,
        }
    }
}

/// Whose doing it was, as far as the data tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    #[schemars(title = "自身变化", extend("x-en" = "Its own doing", "x-color" = "volcano"))]
    Own,
    #[schemars(title = "外部原因", extend("x-en" = "From outside", "x-color" = "geekblue"))]
    External,
    #[schemars(title = "数据缺失", extend("x-en" = "Facts missing", "x-color" = "gold"))]
    Missing,
    #[default]
    #[schemars(title = "原因不明", extend("x-en" = "Not explained", "x-color" = "default"))]
    Unexplained,
}

/// One run of unusual days of one site, channel, brand or shop.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "anomaly")]
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
    #[schemars(title = "异动", extend("x-en" = "Anomaly", "x-ui" = ui("base").list(100, 320).link()))]
    pub name: Text,
    #[serde(skip_deserializing)]
    #[schemars(title = "说明", extend("x-en" = "Explanation", "x-ui" = ui("base").wide()))]
    pub said: Text,
    #[serde(skip_deserializing)]
    #[schemars(title = "状态", extend("x-en" = "State", "x-ui" = ui("base").list(95, 100).choice()))]
    pub state: State,
    #[serde(skip_deserializing)]
    #[schemars(title = "方向", extend("x-en" = "Side", "x-ui" = ui("base").list(90, 80).choice()))]
    pub side: Side,
    #[serde(skip_deserializing)]
    #[schemars(title = "实际", extend("x-en" = "Actual", "x-ui" = ui("base").list(85, 120)))]
    pub actual: Amount,
    #[serde(skip_deserializing)]
    #[schemars(title = "预测", extend("x-en" = "Forecast", "x-ui" = ui("base").list(84, 120)))]
    pub expected: Amount,
    /// 预测区间的下端：五次里有四次不低于它也不高于上端
    #[serde(skip_deserializing)]
    #[schemars(title = "区间下端", extend("x-en" = "Interval from", "x-en-description" = "Four times in five it lies between the ends", "x-ui" = ui("base")))]
    pub low: Amount,
    #[serde(skip_deserializing)]
    #[schemars(title = "区间上端", extend("x-en" = "Interval to", "x-ui" = ui("base")))]
    pub high: Amount,
    /// 平常的日子里，大约这么多天才有一天这样
    #[serde(skip_deserializing)]
    #[schemars(title = "多少天一遇", extend("x-en" = "Once in days", "x-en-description" = "Of so many ordinary days about one is like this", "x-ui" = ui("base").list(50, 100)))]
    pub once_in: i32,
    #[serde(skip_deserializing)]
    #[schemars(title = "判断", extend("x-en" = "Verdict", "x-ui" = ui("base").list(80, 100).choice()))]
    pub verdict: Verdict,
    #[serde(skip_deserializing)]
    #[schemars(title = "原因", extend("x-en" = "Cause", "x-ui" = ui("base").list(78, 180)))]
    pub cause: Text,
    #[serde(skip_deserializing)]
    #[schemars(title = "起始日", extend("x-en" = "From", "x-ui" = ui("base").list(60, 110).range().sort()))]
    pub from_day: NaiveDate,
    #[serde(skip_deserializing)]
    #[schemars(title = "截止日", extend("x-en" = "To", "x-ui" = ui("base").list(59, 110).range().sort()))]
    pub to_day: NaiveDate,
    #[serde(skip_deserializing)]
    #[schemars(title = "监测", extend("x-en" = "Watch", "x-ui" = ui("base").reference()))]
    pub watch_id: Id<watch::Entity>,
    /// None for what lies at no one site: only headquarters see it.
    #[serde(skip_deserializing)]
    #[schemars(title = "门店", extend("x-en" = "Site", "x-ui" = ui("base").list(70, 140).reference()))]
    pub site_id: Option<Id<site::Entity>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "指标", extend("x-en" = "Measure", "x-ui" = ui("base").drawn("measure")))]
    pub measure: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "层级", extend("x-en" = "Level", "x-ui" = ui("base").list(65, 90).choice()))]
    pub level: Level,
    #[serde(skip_deserializing)]
    #[schemars(title = "编码", extend("x-en" = "Code", "x-ui" = ui("base")))]
    pub code: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "发现时间", extend("x-en" = "Found at", "x-ui" = ui("judged").list(40, 170).sort().range()))]
    pub found_at: DateTime<Utc>,
    #[serde(skip_deserializing)]
    #[schemars(title = "反馈人", extend("x-en" = "Judged by", "x-ui" = ui("judged")))]
    pub judged_by: Option<Id<user::Entity>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "反馈时间", extend("x-en" = "Judged at", "x-ui" = ui("judged")))]
    pub judged_at: Option<DateTime<Utc>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "不再提醒到", extend("x-en" = "Quiet until", "x-ui" = ui("judged")))]
    pub known_until: Option<NaiveDate>,
    #[serde(skip_deserializing)]
    #[schemars(title = "反馈说明", extend("x-en" = "Remark", "x-ui" = ui("judged")))]
    pub note: Option<String>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "anomaly";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("异动", "Anomalies")
            .icon("alert")
            .headed("name", "code")
            .sort("-to_day")
            .group("base", "情况", "What happened")
            .group("judged", "反馈", "Judgement")
            .view("open", "待看", "Open", &[("state", "open")])
            .view("own", "自身变化", "Own doing", &[("state", "open,right"), ("verdict", "own")])
            .view("all", "全部", "All", &[])
            .kept_by_house()
    }
}
