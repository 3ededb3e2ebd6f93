//! Watches (异动监测): which measure is watched at which level each night, how many false alarms are put up with, and how it has done.

use super::target_plan;
use crate::queries::Asking;
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{FieldError, Outcome, Refusal};
use kernel::text::{Text, text};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What is watched one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Level {
    #[default]
    #[schemars(title = "门店", extend("x-en" = "Site", "x-color" = "geekblue"))]
    Site,
    #[schemars(title = "渠道", extend("x-en" = "Channel", "x-color" = "purple"))]
    Channel,
    #[schemars(title = "品牌", extend("x-en" = "Brand", "x-color" = "gold"))]
    Brand,
    #[schemars(title = "店铺", extend("x-en" = "Shop", "x-color" = "cyan"))]
    Shop,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::Site, Self::Channel, Self::Brand, Self::Shop];

    /// The dimension of the figures.
    pub fn dim(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Channel => "channel",
            Self::Brand => "brand",
            Self::Shop => "shop",
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Site => text("各门店", "each site"),
            Self::Channel => text("各渠道", "each channel"),
            Self::Brand => text("各品牌", "each brand"),
            Self::Shop => text("各店铺", "each shop"),
        }
    }
}

/// One measure, watched at one level.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "watch")]
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
    #[schemars(title = "监测", extend("x-en" = "Watch", "x-ui" = ui("base").list(100, 200).link()))]
    pub name: Text,
    /// 能相加的指标：销售额、销量、客单数、毛利、客流；不填为销售额
    #[serde(default = "usual")]
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "指标", example = &"sales", extend("x-en" = "Measure", "x-en-description" = "One that adds up: sales, quantity, tickets, gross_margin or visitors; sales when empty",
        "x-ui" = ui("base").list(90, 110).choice().once().drawn("measure")))]
    pub measure: String,
    #[schemars(title = "层级", extend("x-en" = "Level", "x-ui" = ui("base").list(85, 90).choice().once()))]
    pub level: Level,
    /// 平常的日子里，四周一共大约会误报这么多次；越小越不容易报，也越容易漏
    #[garde(range(min = 1, max = 400))]
    #[schemars(title = "四周误报上限", extend("x-en" = "False alarms in four weeks",
        "x-en-description" = "About so many ordinary days will ring in four weeks; fewer means that more is missed",
        "x-ui" = ui("base").list(80, 130)))]
    pub false_alarms: i32,
    #[serde(skip_deserializing)]
    #[schemars(title = "看到哪天", extend("x-en" = "Watched until", "x-ui" = ui("base").list(75, 110)))]
    pub until_day: Option<NaiveDate>,
    #[serde(skip_deserializing)]
    #[schemars(title = "监测个数", extend("x-en" = "Watched", "x-ui" = ui("base").list(70, 90)))]
    pub watched: i32,
    /// 近四周报出的次数
    #[serde(skip_deserializing)]
    #[schemars(title = "近四周报出", extend("x-en" = "Found in four weeks", "x-en-description" = "Anomalies found in the last four weeks",
        "x-ui" = ui("base").list(65, 110)))]
    pub found: i32,
    #[serde(skip_deserializing)]
    #[schemars(title = "判为属实", extend("x-en" = "Judged right", "x-ui" = ui("base").list(60, 90)))]
    pub judged_right: i32,
    #[serde(skip_deserializing)]
    #[schemars(title = "判为误报", extend("x-en" = "Judged wrong", "x-ui" = ui("base").list(55, 90)))]
    pub judged_wrong: i32,
    #[serde(skip_deserializing)]
    #[schemars(title = "早已知道", extend("x-en" = "Known before", "x-ui" = ui("base").list(50, 90)))]
    pub judged_known: i32,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "watch";

    fn about() -> About {
        about("异动监测", "Watches").icon("radar").headed("name", "measure").sort("-id").group("base", "监测", "Watch").aside()
    }

    /// Only what adds up is forecast, and only by what it is counted by.
    async fn check(desk: &Desk, next: &mut Model, _: Option<&Model>) -> Outcome<()> {
        target_plan::refuse_dims(desk, &next.measure, &[(next.level.dim(), "level")])?;
        let asking = Asking::of(desk, &next.measure, None).await?;
        if !asking.adds_up {
            let error =
                FieldError::new("/measure", "measure", "不能相加的指标不能监测", "A measure that does not add up cannot be watched");
            return Err(Refusal::invalid(vec![error]).into());
        }
        next.name = next.title(&asking.measure.title);
        Ok(())
    }
}

impl Model {
    /// What is watched, in words.
    pub fn title(&self, measure: &Text) -> Text {
        let level = self.level.title();
        text(format!("{}{}", level.zh, measure.zh), format!("{} of {}", measure.en, level.en))
    }

    /// The share of days of one watched thing that may ring falsely.
    pub fn rate(&self, watched: usize) -> f64 {
        f64::from(self.false_alarms) / (28.0 * watched.max(1) as f64)
    }
}

/// The measure that is watched where nothing is said.
fn usual() -> String {
    "sales".to_owned()
}
