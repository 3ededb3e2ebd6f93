//! The doctor: every part of the house that is not in order is named, beside those that are.

use crate::company::{Worker, ended_at};
use crate::house::house;
use crate::loads::{TABLE, bring, load, work};
use crate::program::run;
use kernel::access::{Actor, Role};
use kernel::file::FileStore;
use kernel::job::enqueue;
use kernel::text::text;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use testkit::{TestApp, World};

/// What is not in order, and whether the program ended well; each check must be there by name, up to the one that stops it.
async fn faults(app: &TestApp) -> (bool, Vec<(String, String)>) {
    let ran = run(&["doctor"], &app.fresh().arguments()).await;
    let told: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err));
    let checks = told["checks"].as_array().unwrap_or_else(|| panic!("{told}"));
    let word = |check: &Value, key: &str| check[key].as_str().unwrap().to_owned();
    let wrong: Vec<_> = checks.iter().filter(|c| c["ok"] == false).map(|c| (word(c, "name"), word(c, "about"))).collect();
    assert_eq!(told["ok"], json!(wrong.is_empty()));
    if wrong.is_empty() {
        let names: Vec<String> = checks.iter().map(|check| word(check, "name")).collect();
        assert_eq!(names, ["disk", "database", "migrations", "policies", "warehouse", "files", "history", "jobs"]);
    }
    (ran.fine, wrong)
}

/// A file of facts; each load has a folder of its own.
fn facts(sales: &Path) -> PathBuf {
    let within = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    let loads = within(sales).into_iter().filter(|folder| folder.is_dir() && !folder.ends_with("_delta_log"));
    loads.flat_map(|load| within(&load)).find(|file| file.extension().is_some_and(|kind| kind == "parquet")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_order_is_named() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, TABLE).await;
    let file: uuid::Uuid = bring(&admin, "合同.csv", "a,b\n1,2\n").await.as_str().unwrap().parse().unwrap();
    let folder = app.fresh().folder().to_owned();
    assert_eq!(faults(&app).await, (true, vec![]));
    let aside = folder.join("aside");
    for (name, broken) in
        [("warehouse", facts(&folder.join("warehouse/sales"))), ("files", folder.join("files").join(FileStore::place(file).as_ref()))]
    {
        std::fs::rename(&broken, &aside).unwrap();
        let (fine, wrong) = faults(&app).await;
        std::fs::rename(&aside, &broken).unwrap();
        let missing = broken.file_name().unwrap().to_str().unwrap();
        assert!(!fine && wrong.len() == 1 && wrong[0].0 == name, "{wrong:?}");
        assert!(wrong[0].1.contains("1 missing") && wrong[0].1.replace('-', "").contains(&missing.replace('-', "")), "{wrong:?}");
    }
    // A warehouse that is not there is made anew, and is empty: that is no health.
    let warehouse = folder.join("warehouse");
    std::fs::rename(&warehouse, &aside).unwrap();
    let (fine, wrong) = faults(&app).await;
    assert!(!fine && wrong.len() == 1 && wrong[0].1.contains("another warehouse"), "{wrong:?}");
    std::fs::remove_dir_all(&warehouse).unwrap();
    std::fs::rename(&aside, &warehouse).unwrap();
    std::fs::write(folder.join("shuzhi.toml"), "policies = \"own.cedar\"\n").unwrap();
    std::fs::write(folder.join("own.cedar"), "permit (principal, action == Action::\"raed\", resource == Kind::\"brand\");").unwrap();
    let (fine, wrong) = faults(&app).await;
    assert!(!fine && wrong.len() == 1 && wrong[0].0 == "policies" && wrong[0].1.contains("raed"), "{wrong:?}");
    std::fs::remove_file(folder.join("shuzhi.toml")).unwrap();
    assert_eq!(faults(&app).await, (true, vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_refused_is_no_fault_of_the_house_and_one_that_broke_down_is() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, TABLE).await;
    let file = bring(&admin, "又一次.csv", TABLE).await;
    let seen = admin.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok();
    let again = work(&app, &admin, &file, &json!({ "profile": seen["profile"] })).await;
    assert_eq!((&again["state"], &again["result"]["code"]), (&json!("failed"), &json!("batch.already")), "{again}");
    let told = run(&["doctor"], &app.fresh().arguments()).await.answer();
    let jobs = told["checks"].as_array().unwrap().iter().find(|check| check["name"] == "jobs").unwrap();
    assert!(jobs["about"].as_str().unwrap().contains("0 broke down, 1 refused"), "{jobs}");
    let desk = app.house.write(Actor::house(), "the test bench").await.unwrap();
    let queued = enqueue(&desk, "no_such_kind", text("试验任务", "Trial job"), json!({})).await;
    let queued = json!(desk.finish(queued).await.unwrap().id);
    let worker = Worker::start(&app);
    assert_eq!(ended_at(&admin, &queued).await["state"], "failed");
    worker.stop().await;
    let (fine, wrong) = faults(&app).await;
    assert!(!fine && wrong.len() == 1 && wrong[0].0 == "jobs" && wrong[0].1.contains("1 broke down, 1 refused"), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_policies_are_a_start_for_policies_of_ones_own() {
    let app = house().await;
    World::build(&app).await;
    load(&app, &app.sign_in(Role::Administrator).await, TABLE).await;
    // They are printed wherever one is, also where there is no house.
    let printed = run(&["policies"], &[]).await.answer()["policies"].as_str().unwrap().to_owned();
    assert!(printed.contains("resource in Department::\"organisation\"") && printed.contains("// A site's manager"), "{printed}");
    let folder = app.fresh().folder();
    std::fs::write(folder.join("shuzhi.toml"), "policies = \"mine.cedar\"\n").unwrap();
    std::fs::write(folder.join("mine.cedar"), printed).unwrap();
    assert_eq!(faults(&app).await, (true, vec![]));
}
