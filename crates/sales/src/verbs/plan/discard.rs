//! Discards a draft that nobody needs: it leaves the lists and stays in the history.

use crate::records::target_plan::{Entity, Model};
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;

/// Discards the plan.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Discard {}

impl Verb for Discard {
    type Record = Entity;
    const NAME: &'static str = "discard";

    fn about() -> VerbAbout {
        verb_about("作废", "Discard", "作废了目标方案", "Discarded")
            .from("state", &["draft"])
            .danger()
            .confirm("作废后不再出现在列表里，需要时可以恢复。", "A discarded plan leaves the lists; it can be reopened when needed.")
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        Reply::row(&save::<Entity>(desk, &row, Model { ended_at: Some(desk.now), ..row.clone() }, Self::NAME).await?)
    }
}
