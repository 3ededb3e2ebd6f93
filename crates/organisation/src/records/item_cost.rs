//! What an item cost from which day on: the price lists of wholesalers and headquarters, kept day by day.
//!
//! Like the facts, they speak of items by their codes, so that a list may come before the items it names.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::fixed::Money;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The cost of one unit of an item, in yuan, from a day on until the next that is known.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "item_cost")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[garde(length(chars, min = 1, max = 80))]
    #[schemars(title = "单品编码", extend("x-en" = "Item code",
        "x-ui" = ui("base").list(100, 240).text().sort().link().once().code_of("item").also(&["商品编码", "货号", "sku"])))]
    pub code: String,
    /// 从这一天起，到下一个起始日期的前一天为止
    #[schemars(title = "起始日期", extend("x-en" = "From", "x-en-description" = "From this day until the day before the next one",
        "x-ui" = ui("base").list(90, 120).range().sort().once().also(&["日期", "生效日期", "采购日期"])))]
    pub from_day: NaiveDate,
    #[schemars(title = "进价", extend("x-en" = "Cost", "x-unit" = "CNY", "minimum" = 0, "x-ui" = ui("base").list(80, 120).range().sort().also(&["批发价格", "批发价", "成本价", "进货价"])))]
    pub cost: Money,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "item_cost";

    fn about() -> About {
        about("进价表", "Item costs")
            .icon("tags")
            .headed("code", "from_day")
            .sort("-from_day")
            .group("base", "进价", "Cost")
            .unique(&["code", "from_day"])
            .key(&["code", "from_day"])
            .aside()
    }
}
