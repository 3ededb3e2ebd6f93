//! The contract finds what is wrong with a declaration; a check that never finds anything would prove nothing.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::id::Id;
use kernel::record::{About, AnyRecord, Door, Record, about, ui};
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Told, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use testkit::conformance::wrong_with;

/// A record with nearly everything wrong.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "crooked")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "名称", extend("x-en" = "Name", "x-ui" = ui("base").list(100, 200).text()))]
    pub name: String,
    #[garde(length(chars, max = 40))]
    #[schemars(title = "没有英文", extend("x-ui" = ui("base")))]
    pub no_english: String,
    #[garde(length(chars, max = 40))]
    #[schemars(title = "组不存在", extend("x-en" = "No group", "x-ui" = ui("nowhere")))]
    pub no_group: String,
    #[garde(length(chars, max = 40))]
    #[schemars(title = "宽度不对", extend("x-en" = "Too narrow", "x-ui" = ui("base").list(90, 3)))]
    pub too_narrow: String,
    #[schemars(title = "筛选不对", extend("x-en" = "Wrong filter", "x-ui" = ui("base").text()))]
    pub wrong_filter: bool,
    #[schemars(title = "没有长度", extend("x-en" = "Endless", "x-ui" = ui("base")))]
    pub endless: String,
    #[garde(pattern(r"^\d+$"))]
    #[schemars(title = "没有说明", extend("x-en" = "Pattern without words", "x-ui" = ui("base")))]
    pub wordless: String,
    #[garde(length(chars, max = 40))]
    pub unshown: String,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "crooked";

    fn about() -> About {
        about("歪的", "Crooked").headed("name", "no_such").sort("no_such").search(&["no_such"]).group("base", "基本", "Basics")
    }
}

/// A verb that begins in a state nobody knows.
#[derive(Deserialize, JsonSchema, Validate)]
#[garde(allow_unvalidated)]
pub struct Bend {
    /// Without a title.
    pub how: String,
}

impl Verb for Bend {
    type Record = Entity;
    const NAME: &'static str = "bend";

    fn about() -> VerbAbout {
        verb_about("弄弯", "Bend", "弄弯了", "").from("name", &["straight"]).reads().tells(Told::WhoMay("straighten"))
    }

    async fn act(self, _: &kernel::desk::Desk, row: Model) -> Outcome<Reply> {
        Reply::row(&row)
    }
}

#[test]
fn every_breach_of_the_contract_is_found() {
    let door = Door::<Entity>::open().verb::<Bend>();
    let wrong = wrong_with(&door as &dyn AnyRecord);
    for breach in [
        "x-record.sub names no field",
        "x-record.sort names no field",
        "search, key or unique names “no_such”",
        "no_english is shown and needs a title and x-en",
        "no_group stands in a group that the record does not have",
        "too_narrow stands in the list without a fitting width",
        "wrong_filter has a filter that does not fit its kind",
        "endless takes texts of any length",
        "wordless has a pattern without words for it",
        "unshown can be filled in but is not shown",
        "verb bend needs the words for its event",
        "verb bend takes unknown fields",
        "verb bend begins in a state that its record does not have",
        "verb bend moves a state that the form can change as well",
        "verb bend tells those who may do a verb, or whom a field names, that its record does not have",
        "verb bend tells of what it did, but changes nothing",
        "verb bend asks for how without a title",
    ] {
        assert!(wrong.iter().any(|w| w.contains(breach)), "“{breach}” is not among {wrong:#?}");
    }
    assert!(wrong.iter().all(|w| !w.starts_with("name ")), "{wrong:#?}");
}
