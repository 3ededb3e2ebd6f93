//! The worker: takes queued jobs one by one, keeps their lease while they run, and takes over what a killed worker left.

use super::record::{ActiveModel, Column, Entity, Model, State};
use crate::access::{Actor, acting_by, user};
use crate::bell::{JobEvent, News};
use crate::desk::Desk;
use crate::house::House;
use crate::id::Id;
use crate::record::insert;
use crate::refusal::{Failure, Outcome, Refusal};
use crate::text::{Text, text};
use chrono::{DateTime, Duration, Utc};
use futures::future::BoxFuture;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// A job whose worker has not shown up for so long is taken over.
const LEASE_SECONDS: i64 = 15;
/// How often a running job renews its lease and writes its progress.
const BEAT: std::time::Duration = std::time::Duration::from_secs(1);
/// Times a job is taken over after its worker died, before it is called failed.
const ATTEMPTS_MAX: i32 = 5;

/// A kind of job. Running it twice must do the same as running it once: a kill may come between its end and our note of it.
pub struct JobKind {
    pub name: &'static str,
    /// What the house calls it when it begins it by itself each night; none where only people begin it.
    pub nightly: Option<fn() -> Text>,
    pub run: fn(JobRun) -> BoxFuture<'static, Outcome<Value>>,
}

/// A running job's view of the world.
pub struct JobRun {
    pub house: Arc<House>,
    pub id: uuid::Uuid,
    /// The person who started it: a job may do what they may, no more.
    pub actor: Actor,
    pub input: Value,
    /// 1 for the first; a job whose worker died is taken over and run again.
    pub attempt: i32,
    progress: watch::Sender<Progress>,
}

/// How far a job is: what is done, of how much (0: not known), and in words.
type Progress = (i64, i64, Option<Text>);

impl JobRun {
    /// Says how far the job is; cheap, to be called often.
    pub fn progress(&self, done: i64, total: i64, note: Text) {
        self.progress.send_replace((done, total, Some(note)));
    }

    /// A handle that says how far the job is, for other threads.
    pub fn reporter(&self) -> impl Fn(i64, i64, Text) + Send + Sync + Clone + use<> {
        let progress = self.progress.clone();
        move |done, total, note| {
            progress.send_replace((done, total, Some(note)));
        }
    }
}

/// Queues a job inside the act that asks for it: it runs if and only if the act is kept.
pub async fn enqueue(desk: &Desk, kind: &str, title: Text, input: Value) -> Outcome<Model> {
    let job = Model {
        kind: kind.to_owned(),
        title,
        input,
        owner: Id::of(desk.actor.id),
        token_id: desk.actor.token,
        created_at: desk.now,
        ..Model::default()
    };
    insert::<Entity>(desk, job).await
}

/// Queues what is done each night, unless it was within the last half day.
pub async fn enqueue_nightly(house: &Arc<House>) -> Outcome<()> {
    let kinds: Vec<&JobKind> = house.catalogue.departments.iter().flat_map(|d| &d.jobs).filter(|kind| kind.nightly.is_some()).collect();
    let desk = house.write(Actor::house(), "house").await?;
    let queued = async {
        for kind in kinds {
            let lately = Column::CreatedAt.gt(desk.now - Duration::hours(12));
            let again = Entity::find().filter(Column::Kind.eq(kind.name)).filter(lately).one(&desk.db()).await?.is_some();
            if let (Some(title), false) = (kind.nightly, again) {
                enqueue(&desk, kind.name, title(), Value::Null).await?;
            }
        }
        Ok(())
    };
    let queued = queued.await;
    desk.finish(queued).await
}

/// Runs jobs until `stop` says so; a running job is finished first, unless the program is killed.
pub async fn run_jobs(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match take(&house).await {
            Ok(Some(job)) => run(&house, job).await,
            Ok(None) => {
                tokio::select! {
                    () = tokio::time::sleep(std::time::Duration::from_millis(300)) => {}
                    _ = stop.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "jobs cannot be read; trying again");
                tokio::time::sleep(std::time::Duration::from_secs(2)).await;
            }
        }
    }
}

/// Takes the oldest job that waits, or whose worker died. Two workers never take the same: the update names the state it saw.
async fn take(house: &House) -> Outcome<Option<Model>> {
    let now = house.clock.now();
    // A lease that ends far in the future was written by a clock that has since been set back.
    let dead = Condition::all()
        .add(Column::State.eq(State::Running))
        .add(Condition::any().add(Column::LeaseUntil.lt(now)).add(Column::LeaseUntil.gt(now + Duration::seconds(LEASE_SECONDS * 4))));
    let waiting = Condition::any().add(Column::State.eq(State::Queued)).add(dead);
    let Some(job) = Entity::find().filter(waiting).order_by_asc(Column::CreatedAt).one(&house.db).await? else { return Ok(None) };
    let started = job.started_at.unwrap_or(now);
    let taken = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Running))
        .col_expr(Column::Attempts, Expr::value(job.attempts + 1))
        .col_expr(Column::StartedAt, Expr::value(started))
        .col_expr(Column::LeaseUntil, Expr::value(now + Duration::seconds(LEASE_SECONDS)))
        .filter(Column::Id.eq(job.id))
        .filter(Column::Attempts.eq(job.attempts))
        .filter(Column::State.eq(job.state))
        .exec(&house.db)
        .await?;
    Ok((taken.rows_affected == 1).then(|| Model { attempts: job.attempts + 1, state: State::Running, ..job }))
}

async fn run(house: &Arc<House>, job: Model) {
    let (progress, mut moved) = watch::channel(Progress::default());
    let work = work(house, &job, progress);
    tokio::pin!(work);
    let mut beat = tokio::time::interval(BEAT);
    let outcome = loop {
        tokio::select! {
            outcome = &mut work => break outcome,
            _ = beat.tick() => {
                let at = moved.borrow_and_update().clone();
                match note_progress(house, &job, &at).await {
                    Ok(true) => {}
                    Ok(false) => {
                        tracing::warn!(job = %job.id, "another worker has taken the job over; it is given up here");
                        return;
                    }
                    Err(error) => tracing::warn!(%error, job = %job.id, "progress could not be noted"),
                }
            }
        }
    };
    let at = moved.borrow().clone();
    // The end of a job must be noted even if the database is away for a while; the work itself is already kept.
    while let Err(error) = note_end(house, &job, &outcome, &at).await {
        tracing::warn!(%error, job = %job.id, "the end of a job could not be noted; trying again");
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
}

async fn work(house: &Arc<House>, job: &Model, progress: watch::Sender<Progress>) -> Outcome<Value> {
    let kind = house.catalogue.job(&job.kind).ok_or_else(|| anyhow::anyhow!("no job of kind {}", job.kind))?;
    if job.attempts > ATTEMPTS_MAX {
        return Err(anyhow::anyhow!("the job was interrupted {ATTEMPTS_MAX} times").into());
    }
    let run = JobRun {
        house: house.clone(),
        id: job.id.0,
        actor: actor_of(house, job).await?,
        input: job.input.clone(),
        attempt: job.attempts,
        progress,
    };
    // A panic in a job must not take the worker with it; a job that is given up is ended with its task.
    let mut task = JoinSet::new();
    task.spawn((kind.run)(run));
    let done = task.join_next().await.unwrap_or(Ok(Ok(Value::Null)));
    done.unwrap_or_else(|panic| Err(anyhow::anyhow!("the job broke down: {panic}").into()))
}

/// Who started a job: the house itself, or a person who may still sign in, perhaps by a token that may do less.
async fn actor_of(house: &House, job: &Model) -> Outcome<Actor> {
    if job.owner == Id::default() {
        return Ok(Actor::house());
    }
    let user = user::Entity::find_by_id(job.owner).one(&house.db).await?.filter(|u| u.ended_at.is_none() && !u.locked);
    let gone = || {
        Refusal::conflict(
            "job.owner",
            "发起人的账号已停用，任务没有执行",
            "The account that started this has ended or is locked; nothing was done",
        )
    };
    let owner = user::actor_of(house, &user.ok_or_else(gone)?).await?;
    match job.token_id {
        Some(token) => acting_by(house, owner, token).await,
        None => Ok(owner),
    }
}

/// Writes the progress and renews the lease; says whether the job is still ours.
async fn note_progress(house: &House, job: &Model, at: &Progress) -> Outcome<bool> {
    let lease: DateTime<Utc> = house.clock.now() + Duration::seconds(LEASE_SECONDS);
    let row =
        ActiveModel { done: Set(at.0), total: Set(at.1), note: Set(at.2.clone()), lease_until: Set(Some(lease)), ..Default::default() };
    let ours = note(house, job, row).await?;
    if ours {
        ring(house, job, State::Running, at);
    }
    Ok(ours)
}

/// Changes a running job, unless another worker has taken it over meanwhile.
async fn note(house: &House, job: &Model, row: ActiveModel) -> Outcome<bool> {
    let ours = Condition::all().add(Column::Id.eq(job.id)).add(Column::Attempts.eq(job.attempts)).add(Column::State.eq(State::Running));
    Ok(Entity::update_many().set(row).filter(ours).exec(&house.db).await?.rows_affected == 1)
}

async fn note_end(house: &House, job: &Model, outcome: &Outcome<Value>, at: &Progress) -> Outcome<()> {
    let (state, error, result) = match outcome {
        Ok(result) => (State::Done, None, Some(result.clone())),
        Err(Failure::Refused(refusal)) => {
            (State::Failed, Some(refusal.text.clone()), Some(json!({ "code": refusal.code, "errors": refusal.errors })))
        }
        Err(Failure::Fault(error)) => {
            tracing::error!(job = %job.id, kind = %job.kind, error = %format!("{error:#}"), "a job failed");
            (
                State::Failed,
                Some(text("程序内部错误，请联系管理员查看日志", "A fault of the program; ask the administrator to look into its log")),
                None,
            )
        }
    };
    let row = ActiveModel {
        state: Set(state),
        done: Set(at.0),
        total: Set(at.1),
        note: Set(at.2.clone()),
        error: Set(error),
        result: Set(result),
        finished_at: Set(Some(house.clock.now())),
        lease_until: Set(None),
        version: Set(job.version + 1),
        ..Default::default()
    };
    if note(house, job, row).await? {
        ring(house, job, state, at);
    }
    Ok(())
}

fn ring(house: &House, job: &Model, state: State, at: &Progress) {
    house.bell.ring(News::Job(JobEvent { id: job.id.0, owner: job.owner.0, state, done: at.0, total: at.1, note: at.2.clone() }));
}
