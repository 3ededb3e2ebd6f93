//! Companies: the legal persons that run sites and sign papers.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::file::File;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A company of the group.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "company")]
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
    #[schemars(title = "公司编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: imported workbooks refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "公司名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 200).text().sort().link()))]
    pub name: String,
    #[garde(pattern(r"^[0-9A-HJ-NPQRTUWXY]{18}$"))]
    #[schemars(title = "统一社会信用代码", example = "91350100M000100Y43", extend("x-en" = "Credit code", "x-pattern-msg" = json!({"zh": "应为 18 位统一社会信用代码", "en": "18 characters (GB 32100)"}),
        "x-ui" = ui("base").list(80, 190).text()))]
    pub credit_code: Option<String>,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "备注", extend("x-en" = "Remark", "x-ui" = ui("base").long()))]
    pub remark: Option<String>,
    #[schemars(title = "营业执照", extend("x-en" = "Business licence", "x-ui" = ui("base")))]
    pub licence_id: Option<Id<File>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "company";

    fn about() -> About {
        about("公司", "Companies").icon("bank").group("base", "基本信息", "Basics").unique(&["code"]).key(&["code"])
    }
}
