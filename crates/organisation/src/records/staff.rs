//! Staff: the people, what they do, what they are good at and what they like.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::file::File;
use kernel::id::Id;
use kernel::record::{About, Record, Tags, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{department, position, site};

/// A member of staff.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "staff")]
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
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "工号", extend("x-en" = "Number", "x-ui" = ui("base").list(100, 110).text().sort().once()))]
    pub number: String,
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "姓名", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 120).text().sort().link()))]
    pub name: String,
    #[schemars(title = "门店", extend("x-en" = "Site", "x-ui" = ui("base").list(90, 140).reference()))]
    pub site_id: Option<Id<site::Entity>>,
    #[schemars(title = "部门", extend("x-en" = "Department", "x-ui" = ui("base").list(85, 130).reference()))]
    pub department_id: Option<Id<department::Entity>>,
    #[schemars(title = "岗位", extend("x-en" = "Position", "x-ui" = ui("base").list(80, 130).reference()))]
    pub position_id: Option<Id<position::Entity>>,
    #[serde(default)]
    #[schemars(title = "用工", extend("x-en" = "Employment", "x-ui" = ui("base").list(75, 90).choice()))]
    pub employment: Employment,
    #[schemars(title = "入职日期", extend("x-en" = "Joined on", "x-ui" = ui("base").list(70, 120).range().sort()))]
    pub joined_on: Option<NaiveDate>,
    #[garde(pattern(r"^1\d{10}$"))]
    #[schemars(title = "手机", example = "13800138000", extend("x-en" = "Mobile", "x-pattern-msg" = json!({"zh": "应为 11 位手机号", "en": "an 11-digit mobile number"}), "x-ui" = ui("base")))]
    pub mobile: Option<String>,
    #[serde(default)]
    #[schemars(title = "技能", extend("x-en" = "Skills", "x-ui" = ui("more").list(50, 180).wide()))]
    pub skills: Tags,
    #[serde(default)]
    #[schemars(title = "兴趣", extend("x-en" = "Interests", "x-ui" = ui("more").wide()))]
    pub interests: Tags,
    #[schemars(title = "照片", extend("x-en" = "Photo", "x-ui" = ui("base")))]
    pub photo_id: Option<Id<File>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "staff";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("员工", "Staff")
            .icon("team")
            .headed("name", "number")
            .sort("number")
            .search(&["mobile"])
            .group("base", "基本信息", "Basics")
            .group("more", "能力与兴趣", "Skills and interests")
            .view("all", "全部", "All", &[])
            .view("trial", "试用期", "On trial", &[("employment", "trial")])
            .unique(&["number"])
            .key(&["number"])
    }
}

/// On what terms someone works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Employment {
    #[default]
    #[schemars(title = "正式", extend("x-en" = "Regular", "x-status" = "success"))]
    Regular,
    #[schemars(title = "试用", extend("x-en" = "On trial", "x-status" = "processing"))]
    Trial,
    #[schemars(title = "临时", extend("x-en" = "Temporary", "x-status" = "default"))]
    Temporary,
}
