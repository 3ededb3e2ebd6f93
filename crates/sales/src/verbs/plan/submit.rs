//! Hands a draft of a target plan in.

use crate::records::target;
use crate::records::target_plan::{Entity, Model, State, open};
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::{Outcome, Refusal};
use kernel::verb::{Reply, Told, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Deserialize;

/// Hands the plan in.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Submit {}

impl Verb for Submit {
    type Record = Entity;
    const NAME: &'static str = "submit";

    fn about() -> VerbAbout {
        verb_about("提交", "Submit", "提交了目标方案", "Submitted")
            .from("state", &["draft"])
            .confirm("提交后不能再修改，除非被退回。", "It cannot be changed after that, unless it is returned.")
            .tells(Told::WhoMay("approve"))
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        open(desk, row.id).await?;
        let targets = target::Entity::find().filter(target::Column::PlanId.eq(row.id)).count(&desk.db()).await?;
        if targets == 0 {
            let (zh, en) = ("方案里还没有目标", "The plan has no targets yet");
            return Err(Refusal::conflict("target_plan.empty", zh, en).into());
        }
        Reply::row(&save::<Entity>(desk, &row, Model { state: State::Submitted, reason: None, ..row.clone() }, Self::NAME).await?)
    }
}
