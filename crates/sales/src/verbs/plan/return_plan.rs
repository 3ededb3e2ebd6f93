//! Gives a submitted plan back to its author, with the reason.

use crate::records::target_plan::{Entity, Model, State};
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Told, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;

/// Gives the plan back.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Return {
    #[garde(length(chars, min = 1, max = 500))]
    #[schemars(title = "退回原因", extend("x-en" = "Reason"))]
    pub reason: String,
}

impl Verb for Return {
    type Record = Entity;
    const NAME: &'static str = "return";

    fn about() -> VerbAbout {
        verb_about("退回", "Return", "退回了目标方案", "Returned").from("state", &["submitted"]).danger().tells(Told::Named("author"))
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let next = Model { state: State::Draft, reason: Some(self.reason), ..row.clone() };
        Reply::row(&save::<Entity>(desk, &row, next, Self::NAME).await?)
    }
}
