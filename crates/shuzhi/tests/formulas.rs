//! A name that would like to be a formula stays a name in every workbook that leaves the house.

use crate::company::load;
use crate::house::house;
use kernel::access::Role;
use serde_json::{Value, json};
use std::io::{Cursor, Read};
use testkit::World;

/// What spreadsheets would carry out if it were taken for a formula.
const NAMES: [&str; 4] = ["=1+1", "+SUM(A1:A9)", "-2+3", "@cmd|'/C calc'!A0"];

/// All parts of a workbook as one text.
fn parts(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut whole = String::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let _ = entry.read_to_string(&mut whole);
    }
    whole
}

/// The names are there as shared texts, and no cell holds a formula.
fn harmless(what: &str, workbook: &[u8], names: &[&str]) {
    let parts = parts(workbook);
    assert!(!parts.contains("<f>") && !parts.contains("<f "), "{what} holds a formula");
    for name in names {
        let shown = name.replace('\'', "&apos;");
        assert!(parts.contains(name) || parts.contains(&shown), "{what} lacks {name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_like_formulas_are_texts_in_every_export() {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    for (n, name) in NAMES.iter().enumerate() {
        admin.post("/api/records/brand", &json!({ "code": format!("F{n}"), "name": name })).await.created();
    }
    harmless("the list", &admin.get("/api/records/brand/export.xlsx").await.file(), &NAMES);
    let lines: String = NAMES.iter().map(|name| format!("2026-10-05,M01,\"{name}\",1,10.00\n")).collect();
    let job = load(&app, &admin, "=cmd.csv", format!("日期,门店编码,单品编码,数量,金额\n{lines}").as_bytes()).await;
    assert_eq!(job["state"], "done", "{job}");
    let period = "from=2026-10-01&to=2026-10-31";
    harmless("the figures", &admin.get(&format!("/api/measures/export.xlsx?measures=sales&by=item&{period}")).await.file(), &NAMES);
    harmless("the loads", &admin.get("/api/records/batch/export.xlsx").await.file(), &["=cmd.csv"]);
    let director = app.sign_in(Role::Director).await;
    let report = director.post("/api/records/report/do/draft", &json!({ "month": "2026-10" })).await.ok();
    let path = format!("/api/records/report/{}/do/print", report["id"].as_str().unwrap());
    harmless("the report", &director.post(&path, &json!({ "format": "xlsx" })).await.file(), &[]);
}

#[tokio::test]
async fn an_uploaded_name_is_a_text_wherever_it_is_shown() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    for name in ["<img src=x onerror=alert(1)>.csv", "=1+1.csv", "报表&nbsp;.csv"] {
        let file = clerk.upload("/api/files", name, "日期,金额\n".as_bytes()).await.created();
        assert_eq!(file["name"], name);
        let listed = clerk.get(&format!("/api/records/file/{}", file["id"].as_str().unwrap())).await;
        assert!(listed.header("content-type").is_some_and(|kind| kind.starts_with("application/json")));
        assert_eq!(listed.ok()["name"], Value::from(name));
        let taken = clerk.get(&format!("/api/files/{}", file["id"].as_str().unwrap())).await;
        // Kept as a download, never opened as a page of ours.
        assert!(
            taken.header("content-disposition").is_some_and(|how| how.starts_with("attachment") && !how.contains('<')),
            "{:?}",
            taken.header("content-disposition")
        );
        assert_eq!(taken.header("x-content-type-options"), Some("nosniff"));
    }
}
