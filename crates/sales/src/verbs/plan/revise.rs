//! Revises a plan: the next edition begins as a draft with all its targets, and the one in force stays so until that is approved.

use crate::records::target;
use crate::records::target_plan::{Entity, Model, numbered};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{insert, save};
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;

/// Begins the next edition; answers it.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Revise {
    /// 为什么修订
    #[garde(length(chars, max = 500))]
    #[schemars(title = "修订说明", extend("x-en" = "Note", "x-en-description" = "Why it is revised", "x-ui" = kernel::record::ui("base").long()))]
    pub note: Option<String>,
}

impl Verb for Revise {
    type Record = Entity;
    const NAME: &'static str = "revise";

    fn about() -> VerbAbout {
        verb_about("修订", "Revise", "开始修订目标方案", "Revised").from("state", &["in_force", "replaced"])
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        save::<Entity>(desk, &row, row.clone(), Self::NAME).await?;
        let next = Model { id: Id::default(), decided_by: None, decided_at: None, reason: None, note: self.note, ..row.clone() };
        let next = insert::<Entity>(desk, numbered(desk, next).await?).await?;
        // All of them, also those at sites that whoever revises does not see: an edition is never poorer than the one before.
        for target in target::Entity::find().filter(target::Column::PlanId.eq(row.id)).all(&desk.db()).await? {
            insert::<target::Entity>(desk, target::Model { id: Id::default(), plan_id: next.id, ..target }).await?;
        }
        Reply::row(&next)
    }
}
