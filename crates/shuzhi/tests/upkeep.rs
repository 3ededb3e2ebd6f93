//! What nobody will ask for again is taken away while the program serves, and nothing else is.

use crate::company::{load, sales};
use crate::house::house;
use crate::server::Server;
use chrono::Duration;
use kernel::access::{Role, session};
use kernel::clock::Clock;
use kernel::file::FileStore;
use kernel::sweep::{Swept, sweep};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use shuzhi::upkeep::{keep_in_order, put_together};
use std::path::PathBuf;
use testkit::{TestApp, World};
use tokio::sync::watch;
use uuid::Uuid;

async fn sessions(app: &TestApp) -> u64 {
    session::Entity::find().count(&app.house.db).await.unwrap()
}

/// Waits until no session is left.
async fn swept(app: &TestApp) {
    for _ in 0..200 {
        if sessions(app).await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("nobody swept");
}

/// Where the bytes of a file lie.
fn bytes_of(app: &TestApp, id: Uuid) -> PathBuf {
    app.fresh().folder().join("files").join(FileStore::place(id).as_ref())
}

fn aged(app: &TestApp, path: &PathBuf, hours: i64) {
    let then = app.clock.now() - Duration::hours(hours);
    std::fs::File::options().append(true).open(path).unwrap().set_modified(then.into()).unwrap();
}

#[tokio::test]
async fn only_what_has_ended_is_swept() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    clerk.post("/api/records/brand", &json!({ "code": "B1", "name": "山岚茶事" })).key("once").await.created();
    assert_eq!(sweep(&app.house).await.unwrap(), Swept::default());
    app.clock.advance(Duration::days(15));
    let again = app.sign_in(Role::Clerk).await;
    assert_eq!(sweep(&app.house).await.unwrap(), Swept { answers: 1, sessions: 1, ..Swept::default() });
    again.get("/api/session").await.ok();
}

#[tokio::test]
async fn bytes_of_uploads_that_were_cut_off_are_swept_after_a_day() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let kept = clerk.upload("/api/files", "a.csv", b"a,b\n1,2\n").await.created()["id"].as_str().unwrap().to_owned();
    let [old, young, begun] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    for id in [old, young, begun] {
        app.house.files.put(id, b"a,b\n".to_vec()).await.unwrap();
    }
    // As an upload lies in a folder until its last byte is there.
    let half = PathBuf::from(format!("{}#1", bytes_of(&app, begun).display()));
    std::fs::rename(bytes_of(&app, begun), &half).unwrap();
    for path in [&bytes_of(&app, kept.parse().unwrap()), &bytes_of(&app, old), &half] {
        aged(&app, path, 25);
    }
    aged(&app, &bytes_of(&app, young), 23);
    assert_eq!(sweep(&app.house).await.unwrap().files, 2);
    assert!(!half.exists() && !bytes_of(&app, old).exists() && bytes_of(&app, young).exists());
    clerk.get(&format!("/api/files/{kept}")).await.file();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serving_program_sweeps() {
    let app = house().await;
    app.sign_in(Role::Clerk).await;
    let old = session::ActiveModel { seen_at: sea_orm::Set(app.clock.now() - Duration::days(900)), ..Default::default() };
    session::Entity::update_many().set(old).exec(&app.house.db).await.unwrap();
    let server = Server::start(&app.fresh().arguments()).await;
    swept(&app).await;
    server.kill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_is_swept_again_and_again_until_the_program_stops() {
    let app = house().await;
    let (stop, stopped) = watch::channel(false);
    let upkeep = tokio::spawn(keep_in_order(app.house.clone(), std::time::Duration::from_millis(20), stopped));
    for _ in 0..2 {
        app.sign_in(Role::Clerk).await;
        app.clock.advance(Duration::days(4));
        swept(&app).await;
    }
    stop.send_replace(true);
    tokio::time::timeout(std::time::Duration::from_secs(5), upkeep).await.expect("it stops").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_put_together_are_the_same_facts() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut batches = Vec::new();
    for day in 1..=9 {
        let job = load(&app, &admin, &format!("{day}.csv"), sales(9, day..=day).as_bytes()).await;
        batches.push(job["result"]["batch"].as_str().expect("a batch").to_owned());
    }
    let analyst = app.sign_in(Role::Analyst).await;
    let ask =
        || async { analyst.get("/api/measures/query?measures=sales,quantity,tickets&from=2026-09-01&to=2026-09-30&by=day").await.ok() };
    let before = ask().await;
    assert_eq!(put_together(&app.house).await.unwrap(), 9);
    assert_eq!(put_together(&app.house).await.unwrap(), 0);
    let after = ask().await;
    assert_eq!((&after["rows"], &after["total"]), (&before["rows"], &before["total"]));
    // A load among them can still be taken back, and only that.
    admin.post(&format!("/api/records/batch/{}/do/undo", batches[4]), &json!({})).await.ok();
    let rows = ask().await["rows"].as_array().unwrap().clone();
    let others: Vec<_> = before["rows"].as_array().unwrap().iter().filter(|row| row["keys"]["day"] != "2026-09-05").cloned().collect();
    assert_eq!(rows, others);
}
