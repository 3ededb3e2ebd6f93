//! Jobs are kept in the database, run once, survive a killed worker, and tell how far they are.

use crate::house::{departments, house_with};
use chrono::Duration;
use futures::StreamExt;
use futures::future::BoxFuture;
use kernel::access::{Actor, Role, user};
use kernel::department::Department;
use kernel::house::House;
use kernel::job::{Job, JobKind, JobRun, enqueue, record, run_jobs};
use kernel::refusal::{Failure, Outcome, Refusal};
use kernel::text::text;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use testkit::{Client, TestApp};
use tokio::sync::watch;
use uuid::Uuid;

/// What the trial jobs did: begun and ended, by job.
static DONE: Mutex<Vec<(Uuid, &str)>> = Mutex::new(Vec::new());
/// Jobs that may go on.
static OPEN: Mutex<Vec<Uuid>> = Mutex::new(Vec::new());

fn note(id: Uuid, what: &'static str) {
    DONE.lock().unwrap().push((id, what));
}

fn times(id: Uuid, what: &str) -> usize {
    DONE.lock().unwrap().iter().filter(|done| **done == (id, what)).count()
}

/// A kind of job for each way a job can go.
fn trial() -> Department {
    let kind = |name, run: fn(JobRun) -> BoxFuture<'static, Outcome<Value>>| JobKind { name, nightly: None, run };
    Department {
        jobs: vec![
            kind("count", |run| Box::pin(async move { counted(&run).await })),
            kind("gated", |run| Box::pin(async move { gated(&run).await })),
            kind("refused", |_| {
                Box::pin(async { Err(Refusal::conflict("trial.closed", "今天不营业", "Closed today").on("day").into()) })
            }),
            kind("faulty", |_| {
                Box::pin(async { Err(Failure::Fault(std::io::Error::other("the secret plan lies in src/plan.rs").into())) })
            }),
            kind("panics", |_| Box::pin(async { panic!("the secret plan lies in src/plan.rs") })),
        ],
        ..Department::new("trial", "试验", "Trial")
    }
}

async fn counted(run: &JobRun) -> Outcome<Value> {
    note(run.id, "begun");
    run.progress(3, 4, text("快完成了", "Nearly there"));
    tokio::task::yield_now().await;
    note(run.id, "ended");
    Ok(json!({ "by": run.actor.account, "asked": run.input }))
}

/// Waits until the test opens its gate.
async fn gated(run: &JobRun) -> Outcome<Value> {
    note(run.id, "begun");
    while !OPEN.lock().unwrap().contains(&run.id) {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    note(run.id, "ended");
    Ok(json!("through the gate"))
}

async fn house() -> TestApp {
    house_with(vec![trial()]).await
}

/// Queues a job for someone.
async fn queue(app: &TestApp, account: &str, kind: &str) -> Uuid {
    let user = user::Entity::find().filter(user::Column::Account.eq(account)).one(&app.house.db).await.unwrap().unwrap();
    let actor = user::actor_of(&app.house, &user).await.unwrap();
    let desk = app.house.write(actor, "the test bench").await.unwrap();
    let job = enqueue(&desk, kind, text("试验任务", "Trial job"), json!({ "n": 7 })).await;
    desk.finish(job).await.unwrap().id.0
}

/// A worker that runs until it is dropped, as one that is killed.
struct Worker(tokio::task::JoinHandle<()>, watch::Sender<bool>);

impl Worker {
    fn start(house: &Arc<House>) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self(tokio::spawn(run_jobs(house.clone(), stopped)), stop)
    }
    fn kill(self) {
        self.0.abort();
    }
    async fn stop(self) {
        self.1.send_replace(true);
        self.0.await.unwrap();
    }
}

async fn job(app: &TestApp, id: Uuid) -> record::Model {
    Job::find_by_id(kernel::id::Id::of(id)).one(&app.house.db).await.unwrap().unwrap()
}

/// Waits for something that will be so; how long it takes is nobody's business.
async fn until<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) {
    for _ in 0..6000 {
        if so().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("waited in vain for {what}");
}

async fn over(app: &TestApp, id: Uuid) -> record::Model {
    until("the end of a job", || async { matches!(job(app, id).await.state, record::State::Done | record::State::Failed) }).await;
    job(app, id).await
}

async fn shown(client: &Client, id: Uuid) -> Value {
    client.get(&format!("/api/records/job/{id}")).await.ok()
}

#[tokio::test]
async fn a_job_runs_for_the_one_who_asked_and_shows_what_came_of_it() {
    let app = house().await;
    let (clerk, analyst) = (app.sign_in(Role::Clerk).await, app.sign_in(Role::Analyst).await);
    let id = queue(&app, "clerk", "count").await;
    assert_eq!(shown(&clerk, id).await["state"], "queued");
    let worker = Worker::start(&app.house);
    over(&app, id).await;
    let job = shown(&clerk, id).await;
    assert_eq!(
        (&job["state"], &job["done"], &job["total"], &job["note"]),
        (&json!("done"), &json!(3), &json!(4), &json!({ "zh": "快完成了", "en": "Nearly there" }))
    );
    assert_eq!(job["result"], json!({ "by": "clerk", "asked": { "n": 7 } }));
    assert!(job.get("input").is_none() && job["finished_at"].is_string());
    analyst.get(&format!("/api/records/job/{id}")).await.refused(404, "not_found");
    worker.stop().await;
}

#[tokio::test]
async fn a_job_is_queued_if_and_only_if_the_act_is_kept() {
    let app = house().await;
    let desk = app.house.write(Actor::house(), "the test bench").await.unwrap();
    enqueue(&desk, "count", text("试验任务", "Trial job"), json!({})).await.unwrap();
    let refused: Outcome<()> = Err(Refusal::conflict("trial.no", "不行", "No").into());
    desk.finish(refused).await.unwrap_err();
    assert_eq!(Job::find().all(&app.house.db).await.unwrap(), Vec::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_run_every_job_once() {
    let app = house().await;
    app.sign_in(Role::Clerk).await;
    let mut ids = Vec::new();
    for _ in 0..20 {
        ids.push(queue(&app, "clerk", "count").await);
    }
    let mut beside = departments(app.fresh()).await;
    beside.push(trial());
    let workers = [Worker::start(&app.house), Worker::start(&app.another_house(beside).await)];
    for id in &ids {
        assert_eq!(over(&app, *id).await.state, record::State::Done);
    }
    for worker in workers {
        worker.stop().await;
    }
    for id in ids {
        assert_eq!((times(id, "begun"), times(id, "ended")), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_worker_was_killed_is_taken_over() {
    let app = house().await;
    app.sign_in(Role::Clerk).await;
    let id = queue(&app, "clerk", "gated").await;
    let first = Worker::start(&app.house);
    until("the job to begin", || async { times(id, "begun") == 1 }).await;
    first.kill();
    let second = Worker::start(&app.house);
    // As long as the lease lasts, the first worker may only be slow.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert_eq!(times(id, "begun"), 1);
    app.clock.advance(Duration::seconds(30));
    until("the job to begin again", || async { times(id, "begun") == 2 }).await;
    OPEN.lock().unwrap().push(id);
    let job = over(&app, id).await;
    assert_eq!((job.state, job.attempts, times(id, "ended")), (record::State::Done, 2, 1));
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_job_to_another_gives_it_up() {
    let app = house().await;
    app.sign_in(Role::Clerk).await;
    let id = queue(&app, "clerk", "gated").await;
    let worker = Worker::start(&app.house);
    until("the job to begin", || async { times(id, "begun") == 1 }).await;
    // Another worker, elsewhere, has taken it over.
    let lease = app.house.clock.now() + Duration::seconds(50);
    let taken = Job::update_many()
        .col_expr(record::Column::Attempts, Expr::value(2))
        .col_expr(record::Column::LeaseUntil, Expr::value(lease))
        .col_expr(record::Column::Note, Expr::value(json!({ "zh": "另一个进程", "en": "Another program" })))
        .filter(record::Column::Id.eq(id));
    taken.exec(&app.house.db).await.unwrap();
    // It goes on with the next job, because it no longer waits for this one.
    let next = queue(&app, "clerk", "count").await;
    over(&app, next).await;
    OPEN.lock().unwrap().push(id);
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let job = job(&app, id).await;
    assert_eq!((job.state, job.note.unwrap().zh.as_str(), times(id, "ended")), (record::State::Running, "另一个进程", 0));
    worker.stop().await;
}

#[tokio::test]
async fn a_job_that_kills_its_workers_is_given_up() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let id = queue(&app, "clerk", "gated").await;
    for round in 1..=5 {
        let worker = Worker::start(&app.house);
        until("the job to begin", || async { times(id, "begun") == round }).await;
        worker.kill();
        app.clock.advance(Duration::seconds(30));
    }
    let worker = Worker::start(&app.house);
    assert_eq!((over(&app, id).await.state, times(id, "begun")), (record::State::Failed, 5));
    // Trying again is for a person to say.
    clerk.post(&format!("/api/records/job/{id}/do/retry"), &json!({})).await.ok();
    OPEN.lock().unwrap().push(id);
    assert_eq!(over(&app, id).await.state, record::State::Done);
    worker.stop().await;
}

#[tokio::test]
async fn a_job_that_fails_says_why_and_the_worker_goes_on() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let worker = Worker::start(&app.house);
    let refused = queue(&app, "clerk", "refused").await;
    assert_eq!(over(&app, refused).await.state, record::State::Failed);
    let job = shown(&clerk, refused).await;
    assert_eq!((&job["error"], &job["result"]["code"]), (&json!({ "zh": "今天不营业", "en": "Closed today" }), &json!("trial.closed")));
    for kind in ["faulty", "panics", "no_such_kind"] {
        let id = queue(&app, "clerk", kind).await;
        assert_eq!(over(&app, id).await.state, record::State::Failed);
        let job = shown(&clerk, id).await.to_string();
        assert!(!job.contains("plan") && job.contains("程序内部错误"), "{job}");
    }
    let fine = queue(&app, "clerk", "count").await;
    assert_eq!(over(&app, fine).await.state, record::State::Done);
    clerk.post(&format!("/api/records/job/{fine}/do/retry"), &json!({})).await.refused(409, "state");
    worker.stop().await;
}

#[tokio::test]
async fn a_job_of_someone_who_is_out_is_not_done() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let account = app.account("clerk", Role::Clerk, None).await;
    let id = queue(&app, "clerk", "count").await;
    admin.post(&format!("/api/records/user/{account}/do/lock"), &json!({})).await.ok();
    let worker = Worker::start(&app.house);
    let job = over(&app, id).await;
    assert_eq!((job.state, times(id, "begun")), (record::State::Failed, 0));
    let error = job.error.unwrap();
    assert!(error.zh.contains("账号已停用") && error.en.contains("has ended"), "{error:?}");
    worker.stop().await;
}

#[tokio::test]
async fn only_the_owner_hears_how_a_job_moves() {
    let app = house().await;
    let (clerk, analyst) = (app.sign_in(Role::Clerk).await, app.sign_in(Role::Analyst).await);
    let mut events = clerk.get("/api/events").open().await.into_body().into_data_stream();
    let mut others = analyst.get("/api/events").open().await.into_body().into_data_stream();
    let id = queue(&app, "clerk", "count").await;
    let worker = Worker::start(&app.house);
    let mut heard = String::new();
    while !heard.contains("\"state\":\"done\"") {
        let piece = events.next().await.expect("the stream goes on").expect("a piece of it");
        heard.push_str(&String::from_utf8_lossy(&piece));
    }
    assert!(heard.contains("event: job") && heard.contains(&id.to_string()), "{heard}");
    // What belongs to the other comes next in their own stream; had the clerk's job been told there, it would come first.
    let own = queue(&app, "analyst", "count").await;
    let piece = others.next().await.expect("the stream goes on").expect("a piece of it");
    let heard = String::from_utf8_lossy(&piece);
    assert!(heard.contains(&own.to_string()) && !heard.contains(&id.to_string()), "{heard}");
    worker.stop().await;
}

#[tokio::test]
async fn who_looks_after_the_program_sees_the_jobs_of_all() {
    let app = house().await;
    app.sign_in(Role::Clerk).await;
    let (admin, analyst) = (app.sign_in(Role::Administrator).await, app.sign_in(Role::Analyst).await);
    let id = queue(&app, "clerk", "count").await;
    assert_eq!(shown(&admin, id).await["state"], "queued");
    analyst.get(&format!("/api/records/job/{id}")).await.refused(404, "not_found");
}
