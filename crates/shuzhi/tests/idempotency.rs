//! A request that is sent again acts once and hears the first answer, whatever kind of write it is.

use crate::house::house;
use chrono::Duration;
use kernel::access::Role;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use testkit::{Answer, Ask, Client, TestApp, workbook_of};

fn brand(code: &str) -> Value {
    json!({ "code": code, "name": "山岚茶事" })
}

async fn lines(app: &TestApp) -> u64 {
    kernel::audit::entry::Entity::find().count(&app.house.db).await.unwrap()
}

async fn brands(client: &Client) -> usize {
    client.get("/api/records/brand?ended=1&size=200").await.ok()["items"].as_array().unwrap().len()
}

/// Sends a request twice under one key: the same answer, and nothing more in the history.
async fn twice(app: &TestApp, ask: impl Fn() -> Ask) -> Answer {
    let first = ask().key("k").await;
    assert!(first.status() < 300, "{}", first.text());
    let known = lines(app).await;
    let second = ask().key("k").await;
    // PostgreSQL keeps an answer with its fields in an order of its own.
    let said = |answer: &Answer| serde_json::from_slice::<Value>(answer.bytes()).ok();
    assert_eq!((first.status(), said(&first)), (second.status(), said(&second)));
    assert_eq!(first.header("etag"), second.header("etag"));
    assert_eq!(lines(app).await, known, "{} acted twice", first.asked());
    first
}

#[tokio::test]
async fn every_kind_of_write_on_a_row_acts_once() {
    let app = house().await;
    // One key belongs to one person and one request, so each step is taken by someone who has not used it yet.
    let (admin, director) = (app.sign_in(Role::Administrator).await, app.sign_in(Role::Director).await);
    app.account("third", Role::Administrator, None).await;
    let third = app.sign_in_as("third", testkit::PASSWORD).await;
    let row = twice(&app, || admin.post("/api/records/brand", &brand("B1"))).await.created();
    assert_eq!(brands(&admin).await, 1);
    let path = format!("/api/records/brand/{}", row["id"].as_str().unwrap());
    let patched = twice(&app, || director.patch(&path, &json!({ "name": "山岚茶肆" })).if_match(1)).await.ok();
    assert_eq!(patched["version"], 2);
    twice(&app, || third.delete(&path)).await.done();
    assert_eq!(brands(&admin).await, 0);
}

#[tokio::test]
async fn ending_and_reopening_act_once() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let category = admin.post("/api/records/category", &json!({ "code": "K1", "name": "茶饮" })).await.created();
    admin.post("/api/records/brand", &json!({ "code": "B1", "name": "山岚茶事", "category_id": category["id"] })).await.created();
    let path = format!("/api/records/category/{}", category["id"].as_str().unwrap());
    let end = || admin.delete(&path).if_match(1).key("end");
    end().await.done();
    end().await.done();
    let reopen = || admin.post(&format!("{path}/reopen"), &json!({})).if_match(2).key("reopen");
    let open = reopen().await.ok();
    assert_eq!(reopen().await.ok(), open);
    assert_eq!(open["version"], 3);
}

#[tokio::test]
async fn verbs_imports_and_uploads_act_once() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let id = app.account("li.na", Role::Clerk, None).await;
    twice(&app, || admin.post(&format!("/api/records/user/{id}/do/lock"), &json!({}))).await.ok();
    let director = app.sign_in(Role::Director).await;
    let file = workbook_of(&[&["品牌编码", "品牌名称"], &["B1", "山岚茶事"], &["B2", "拾穗面包"]]);
    let report = twice(&app, || director.upload("/api/records/brand/import", "品牌.xlsx", &file)).await.ok();
    assert_eq!(report["created"], 2);
    let analyst = app.sign_in(Role::Analyst).await;
    let uploaded = twice(&app, || analyst.upload("/api/files", "a.csv", b"a,b\n1,2\n")).await.created();
    let files = analyst.get("/api/records/file").await.ok();
    assert_eq!(files["items"].as_array().unwrap().len(), 1);
    assert_eq!(analyst.get(&format!("/api/files/{}", uploaded["id"].as_str().unwrap())).await.file(), b"a,b\n1,2\n");
}

#[tokio::test]
async fn a_dry_run_is_no_act_and_is_not_remembered() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let file = workbook_of(&[&["品牌编码", "品牌名称"], &["B1", "山岚茶事"]]);
    let dry = admin.upload("/api/records/brand/import?dry_run=1", "品牌.xlsx", &file).key("one").await.ok();
    assert_eq!((&dry["created"], brands(&admin).await), (&json!(1), 0));
    admin.upload("/api/records/brand/import", "品牌.xlsx", &file).key("one").await.ok();
    assert_eq!(brands(&admin).await, 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person() {
    let app = house().await;
    let (admin, director) = (app.sign_in(Role::Administrator).await, app.sign_in(Role::Director).await);
    let first = admin.post("/api/records/brand", &brand("B1")).key("same").await.created();
    admin.post("/api/records/brand", &brand("B2")).key("same").await.refused(409, "idempotency");
    admin.patch(&format!("/api/records/brand/{}", first["id"].as_str().unwrap()), &json!({})).key("same").await.refused(409, "idempotency");
    director.post("/api/records/brand", &brand("B2")).key("same").await.created();
    assert_eq!(brands(&admin).await, 2);
}

#[tokio::test]
async fn a_refused_request_leaves_its_key_free() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    admin.post("/api/records/brand", &json!({ "code": "B1" })).key("again").await.pointed("/name", "required");
    admin.post("/api/records/brand", &brand("B1")).key("again").await.created();
}

#[tokio::test]
async fn a_key_has_a_length() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    admin.post("/api/records/brand", &brand("B1")).key("").await.refused(400, "malformed");
    admin.post("/api/records/brand", &brand("B1")).key(&"k".repeat(101)).await.refused(400, "malformed");
    admin.post("/api/records/brand", &brand("B1")).key(&"k".repeat(100)).await.created();
}

#[tokio::test]
async fn answers_are_forgotten_after_two_weeks() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let first = admin.post("/api/records/brand", &brand("B1")).key("old").await.created();
    app.clock.advance(Duration::days(13));
    kernel::idempotency::sweep(&app.house.db, app.house.clock.now()).await.unwrap();
    let admin = app.sign_in(Role::Administrator).await;
    assert_eq!(admin.post("/api/records/brand", &brand("B1")).key("old").await.created(), first);
    app.clock.advance(Duration::days(2));
    kernel::idempotency::sweep(&app.house.db, app.house.clock.now()).await.unwrap();
    admin.post("/api/records/brand", &brand("B1")).key("old").await.pointed("/code", "taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn twins_at_the_same_moment_act_once_and_hear_the_same() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    for round in 0..5 {
        let twins = (0..8).map(|_| {
            let admin = admin.clone();
            tokio::spawn(async move {
                admin.post("/api/records/brand", &brand(&format!("B{round}"))).key(&format!("twin {round}")).await.created()
            })
        });
        let answers: Vec<Value> = futures::future::join_all(twins).await.into_iter().map(|answer| answer.unwrap()).collect();
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    }
    assert_eq!(brands(&admin).await, 5);
}
