//! Puts a submitted plan in force, in place of the edition that was.

use crate::records::target_plan::{Column, Entity, Model, State};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::save;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Told, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;

/// Puts the plan in force.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Approve {}

impl Verb for Approve {
    type Record = Entity;
    const NAME: &'static str = "approve";

    fn about() -> VerbAbout {
        verb_about("批准", "Approve", "批准了目标方案", "Approved")
            .from("state", &["submitted"])
            .confirm(
                "批准后方案生效，不能再修改；同一年同一指标原来生效的版次被它替代。",
                "The plan comes into force and cannot change any more; it replaces the edition in force for the same year and measure.",
            )
            .tells(Told::Named("author"))
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        // All editions are held until the end of the act, in one order: two that are approved at once do not both come into force.
        let editions = Entity::find().filter(Column::Year.eq(row.year)).filter(Column::Measure.eq(&row.measure));
        for other in editions.order_by_asc(Column::Edition).lock_exclusive().all(&desk.db()).await? {
            if other.state == State::InForce && other.id != row.id {
                save::<Entity>(desk, &other, Model { state: State::Replaced, ..other.clone() }, "change").await?;
            }
        }
        let (decided_by, decided_at) = (Some(Id::of(desk.actor.id)), Some(desk.now));
        let next = Model { state: State::InForce, decided_by, decided_at, reason: None, ..row.clone() };
        Reply::row(&save::<Entity>(desk, &row, next, Self::NAME).await?)
    }
}
