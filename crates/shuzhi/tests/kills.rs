//! kill -9 at any moment: of an import, a job, a report, a migration. Nothing is lost, nothing is doubled, and the program goes on.
//!
//! Moments are drawn by lot within the time that a whole run takes on this machine.

use crate::company::{ended_at, sales};
use crate::house::house;
use crate::program::{program, run};
use crate::server::{Caller, Server, in_real_time};
use chrono::Duration;
use kernel::access::Role;
use kernel::audit::verify;
use kernel::job::{Job, record};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use std::time::Instant;
use testkit::{Fresh, TestApp, World, shape_of};

/// Kills of each command, and of the whole server.
const KILLS: u32 = 12;
const SERVER_KILLS: u32 = 5;

/// Moments spread over the time of a run, a little beyond it.
fn moments(whole: std::time::Duration, kills: u32) -> impl Iterator<Item = std::time::Duration> {
    // Steps of the golden section fall everywhere and never twice at the same place.
    (1..=kills).map(move |n| whole.mul_f64(0.1 + (f64::from(n) * 0.618).fract()))
}

/// Starts the program and kills it after a while.
async fn killed(words: &[&str], at: &[String], after: std::time::Duration) {
    let mut child =
        program(words, at).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().expect("the program starts");
    tokio::time::sleep(after).await;
    child.kill().await.expect("the program is killed");
}

async fn unharmed(app: &TestApp) {
    let verdict = verify(&app.house).await.unwrap();
    assert_eq!(verdict.found, 0, "{:?}", verdict.findings);
}

/// The records of loads agree with the facts: one batch for each file, with its rows.
async fn in_step(app: &TestApp, files: u64) {
    unharmed(app).await;
    let batches = app.sign_in(Role::Administrator).await.get("/api/records/batch?size=200").await.ok();
    let batches = batches["items"].as_array().unwrap().clone();
    let rows: u64 = batches.iter().map(|batch| batch["rows"].as_u64().unwrap()).sum();
    let lines = run(&["measure", "quantity", "--from", "2026-01-01", "--to", "2026-12-31"], &app.fresh().arguments()).await.answer();
    let quantity: f64 = lines["rows"][0]["value"].as_str().unwrap_or("0").parse().unwrap();
    assert_eq!(batches.len() as u64, files, "{batches:?}");
    assert_eq!(quantity, 2.0 * rows as f64, "every line sells two: {lines}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_leaves_records_and_facts_in_step() {
    let app = house().await;
    World::build(&app).await;
    let at = app.fresh().arguments();
    let file = app.fresh().folder().join("next.csv");
    let path = file.display().to_string();
    let import = ["import", "sales", path.as_str()];
    std::fs::write(&file, sales(1, 1..=1)).unwrap();
    run(&import, &at).await.answer();
    std::fs::write(&file, sales(1, 2..=2)).unwrap();
    let begun = Instant::now();
    run(&import, &at).await.answer();
    let whole = begun.elapsed();
    for (number, after) in (2..).zip(moments(whole, KILLS)) {
        std::fs::write(&file, sales(2, number..=number)).unwrap();
        killed(&import, &at, after).await;
        // Told that it is there already, or loaded now: either way it is there once.
        let again = run(&import, &at).await;
        assert!(again.fine || again.refused().contains("没有重复导入"), "{again:?}");
        assert!(run(&import, &at).await.refused().contains("没有重复导入"));
        in_step(&app, u64::from(number) + 1).await;
    }
}

/// A worker that was killed has not been seen for a while: what a quarter of a minute would do.
async fn lease_is_over(app: &TestApp) {
    let long_ago = app.house.clock.now() - Duration::days(400);
    let running = Job::update_many()
        .col_expr(record::Column::LeaseUntil, Expr::value(long_ago))
        .filter(record::Column::State.eq(record::State::Running));
    running.exec(&app.house.db).await.unwrap();
}

/// Brings a file and has it loaded; answers the job where the program lived long enough to tell.
async fn load(caller: &Caller, number: u32) -> std::io::Result<Value> {
    let file = caller.upload(&format!("{number}.csv"), sales(3, number..=number).as_bytes()).await?.ok();
    let seen = caller.post("/api/records/batch/do/inspect", &json!({ "file": file["id"] })).await?.ok();
    let loading = json!({ "profile": seen["profile"] });
    let queued = caller.post("/api/records/batch/do/load", &json!({ "file": file["id"], "loading": loading })).await?.ok();
    Ok(queued["job"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_finishes_its_jobs_when_it_is_back() {
    let app = house().await;
    in_real_time(&app);
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let at = app.fresh().arguments();
    let server = Server::start(&at).await;
    let begun = Instant::now();
    let first = load(&server.sign_in("administrator").await, 1).await.unwrap();
    assert_eq!(ended_at(&admin, &first).await["state"], "done");
    let whole = begun.elapsed();
    server.kill().await;
    let mut files = 1;
    for (number, after) in (2..).zip(moments(whole, SERVER_KILLS)) {
        let server = Server::start(&at).await;
        let caller = server.sign_in("administrator").await;
        let work = tokio::spawn(async move { load(&caller, number).await });
        tokio::time::sleep(after).await;
        server.kill().await;
        let queued = work.await.unwrap();
        lease_is_over(&app).await;
        let server = Server::start(&at).await;
        let job = match queued {
            Ok(job) => job,
            // Whether the job was queued before the kill, its caller never heard.
            Err(_) => admin.get("/api/records/job?size=1").await.ok()["items"][0]["id"].clone(),
        };
        let job = ended_at(&admin, &job).await;
        assert_eq!(job["state"], "done", "{job}");
        files += u64::from(job["title"]["zh"] == format!("导入 {number}.csv"));
        in_step(&app, files).await;
        server.kill().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_was_cut_off_is_there_or_not_there() {
    let app = house().await;
    in_real_time(&app);
    World::build(&app).await;
    let (admin, director) = (app.sign_in(Role::Administrator).await, app.sign_in(Role::Director).await);
    crate::company::load(&app, &admin, "10月.csv", sales(10, 1..=28).as_bytes()).await;
    let at = app.fresh().arguments();
    let draft = json!({ "month": "2026-10" });
    let print = |caller: Caller| async move {
        let drafted = caller.post("/api/records/report/do/draft", &json!({ "month": "2026-10" })).await?.ok();
        let path = format!("/api/records/report/{}/do/print", drafted["id"].as_str().unwrap_or_default());
        caller.post(&path, &json!({ "format": "pdf" })).await?;
        std::io::Result::Ok(drafted["id"].clone())
    };
    let server = Server::start(&at).await;
    let begun = Instant::now();
    print(server.sign_in("director").await).await.unwrap();
    let whole = begun.elapsed();
    server.kill().await;
    let mut least = 1;
    for (most, after) in (2..).zip(moments(whole, SERVER_KILLS)) {
        let server = Server::start(&at).await;
        let work = tokio::spawn(print(server.sign_in("director").await));
        tokio::time::sleep(after).await;
        server.kill().await;
        least += usize::from(work.await.unwrap().is_ok());
        unharmed(&app).await;
        let kept = director.get("/api/records/report?size=200").await.ok();
        let kept = kept["items"].as_array().unwrap().len();
        assert!((least..=most).contains(&kept), "{kept} reports, of {least} that were acknowledged and {most} that were asked for");
        least = kept;
    }
    // The command line prints without keeping anything, also when it is killed.
    let out = app.fresh().folder().join("report.pdf").display().to_string();
    let monthly = ["report", "monthly", "--month", "2026-10", "--format", "pdf", "--out", out.as_str()];
    for after in moments(whole, SERVER_KILLS) {
        killed(&monthly, &at, after).await;
    }
    run(&monthly, &at).await.answer();
    assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF"));
    let kept = director.get("/api/records/report?size=200").await.ok();
    assert_eq!(kept["items"].as_array().unwrap().len(), least);
    director.post("/api/records/report/do/draft", &draft).await.ok();
    unharmed(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_migration_is_done_again_from_where_it_stood() {
    let whole_place = Fresh::make().await;
    let begun = Instant::now();
    let applied = run(&["migrate"], &whole_place.arguments()).await.answer();
    let whole = begun.elapsed();
    let shape = shape_of(&whole_place.connect().await).await;
    for after in moments(whole, KILLS) {
        let fresh = Fresh::make().await;
        killed(&["migrate"], &fresh.arguments(), after).await;
        let rest = run(&["migrate"], &fresh.arguments()).await.answer();
        let rest = rest["applied"].as_array().unwrap().len();
        assert!(rest == 0 || rest == applied["applied"].as_array().unwrap().len(), "a part of the steps was kept: {rest}");
        assert_eq!(shape_of(&fresh.connect().await).await, shape);
        run(&["doctor"], &fresh.arguments()).await.answer();
    }
}
