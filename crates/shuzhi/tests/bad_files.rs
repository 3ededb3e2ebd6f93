//! Files that are not what they seem: each is refused in words of both languages, nothing is written, and the next file is taken.

use crate::company::{ended_at, load, sales};
use crate::house::house;
use crate::program::run;
use kernel::access::Role;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};
use testkit::{Client, TestApp, World};

/// A workbook of sales.
fn workbook(columns: u16) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0_u16..).zip(["日期", "门店编码", "单品编码", "数量", "金额"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    for column in 5..columns {
        sheet.write_string(0, column, format!("列{column}")).unwrap();
    }
    for line in 1..=200_u32 {
        for (column, value) in (0_u16..).zip(["2026-11-01", "M01", "I1", "1", "9.90"]) {
            sheet.write_string(line, column, value).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook of a few hundred kilobytes that unpacks to a hundred megabytes of blanks.
fn bomb() -> Vec<u8> {
    let whole = workbook(5);
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            bytes = String::from_utf8(bytes).unwrap().replace("<sheetData>", &format!("<sheetData>{}", " ".repeat(100 << 20))).into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The files, by the name that people gave them.
fn bad() -> Vec<(&'static str, Vec<u8>)> {
    let whole = workbook(5);
    let (half, most) = (whole.len() / 2, whole.len() - 30);
    vec![
        ("断开.xlsx", whole[..half].to_vec()),
        ("快传完.xlsx", whole[..most].to_vec()),
        ("炸弹.xlsx", bomb()),
        ("一万列.xlsx", workbook(10_000)),
        ("一万列.csv", format!("{}\n{}\n", vec!["列"; 10_000].join(","), vec!["1"; 10_000].join(",")).into_bytes()),
        (
            "网页.xls",
            "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>日期</td><td>金额</td></tr></table></body></html>".into(),
        ),
        ("图片.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01".to_vec()),
        ("打包.xlsx", {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            writer.start_file("readme.txt", zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all("不是工作簿".as_bytes()).unwrap();
            writer.finish().unwrap().into_inner()
        }),
    ]
}

/// What is there before and after: loads, facts and names.
async fn kept(client: &Client) -> Value {
    let mut kept =
        json!({ "version": client.get("/api/measures/query?measures=sales&from=2026-01-01&to=2026-12-31").await.ok()["data_version"] });
    for record in ["batch", "item", "site"] {
        kept[record] = client.get(&format!("/api/records/{record}/summary")).await.ok()["total"].clone();
    }
    kept
}

/// Words for people in both languages, that tell nothing of our insides.
fn told(what: &str, zh: &Value, en: &Value) {
    let (zh, en) = (zh.as_str().unwrap_or_default(), en.as_str().unwrap_or_default());
    assert!(
        zh.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) && en.chars().any(|c| c.is_ascii_alphabetic()),
        "{what}: {zh} / {en}"
    );
    for inside in ["panicked", ".rs", "Error {", "thread", "called `"] {
        assert!(!zh.contains(inside) && !en.contains(inside), "{what}: {zh} / {en}");
    }
    assert!(!zh.contains("程序出错") && !zh.contains("程序内部错误"), "{what} is told as a fault of ours");
}

async fn house_of_two_malls() -> (TestApp, Client) {
    let app = house().await;
    World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    (app, admin)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_is_refused_in_the_browser() {
    let (app, admin) = house_of_two_malls().await;
    let good = load(&app, &admin, "好的.csv", sales(10, 1..=2).as_bytes()).await;
    let before = kept(&admin).await;
    let profile = json!({ "name": "", "kind": "sales", "columns": { "day": "日期", "site": "门店编码", "item": "单品编码", "quantity": "数量", "amount": "金额" } });
    for (name, bytes) in bad() {
        let brought = admin.upload("/api/files", name, &bytes).await;
        if brought.status() != 201 {
            let problem: Value = serde_json::from_slice(brought.bytes()).unwrap();
            assert!((400..500).contains(&brought.status()), "{name}: {problem}");
            told(name, &problem["zh"], &problem["en"]);
            continue;
        }
        let file = brought.created();
        assert_eq!(file["name"], name);
        let seen = admin.post("/api/records/batch/do/inspect", &json!({ "file": file["id"] })).await;
        let problem: Value = serde_json::from_slice(seen.bytes()).unwrap();
        assert!((400..500).contains(&seen.status()), "{name}: {problem}");
        told(name, &problem["zh"], &problem["en"]);
        // Somebody who loads it without looking is told the same by the job.
        let queued = admin.post("/api/records/batch/do/load", &json!({ "file": file["id"], "loading": { "profile": profile } })).await.ok();
        let worker = crate::company::Worker::start(&app);
        let job = ended_at(&admin, &queued["job"]).await;
        worker.stop().await;
        assert_eq!(job["state"], "failed", "{name}: {job}");
        told(name, &job["error"]["zh"], &job["error"]["en"]);
    }
    assert_eq!(kept(&admin).await, before);
    let next = load(&app, &admin, "下一个.csv", sales(10, 3..=4).as_bytes()).await;
    assert_eq!((&good["state"], &next["state"]), (&json!("done"), &json!("done")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_is_refused_on_the_command_line() {
    let (app, admin) = house_of_two_malls().await;
    let before = kept(&admin).await;
    for (name, bytes) in bad() {
        let path = app.fresh().folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        let words = run(&["import", "sales", &path.display().to_string()], &app.fresh().arguments()).await.refused();
        told(name, &json!(words), &json!(words));
    }
    assert_eq!(kept(&admin).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_imports_of_one_file_one_loads_and_the_other_is_told() {
    let (app, admin) = house_of_two_malls().await;
    for round in 1..=4 {
        let path = app.fresh().folder().join(format!("{round}.csv"));
        std::fs::write(&path, sales(9, round..=round)).unwrap();
        let shown = path.display().to_string();
        let words = ["import", "sales", shown.as_str()];
        let at = app.fresh().arguments();
        let (first, second) = tokio::join!(run(&words, &at), run(&words, &at));
        let (loaded, other) = if first.fine { (first, second) } else { (second, first) };
        assert_eq!(loaded.answer()["accepted"], 6);
        assert!(other.refused().contains("没有重复导入"), "{other:?}");
    }
    let batches = admin.get("/api/records/batch?size=200").await.ok();
    assert_eq!(batches["items"].as_array().unwrap().len(), 4, "{batches}");
    let quantity = run(&["measure", "quantity", "--from", "2026-09-01", "--to", "2026-09-30"], &app.fresh().arguments()).await.answer();
    assert_eq!(quantity["rows"][0]["value"].as_str().unwrap().parse::<f64>().unwrap(), 48.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_loads_of_one_file_in_the_browser_one_is_done() {
    let (app, admin) = house_of_two_malls().await;
    let mut jobs = Vec::new();
    for name in ["销售.csv", "销售（副本）.csv"] {
        jobs.push(crate::company::queue_load(&admin, name, sales(9, 1..=3).as_bytes()).await);
    }
    let workers = [crate::company::Worker::start(&app), crate::company::Worker::start(&app)];
    let mut states = Vec::new();
    for job in jobs {
        let job = crate::company::ended(&admin, &job).await;
        if job["state"] == "failed" {
            assert_eq!(job["result"]["code"], "batch.already", "{job}");
            told("the second", &job["error"]["zh"], &job["error"]["en"]);
        }
        states.push(job["state"].clone());
    }
    for worker in workers {
        worker.stop().await;
    }
    states.sort_by_key(ToString::to_string);
    assert_eq!(states, ["done", "failed"]);
    assert_eq!(admin.get("/api/records/batch/summary").await.ok()["total"], 1);
}
