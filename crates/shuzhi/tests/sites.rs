//! Sites: where they may stand, and that people with many of them see all.

use crate::house::house;
use kernel::access::Role;
use serde_json::json;
use testkit::World;

#[tokio::test]
async fn who_is_given_one_site_makes_new_ones_below_it_and_takes_none_out() {
    let app = house().await;
    let world = World::build(&app).await;
    let director = app.sign_in_at(world.id("M01"), Role::Director).await;
    let site = |code: &str, parent: Option<&str>| json!({ "code": code, "name": "新店", "kind": "store", "parent_id": parent.map(|code| world.id(code)) });
    director.post("/api/records/site", &site("N1", None)).await.pointed("/parent_id", "outside");
    director.post("/api/records/site", &site("N1", Some("M02"))).await.pointed("/parent_id", "reference");
    director.post("/api/records/site", &site("N1", Some("M01"))).await.created();
    director.patch(&world.path("site", "S01"), &json!({ "parent_id": null })).await.pointed("/parent_id", "outside");
    // What stands at the top already may be changed otherwise, and the whole company's director is free.
    director.patch(&world.path("site", "M01"), &json!({ "name": "云汇新广场" })).await.ok();
    let all = app.sign_in(Role::Director).await;
    all.patch(&world.path("site", "S01"), &json!({ "parent_id": null })).await.ok();
    all.post("/api/records/site", &site("N2", None)).await.created();
}

#[tokio::test]
async fn more_sites_than_a_page_are_all_there() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut ids = Vec::new();
    for number in 0..203 {
        let site = json!({ "code": format!("S{number:03}"), "name": format!("门店 {number}"), "kind": "store" });
        ids.push(admin.post("/api/records/site", &site).await.created()["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(admin.get("/api/session").await.ok()["sites"].as_array().map(Vec::len), Some(203));
    let looked_up = |count: usize| admin.get(&format!("/api/lookup/site?ids={}", ids[..count].join(",")));
    assert_eq!(looked_up(200).await.ok().as_array().map(Vec::len), Some(200));
    looked_up(201).await.refused(400, "malformed");
}

#[tokio::test]
async fn a_category_never_stands_under_itself() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let wide = admin.post("/api/records/category", &json!({ "code": "C-A", "name": "餐饮" })).await.created();
    let narrow = admin.post("/api/records/category", &json!({ "code": "C-B", "name": "面馆", "parent_id": wide["id"] })).await.created();
    let path = format!("/api/records/category/{}", wide["id"].as_str().unwrap());
    for above in [&wide, &narrow] {
        admin.patch(&path, &json!({ "parent_id": above["id"] })).await.refused(409, "category.circle");
    }
    admin.patch(&path, &json!({ "parent_id": null })).await.ok();
}
