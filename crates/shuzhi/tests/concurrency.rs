//! Many at once: nobody overwrites another unseen, and nothing that was accepted is lost.

use crate::house::house;
use futures::future::join_all;
use kernel::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::{Client, TestApp, World};

/// Those who write at once.
const WRITERS: usize = 20;

async fn unharmed(app: &TestApp) {
    let verdict = kernel::audit::verify(&app.house).await.unwrap();
    assert_eq!(verdict.found, 0, "{:?}", verdict.findings);
}

#[tokio::test]
async fn the_slower_of_two_editors_sees_what_the_quicker_wrote() {
    let app = house().await;
    let world = World::build(&app).await;
    let path = world.path("brand", "B01");
    let (first, second) = (app.sign_in(Role::Administrator).await, app.sign_in(Role::Director).await);
    let (mine, theirs) = (first.get(&path).await, second.get(&path).await);
    assert_eq!((mine.header("etag"), theirs.header("etag")), (Some("\"1\""), Some("\"1\"")));
    first.patch(&path, &json!({ "name": "山岚茶肆" })).if_match(1).await.ok();
    let refused = second.patch(&path, &json!({ "remark": "今年续约" })).if_match(1).await.refused(412, "stale");
    assert_eq!((&refused["current"]["name"], &refused["current"]["version"]), (&json!("山岚茶肆"), &json!(2)));
    let merged = second.patch(&path, &json!({ "remark": "今年续约" })).if_match(2).await.ok();
    assert_eq!((&merged["name"], &merged["remark"]), (&json!("山岚茶肆"), &json!("今年续约")));
    second.delete(&path).if_match(2).await.refused(412, "stale");
}

/// Appends one's mark to the remark of a row, as often as others come in between.
async fn append(client: Client, path: String, mark: String) -> usize {
    for tries in 1.. {
        let row = client.get(&path).await.ok();
        let remark = format!("{}{mark}", row["remark"].as_str().unwrap_or_default());
        let answer = client.patch(&path, &json!({ "remark": remark })).if_match(&row["version"]).await;
        if answer.status() == 200 {
            return tries;
        }
        answer.refused(412, "stale");
    }
    unreachable!("the loop ends when the change is kept")
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_writers_of_one_row_lose_nothing() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let path = world.path("brand", "B01");
    let writers = (0..WRITERS).map(|n| tokio::spawn(append(admin.clone(), path.clone(), format!("[{n:02}]"))));
    for tries in join_all(writers).await {
        assert!(tries.unwrap() <= WRITERS);
    }
    let row = admin.get(&path).await.ok();
    assert_eq!(row["version"], 1 + WRITERS);
    for n in 0..WRITERS {
        assert!(row["remark"].as_str().unwrap().contains(&format!("[{n:02}]")), "the mark of {n} is lost: {row}");
    }
    let history = admin.get(&format!("{path}/history")).await.ok();
    assert_eq!(history["items"].as_array().map(Vec::len), Some(1 + WRITERS));
    unharmed(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_writers_of_many_rows_lose_nothing() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let writers = (0..WRITERS).map(|n| {
        let admin = admin.clone();
        tokio::spawn(async move {
            for m in 0..5 {
                let row = admin.post("/api/records/brand", &json!({ "code": format!("B{n}-{m}"), "name": "山岚茶事" })).await.created();
                let path = format!("/api/records/brand/{}", row["id"].as_str().unwrap());
                admin.patch(&path, &json!({ "remark": "已核对" })).if_match(1).await.ok();
            }
        })
    });
    join_all(writers).await.into_iter().for_each(|done| done.unwrap());
    let summary = admin.get("/api/records/brand/summary?f.remark=%E5%B7%B2").await.ok();
    assert_eq!(summary["total"], WRITERS * 5);
    unharmed(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_take_the_same_code_one_has_it() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let writers = (0..WRITERS).map(|n| {
        let admin = admin.clone();
        tokio::spawn(async move { admin.post("/api/records/brand", &json!({ "code": "B1", "name": format!("品牌{n}") })).await })
    });
    let (mut created, mut taken) = (0, 0);
    for answer in join_all(writers).await {
        let answer = answer.unwrap();
        match answer.status() {
            201 => created += 1,
            409 => taken += usize::from(answer.refused(409, "taken")["code"] == "taken"),
            _ => taken += usize::from(answer.pointed("/code", "taken")["status"] == 422),
        }
    }
    assert_eq!((created, taken), (1, WRITERS - 1));
    unharmed(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_completely_while_twenty_write() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut known = BTreeSet::new();
    for n in 0..30 {
        let row = admin.post("/api/records/brand", &json!({ "code": format!("K{n:02}"), "name": "山岚茶事" })).await.created();
        known.insert(row["id"].as_str().unwrap().to_owned());
    }
    let writers = (0..WRITERS).map(|n| {
        let admin = admin.clone();
        tokio::spawn(async move {
            for m in 0..3 {
                admin.post("/api/records/brand", &json!({ "code": format!("J{n}-{m}"), "name": "别的" })).await.created();
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let (mut seen, mut mark) = (Vec::new(), String::new());
    loop {
        let page = admin.get(&format!("/api/records/brand?size=7&sort=code{mark}")).await.ok();
        seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        mark = format!("&after={next}");
    }
    join_all(writers).await.into_iter().for_each(|done| done.unwrap());
    let distinct: BTreeSet<String> = seen.iter().cloned().collect();
    assert_eq!(distinct.len(), seen.len(), "rows were shown twice");
    assert!(known.is_subset(&distinct), "rows were passed over");
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_and_referring_at_once_leaves_no_reference_to_nothing() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    for round in 0..10 {
        let category = admin.post("/api/records/category", &json!({ "code": format!("K{round}"), "name": "茶饮" })).await.created();
        let path = format!("/api/records/category/{}", category["id"].as_str().unwrap());
        let refer =
            admin.post("/api/records/brand", &json!({ "code": format!("B{round}"), "name": "山岚", "category_id": category["id"] }));
        let (ended, referred) = tokio::join!(async { admin.delete(&path).await.status() }, async { refer.await });
        assert_eq!(ended, 204);
        if referred.status() == 201 {
            let row: Value = referred.created();
            let there = admin.get(&path).await.status();
            assert_eq!(there, 200, "{row} refers to what is gone");
        } else {
            referred.pointed("/category_id", "reference");
        }
    }
    unharmed(&app).await;
}
