//! A backup is made while others write, and what is restored from it is the same company, figure for figure.

use crate::company::{Company, PERIOD, PHOTO, Worker, load, queue_load, sales};
use crate::house::departments;
use crate::program::{Ran, run};
use kernel::access::Role;
use kernel::audit::verify;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use testkit::{Client, Fresh, PASSWORD, TestApp, cells_of};

/// Makes a backup with the real program, beside the house of the test.
async fn backup(app: &TestApp, name: &str) -> (PathBuf, Value) {
    let file = app.fresh().folder().join(name);
    let made = run(&["backup", "--to", &file.display().to_string()], &app.fresh().arguments()).await.answer();
    assert_eq!(made["file"], file.display().to_string());
    assert_eq!(made["bytes"], std::fs::metadata(&file).unwrap().len());
    (file, made)
}

async fn restore(file: &Path, into: &Fresh) -> Ran {
    run(&["restore", "--from", &file.display().to_string()], &into.arguments()).await
}

/// A house over what is there.
pub async fn opened(fresh: Fresh) -> TestApp {
    let departments = departments(&fresh).await;
    TestApp::open_at(fresh, departments).await
}

/// Every measure by every dimension, and proved.
async fn figures(client: &Client) -> BTreeMap<String, Value> {
    let offered = client.get("/api/measures").await.ok();
    let mut figures = BTreeMap::new();
    for measure in offered["measures"].as_array().unwrap() {
        let name = measure["name"].as_str().unwrap();
        let dims = offered["dims"].as_array().unwrap().iter().filter(|dim| dim["name"] == "month").map(|dim| &dim["name"]);
        for dim in measure["dims"].as_array().unwrap().iter().chain(dims).filter_map(Value::as_str) {
            let compare = if name == "sales" { "&compare=previous,last_year" } else { "" };
            let query = format!("/api/measures/query?measures={name}&{PERIOD}&by={dim}{compare}");
            let answer = client.get(&query).await;
            figures.insert(query, json!([answer.status(), answer.text()]));
        }
        let evidence = format!("/api/measures/{name}/evidence?{PERIOD}&limit=1000");
        figures.insert(evidence.clone(), client.get(&evidence).await.ok());
    }
    figures
}

/// Everything that a person sees of the company.
pub async fn seen(app: &TestApp, report: &str, file: &str) -> BTreeMap<String, Value> {
    let (admin, director) = (app.sign_in_as("administrator", PASSWORD).await, app.sign_in_as("director", PASSWORD).await);
    let mut seen = figures(&director).await;
    for record in ["site", "shop", "brand", "item", "staff", "batch", "report", "file", "job", "user"] {
        let path = format!("/api/records/{record}?size=200");
        seen.insert(path.clone(), admin.get(&path).await.ok());
    }
    seen.insert("document".into(), director.get(&format!("{report}/do/document")).await.ok());
    seen.insert("history".into(), director.get(&format!("{report}/history")).await.ok());
    let printed = director.post(&format!("{report}/do/print"), &json!({ "format": "xlsx" })).await.file();
    seen.insert("workbook".into(), json!(cells_of(&printed)));
    seen.insert("photo".into(), json!(admin.get(&format!("/api/files/{file}")).await.file()));
    let verdict = verify(&app.house).await.unwrap();
    assert_eq!(verdict.found, 0, "{:?}", verdict.findings);
    seen.insert("audit".into(), json!({ "lines": verdict.lines, "rows": verdict.rows, "hash": verdict.hash }));
    seen
}

/// Finds the first thing that is not the same.
pub fn same(before: &BTreeMap<String, Value>, after: &BTreeMap<String, Value>) {
    assert!(before.keys().eq(after.keys()));
    for (what, value) in before {
        assert_eq!(value, &after[what], "{what} is not the same");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restored_is_the_same_company() {
    let company = Company::make().await;
    let before = seen(&company.app, &company.report, &company.file).await;
    assert_eq!(before["photo"], json!(PHOTO));
    let (file, made) = backup(&company.app, "first.tar.zst").await;
    assert_eq!((&made["files"], &made["damaged"]), (&json!(4), &json!([])));
    let empty = Fresh::make().await;
    let restored = restore(&file, &empty).await.answer();
    assert_eq!((&restored["rows"], &restored["files"], &restored["data_version"]), (&made["rows"], &json!(4), &made["data_version"]));
    assert_eq!(restored["migrations"], json!([]));
    let again = opened(empty).await;
    same(&before, &seen(&again, &company.report, &company.file).await);
    // Life goes on: a file that was loaded is known, another is loaded, and the accepted report stays what it was.
    let admin = again.sign_in(Role::Administrator).await;
    let known = load(&again, &admin, "10月.csv", sales(10, 1..=28).as_bytes()).await;
    assert_eq!((&known["state"], &known["result"]["code"]), (&json!("failed"), &json!("batch.already")), "{known}");
    let fresh = load(&again, &admin, "11月下.csv", sales(11, 21..=28).as_bytes()).await;
    assert_eq!(fresh["state"], "done", "{fresh}");
    let document = again.sign_in(Role::Director).await.get(&format!("{}/do/document", company.report)).await.ok();
    assert_eq!(document["figures"], before["document"]["figures"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_the_way_from_one_database_to_the_other() {
    let Ok(server) = std::env::var(testkit::POSTGRES) else {
        println!("skipped: {} names no PostgreSQL server", testkit::POSTGRES);
        return;
    };
    let company = Company::make().await;
    let before = seen(&company.app, &company.report, &company.file).await;
    let (file, _) = backup(&company.app, "from-postgres.tar.zst").await;
    let folder = Fresh::folder_only();
    let there = restore(&file, &folder).await.answer();
    assert!(folder.folder().join("shuzhi.db").exists() && server.starts_with("postgres"));
    let in_sqlite = opened(folder).await;
    same(&before, &seen(&in_sqlite, &company.report, &company.file).await);
    let (file, made) = backup(&in_sqlite, "from-sqlite.tar.zst").await;
    assert_eq!(there["tables"], made["tables"]);
    let back = Fresh::make().await;
    restore(&file, &back).await.answer();
    let back = opened(back).await;
    let mut after = seen(&back, &company.report, &company.file).await;
    // Signing in left its own lines there.
    for what in ["audit", "/api/records/user?size=200"] {
        after.insert(what.into(), before[what].clone());
    }
    same(&before, &after);
}

/// Writes whatever there is to write until it is told to stop: records, files and loads.
async fn busy(client: Client, stop: Arc<AtomicBool>, rounds: Arc<AtomicUsize>) {
    for round in 0.. {
        if stop.load(Ordering::Relaxed) || round == 27 * 8 {
            return;
        }
        let brand = client.post("/api/records/brand", &json!({ "code": format!("Z{round}"), "name": "新品牌" })).await.created();
        let path = format!("/api/records/brand/{}", brand["id"].as_str().unwrap());
        client.patch(&path, &json!({ "remark": "已核对" })).if_match(1).await.ok();
        let (month, day) = (1 + round / 27, 1 + round % 27);
        queue_load(&client, &format!("{month}-{day}.csv"), sales(month, day..=day).as_bytes()).await;
        rounds.fetch_add(1, Ordering::Relaxed);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_beside_a_writer_holds_together() {
    let company = Company::make().await;
    let app = &company.app;
    let admin = app.sign_in(Role::Administrator).await;
    let (stop, rounds) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let worker = Worker::start(app);
    let writer = tokio::spawn(busy(admin, stop.clone(), rounds.clone()));
    let mut files = Vec::new();
    for number in 0..3 {
        let now = rounds.load(Ordering::Relaxed);
        while rounds.load(Ordering::Relaxed) < now + 3 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        files.push((backup(app, &format!("{number}.tar.zst")).await.0, rounds.load(Ordering::Relaxed).min(now + 3)));
    }
    stop.store(true, Ordering::Relaxed);
    writer.await.unwrap();
    worker.stop().await;
    for (file, least) in files {
        let empty = Fresh::make().await;
        restore(&file, &empty).await.answer();
        holds_together(&opened(empty).await, least).await;
    }
}

/// Whatever moment it was: rows, history, facts and files belong together, and nothing acknowledged before is missing.
async fn holds_together(app: &TestApp, least: usize) {
    let verdict = verify(&app.house).await.unwrap();
    assert_eq!(verdict.found, 0, "{:?}", verdict.findings);
    let admin = app.sign_in(Role::Administrator).await;
    let new = admin.get("/api/records/brand/summary?f.name=%E6%96%B0%E5%93%81%E7%89%8C").await.ok();
    assert!(new["total"].as_u64().unwrap() >= least as u64, "{new} brands of at least {least}");
    let batches = admin.get("/api/records/batch?size=200").await.ok();
    for batch in batches["items"].as_array().unwrap() {
        let (from, to) = (batch["from_day"].as_str().unwrap(), batch["to_day"].as_str().unwrap());
        let lines = admin.get(&format!("/api/measures/sales/evidence?from={from}&to={to}")).await.ok();
        assert_eq!(lines["total"], batch["rows"], "facts of a batch are missing or doubled: {batch}");
    }
    let files = admin.get("/api/records/file?size=200").await.ok();
    for file in files["items"].as_array().unwrap() {
        let bytes = admin.get(&format!("/api/files/{}", file["id"].as_str().unwrap())).await.file();
        assert_eq!(file["size"], bytes.len());
    }
    // Loads that were under way go on where they are restored.
    let worker = Worker::start(app);
    app.clock.advance(chrono::Duration::minutes(1));
    loop {
        let open = admin.get("/api/records/job/summary?f.state=queued,running").await.ok();
        if open["total"] == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    worker.stop().await;
    let failed = admin.get("/api/records/job?f.state=failed").await.ok();
    assert_eq!(failed["items"], json!([]));
}
