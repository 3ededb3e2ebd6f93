//! Queues a look over everything that is watched, now and not only at night.

use super::Queued;
use crate::jobs::watch::title;
use crate::records::watch::Entity;
use garde::Validate;
use kernel::desk::Desk;
use kernel::job::enqueue;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, TypeVerb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;

/// Looks over everything that is watched; the result of the job tells how many were watched, found, and gone.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct LookOver {}

impl TypeVerb for LookOver {
    type Record = Entity;
    const NAME: &'static str = "look_over";

    fn about() -> VerbAbout {
        verb_about("立即查看", "Look now", "查看了异动", "Looked").answers::<Queued>()
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        let job = enqueue(desk, "watch", title(), serde_json::Value::Null).await?;
        Reply::other(&Queued { job: job.id })
    }
}
