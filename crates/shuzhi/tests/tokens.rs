//! Tokens that are narrowed to some of their owner's roles and sites, and are never worth more than their owner.

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
async fn a_token_that_makes_another_gives_on_no_more_than_it_has() {
    let app = house().await;
    let world = World::build(&app).await;
    let (owner, _) = person(&app, &["director", "clerk"], &[]).await;
    let first = script(&app, &owner, json!({ "roles": ["clerk"], "sites": [world.id("M01")] })).await;
    let second = script(&app, &first, json!({})).await;
    assert_eq!(second.get("/api/session").await.ok()["roles"], json!(["clerk"]));
    assert_eq!(codes(&second, "site").await, ["M01", "S01", "S02"]);
    let asked = json!({ "name": "更多", "days": 1, "read_only": false, "sites": [world.id("M02")] });
    first.post("/api/records/api_token/do/issue", &asked).await.pointed("/sites", "outside");
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
