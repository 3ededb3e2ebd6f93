//! Source profiles: how the files of one source are read, kept for the next file.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::access::user;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{Outcome, Refusal};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use warehouse::Kind;
use warehouse::load::{Profile, Target};

/// A kept profile.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "source_profile")]
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
    #[garde(length(chars, min = 1, max = 60))]
    #[schemars(title = "名称", extend("x-en" = "Name", "x-ui" = ui("base").list(100, 220).text().sort().link()))]
    pub name: String,
    /// 列的含义、单位、固定值和规则
    #[sea_orm(column_type = "Text")]
    #[garde(length(chars, min = 2, max = 20000))]
    #[schemars(title = "读法", example = "{\"columns\":{}}", extend("x-en" = "How files are read", "x-en-description" = "What columns mean, units, constants and rules", "x-ui" = ui("base").drawn("profile"), "x-targets" = offered()))]
    pub profile: String,
    /// The titles of the file it was made for, by which it is known again.
    #[serde(skip_deserializing)]
    #[schemars(title = "列标题", extend("x-en" = "Titles", "x-ui" = ui("base")))]
    pub headers: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "创建人", extend("x-en" = "Kept by", "x-ui" = ui("base").list(60, 120)))]
    pub kept_by: Id<user::Entity>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "source_profile";

    fn about() -> About {
        about("来源模板", "Source profiles")
            .icon("profile")
            .headed("name", "name")
            .sort("name")
            .group("base", "模板", "Profile")
            .unique(&["name"])
            .key(&["name"])
    }

    async fn check(desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        let profile: Profile = serde_json::from_str(&next.profile).map_err(|e| {
            Refusal::conflict("source_profile.unreadable", format!("模板无法识别：{e}"), format!("The profile cannot be read: {e}"))
                .on("profile")
        })?;
        next.headers = titles(&profile);
        if before.is_none() {
            next.kept_by = Id::of(desk.actor.id);
        }
        Ok(())
    }
}

/// The titles that a profile takes its columns from, in a fixed order.
pub fn titles(profile: &Profile) -> String {
    let mut titles: Vec<&str> = profile.columns.values().map(String::as_str).collect();
    titles.sort_unstable();
    titles.join("\n")
}

/// What a column of a file can mean: for which kinds of facts, and which of them need it.
fn offered() -> Vec<Value> {
    let of = |is: &dyn Fn(Kind) -> bool| [Kind::Sales, Kind::Visitors].into_iter().filter(|kind| is(*kind)).collect::<Vec<_>>();
    let offer = |t: Target| {
        let (zh, en) = t.about();
        json!({ "name": t.name(), "zh": t.zh(), "en": t.en(), "about": { "zh": zh, "en": en }, "kinds": of(&|kind| t.fits(kind)), "required": of(&|kind| t.required(kind)) })
    };
    Target::ALL.into_iter().map(offer).collect()
}
