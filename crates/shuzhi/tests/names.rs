//! What the names of a file are read as, where records that ended are known too.

use crate::house::house;
use crate::loads::{bring, load};
use kernel::access::Role;
use serde_json::json;
use testkit::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_was_closed_is_still_known_to_files() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let table = |day: u32| format!("日期,门店编码,店铺,金额\n2026-11-0{day},M01,山岚茶事（云汇店）,1.00\n");
    load(&app, &admin, &table(1)).await;
    admin.delete(&world.path("shop", "M01-101")).await.done();
    let file = bring(&admin, "后来的.csv", &table(2)).await;
    let seen = admin.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!((&seen["unknown"], &seen["preview"][0]["shop"]), (&json!([]), &json!("M01-101")), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_what_ended_is_not_read_before_the_name_of_what_is_in_use() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let table = |day: u32| format!("日期,门店编码,单品,金额\n2026-11-0{day},M01,上海青,1.00\n");
    // A load makes an item by its name; later the item comes with its own code, and the first is ended.
    load(&app, &admin, &table(1)).await;
    let made = admin.get("/api/records/item?q=上海青").await.ok()["items"][0].clone();
    assert_eq!(made["code"], "上海青");
    admin.post("/api/records/item", &json!({ "code": "I-123", "name": "上海青" })).await.created();
    let path = format!("/api/records/item/{}", made["id"].as_str().unwrap());
    admin.delete(&path).await.done();
    assert!(!admin.get(&path).await.ok()["ended_at"].is_null());
    let file = bring(&admin, "后来的.csv", &table(2)).await;
    let seen = admin.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!((&seen["unknown"], &seen["preview"][0]["item"]), (&json!([]), &json!("I-123")), "{seen}");
}
