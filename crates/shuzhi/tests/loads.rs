//! Files of sales through the front door: looked at, mended, loaded once, and taken back.

use crate::house::house;
use kernel::access::Role;
use kernel::job::run_jobs;
use sales::records::batch;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use testkit::{Client, TestApp, World};
use tokio::sync::watch;

/// Brings a file.
pub async fn bring(client: &Client, name: &str, table: &str) -> Value {
    client.upload("/api/files", name, table.as_bytes()).await.created()["id"].clone()
}

/// Queues a load and works until it is over; answers the job.
pub async fn work(app: &TestApp, client: &Client, file: &Value, loading: &Value) -> Value {
    let queued = client.post("/api/records/batch/do/load", &json!({ "file": file, "loading": loading })).await.ok();
    let path = format!("/api/records/job/{}", queued["job"].as_str().unwrap());
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(run_jobs(app.house.clone(), stopped));
    let job = loop {
        let job = client.get(&path).await.ok();
        if ["done", "failed"].iter().any(|state| job["state"] == *state) {
            break job;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    stop.send_replace(true);
    worker.await.unwrap();
    job
}

/// Loads a table as a person does: bring the file, look at what was understood, load it. Answers what the load did.
pub async fn load(app: &TestApp, client: &Client, table: &str) -> Value {
    let file = bring(client, "销售.csv", table).await;
    let seen = client.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!((&seen["refused"], &seen["missing"]), (&json!(0), &json!([])), "{seen}");
    let job = work(app, client, &file, &json!({ "profile": seen["profile"] })).await;
    assert_eq!(job["state"], "done", "{job}");
    job["result"].clone()
}

/// Sales of everything the client may see.
async fn sold(client: &Client) -> Value {
    client.get("/api/measures/query?measures=sales&from=2026-01-01&to=2026-12-31").await.ok()["total"]["values"]["sales"].clone()
}

pub const TABLE: &str = "日期,门店编码,店铺编码,品类,数量,金额\n2026-11-01,M01,M01-101,茶饮,2,40.00\n2026-11-02,M01,M01-102,烘焙,1,12.50\n2026-11-02,M02,M02-101,茶饮,3,60.00\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_cell_is_told_and_nothing_is_kept_until_it_is_mended() {
    let app = house().await;
    let _world = World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let spoilt = TABLE.replace("2026-11-02,M02", "2026-13-02,M02");
    let file = bring(&clerk, "十一月.csv", &spoilt).await;
    let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    let error = &seen["errors"][0];
    assert_eq!(
        (&seen["refused"], &error["row"], &error["column"], &error["value"]),
        (&json!(1), &json!(4), &json!("日期"), &json!("2026-13-02")),
        "{seen}"
    );
    let loading = json!({ "profile": seen["profile"] });
    let job = work(&app, &clerk, &file, &loading).await;
    assert_eq!((&job["result"]["accepted"], &job["result"]["errors"][0]["row"]), (&json!(0), &json!(4)), "{job}");
    assert!(sold(&clerk).await.is_null());
    // The mended file goes in, and the one with the wrong row left out counts the others.
    let mended = bring(&clerk, "十一月.csv", TABLE).await;
    let job = work(&app, &clerk, &mended, &loading).await;
    assert_eq!((&job["state"], &job["result"]["accepted"]), (&json!("done"), &json!(3)), "{job}");
    assert_eq!(sold(&clerk).await, "112.50");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_counts_once_and_can_be_taken_back() {
    let app = house().await;
    let _world = World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let first = load(&app, &clerk, TABLE).await;
    let file = bring(&clerk, "又一次.csv", TABLE).await;
    let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!(seen["already"]["batch"], first["batch"], "{seen}");
    let loading = json!({ "profile": seen["profile"] });
    let again = work(&app, &clerk, &file, &loading).await;
    assert_eq!(
        (&again["state"], again["error"]["zh"].as_str().is_some_and(|e| e.contains("没有重复导入"))),
        (&json!("failed"), true),
        "{again}"
    );
    assert_eq!(sold(&clerk).await, "112.50");
    let batches = clerk.get("/api/records/batch").await.ok();
    let batch = &batches["items"][0];
    assert_eq!((batches["items"].as_array().map(Vec::len), &batch["key"], &batch["rows"]), (Some(1), &first["batch"], &json!(3)));
    let undo = format!("/api/records/batch/{}/do/undo", batch["id"].as_str().unwrap());
    let undone = clerk.post(&undo, &json!({})).await.ok();
    assert_eq!(undone["state"], "undone");
    assert!(sold(&clerk).await.is_null());
    clerk.post(&undo, &json!({})).await.refused(409, "state");
    let job = work(&app, &clerk, &file, &loading).await;
    assert_eq!((&job["state"], sold(&clerk).await), (&json!("done"), json!("112.50")), "{job}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_names_are_made_mapped_or_refused() {
    let app = house().await;
    let _world = World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let table = "日期,门店编码,品牌,金额\n2026-11-01,M01,山岚茶事,10.00\n2026-11-01,M01,山岚,20.00\n2026-11-01,M01,新来的牌子,40.00\n";
    let file = bring(&clerk, "品牌.csv", table).await;
    let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    let unknown: Vec<&str> = seen["unknown"].as_array().unwrap().iter().filter_map(|u| u["value"].as_str()).collect();
    assert_eq!((unknown.len(), unknown.contains(&"山岚"), unknown.contains(&"新来的牌子")), (2, true, true), "{seen}");
    let refuse = json!({ "profile": choosing(&seen["profile"], json!({ "brand": "refuse" })) });
    let job = work(&app, &clerk, &file, &refuse).await;
    assert_eq!((&job["result"]["accepted"], job["result"]["errors"].as_array().map(Vec::len)), (&json!(0), Some(2)), "{job}");
    let astray = json!({ "profile": seen["profile"], "map": { "brand": { "山岚": "B99" } } });
    let job = work(&app, &clerk, &file, &astray).await;
    assert!(job["state"] == "failed" && job["error"]["zh"].as_str().is_some_and(|e| e.contains("B99")), "{job}");
    let choose = json!({ "profile": seen["profile"], "map": { "brand": { "山岚": "B01" } } });
    let job = work(&app, &clerk, &file, &choose).await;
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(job["result"]["created"], json!([{ "dim": "brand", "count": 1, "names": ["新来的牌子"] }]));
    let by_brand = clerk.get("/api/measures/query?measures=sales&from=2026-11-01&to=2026-11-30&by=brand&order=brand").await.ok();
    let rows: Vec<(String, String)> = by_brand["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["labels"]["brand"].as_str().unwrap_or_default().to_owned(), r["values"]["sales"].as_str().unwrap().to_owned()))
        .collect();
    assert!(rows.contains(&("山岚茶事".into(), "30.00".into())) && rows.contains(&("新来的牌子".into(), "40.00".into())), "{rows:?}");
    let made = clerk.get("/api/records/brand?q=%E6%96%B0%E6%9D%A5").await.ok();
    assert_eq!(made["items"][0]["name"], "新来的牌子");
    // The next file needs no choice: what 山岚 stands for is remembered, until it is taken back.
    let later = bring(&clerk, "品牌二.csv", "日期,门店编码,品牌,金额\n2026-11-02,M01,山岚,7.00\n").await;
    let inspect = "/api/records/batch/do/inspect";
    assert_eq!(clerk.post(inspect, &json!({ "file": later })).await.ok()["unknown"], json!([]));
    let aliases = clerk.get("/api/records/alias").await.ok();
    let alias = &aliases["items"][0];
    assert_eq!((&alias["dim"], &alias["name"], &alias["code"]), (&json!("brand"), &json!("山岚"), &json!("B01")), "{aliases}");
    clerk.delete(&format!("/api/records/alias/{}", alias["id"].as_str().unwrap())).await.done();
    assert_eq!(clerk.post(inspect, &json!({ "file": later })).await.ok()["unknown"][0]["value"], "山岚");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_so_many_names_are_decided_one_by_one() {
    let app = house().await;
    World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let file = bring(&clerk, "销售.csv", TABLE).await;
    let profile = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok()["profile"].clone();
    let many: serde_json::Map<String, Value> = (0..5_001).map(|n| (format!("名{n}"), json!("refuse"))).collect();
    let long = json!({ "长".repeat(121): "B01" });
    for (status, loading) in
        [(413, json!({ "profile": profile, "unknown": { "brand": many } })), (409, json!({ "profile": profile, "map": { "brand": long } }))]
    {
        for verb in ["inspect", "load"] {
            let asked = json!({ "file": file, "loading": loading });
            clerk.post(&format!("/api/records/batch/do/{verb}"), &asked).await.refused(status, "batch.decided");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_without_sale_are_those_of_what_was_sold_in_the_period() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, "日期,门店编码,单品编码,金额\n2020-01-01,M01,I9,1.00\n2026-10-02,M01,I1,1.00\n2026-10-30,M01,I2,1.00\n").await;
    let asked = "/api/measures/query?measures=days_without_sale&by=item&from=2026-10-01&to=2026-10-31&order=-days_without_sale&limit=2";
    let answer = admin.get(asked).await.ok();
    let row = |n: usize| (answer["rows"][n]["keys"]["item"].clone(), answer["rows"][n]["values"]["days_without_sale"].clone());
    assert_eq!((row(0), row(1)), ((json!("I1"), json!("28")), (json!("I2"), json!("0"))), "{answer}");
    assert!(
        answer["rows"].as_array().unwrap().iter().all(|row| row["keys"]["item"] != "I9"),
        "what was sold long before is no slow mover: {answer}"
    );
}

#[tokio::test]
async fn every_name_that_may_be_decided_is_listed() {
    let app = house().await;
    World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let lines: Vec<String> = (0..300).map(|n| format!("2026-11-01,M01,牌子{n},1.00\n")).collect();
    let file = bring(&clerk, "品牌.csv", &format!("日期,门店编码,品牌,金额\n{}", lines.concat())).await;
    let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!((seen["unknown"].as_array().map(Vec::len), &seen["unknown_of"]), (Some(300), &json!([{ "dim": "brand", "count": 300 }])));
    // A kind with very many names leaves room for the others.
    let lines: Vec<String> = (0..5_000).map(|n| format!("2026-11-01,M01,牌子{n},1.00\n2026-11-01,M01,牌子{n},1.00\n")).collect();
    let file = bring(&clerk, "品牌.csv", &format!("日期,门店编码,品牌,金额\n{}2026-11-01,新店,甲,1.00\n", lines.concat())).await;
    let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!(seen["unknown_of"], json!([{ "dim": "site", "count": 1 }, { "dim": "brand", "count": 5_001 }]));
    let listed = |dim: &str| seen["unknown"].as_array().unwrap().iter().filter(|name| name["dim"] == dim).count();
    assert_eq!((listed("site"), listed("brand")), (1, 2_500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mended_file_that_would_count_twice_is_told() {
    let app = house().await;
    World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let table = "日期,门店编码,金额\n2026-11-01,M01,1.00\n2026-11-03,M01,2.00\n";
    let told =
        |answer: &Value| answer["remarks"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let first = load(&app, &clerk, table).await;
    assert_eq!(told(&first), Vec::<String>::new());
    let seen = async |table: &str, replace: bool| {
        let file = bring(&clerk, "销售.csv", table).await;
        let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
        let loading = json!({ "profile": seen["profile"], "replace": replace });
        let seen = clerk.post("/api/records/batch/do/inspect", &json!({ "file": file, "loading": loading })).await.ok();
        (told(&seen), seen["remarks"][0]["zh"].clone(), file, loading)
    };
    let mended = table.replace("2.00", "3.00");
    let (codes, words, file, loading) = seen(&mended, false).await;
    assert_eq!(codes, ["twice"]);
    assert!(words.as_str().unwrap().contains("已有 2 行"), "{words}");
    for (table, replace) in [
        (table.to_owned(), false),
        (mended.clone(), true),
        (mended.replace("M01", "M02"), false),
        (mended.replace("2026-11", "2026-10"), false),
    ] {
        assert_eq!(seen(&table, replace).await.0, Vec::<String>::new(), "{table} {replace}");
    }
    // Who loads it all the same is told once more, and the command line too.
    let job = work(&app, &clerk, &file, &loading).await;
    assert_eq!(told(&job["result"]), ["twice"], "{job}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_that_was_cut_off_does_not_say_how_many_records_it_made() {
    let app = house().await;
    World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let table = "日期,门店编码,品牌,金额\n2026-11-01,M01,甲,1.00\n";
    let file = bring(&clerk, "一.csv", table).await;
    let loading = json!({ "profile": clerk.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok()["profile"] });
    work(&app, &clerk, &file, &loading).await;
    let noted = async || clerk.get("/api/records/batch").await.ok()["items"][0].clone();
    assert_eq!(noted().await["made"], json!([{ "dim": "brand", "count": 1 }]));
    // As after a kill: the facts and the brand are there, the note is not.
    batch::Entity::delete_many().exec(&app.house.db).await.unwrap();
    let job = work(&app, &clerk, &file, &loading).await;
    assert_eq!((&job["state"], &noted().await["made"]), (&json!("done"), &Value::Null), "{job}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_unknown_name_is_decided_by_itself_and_the_decision_remembered() {
    let app = house().await;
    let _world = World::build(&app).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let head = "日期,门店编码,品牌,金额\n";
    let file = bring(&clerk, "一.csv", &format!("{head}2026-11-01,M01,甲,1.00\n2026-11-01,M01,乙,2.00\n2026-11-01,M01,丙,4.00\n")).await;
    let inspect = "/api/records/batch/do/inspect";
    let seen = clerk.post(inspect, &json!({ "file": file })).await.ok();
    let decided = async |file: &Value, loading: &Value| {
        let seen = clerk.post(inspect, &json!({ "file": file, "loading": loading })).await.ok();
        let of = |u: &Value| (u["value"].as_str().unwrap().to_owned(), u["decided"].clone());
        (seen["accepted"].clone(), seen["unknown"].as_array().unwrap().iter().map(of).collect::<std::collections::BTreeMap<_, _>>())
    };
    let refuse = choosing(&seen["profile"], json!({ "brand": "refuse" }));
    let loading = json!({ "profile": refuse, "unknown": { "brand": { "甲": "create", "乙": "refuse" } }, "map": { "brand": { "丙": "B01" } }, "skip_refused": true });
    let (accepted, names) = decided(&file, &loading).await;
    assert_eq!((accepted, &names["甲"], &names["乙"], names.len()), (json!(2), &json!("create"), &json!("refuse"), 2));
    clerk
        .post(inspect, &json!({ "file": file, "loading": { "profile": refuse, "unknown": { "brand": { "甲": "drop" } } } }))
        .await
        .refused(422, "invalid");
    let job = work(&app, &clerk, &file, &loading).await;
    assert_eq!((&job["result"]["accepted"], &job["result"]["refused"]), (&json!(2), &json!(1)), "{job}");
    assert_eq!(job["result"]["created"], json!([{ "dim": "brand", "count": 1, "names": ["甲"] }]));
    // The next file of a profile that makes new brands: 甲 is known, 丙 stands for B01, 乙 is still refused, and only 丁 is open.
    let later = bring(
        &clerk,
        "二.csv",
        &format!("{head}2026-11-02,M01,甲,1.00\n2026-11-02,M01,乙,2.00\n2026-11-02,M01,丙,4.00\n2026-11-02,M01,丁,8.00\n"),
    )
    .await;
    let (accepted, names) = decided(&later, &json!({ "profile": seen["profile"] })).await;
    assert_eq!((accepted, &names["乙"], &names["丁"], names.len()), (json!(3), &json!("refuse"), &Value::Null, 2));
    let remembered = async || {
        let aliases = clerk.get("/api/records/alias?sort=name").await.ok();
        let of = |a: &Value| (a["name"].as_str().unwrap().to_owned(), a["code"].clone(), a["_labels"]["code"].clone());
        aliases["items"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let stands = ("丙".to_owned(), json!("B01"), json!("山岚茶事"));
    assert_eq!(remembered().await, [stands.clone(), ("乙".to_owned(), Value::Null, Value::Null)]);
    // Who thinks better of it makes the brand, and what was remembered against it is over.
    let job = work(&app, &clerk, &later, &json!({ "profile": seen["profile"], "unknown": { "brand": { "乙": "create" } } })).await;
    assert_eq!((&job["result"]["accepted"], &job["result"]["created"][0]["count"]), (&json!(4), &json!(2)), "{job}");
    let only_that = [stands];
    assert_eq!(remembered().await, only_that);
    // A load knows what it made; taken back, it leaves that and what was remembered where they are.
    let batches = clerk.get("/api/records/batch").await.ok();
    let batch = batches["items"].as_array().unwrap().iter().find(|batch| batch["name"] == "二.csv").unwrap();
    assert_eq!(batch["made"], json!([{ "dim": "brand", "count": 2 }]), "{batch}");
    let cells: Vec<String> = testkit::cells_of(&clerk.get("/api/records/batch/export.xlsx").await.file()).into_iter().flatten().collect();
    assert!(cells.contains(&"品牌 2".to_owned()), "{cells:?}");
    clerk.post(&format!("/api/records/batch/{}/do/undo", batch["id"].as_str().unwrap()), &json!({})).await.ok();
    let brands = clerk.get("/api/records/brand?f.code=%E4%B9%99").await.ok();
    assert_eq!((&brands["items"][0]["code"], &brands["items"][0]["ended_at"]), (&json!("乙"), &Value::Null), "{brands}");
    assert_eq!(remembered().await, only_that);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_name_stands_for_at_one_site_says_nothing_of_another() {
    let app = house().await;
    let world = World::build(&app).await;
    let manager = app.sign_in_at(world.id("M02"), Role::SiteManager).await;
    let table = "日期,品牌,金额\n2026-11-01,岚,10.00\n";
    let file = bring(&manager, "二店.csv", table).await;
    let at = |site: &str, seen: &Value| {
        let mut profile = seen["profile"].clone();
        profile["constants"] = json!({ "site": site });
        profile
    };
    let seen = manager.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    let loading = json!({ "profile": at("M02", &seen), "map": { "brand": { "岚": "B01" } } });
    let job = work(&app, &manager, &file, &loading).await;
    assert_eq!((&job["state"], &job["result"]["created"]), (&json!("done"), &json!([])), "{job}");
    let clerk = app.sign_in(Role::Clerk).await;
    let file = bring(&clerk, "又.csv", table).await;
    for (site, unknown) in [("M01", 1), ("M02", 0)] {
        let asked = json!({ "file": file, "loading": { "profile": at(site, &seen) } });
        let seen = clerk.post("/api/records/batch/do/inspect", &asked).await.ok();
        assert_eq!(seen["unknown"].as_array().map(Vec::len), Some(unknown), "{site}: {seen}");
    }
}

/// A profile that says what becomes of names nobody knows.
fn choosing(profile: &Value, unknown: Value) -> Value {
    let mut profile = profile.clone();
    profile["unknown"] = unknown;
    profile
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sites_manager_loads_for_their_own_site_only() {
    let app = house().await;
    let world = World::build(&app).await;
    let manager = app.sign_in_at(world.id("M02"), Role::SiteManager).await;
    let file = bring(&manager, "两家.csv", TABLE).await;
    let seen = manager.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    for unknown in ["create", "refuse"] {
        let loading = json!({ "profile": choosing(&seen["profile"], json!({ "site": unknown, "shop": unknown })) });
        let job = work(&app, &manager, &file, &loading).await;
        assert!(job["state"] == "failed" || job["result"]["accepted"] == 0, "another site's sales were taken in: {job}");
    }
    assert!(sold(&app.sign_in(Role::Administrator).await).await.is_null());
    // The company keeps the categories: a new one waits for those who may make it.
    let own = TABLE.lines().filter(|line| !line.contains("M01")).collect::<Vec<_>>().join("\n").replace("M02-101", "M02-199");
    let brought = bring(&manager, "自己的.csv", &own).await;
    let seen = manager.post("/api/records/batch/do/inspect", &json!({ "file": brought })).await.ok();
    assert_eq!((&seen["refused"], &seen["errors"][0]["column"]), (&json!(1), &json!("品类")), "{seen}");
    let job = work(&app, &manager, &brought, &json!({ "profile": seen["profile"] })).await;
    assert_eq!((&job["result"]["rows"], &job["result"]["accepted"]), (&json!(1), &json!(0)), "{job}");
    let admin = app.sign_in(Role::Administrator).await;
    admin.post("/api/records/category", &json!({ "code": "茶饮", "name": "茶饮" })).await.created();
    let loaded = load(&app, &manager, &own).await;
    assert_eq!(loaded["created"], json!([{ "dim": "shop", "count": 1, "names": ["M02-199"] }]));
    assert_eq!(sold(&manager).await, "60.00");
    // The file is of their site alone, so the load is theirs to see and to take back, and the shop stands there.
    let batch = manager.get("/api/records/batch").await.ok()["items"][0].clone();
    manager.post(&format!("/api/records/batch/{}/do/undo", batch["id"].as_str().unwrap()), &json!({})).await.ok();
    assert!(sold(&admin).await.is_null());
    let shop = manager.get("/api/records/shop?q=M02-199").await.ok()["items"][0].clone();
    assert_eq!(shop["site_id"], json!(world.id("M02")), "{shop}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_facts_speak_of_is_ended_and_not_deleted() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, TABLE).await;
    let category = admin.get("/api/records/category?q=茶饮").await.ok()["items"][0].clone();
    let path = format!("/api/records/category/{}", category["id"].as_str().unwrap());
    admin.delete(&path).if_match(1).await.done();
    assert!(!admin.get(&path).await.ok()["ended_at"].is_null());
    let rows = admin.get("/api/measures/query?measures=sales&by=category&from=2026-11-01&to=2026-11-30").await.ok();
    assert!(rows.to_string().contains("茶饮"), "{rows}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_too_long_for_the_directory_is_told_and_not_made() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let long = "长".repeat(81);
    let file = bring(&admin, "长.csv", &format!("日期,门店编码,品类,金额\n2026-11-01,M01,{long},1.00\n")).await;
    let seen = admin.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    assert_eq!((&seen["refused"], &seen["errors"][0]["column"]), (&json!(1), &json!("品类")), "{seen}");
    assert!(seen["errors"][0]["zh"].as_str().unwrap().contains("80"), "{seen}");
    let most = "长".repeat(80);
    load(&app, &admin, &format!("日期,门店编码,品类,金额\n2026-11-01,M01,{most},1.00\n")).await;
    let row = admin.get("/api/records/category").await.ok()["items"].as_array().unwrap().iter().find(|row| row["code"] == most).cloned();
    let path = format!("/api/records/category/{}", row.expect("the category")["id"].as_str().unwrap());
    admin.patch(&path, &json!({ "name": "短名" })).if_match(1).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_stays_the_same_file_when_its_profile_is_renamed() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, TABLE).await;
    let file = bring(&admin, "又来.csv", TABLE).await;
    let mut profile = admin.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok()["profile"].clone();
    profile["name"] = json!("别的名字");
    let job = work(&app, &admin, &file, &json!({ "profile": profile })).await;
    assert_eq!(job["state"], "failed", "{job}");
    assert_eq!(sold(&admin).await, "112.50");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_does_not_say_of_costs_the_cost_list_says() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    // As headquarters sends it, before anyone has made the item: a price for some days, which holds until the next.
    let prices = "日期,单品编码,批发价格(元/千克)\n2026-11-05,8001,4.00\n2026-11-02,８００１,3.00\n";
    let report = admin.upload("/api/records/item_cost/import", "附件3.csv", prices.as_bytes()).await.ok();
    assert_eq!((&report["created"], &report["errors"]), (&json!(2), &json!([])), "{report}");
    let head = "日期,门店编码,单品编码,数量,金额";
    load(&app, &admin, &format!("{head}\n2026-11-01,M01,8001,1,9.00\n2026-11-02,M01,8001,1.5,9.00\n2026-11-04,M01,8001,2,12.00\n2026-11-05,M01,8001,-1,-6.00\n2026-11-05,M01,8002,1,5.00\n")).await;
    let margin = async |day: &str| {
        let asked = format!("/api/measures/query?measures=gross_margin&from={day}&to={day}");
        admin.get(&asked).await.ok()["total"]["values"]["gross_margin"].clone()
    };
    // Before the first price, and of an item without one, the cost is not known.
    for (day, expected) in
        [("2026-11-01", Value::Null), ("2026-11-02", json!("4.50")), ("2026-11-04", json!("6.00")), ("2026-11-05", json!("-2.00"))]
    {
        assert_eq!(margin(day).await, expected, "{day}");
    }
    // What the file says goes first, line by line.
    load(&app, &admin, &format!("{head},进价\n2026-11-08,M01,8001,1,9.00,5.00\n2026-11-08,M01,8001,1,9.00,\n")).await;
    assert_eq!(margin("2026-11-08").await, "9.00");
    // A price that was ended holds no longer; the day before it goes on.
    let last = admin.get("/api/records/item_cost?sort=-from_day").await.ok()["items"][0].clone();
    assert_eq!((&last["cost"], &last["_labels"]["code"]), (&json!("4.00"), &json!("8001")), "{last}");
    admin.delete(&format!("/api/records/item_cost/{}", last["id"].as_str().unwrap())).await.done();
    load(&app, &admin, &format!("{head}\n2026-11-09,M01,8001,1,9.00\n")).await;
    assert_eq!(margin("2026-11-09").await, "6.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_does_not_say_the_item_says() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    // The item master as a supermarket keeps it: one file makes the categories and then the items.
    let master = "单品编码,单品名称,分类编码,分类名称\n8001,小白菜,101,花叶类\n8002,番茄,102,茄类\n8003,油麦菜,101,花叶类\n";
    for kind in ["category", "item"] {
        let report = admin.upload(&format!("/api/records/{kind}/import"), "附件1.csv", master.as_bytes()).await.ok();
        assert_eq!(report["errors"], json!([]), "{report}");
    }
    // Prices by day and loss rates: the last price stands, and units in titles are passed over.
    let prices = "日期,单品编码,批发价格(元/千克)\n2026-10-01,8001,3.88\n2026-10-02,8001,4.10\n2026-10-01,8002,2.50\n";
    let report = admin.upload("/api/records/item/import", "附件3.csv", prices.as_bytes()).await.ok();
    assert_eq!((&report["rows"], &report["changed"]), (&json!(3), &json!(2)), "{report}");
    admin.upload("/api/records/item/import", "附件4.csv", "单品编码,单品名称,损耗率(%)\n8001,小白菜,4.39\n".as_bytes()).await.ok();
    let item = admin.get("/api/records/item?q=8001").await.ok()["items"][0].clone();
    assert_eq!((&item["cost"], &item["loss_rate"], &item["_labels"]["category_id"]), (&json!("4.10"), &json!("4.39"), &json!("花叶类")));
    load(
        &app,
        &admin,
        "日期,门店编码,单品编码,数量,金额\n2026-11-01,M01,8001,2,10.00\n2026-11-01,M01,8002,1,3.00\n2026-11-01,M01,8003,1,4.00\n",
    )
    .await;
    let answer = admin.get("/api/measures/query?measures=sales&by=category&from=2026-11-01&to=2026-11-30&order=-sales").await.ok();
    let rows: Vec<_> =
        answer["rows"].as_array().unwrap().iter().map(|row| (row["keys"]["category"].clone(), row["values"]["sales"].clone())).collect();
    assert_eq!(rows, [(json!("101"), json!("14.00")), (json!("102"), json!("3.00"))]);
}
