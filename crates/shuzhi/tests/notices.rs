//! Those concerned by an act are told of it, nobody else is, and what they have read is out of the way.

use crate::house::house;
use crate::loads::load;
use chrono::Duration;
use futures::StreamExt;
use kernel::access::Role;
use kernel::sweep::sweep;
use serde_json::{Value, json};
use testkit::{Client, TestApp, World, escaped};
use uuid::Uuid;

async fn told(client: &Client) -> Vec<Value> {
    client.get("/api/records/notice").await.ok()["items"].as_array().unwrap().clone()
}

async fn name_of(client: &Client) -> String {
    client.get("/api/session").await.ok()["name"].as_str().unwrap().to_owned()
}

/// A report of M01 that the manager there has handed in; with who may accept it and who may not.
struct Desk {
    app: TestApp,
    manager: Client,
    here: Client,
    elsewhere: Client,
    site: Uuid,
    report: String,
}

async fn desk() -> Desk {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, "日期,门店编码,店铺编码,数量,金额\n2026-10-01,M01,M01-101,2,30.00\n").await;
    let manager = app.sign_in_at(world.id("M01"), Role::SiteManager).await;
    let here = app.sign_in_at(world.id("M01"), Role::Director).await;
    let elsewhere = app.sign_in_at(world.id("M02"), Role::Director).await;
    let draft = json!({ "month": "2026-10", "site_id": world.id("M01") });
    let row = manager.post("/api/records/report/do/draft", &draft).await.ok();
    let report = format!("/api/records/report/{}", row["id"].as_str().unwrap());
    Desk { app, manager, here, elsewhere, site: world.id("M01"), report }
}

impl Desk {
    async fn act(&self, who: &Client, verb: &str, body: Value) -> Value {
        who.post(&format!("{}/do/{verb}", self.report), &body).await.ok()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_accept_is_told_of_a_submission_and_the_author_of_the_answer() {
    let desk = desk().await;
    assert!(told(&desk.here).await.is_empty(), "a draft concerns nobody");
    let row = desk.act(&desk.manager, "submit", json!({})).await;
    let waiting = told(&desk.here).await;
    let (author, director) = (name_of(&desk.manager).await, name_of(&desk.here).await);
    let [zh, en] = ["zh", "en"].map(|lang| row["title"][lang].as_str().unwrap());
    assert_ne!(zh, en, "a report has its title in both languages");
    let found = desk.manager.get(&format!("/api/search?q={}", escaped("operations report"))).await.ok();
    assert_eq!((&found[0]["type"], &found[0]["title"]), (&json!("report"), &row["title"]));
    let said = json!({ "zh": format!("{author}提交了报告：{zh}"), "en": format!("Submitted by {author}: {en}") });
    assert_eq!((waiting.len(), &waiting[0]["title"]), (1, &said));
    assert_eq!((&waiting[0]["record"], &waiting[0]["row_id"], &waiting[0]["seen"]), (&json!("report"), &row["id"], &json!(false)));
    assert!(told(&desk.elsewhere).await.is_empty(), "the report is hidden from another site's director");
    assert!(told(&desk.manager).await.is_empty(), "nobody is told what they did themselves");

    desk.act(&desk.here, "return", json!({ "reason": "请写下月计划" })).await;
    assert_eq!(told(&desk.manager).await[0]["title"]["zh"], format!("{director}退回了报告：{zh}"));
    assert_eq!(told(&desk.here).await.len(), 1, "who may accept is not told of a return");
    // What is refused tells nobody.
    desk.here.post(&format!("{}/do/accept", desk.report), &json!({})).await.refused(409, "state");
    desk.act(&desk.manager, "submit", json!({})).await;
    desk.act(&desk.here, "accept", json!({})).await;
    assert_eq!(told(&desk.manager).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_account_is_not_told() {
    let desk = desk().await;
    let admin = desk.app.sign_in(Role::Administrator).await;
    let director = format!("/api/records/user/{}/do", desk.here.get("/api/session").await.ok()["id"].as_str().unwrap());
    admin.post(&format!("{director}/lock"), &json!({})).await.ok();
    desk.act(&desk.manager, "submit", json!({})).await;
    admin.post(&format!("{director}/unlock"), &json!({})).await.ok();
    let again = desk.app.sign_in_at(desk.site, Role::Director).await;
    assert!(told(&again).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_read_once_by_its_own_person_and_swept_when_old() {
    let desk = desk().await;
    desk.act(&desk.manager, "submit", json!({})).await;
    let id = told(&desk.here).await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/records/notice/{id}");
    desk.elsewhere.get(&path).await.refused(404, "not_found");
    desk.elsewhere.post(&format!("{path}/do/mark_read"), &json!({})).await.refused(404, "not_found");
    assert_eq!(desk.here.post(&format!("{path}/do/mark_read"), &json!({})).await.ok()["seen"], true);
    desk.here.post(&format!("{path}/do/mark_read"), &json!({})).await.refused(409, "state");
    desk.act(&desk.here, "return", json!({ "reason": "再写" })).await;
    desk.act(&desk.manager, "submit", json!({})).await;
    assert_eq!(desk.elsewhere.post("/api/records/notice/do/mark_all_read", &json!({})).await.ok()["marked"], 0);
    assert_eq!(desk.here.post("/api/records/notice/do/mark_all_read", &json!({})).await.ok()["marked"], 1);
    assert_eq!(desk.here.get("/api/records/notice/summary?f.seen=false").await.ok()["total"], 0);

    assert_eq!(sweep(&desk.app.house).await.unwrap().notices, 0);
    desk.app.clock.advance(Duration::days(181));
    assert_eq!(sweep(&desk.app.house).await.unwrap().notices, 3, "two to the director, one to the author");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_rings_and_who_was_shut_out_hears_nothing_more() {
    let desk = desk().await;
    let mut events = desk.here.get("/api/events").open().await.into_body().into_data_stream();
    desk.act(&desk.manager, "submit", json!({})).await;
    let piece = events.next().await.expect("the stream goes on").expect("a piece of it");
    assert!(String::from_utf8_lossy(&piece).contains("event: notice"), "{piece:?}");
    desk.act(&desk.here, "return", json!({ "reason": "再写" })).await;
    desk.here.delete("/api/session").await;
    desk.act(&desk.manager, "submit", json!({})).await;
    assert!(events.next().await.is_none(), "signed out, the stream ends");
}
