//! Sites: the malls, stores and online channels that the company runs.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::file::File;
use kernel::fixed::Area;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{FieldError, Outcome, Refusal};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::company;
use crate::queries::above::refuse_circle;
use crate::rules::lifespan::refuse_backwards;

/// A mall, a store or an online shop: the place whose figures one person answers for.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "site")]
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
    #[schemars(title = "门店编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: sales facts refer to it",
        "x-ui" = ui("base").list(100, 110).text().sort().once()))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "门店名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 180).text().sort().link()))]
    pub name: String,
    #[schemars(title = "类型", extend("x-en" = "Kind", "x-ui" = ui("base").list(95, 100).choice()))]
    pub kind: Kind,
    #[schemars(title = "所属公司", extend("x-en" = "Company", "x-ui" = ui("base").list(60, 160).reference()))]
    pub company_id: Option<Id<company::Entity>>,
    /// 能看上级的人也能看它
    #[schemars(title = "上级", extend("x-en" = "Belongs under", "x-en-description" = "Whoever may see that site sees this one too",
        "x-ui" = ui("base").list(55, 140).reference()))]
    pub parent_id: Option<Id<Entity>>,
    #[garde(length(chars, max = 40))]
    #[schemars(title = "城市", extend("x-en" = "City", "x-ui" = ui("place").list(85, 90).text().sort()))]
    pub city: Option<String>,
    #[garde(length(chars, max = 200))]
    #[schemars(title = "地址", extend("x-en" = "Address", "x-ui" = ui("place").wide()))]
    pub address: Option<String>,
    #[schemars(title = "开业日期", extend("x-en" = "Opened on", "x-ui" = ui("place").list(70, 120).range().sort()))]
    pub opened_on: Option<NaiveDate>,
    #[schemars(title = "停业日期", extend("x-en" = "Closed on", "x-ui" = ui("place").range()))]
    pub closed_on: Option<NaiveDate>,
    /// 用于计算坪效；不填则不计算
    #[schemars(title = "经营面积", extend("x-en" = "Trading area", "x-unit" = "㎡", "minimum" = 0, "x-en-description" = "For sales per m²; without it none is computed",
        "x-ui" = ui("place").list(65, 120).range().sort().sum()))]
    pub area_m2: Option<Area>,
    #[garde(pattern(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$"))]
    #[schemars(title = "营业时间", example = "10:00-22:00", extend("x-en" = "Trading hours", "x-pattern-msg" = json!({"zh": "例如 10:00-22:00", "en": "such as 10:00-22:00"}),
        "x-ui" = ui("place").list(50, 120)))]
    pub hours: Option<String>,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "备注", extend("x-en" = "Remark", "x-ui" = ui("base").long()))]
    pub remark: Option<String>,
    #[schemars(title = "照片", extend("x-en" = "Photo", "x-ui" = ui("place")))]
    pub photo_id: Option<Id<File>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "site";
    const SITE: Option<Column> = Some(Column::Id);

    fn about() -> About {
        about("门店", "Sites")
            .icon("shop")
            .search(&["city"])
            .group("base", "基本信息", "Basics")
            .group("place", "场所", "Place")
            .view("all", "全部", "All", &[])
            .view("mall", "购物中心", "Malls", &[("kind", "mall")])
            .view("store", "门店", "Stores", &[("kind", "store")])
            .view("online", "线上", "Online", &[("kind", "online")])
            .unique(&["code"])
            .key(&["code"])
    }

    /// A site cannot stand under itself, however far round, nor be put where its writer could not see it.
    async fn check(desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        refuse_outside(desk, next, before)?;
        refuse_backwards("site.backwards", next.opened_on, next.closed_on)?;
        let circle = Refusal::conflict("site.circle", "上级门店不能是自己或自己的下级", "A site cannot stand under itself");
        let columns = [Column::Id, Column::ParentId];
        refuse_circle::<Entity>(desk, next.id.0, next.parent_id.map(|id| id.0), columns, circle.on("parent_id")).await
    }
}

/// Whoever is given only some sites makes new ones below these, and does not take a site out from below them. That the
/// site above is one of theirs is asked of every reference.
fn refuse_outside(desk: &Desk, next: &Model, before: Option<&Model>) -> Outcome<()> {
    let moved_up = next.parent_id.is_none() && before.is_none_or(|before| before.parent_id.is_some());
    if desk.actor.sites.listed().is_none() || !moved_up {
        return Ok(());
    }
    let (zh, en) = ("上级：请选择您负责的门店", "Belongs under: choose a site of yours");
    Err(Refusal::invalid(vec![FieldError::new("/parent_id", "outside", zh, en)]).into())
}

/// What kind of site it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    #[schemars(title = "购物中心", extend("x-en" = "Mall", "x-color" = "geekblue"))]
    Mall,
    #[schemars(title = "门店", extend("x-en" = "Store", "x-color" = "cyan"))]
    Store,
    #[schemars(title = "线上店", extend("x-en" = "Online", "x-color" = "purple"))]
    Online,
}
