//! The clock is set back, as it happens when a battery is empty or a machine is moved: order, proofs and work go on.

use crate::company::{Worker, ended, load, queue_load, sales};
use crate::house::house;
use chrono::Duration;
use kernel::access::Role;
use kernel::audit::verify;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::{Client, TestApp, World};

async fn set_back_by(days: i64) -> (TestApp, Client, String) {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let brand = admin.post("/api/records/brand", &json!({ "code": "B1", "name": "山岚茶事" })).key("before").await.created();
    let path = format!("/api/records/brand/{}", brand["id"].as_str().unwrap());
    app.clock.advance(-Duration::days(days));
    (app, admin, path)
}

async fn unharmed(app: &TestApp) {
    let verdict = verify(&app.house).await.unwrap();
    assert_eq!(verdict.found, 0, "{:?}", verdict.findings);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_keeps_the_order_in_which_things_happened() {
    let (app, admin, path) = set_back_by(2).await;
    admin.patch(&path, &json!({ "name": "山岚茶肆" })).if_match(1).await.ok();
    app.clock.advance(-Duration::days(40));
    admin.patch(&path, &json!({ "name": "山岚茶坊" })).if_match(2).await.ok();
    let history = admin.get(&format!("{path}/history")).await.ok();
    let names: Vec<&Value> = history["items"].as_array().unwrap().iter().map(|line| &line["after"]["name"]).collect();
    assert_eq!(names, ["山岚茶坊", "山岚茶肆", "山岚茶事"], "the newest comes first, whatever the clock said: {history}");
    admin.patch(&path, &json!({ "name": "旧" })).if_match(1).await.refused(412, "stale");
    unharmed(&app).await;
    app.clock.advance(Duration::days(42));
    admin.patch(&path, &json!({ "name": "山岚茶馆" })).if_match(3).await.ok();
    unharmed(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_stays_so_and_others_can_sign_in() {
    let (app, admin, _) = set_back_by(2).await;
    admin.get("/api/session").await.ok();
    let token = app.token_of(&admin, true).await;
    token.get("/api/records/brand").await.ok();
    app.sign_in(Role::Clerk).await.get("/api/session").await.ok();
    app.clock.advance(Duration::days(2));
    admin.get("/api/session").await.ok();
    token.get("/api/records/brand").await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_made_before_and_after_are_all_listed_once_and_a_retry_acts_once() {
    let (app, admin, _) = set_back_by(2).await;
    admin.post("/api/records/brand", &json!({ "code": "B1", "name": "山岚茶事" })).key("before").await.created();
    for n in 0..12 {
        admin.post("/api/records/brand", &json!({ "code": format!("N{n}"), "name": "别的" })).await.created();
    }
    app.clock.advance(Duration::days(1));
    admin.post("/api/records/brand", &json!({ "code": "N99", "name": "别的" })).await.created();
    let total = admin.get("/api/records/brand/summary").await.ok()["total"].as_u64().unwrap();
    let (mut seen, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = admin.get(&format!("/api/records/brand?size=5{after}")).await.ok();
        for row in page["items"].as_array().unwrap() {
            assert!(seen.insert(row["id"].as_str().unwrap().to_owned()), "{row} is listed twice");
        }
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(seen.len() as u64, total);
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_and_loads_go_on() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let before = queue_load(&admin, "以前.csv", sales(10, 1..=2).as_bytes()).await;
    app.clock.advance(-Duration::days(3));
    let after = queue_load(&admin, "以后.csv", sales(10, 3..=4).as_bytes()).await;
    let worker = Worker::start(&app);
    for job in [before, after] {
        assert_eq!(ended(&admin, &job).await["state"], "done");
    }
    // While one runs, the clock goes back under the worker.
    let under_way = queue_load(&admin, "途中.csv", sales(10, 5..=28).as_bytes()).await;
    app.clock.advance(-Duration::days(3));
    assert_eq!(ended(&admin, &under_way).await["state"], "done");
    worker.stop().await;
    app.clock.advance(Duration::days(10));
    let admin = app.sign_in(Role::Administrator).await;
    let again = load(&app, &admin, "以前.csv", sales(10, 1..=2).as_bytes()).await;
    assert_eq!(again["result"]["code"], "batch.already", "{again}");
    assert_eq!(admin.get("/api/records/batch/summary").await.ok()["total"], 3);
    unharmed(&app).await;
}
