//! Hands an open report in.

use super::OPEN;
use crate::records::report::{Entity, Model, State};
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Told, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;

/// Hands the report in.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Submit {}

impl Verb for Submit {
    type Record = Entity;
    const NAME: &'static str = "submit";

    fn about() -> VerbAbout {
        verb_about("提交", "Submit", "提交了报告", "Submitted")
            .from("state", &OPEN)
            .confirm("提交后不能再修改，除非被退回。", "It cannot be changed after that, unless it is returned.")
            .tells(Told::WhoMay("accept"))
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        Reply::row(&save::<Entity>(desk, &row, Model { state: State::Submitted, reason: None, ..row.clone() }, Self::NAME).await?)
    }
}
