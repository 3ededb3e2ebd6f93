//! Items: the goods, each with its own code and barcode.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::file::File;
use kernel::fixed::{Money, Percent};
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{Outcome, Refusal};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{brand, category};
use crate::rules::barcode::check_digit_fits;

/// An item of goods.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "item")]
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
    #[schemars(title = "单品编码", extend("x-en" = "Code", "x-en-description" = "Cannot change later: sales facts refer to it",
        "x-ui" = ui("base").list(100, 150).text().sort().once().also(&["商品编码", "货号", "sku"])))]
    pub code: String,
    #[garde(length(chars, min = 1, max = 120))]
    #[schemars(title = "单品名称", extend("x-en" = "Name", "x-ui" = ui("base").list(98, 220).text().sort().link().also(&["商品名称", "品名"])))]
    pub name: String,
    #[garde(pattern(r"^(\d{8}|\d{12}|\d{13}|\d{14})$"))]
    #[schemars(title = "条码", example = "6901234567892", extend("x-en" = "Barcode", "x-pattern-msg" = json!({"zh": "应为 8、12、13 或 14 位数字", "en": "8, 12, 13 or 14 digits"}),
        "x-ui" = ui("base").list(90, 140).text()))]
    pub barcode: Option<String>,
    #[schemars(title = "品类", extend("x-en" = "Category", "x-ui" = ui("base").list(85, 130).reference().also(&["分类编码", "品类编码", "类别编码", "分类名称", "类别名称", "分类", "类别"])))]
    pub category_id: Option<Id<category::Entity>>,
    #[schemars(title = "品牌", extend("x-en" = "Brand", "x-ui" = ui("base").list(80, 130).reference()))]
    pub brand_id: Option<Id<brand::Entity>>,
    #[garde(length(chars, max = 80))]
    #[schemars(title = "规格", extend("x-en" = "Spec", "x-ui" = ui("base").list(70, 120)))]
    pub spec: Option<String>,
    #[garde(length(chars, max = 10))]
    #[schemars(title = "单位", extend("x-en" = "Unit", "x-ui" = ui("base").list(68, 70)))]
    pub unit: Option<String>,
    #[serde(default)]
    #[schemars(title = "称重", extend("x-en" = "Weighable", "x-ui" = ui("base").list(60, 80).yes_no()))]
    pub weighable: bool,
    #[schemars(title = "进价", extend("x-en" = "Cost", "x-unit" = "CNY", "minimum" = 0, "x-ui" = ui("price").list(56, 110).range().sort().also(&["批发价格", "批发价", "成本价", "进货价"])))]
    pub cost: Option<Money>,
    #[schemars(title = "售价", extend("x-en" = "Price", "x-unit" = "CNY", "minimum" = 0, "x-ui" = ui("price").list(55, 110).range().sort().also(&["零售价", "销售单价"])))]
    pub price: Option<Money>,
    /// 进货后损耗掉的比例
    #[schemars(title = "损耗率", extend("x-en" = "Loss rate", "x-en-description" = "The part that is lost after purchase", "x-unit" = "%", "minimum" = 0, "x-ui" = ui("price").range().sort().also(&["损耗"])))]
    pub loss_rate: Option<Percent>,
    #[serde(default)]
    #[schemars(title = "状态", extend("x-en" = "Status", "x-ui" = ui("price").list(95, 90).choice()))]
    pub status: Status,
    #[schemars(title = "图片", extend("x-en" = "Picture", "x-ui" = ui("base")))]
    pub photo_id: Option<Id<File>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "item";

    fn about() -> About {
        about("单品", "Items")
            .icon("barcode")
            .search(&["barcode", "spec"])
            .group("base", "基本信息", "Basics")
            .group("price", "价格", "Price")
            .view("all", "全部", "All", &[])
            .view("on_sale", "在售", "On sale", &[("status", "on_sale")])
            .unique(&["code"])
            .key(&["code"])
    }

    /// A barcode with a wrong check digit is a slip of the pen or a bad scan (GS1 General Specifications, 7.9).
    async fn check(_desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        match &next.barcode {
            Some(code) if before.is_none_or(|b| b.barcode.as_ref() != Some(code)) && !check_digit_fits(code) => {
                Err(Refusal::conflict("item.check_digit", "条码校验位不对，请核对", "The check digit of the barcode is wrong")
                    .on("barcode")
                    .into())
            }
            _ => Ok(()),
        }
    }
}

/// Whether the item is sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    #[schemars(title = "在售", extend("x-en" = "On sale", "x-status" = "success"))]
    OnSale,
    #[schemars(title = "停售", extend("x-en" = "Paused", "x-status" = "warning"))]
    Paused,
    #[schemars(title = "淘汰", extend("x-en" = "Delisted", "x-status" = "default"))]
    Delisted,
}
