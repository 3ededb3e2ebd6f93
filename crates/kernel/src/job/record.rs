//! A job as people see it: what it does, how far it is, what came of it.

use crate::access::{Actor, Role, user};
use crate::desk::Desk;
use crate::id::Id;
use crate::record::{About, Record, about, save, ui};
use crate::refusal::Outcome;
use crate::text::Text;
use crate::verb::{Reply, Verb, VerbAbout, verb_about};
use chrono::{DateTime, Utc};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Where a job stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    #[schemars(title = "排队", extend("x-en" = "Queued", "x-status" = "default"))]
    Queued,
    #[schemars(title = "进行中", extend("x-en" = "Running", "x-status" = "processing"))]
    Running,
    #[schemars(title = "完成", extend("x-en" = "Done", "x-status" = "success"))]
    Done,
    #[schemars(title = "失败", extend("x-en" = "Failed", "x-status" = "error"))]
    Failed,
}

/// A job.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "job")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "任务", extend("x-en" = "Job", "x-ui" = ui("base").list(100, 260).link()))]
    pub title: Text,
    #[serde(skip_deserializing)]
    #[schemars(title = "种类", extend("x-en" = "Kind", "x-ui" = ui("base")))]
    pub kind: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "状态", extend("x-en" = "State", "x-ui" = ui("base").list(95, 100).choice()))]
    pub state: State,
    #[serde(skip_deserializing)]
    #[schemars(title = "已完成", extend("x-en" = "Done", "x-ui" = ui("base").list(80, 100)))]
    pub done: i64,
    #[serde(skip_deserializing)]
    #[schemars(title = "总量", extend("x-en" = "Total", "x-ui" = ui("base").list(79, 100)))]
    pub total: i64,
    #[serde(skip_deserializing)]
    #[schemars(title = "进展", extend("x-en" = "Progress", "x-ui" = ui("base").list(70, 220)))]
    pub note: Option<Text>,
    #[serde(skip_deserializing)]
    #[schemars(title = "失败原因", extend("x-en" = "Error", "x-ui" = ui("base").list(60, 260)))]
    pub error: Option<Text>,
    /// What came of it, as JSON of the job's kind.
    #[serde(skip_deserializing)]
    pub result: Option<Json>,
    #[serde(skip_deserializing)]
    #[schemars(title = "发起人", extend("x-en" = "Started by", "x-ui" = ui("base").list(50, 110)))]
    pub owner: Id<user::Entity>,
    #[serde(skip_deserializing)]
    #[schemars(title = "提交时间", extend("x-en" = "Queued at", "x-ui" = ui("base").list(40, 170).sort().range()))]
    pub created_at: DateTime<Utc>,
    #[serde(skip_deserializing)]
    #[schemars(title = "开始时间", extend("x-en" = "Started at", "x-ui" = ui("base")))]
    pub started_at: Option<DateTime<Utc>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "结束时间", extend("x-en" = "Finished at", "x-ui" = ui("base").list(30, 170)))]
    pub finished_at: Option<DateTime<Utc>>,
    /// The token by which it was queued: the job may do no more.
    #[serde(skip)]
    pub token_id: Option<Uuid>,
    #[serde(skip)]
    pub attempts: i32,
    #[serde(skip)]
    pub lease_until: Option<DateTime<Utc>>,
    /// What the job was asked to do, as JSON of its kind.
    #[serde(skip)]
    pub input: Json,
}
crate::table!();

/// The record of jobs, under the name other rooms use.
pub type Job = Entity;

impl Record for Entity {
    const NAME: &'static str = "job";
    const OWNER: Option<Column> = Some(Column::Owner);
    const AUDITED: bool = false;

    /// Everyone sees their own jobs, and who looks after the program sees all of them; a narrowed token sees those it began.
    fn scope(actor: &Actor) -> Condition {
        let all = Condition::all();
        match actor.token.filter(|_| actor.narrowed) {
            Some(token) => all.add(Column::TokenId.eq(token)),
            None if actor.roles.contains(&Role::Administrator) => all,
            None => all.add(Column::Owner.eq(actor.id)),
        }
    }

    fn about() -> About {
        about("任务", "Jobs")
            .icon("thunderbolt")
            .headed("title", "kind")
            .sort("-created_at")
            .group("base", "任务", "Job")
            .view("all", "全部", "All", &[])
            .view("running", "进行中", "Running", &[("state", "queued,running")])
            .view("failed", "失败", "Failed", &[("state", "failed")])
            .kept_by_house()
    }
}

/// Puts a failed job back into the queue.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Retry {}

impl Verb for Retry {
    type Record = Entity;
    const NAME: &'static str = "retry";

    fn about() -> VerbAbout {
        verb_about("重试", "Retry", "重新排队", "Queued again").from("state", &["failed"])
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let next = Model {
            state: State::Queued,
            attempts: 0,
            error: None,
            note: None,
            done: 0,
            finished_at: None,
            lease_until: None,
            ..row.clone()
        };
        Reply::row(&save::<Entity>(desk, &row, next, Self::NAME).await?)
    }
}
