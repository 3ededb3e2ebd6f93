//! Tokens that are narrowed to some of their owner's roles and sites, and are never worth more than their owner.

use crate::company::{Worker, ended_at};
use crate::house::house;
use crate::loads::{TABLE, bring, work};
use kernel::access::Role;
use serde_json::{Value, json};
use testkit::{Client, PASSWORD, TestApp, World};
use uuid::Uuid;

/// Someone with these roles at these sites; none are the whole company.
async fn person(app: &TestApp, roles: &[&str], sites: &[Uuid]) -> (Client, String) {
    let id = app.account("zhou.yuan", Role::Clerk, None).await;
    let path = format!("/api/records/user/{id}");
    let change = json!({ "roles": roles, "sites": sites, "all_sites": sites.is_empty() });
    app.sign_in(Role::Administrator).await.patch(&path, &change).await.ok();
    (app.sign_in_as("zhou.yuan", PASSWORD).await, path)
}

/// A script by a token that may write and is narrowed as said.
async fn script(app: &TestApp, client: &Client, narrowed: Value) -> Client {
    let mut asked = json!({ "name": "收银接口", "days": 30, "read_only": false });
    asked.as_object_mut().unwrap().extend(narrowed.as_object().unwrap().clone());
    let answer = client.post("/api/records/api_token/do/issue", &asked).await.ok();
    app.stranger().with_token(answer["secret"].as_str().unwrap())
}

async fn codes(client: &Client, record: &str) -> Vec<String> {
    let page = client.get(&format!("/api/records/{record}?size=200&sort=code")).await.ok();
    page["items"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_token_has_the_roles_and_sites_that_it_was_narrowed_to() {
    let app = house().await;
    let world = World::build(&app).await;
    let (m01, m02) = (world.id("M01"), world.id("M02"));
    for (own_sites, narrowed, roles, sites) in [
        (vec![], json!({}), vec!["director", "clerk"], vec!["M01", "M02", "S01", "S02", "S03", "S04", "S05", "S06"]),
        (
            vec![],
            json!({ "roles": [], "sites": null }),
            vec!["director", "clerk"],
            vec!["M01", "M02", "S01", "S02", "S03", "S04", "S05", "S06"],
        ),
        (vec![], json!({ "roles": ["clerk"] }), vec!["clerk"], vec!["M01", "M02", "S01", "S02", "S03", "S04", "S05", "S06"]),
        (vec![], json!({ "sites": [m01] }), vec!["director", "clerk"], vec!["M01", "S01", "S02"]),
        (vec![m01, m02], json!({ "sites": [m02], "roles": ["clerk"] }), vec!["clerk"], vec!["M02", "S03", "S04"]),
        (vec![m01], json!({ "sites": [world.id("S01")] }), vec!["director", "clerk"], vec!["S01"]),
    ] {
        let (owner, _) = person(&app, &["director", "clerk"], &own_sites).await;
        let script = script(&app, &owner, narrowed.clone()).await;
        let me = script.get("/api/session").await.ok();
        assert_eq!(me["roles"], json!(roles), "{narrowed}");
        assert_eq!(codes(&script, "site").await, sites, "{narrowed}");
        let may_draft = me["may"]["report"].as_array().unwrap().contains(&json!("draft"));
        assert_eq!(may_draft, roles.contains(&"director"), "{narrowed}");
    }
}

#[tokio::test]
async fn a_token_is_never_worth_more_than_its_owner_is_now() {
    let app = house().await;
    let world = World::build(&app).await;
    let (owner, _) = person(&app, &["director", "clerk"], &[]).await;
    let script = script(&app, &owner, json!({ "roles": ["director"], "sites": [world.id("M01")] })).await;
    let shop = |code: &str| json!({ "code": code, "name": "新店", "site_id": world.id("M01") });
    script.post("/api/records/shop", &shop("N-1")).await.created();
    person(&app, &["director", "clerk"], &[world.id("M02")]).await;
    assert_eq!(codes(&script, "shop").await, Vec::<String>::new());
    script.post("/api/records/shop", &shop("N-2")).await.pointed("/site_id", "reference");
    person(&app, &["clerk"], &[world.id("M01")]).await;
    script.post("/api/records/shop", &shop("N-3")).await.refused(403, "forbidden");
}

#[tokio::test]
async fn a_token_is_narrowed_only_to_what_its_owner_has() {
    let app = house().await;
    let world = World::build(&app).await;
    let (owner, _) = person(&app, &["clerk"], &[world.id("M01")]).await;
    for (narrowed, pointer) in [
        (json!({ "roles": ["clerk", "director"] }), "/roles"),
        (json!({ "sites": [world.id("M02")] }), "/sites"),
        (json!({ "sites": [world.id("M01"), Uuid::now_v7()] }), "/sites"),
        (json!({ "sites": [world.id("B01")] }), "/sites"),
    ] {
        let mut asked = json!({ "name": "收银接口", "days": 30, "read_only": true });
        asked.as_object_mut().unwrap().extend(narrowed.as_object().unwrap().clone());
        owner.post("/api/records/api_token/do/issue", &asked).await.pointed(pointer, "outside");
    }
}

#[tokio::test]
async fn a_token_makes_no_tokens() {
    let app = house().await;
    let (owner, _) = person(&app, &["director"], &[]).await;
    let script = script(&app, &owner, json!({})).await;
    let asked = json!({ "name": "更多", "days": 366, "read_only": false });
    script.post("/api/records/api_token/do/issue", &asked).await.refused(409, "api_token.by_token");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_its_owners_own_is_none_of_a_narrowed_tokens_business() {
    let app = house().await;
    let world = World::build(&app).await;
    let (owner, _) = person(&app, &["administrator"], &[]).await;
    let whole = script(&app, &owner, json!({})).await;
    let narrow = script(&app, &owner, json!({ "sites": [world.id("M01")] })).await;
    let file = bring(&owner, "全公司.csv", TABLE).await;
    let loading = json!({ "profile": owner.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok()["profile"] });
    let job = work(&app, &owner, &file, &loading).await["id"].clone();
    let own = bring(&narrow, "一店.csv", TABLE).await;
    let begun = work(&app, &narrow, &own, &loading).await["id"].clone();
    let ids = async |client: &Client, record: &str| -> Vec<Value> {
        let list = client.get(&format!("/api/records/{record}")).await.ok();
        list["items"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
    };
    assert_eq!(ids(&narrow, "job").await, std::slice::from_ref(&begun), "a narrowed token sees the jobs it began");
    assert!(ids(&whole, "job").await.contains(&job) && ids(&whole, "file").await.contains(&file));
    for record in ["file", "notice", "api_token"] {
        assert_eq!(ids(&narrow, record).await, Vec::<Value>::new(), "{record}");
    }
    narrow.get(&format!("/api/files/{}", file.as_str().unwrap())).await.refused(404, "not_found");
    narrow.post(&format!("/api/records/job/{}/do/retry", job.as_str().unwrap()), &json!({})).await.refused(404, "not_found");
    let hits = narrow.get("/api/search?q=%E5%85%A8%E5%85%AC%E5%8F%B8").await.ok();
    assert!(!hits.to_string().contains("全公司.csv"), "{hits}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_token_was_taken_back_does_not_run() {
    let app = house().await;
    World::build(&app).await;
    let (owner, _) = person(&app, &["clerk"], &[]).await;
    let asked = json!({ "name": "脚本", "days": 30, "read_only": false });
    let token = owner.post("/api/records/api_token/do/issue", &asked).await.ok();
    let script = app.stranger().with_token(token["secret"].as_str().unwrap());
    let file = bring(&script, "销售.csv", TABLE).await;
    let loading = json!({ "profile": owner.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok()["profile"] });
    let queued = script.post("/api/records/batch/do/load", &json!({ "file": file, "loading": loading })).await.ok();
    owner.post(&format!("/api/records/api_token/{}/do/revoke", token["id"].as_str().unwrap()), &json!({})).await.ok();
    let worker = Worker::start(&app);
    let job = ended_at(&owner, &queued["job"]).await;
    worker.stop().await;
    assert_eq!((&job["state"], &job["result"]["code"]), (&json!("failed"), &json!("session.none")), "{job}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_a_narrowed_token_began_does_no_more_than_the_token_may() {
    let app = house().await;
    let world = World::build(&app).await;
    let (owner, _) = person(&app, &["clerk"], &[]).await;
    let script = script(&app, &owner, json!({ "sites": [world.id("M01")] })).await;
    let loading = json!({ "profile": owner.post("/api/records/batch/do/inspect", &json!({ "file": bring(&owner, "a.csv", TABLE).await })).await.ok()["profile"] });
    let file = bring(&script, "销售.csv", TABLE).await;
    let counts = |job: &Value| ["accepted", "refused"].map(|count| job["result"][count].as_u64());
    assert_eq!(counts(&work(&app, &script, &file, &loading).await), [Some(0), Some(1)], "a row of M02 is none of its business");
    let file = bring(&owner, "销售.csv", TABLE).await;
    assert_eq!(counts(&work(&app, &owner, &file, &loading).await), [Some(3), Some(0)]);
}
