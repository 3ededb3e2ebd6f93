//! Accepts a submitted report: from now on it is frozen and prints the same for ever.

use crate::records::report::{Entity, Model, State};
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Told, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;

/// Accepts the report.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Accept {}

impl Verb for Accept {
    type Record = Entity;
    const NAME: &'static str = "accept";

    fn about() -> VerbAbout {
        verb_about("通过", "Accept", "通过了报告", "Accepted")
            .from("state", &["submitted"])
            .confirm("通过后报告定稿，不再改变。", "An accepted report is frozen and never changes.")
            .tells(Told::Named("author"))
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        Reply::row(&save::<Entity>(desk, &row, Model { state: State::Accepted, ..row.clone() }, Self::NAME).await?)
    }
}
