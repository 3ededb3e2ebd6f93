//! Reports: what was drafted from the data, what the author wrote around it, and where it stands.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::access::user;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::text::Text;
use organisation::records::{channel, site};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Where a report stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    #[schemars(title = "草稿", extend("x-en" = "Draft", "x-status" = "default"))]
    Draft,
    #[schemars(title = "已提交", extend("x-en" = "Submitted", "x-status" = "processing"))]
    Submitted,
    #[schemars(title = "已退回", extend("x-en" = "Returned", "x-status" = "warning"))]
    Returned,
    #[schemars(title = "已通过", extend("x-en" = "Accepted", "x-status" = "success"))]
    Accepted,
}

/// A monthly operations report (营业报告) of a site, a channel or the company.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "report")]
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
    #[schemars(title = "报告", extend("x-en" = "Report", "x-ui" = ui("base").list(100, 300).link()))]
    pub title: Text,
    #[serde(skip_deserializing)]
    #[schemars(title = "月份", extend("x-en" = "Month", "x-ui" = ui("base").list(95, 100).choice().sort()))]
    pub month: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "门店", extend("x-en" = "Site", "x-ui" = ui("base").list(90, 150).reference()))]
    pub site_id: Option<Id<site::Entity>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "渠道", extend("x-en" = "Channel", "x-ui" = ui("base").list(85, 130).reference()))]
    pub channel_id: Option<Id<channel::Entity>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "状态", extend("x-en" = "State", "x-ui" = ui("base").list(80, 100).choice()))]
    pub state: State,
    #[serde(skip_deserializing)]
    #[schemars(title = "撰写人", extend("x-en" = "Author", "x-ui" = ui("base").list(70, 110)))]
    pub author: Id<user::Entity>,
    #[serde(skip_deserializing)]
    #[schemars(title = "数据版本", extend("x-en" = "Data version", "x-ui" = ui("base").list(60, 100)))]
    pub data_version: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "退回原因", extend("x-en" = "Reason of return", "x-ui" = ui("base")))]
    pub reason: Option<String>,
    #[serde(skip_deserializing)]
    #[schemars(title = "起草时间", extend("x-en" = "Drafted at", "x-ui" = ui("base").list(50, 170).sort()))]
    pub drafted_at: DateTime<Utc>,
    /// What the author wrote, by the key of the text.
    #[serde(skip_deserializing)]
    pub texts: Json,
    /// The drafted document itself; large, and shown by a verb of its own.
    #[serde(skip)]
    pub document: Json,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "report";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("营业报告", "Operations reports")
            .icon("file-text")
            .headed("title", "month")
            .sort("-drafted_at")
            .group("base", "报告", "Report")
            .view("all", "全部", "All", &[])
            .view("open", "未通过", "Open", &[("state", "draft,submitted,returned")])
            .view("accepted", "已通过", "Accepted", &[("state", "accepted")])
            .kept_by_house()
    }
}

/// The pattern of a month.
pub fn month_message() -> serde_json::Value {
    json!({ "zh": "应为年月，例如 2026-10", "en": "such as 2026-10" })
}
