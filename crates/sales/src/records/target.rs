//! Targets: what a plan asks of the company, a site, a channel, a shop, a brand, a category, or a mix of them, month by month.
//!
//! One row holds a year and its twelve months, as the sheets of the trade do: a plan for three hundred shops is three hundred
//! rows to read, to paste and to keep in the history, not four thousand.

use super::target_plan;
use crate::queries::names_of_mix;
use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::fixed::Amount;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::Text;
use organisation::records::{brand, category, channel, shop, site};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The most targets of one plan.
const TARGETS_MAX: u64 = 5_000;

/// What a plan asks of one mix: of the company where nothing is named. An amount is in the unit of the plan's measure.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "target")]
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
    #[schemars(title = "对象", extend("x-en" = "Of", "x-ui" = ui("base").list(100, 220).link()))]
    pub name: Text,
    #[schemars(title = "目标方案", extend("x-en" = "Target plan", "x-ui" = ui("base").list(95, 200).reference().once().also(&["方案", "方案编号"])))]
    pub plan_id: Id<target_plan::Entity>,
    #[schemars(title = "门店", extend("x-en" = "Site", "x-ui" = ui("base").list(90, 140).reference().once().also(&["门店编码", "门店名称"])))]
    pub site_id: Option<Id<site::Entity>>,
    #[schemars(title = "渠道", extend("x-en" = "Channel", "x-ui" = ui("base").list(85, 120).reference().once().also(&["渠道编码", "渠道名称"])))]
    pub channel_id: Option<Id<channel::Entity>>,
    /// 店铺所在的门店会自动填上
    #[schemars(title = "店铺", extend("x-en" = "Shop", "x-en-description" = "The site of the shop is filled in",
        "x-ui" = ui("base").list(80, 160).reference().once().also(&["店铺编码", "铺位编码", "店铺名称"])))]
    pub shop_id: Option<Id<shop::Entity>>,
    #[schemars(title = "品牌", extend("x-en" = "Brand", "x-ui" = ui("base").list(75, 120).reference().once().also(&["品牌编码", "品牌名称"])))]
    pub brand_id: Option<Id<brand::Entity>>,
    #[schemars(title = "品类", extend("x-en" = "Category", "x-ui" = ui("base").list(70, 120).reference().once().also(&["品类编码", "品类名称"])))]
    pub category_id: Option<Id<category::Entity>>,
    /// 可以只填全年，再用“分解”按去年的节奏分到各月
    #[schemars(title = "全年", extend("x-en" = "Year", "minimum" = 0, "x-en-description" = "May stand alone: “Break down” gives it to the months by last year's rhythm",
        "x-ui" = ui("months").list(65, 130).also(&["年度", "年度目标", "全年目标", "合计"])))]
    pub year_amount: Option<Amount>,
    #[schemars(title = "1 月", extend("x-en" = "Jan", "minimum" = 0, "x-ui" = ui("months").list(59, 110).also(&["1月", "1月目标", "1月份"])))]
    pub month_1: Option<Amount>,
    #[schemars(title = "2 月", extend("x-en" = "Feb", "minimum" = 0, "x-ui" = ui("months").list(58, 110).also(&["2月", "2月目标", "2月份"])))]
    pub month_2: Option<Amount>,
    #[schemars(title = "3 月", extend("x-en" = "Mar", "minimum" = 0, "x-ui" = ui("months").list(57, 110).also(&["3月", "3月目标", "3月份"])))]
    pub month_3: Option<Amount>,
    #[schemars(title = "4 月", extend("x-en" = "Apr", "minimum" = 0, "x-ui" = ui("months").list(56, 110).also(&["4月", "4月目标", "4月份"])))]
    pub month_4: Option<Amount>,
    #[schemars(title = "5 月", extend("x-en" = "May", "minimum" = 0, "x-ui" = ui("months").list(55, 110).also(&["5月", "5月目标", "5月份"])))]
    pub month_5: Option<Amount>,
    #[schemars(title = "6 月", extend("x-en" = "Jun", "minimum" = 0, "x-ui" = ui("months").list(54, 110).also(&["6月", "6月目标", "6月份"])))]
    pub month_6: Option<Amount>,
    #[schemars(title = "7 月", extend("x-en" = "Jul", "minimum" = 0, "x-ui" = ui("months").list(53, 110).also(&["7月", "7月目标", "7月份"])))]
    pub month_7: Option<Amount>,
    #[schemars(title = "8 月", extend("x-en" = "Aug", "minimum" = 0, "x-ui" = ui("months").list(52, 110).also(&["8月", "8月目标", "8月份"])))]
    pub month_8: Option<Amount>,
    #[schemars(title = "9 月", extend("x-en" = "Sep", "minimum" = 0, "x-ui" = ui("months").list(51, 110).also(&["9月", "9月目标", "9月份"])))]
    pub month_9: Option<Amount>,
    #[schemars(title = "10 月", extend("x-en" = "Oct", "minimum" = 0, "x-ui" = ui("months").list(50, 110).also(&["10月", "10月目标", "10月份"])))]
    pub month_10: Option<Amount>,
    #[schemars(title = "11 月", extend("x-en" = "Nov", "minimum" = 0, "x-ui" = ui("months").list(49, 110).also(&["11月", "11月目标", "11月份"])))]
    pub month_11: Option<Amount>,
    #[schemars(title = "12 月", extend("x-en" = "Dec", "minimum" = 0, "x-ui" = ui("months").list(48, 110).also(&["12月", "12月目标", "12月份"])))]
    pub month_12: Option<Amount>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "target";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("目标", "Targets")
            .icon("target")
            .headed("name", "name")
            .sort("-id")
            .group("base", "对象", "Of what")
            .group("months", "全年与各月", "Year and months")
            .unique(&["plan_id", "site_id", "channel_id", "shop_id", "brand_id", "category_id"])
            .key(&["plan_id", "site_id", "channel_id", "shop_id", "brand_id", "category_id"])
            .aside()
    }

    /// A shop stands in its site; the measure of the plan must be counted by everything that is named.
    async fn check(desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        let plan = target_plan::open(desk, next.plan_id).await?;
        if before.is_none() {
            refuse_full(held(desk, plan.id).await?)?;
            target_plan::moved(desk, plan.id).await?;
        }
        if let Some(shop) = next.shop_id {
            let shop = kernel::record::find::<shop::Entity>(desk, shop).await?;
            if next.site_id.is_some_and(|site| site != shop.site_id) {
                let (zh, en) = ("这个店铺不在所选的门店里", "The shop is not in the chosen site");
                return Err(Refusal::conflict("target.elsewhere", zh, en).on("shop_id").into());
            }
            next.site_id = Some(shop.site_id);
        }
        target_plan::refuse_dims(desk, &plan.measure, &next.dims())?;
        next.name = names_of_mix(desk, next).await?;
        Ok(())
    }

    /// What was handed in or is in force does not change any more.
    async fn may_write(desk: &Desk, row: &Model, _: &str) -> Outcome<()> {
        let plan = target_plan::open(desk, row.plan_id).await?;
        target_plan::moved(desk, plan.id).await
    }
}

/// How many targets a plan has, at all sites together, whoever sees them.
pub async fn held(desk: &Desk, plan: Id<target_plan::Entity>) -> Outcome<u64> {
    Ok(Entity::find().filter(Column::PlanId.eq(plan)).filter(Column::EndedAt.is_null()).count(&desk.db()).await?)
}

/// Refuses one more target of a plan that has as many as it may.
pub fn refuse_full(held: u64) -> Result<(), Refusal> {
    if held < TARGETS_MAX {
        return Ok(());
    }
    let (zh, en) = (format!("一个方案最多 {TARGETS_MAX} 行目标"), format!("A plan holds at most {TARGETS_MAX} rows of targets"));
    Err(Refusal::conflict("target_plan.too_many", zh, en))
}

impl Model {
    /// The dimensions that are named, and the field that names each.
    pub fn dims(&self) -> Vec<(&'static str, &'static str)> {
        let named = self.ids().map(|(dim, field, id)| id.map(|_| (dim, field)));
        named.into_iter().flatten().collect()
    }

    /// What is named: the dimension, its field and the row.
    pub fn ids(&self) -> [(&'static str, &'static str, Option<Uuid>); 5] {
        [
            ("site", "site_id", self.site_id.map(|id| id.0)),
            ("channel", "channel_id", self.channel_id.map(|id| id.0)),
            ("shop", "shop_id", self.shop_id.map(|id| id.0)),
            ("brand", "brand_id", self.brand_id.map(|id| id.0)),
            ("category", "category_id", self.category_id.map(|id| id.0)),
        ]
    }

    /// The months, January first.
    pub fn months(&self) -> [Option<Amount>; 12] {
        [
            self.month_1,
            self.month_2,
            self.month_3,
            self.month_4,
            self.month_5,
            self.month_6,
            self.month_7,
            self.month_8,
            self.month_9,
            self.month_10,
            self.month_11,
            self.month_12,
        ]
    }

    /// The same target with other months.
    pub fn with_months(mut self, months: [Option<Amount>; 12]) -> Self {
        [
            self.month_1,
            self.month_2,
            self.month_3,
            self.month_4,
            self.month_5,
            self.month_6,
            self.month_7,
            self.month_8,
            self.month_9,
            self.month_10,
            self.month_11,
            self.month_12,
        ] = months;
        self
    }
}
