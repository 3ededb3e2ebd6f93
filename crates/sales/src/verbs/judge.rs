//! Says whether an anomaly was one: the watch learns from it.

use crate::records::anomaly::{Column, Entity, Model, State};
use crate::records::watch;
use chrono::{Days, NaiveDate};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::save;
use kernel::refusal::{FieldError, Outcome, Refusal};
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use serde::Deserialize;

/// How long what was known stays quiet where nothing else is said.
const QUIET_DAYS: u64 = 28;
/// The longest it may be told to.
const QUIET_DAYS_MAX: u64 = 366;

/// What it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    #[schemars(title = "属实", extend("x-en" = "Right: something happened"))]
    Right,
    #[schemars(title = "误报", extend("x-en" = "Wrong: nothing unusual"))]
    Wrong,
    #[schemars(title = "早已知道", extend("x-en" = "Known: tell me no more for a while"))]
    Known,
}

/// Judges the anomaly.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Judge {
    #[schemars(title = "反馈", extend("x-en" = "Judgement"))]
    pub judgement: Judgement,
    /// 早已知道的，到这一天为止不再提醒；不填为四周
    #[schemars(title = "不再提醒到", extend("x-en" = "Quiet until", "x-en-description" = "What is known stays quiet up to this day; four weeks when empty"))]
    pub known_until: Option<NaiveDate>,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "说明", extend("x-en" = "Remark"))]
    pub note: Option<String>,
}

impl Verb for Judge {
    type Record = Entity;
    const NAME: &'static str = "judge";

    fn about() -> VerbAbout {
        verb_about("反馈", "Judge", "反馈了异动", "Judged").from("state", &["open", "right", "wrong", "known"])
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let until = || self.known_until.or_else(|| desk.today().checked_add_days(Days::new(QUIET_DAYS)));
        let (state, known_until) = match self.judgement {
            Judgement::Right => (State::Right, None),
            Judgement::Wrong => (State::Wrong, None),
            Judgement::Known => (State::Known, until()),
        };
        if known_until.is_some_and(|until| desk.today().checked_add_days(Days::new(QUIET_DAYS_MAX)).is_none_or(|last| until > last)) {
            let error = FieldError::new("/known_until", "range", "最多一年", "A year at most");
            return Err(Refusal::invalid(vec![error]).into());
        }
        let (judged_by, judged_at) = (Some(Id::of(desk.actor.id)), Some(desk.now));
        let next = Model { state, known_until, note: self.note, judged_by, judged_at, ..row.clone() };
        let next = save::<Entity>(desk, &row, next, Self::NAME).await?;
        count(desk, row.watch_id).await?;
        Reply::row(&next)
    }
}

/// Counts what was judged of a watch, and what it found in the last four weeks.
pub async fn count(desk: &Desk, watch: Id<watch::Entity>) -> Outcome<()> {
    let Some(row) = watch::Entity::find_by_id(watch).lock_exclusive().one(&desk.db()).await? else { return Ok(()) };
    let of = |state: State| Entity::find().filter(Column::WatchId.eq(watch)).filter(Column::State.eq(state));
    let number = |count: u64| i32::try_from(count).unwrap_or(i32::MAX);
    let lately = desk.now - chrono::Duration::days(28);
    let found = Entity::find().filter(Column::WatchId.eq(watch)).filter(Column::FoundAt.gt(lately));
    let next = watch::Model {
        judged_right: number(of(State::Right).count(&desk.db()).await?),
        judged_wrong: number(of(State::Wrong).count(&desk.db()).await?),
        judged_known: number(of(State::Known).count(&desk.db()).await?),
        found: number(found.count(&desk.db()).await?),
        ..row.clone()
    };
    if next != row {
        save::<watch::Entity>(desk, &row, next, "change").await?;
    }
    Ok(())
}
