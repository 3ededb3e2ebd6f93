//! Shops and counters: the places inside a site that sell under one name.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::file::File;
use kernel::fixed::Area;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::Outcome;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{brand, category, site};

use crate::rules::lifespan::refuse_backwards;

/// A shop in a mall, or a counter in a store.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "shop")]
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
    #[schemars(title = "铺位编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: sales facts refer to it",
        "x-ui" = ui("base").list(100, 120).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "店铺名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 180).text().sort().link()))]
    pub name: String,
    #[schemars(title = "所在门店", extend("x-en" = "Site", "x-ui" = ui("base").list(95, 140).reference().once()))]
    pub site_id: Id<site::Entity>,
    #[schemars(title = "品牌", extend("x-en" = "Brand", "x-ui" = ui("base").list(85, 140).reference()))]
    pub brand_id: Option<Id<brand::Entity>>,
    #[schemars(title = "品类", extend("x-en" = "Category", "x-ui" = ui("base").list(80, 120).reference()))]
    pub category_id: Option<Id<category::Entity>>,
    #[garde(length(chars, max = 10))]
    #[schemars(title = "楼层", extend("x-en" = "Floor", "x-ui" = ui("place").list(75, 80).choice().sort()))]
    pub floor: Option<String>,
    #[schemars(title = "面积", extend("x-en" = "Area", "x-unit" = "㎡", "minimum" = 0, "x-ui" = ui("place").list(70, 110).range().sort().sum()))]
    pub area_m2: Option<Area>,
    #[schemars(title = "开业日期", extend("x-en" = "Opened on", "x-ui" = ui("place").list(60, 120).range().sort()))]
    pub opened_on: Option<NaiveDate>,
    #[schemars(title = "撤场日期", extend("x-en" = "Closed on", "x-ui" = ui("place").list(55, 120).range().sort()))]
    pub closed_on: Option<NaiveDate>,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "备注", extend("x-en" = "Remark", "x-ui" = ui("base").long()))]
    pub remark: Option<String>,
    #[schemars(title = "照片", extend("x-en" = "Photo", "x-ui" = ui("base")))]
    pub photo_id: Option<Id<File>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "shop";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("店铺", "Shops")
            .icon("appstore")
            .search(&["floor"])
            .group("base", "基本信息", "Basics")
            .group("place", "位置", "Place")
            .view("all", "全部", "All", &[])
            .view("new", "90 天内开业", "Opened within 90 days", &[("opened_on", "-90d..")])
            .unique(&["code"])
            .key(&["code"])
    }

    async fn check(_: &Desk, next: &mut Model, _: Option<&Model>) -> Outcome<()> {
        refuse_backwards("shop.backwards", next.opened_on, next.closed_on)
    }
}
