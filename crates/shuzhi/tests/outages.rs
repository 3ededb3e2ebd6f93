//! The database is locked or gone for a while, or the disk is full: requests hear so in plain words and in good time, and afterwards everything goes on.

use crate::company::{Worker, ended_at, load, queue_load, sales};
use crate::house::{departments, house};
use crate::own_postgres::OwnPostgres;
use crate::program::run;
use crate::server::{Answered, Caller, Server, in_real_time};
use crate::small_disk::SmallDisk;
use kernel::access::Role;
use kernel::audit::verify;
use organisation::records::brand::Entity as Brands;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, PaginatorTrait, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use serde_json::{Value, json};
use testkit::{Fresh, TestApp, World};

fn brand(code: &str) -> Value {
    json!({ "code": code, "name": "山岚茶事" })
}

/// The answer of a program whose database does not answer.
fn busy(answer: &Answered) {
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.head.to_lowercase().contains("retry-after"), "{answer:?}");
    let problem = answer.json();
    assert_eq!(problem["code"], "busy");
    assert!(problem["zh"].as_str().unwrap().contains("稍后重试") && problem["en"].as_str().unwrap().contains("try again"), "{problem}");
}

async fn brands(caller: &Caller, codes: &str) -> u64 {
    caller.get(&format!("/api/records/brand/summary?f.code={codes}")).await.unwrap().ok()["total"].as_u64().unwrap()
}

/// Holds what every writer needs, as another program would.
async fn hold(app: &TestApp) -> DatabaseTransaction {
    let elsewhere = app.fresh().connect().await;
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
    let held = elsewhere.begin_with_options(options).await.unwrap();
    if ConnectionTrait::get_database_backend(&held) == DbBackend::Postgres {
        held.execute_unprepared("LOCK TABLE history_chain IN ACCESS EXCLUSIVE MODE").await.unwrap();
    }
    held
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_database_is_busy_for_writers_and_open_for_readers() {
    let app = house().await;
    in_real_time(&app);
    World::build(&app).await;
    app.sign_in(Role::Administrator).await;
    let server = Server::start(&app.fresh().arguments()).await;
    let caller = server.sign_in("administrator").await;
    let held = hold(&app).await;
    let bodies = ["L1", "L2", "L3"].map(brand);
    let writers = bodies.iter().map(|body| caller.post("/api/records/brand", body));
    let (refused, read) = tokio::join!(futures::future::join_all(writers), caller.get("/api/records/brand"));
    assert!(!read.unwrap().ok()["items"].as_array().unwrap().is_empty());
    refused.iter().for_each(|answer| busy(answer.as_ref().unwrap()));
    held.rollback().await.unwrap();
    caller.post("/api/records/brand", &brand("L1")).await.unwrap().ok();
    assert_eq!(brands(&caller, "L").await, 1);
    server.kill().await;
    assert_eq!(verify(&app.house).await.unwrap().found, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_was_stopped_is_used_again_when_it_is_back() {
    let Some(mut postgres) = OwnPostgres::start() else { return };
    let fresh = Fresh::beside(&postgres.url());
    let at = fresh.arguments();
    let departments = departments(&fresh).await;
    let app = TestApp::open_at(fresh, departments).await;
    in_real_time(&app);
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let server = Server::start(&at).await;
    let caller = server.sign_in("administrator").await;
    caller.post("/api/records/brand", &brand("P1")).await.unwrap().ok();
    let job = queue_load(&admin, "停机.csv", sales(10, 1..=28).as_bytes()).await;
    postgres.stop();
    let body = brand("P2");
    let (write, read, health) =
        tokio::join!(caller.post("/api/records/brand", &body), caller.get("/api/records/brand"), caller.get("/healthz"));
    busy(&write.unwrap());
    busy(&read.unwrap());
    assert_eq!(health.unwrap().status, 503);
    postgres.go_on();
    caller.post("/api/records/brand", &brand("P3")).await.unwrap().ok();
    assert_eq!((caller.get("/healthz").await.unwrap().status, brands(&caller, "P").await), (200, 2));
    // A load that met the outage says so, and does the same when it is asked again.
    let mut job = ended_at(&admin, &json!(job)).await;
    if job["state"] == "failed" {
        assert_eq!(job["result"]["code"], "busy", "{job}");
        let path = format!("/api/records/job/{}", job["id"].as_str().unwrap());
        admin.post(&format!("{path}/do/retry"), &json!({})).await.ok();
        job = ended_at(&admin, &job["id"]).await;
    }
    assert!(job["state"] == "done" || job["result"]["code"] == "batch.already", "{job}");
    assert_eq!(admin.get("/api/records/batch/summary").await.ok()["total"], 1);
    server.kill().await;
    assert_eq!(verify(&app.house).await.unwrap().found, 0);
}

/// What is told where the disk is full.
fn full(problem: &Value) {
    assert!(problem["zh"].as_str().unwrap().contains("磁盘已满") && problem["en"].as_str().unwrap().contains("disk is full"), "{problem}");
}

/// After the first commit that found no room SQLite and the connection disagree about what is open: the ones that follow
/// are those that were once acknowledged and lost.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_on_a_full_disk_is_kept() {
    let Some(disk) = SmallDisk::mount(16) else { return };
    let fresh = Fresh::folder_in(disk.folder());
    let departments = departments(&fresh).await;
    let app = TestApp::open_at(fresh, departments).await;
    let admin = app.sign_in(Role::Administrator).await;
    let ballast = disk.fill();
    let (mut kept, mut refused) = (0, 0);
    while refused < 6 {
        let code = format!("D{}", kept + refused);
        let body = json!({ "code": code, "name": "山岚茶事", "remark": "记".repeat(200) });
        let answer = admin.post("/api/records/brand", &body).await;
        if answer.status() == 201 {
            kept += 1;
        } else {
            full(&answer.refused(503, "busy"));
            refused += 1;
        }
    }
    std::fs::remove_file(ballast).unwrap();
    admin.post("/api/records/brand", &brand("E1")).await.created();
    // Another program sees exactly what the callers were told.
    let elsewhere = app.fresh().connect().await;
    assert_eq!(Brands::find().count(&elsewhere).await.unwrap(), kept + 1);
    assert_eq!(verify(&app.house).await.unwrap().found, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_nothing_is_half_kept() {
    let Some(disk) = SmallDisk::mount(48) else { return };
    let fresh = Fresh::folder_in(disk.folder());
    let at = fresh.arguments();
    let departments = departments(&fresh).await;
    let app = TestApp::open_at(fresh, departments).await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let job = load(&app, &admin, "九月.csv", sales(9, 1..=28).as_bytes()).await;
    assert_eq!(job["state"], "done");
    let queued = queue_load(&admin, "十月.csv", sales(10, 1..=28).as_bytes()).await;
    let table = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(table.path(), sales(11, 1..=20)).unwrap();
    let ballast = disk.fill();
    full(&admin.upload("/api/files", "大图.csv", "日期,金额\n".repeat(200_000).as_bytes()).await.refused(503, "busy"));
    let long = json!({ "code": "D1", "name": "山岚茶事", "remark": "记".repeat(200) });
    // Small rows may still find room in pages that are there already.
    let mut kept = 0;
    for n in 0.. {
        let answer =
            admin.post("/api/records/brand", &json!({ "code": format!("D{n}"), "name": "山岚茶事", "remark": long["remark"] })).await;
        if answer.status() != 201 {
            full(&answer.refused(503, "busy"));
            break;
        }
        kept += 1;
    }
    assert!(run(&["import", "sales", &table.path().display().to_string()], &at).await.refused().contains("磁盘已满"));
    admin.get("/api/records/brand").await.ok();
    std::fs::remove_file(ballast).unwrap();
    // The worker comes back to what waited, and nothing was lost or doubled.
    let worker = Worker::start(&app);
    assert_eq!(ended_at(&admin, &json!(queued)).await["state"], "done");
    worker.stop().await;
    run(&["import", "sales", &table.path().display().to_string()], &at).await.answer();
    let total = admin.get("/api/records/brand/summary?f.code=D").await.ok()["total"].as_u64().unwrap();
    assert_eq!((total, admin.get("/api/records/batch/summary").await.ok()["total"].clone()), (kept, json!(3)));
    let lines = run(&["measure", "quantity", "--from", "2026-09-01", "--to", "2026-11-30"], &at).await.answer();
    assert_eq!(lines["rows"][0]["value"].as_str().unwrap().parse::<f64>().unwrap(), f64::from((28 + 28 + 20) * 6 * 2));
    assert_eq!(verify(&app.house).await.unwrap().found, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_that_meets_a_full_disk_fails_in_words_and_works_later() {
    let Some(disk) = SmallDisk::mount(48) else { return };
    let fresh = Fresh::folder_in(disk.folder());
    let departments = departments(&fresh).await;
    let app = TestApp::open_at(fresh, departments).await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let queued = json!(queue_load(&admin, "十月.csv", sales(10, 1..=28).as_bytes()).await);
    let ballast = disk.fill();
    let worker = Worker::start(&app);
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    std::fs::remove_file(ballast).unwrap();
    let job = ended_at(&admin, &queued).await;
    if job["state"] == "failed" {
        assert_eq!(job["result"]["code"], "busy", "{job}");
        assert!(job["error"]["zh"].as_str().unwrap().contains("磁盘已满"), "{job}");
        admin.post(&format!("/api/records/job/{}/do/retry", queued.as_str().unwrap()), &json!({})).await.ok();
        assert_eq!(ended_at(&admin, &queued).await["state"], "done");
    }
    worker.stop().await;
    assert_eq!(admin.get("/api/records/batch/summary").await.ok()["total"], 1);
    assert_eq!(verify(&app.house).await.unwrap().found, 0);
}
