//! Workbooks: what goes out comes in again as it was, and what is wrong is told by its cell before anything is kept.

use super::{Bench, Finding, Findings, lines, must, path_of, path_to, says};
use crate::app::TestApp;
use crate::forms::Filled;
use crate::request::escaped;
use crate::table::{Cells, cells_of, workbook_of};
use kernel::record::{AnyRecord, Field, FieldKind};
use serde_json::{Value, json};

/// Exports rows of every record and takes them in again: unchanged where they are known, the same where they are new.
pub async fn round_trips(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        findings.take(record.name(), template(&bench, record).await);
        findings.take(record.name(), round_trip(&bench, record).await);
    }
    for record in bench.records().filter(|r| r.about().kept_by_house) {
        bench.forms.row(record, Filled::All).await;
        findings.take(
            record.name(),
            export(&bench, record, "").await.and_then(|cells| must(cells.len() > 1, || "the export is empty".to_owned())),
        );
    }
    findings.settle();
}

/// The fields that a person fills in by workbook.
fn columns(record: &dyn AnyRecord) -> impl Iterator<Item = &Field> {
    let lines = |f: &&Field| f.schema["items"].get("properties").is_none();
    record.fields().iter().filter(|f| !f.read_only && !matches!(f.kind, FieldKind::Object | FieldKind::File)).filter(lines)
}

async fn template(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    for (lang, pick) in [("zh", 0), ("en", 1)] {
        let answer = bench.admin.get(&format!("{}/template.xlsx", path_of(record))).header("accept-language", lang).await;
        let cells = cells_of(answer.try_file()?);
        let titles: Vec<&str> = columns(record).map(|f| if pick == 0 { f.title.zh.as_str() } else { f.title.en.as_str() }).collect();
        must(cells.first().is_some_and(|row| row == &titles), || format!("the template is titled {:?}, not {titles:?}", cells.first()))?;
        must(cells.len() == 1, || "the template is not empty".to_owned())?;
        let named = answer.header("content-disposition").is_some_and(|d| d.contains("filename*=UTF-8''"));
        must(named, || "the template has no name".to_owned())?;
    }
    Ok(())
}

async fn export(bench: &Bench<'_>, record: &dyn AnyRecord, query: &str) -> Result<Cells, String> {
    let answer = bench.admin.get(&format!("{}/export.xlsx?{query}", path_of(record))).await;
    Ok(cells_of(answer.try_file()?))
}

async fn import(bench: &Bench<'_>, record: &dyn AnyRecord, file: &[u8], dry_run: bool) -> Result<Value, String> {
    let flag = if dry_run { "?dry_run=1" } else { "" };
    bench.admin.upload(&format!("{}/import{flag}", path_of(record)), "表.xlsx", file).await.try_ok()
}

async fn round_trip(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let rows = [bench.forms.row(record, Filled::All).await, bench.forms.row(record, Filled::Required).await];
    let file = bench.admin.get(&format!("{}/export.xlsx", path_of(record))).await.try_file()?.to_vec();
    if !record.about().key.is_empty() {
        let before = lines(bench.app).await?;
        let report = import(bench, record, &file, false).await?;
        let quiet = report["refused"] == 0 && report["created"] == 0 && report["changed"] == 0 && report["ignored"] == json!([]);
        must(quiet, || format!("an export taken in again is not the same: {report}"))?;
        must(lines(bench.app).await? == before, || "taking in what is known left lines in the history".to_owned())?;
    }
    for row in &rows {
        bench.admin.delete(&path_to(record, row)).await.try_done()?;
    }
    let dry = import(bench, record, &file, true).await?;
    must(dry["refused"] == 0 && dry["created"].as_u64() >= Some(2), || format!("a dry run says {dry}"))?;
    must(kept(bench, record, &rows).await?.is_empty(), || "a dry run kept rows".to_owned())?;
    let report = import(bench, record, &file, false).await?;
    must(report["refused"] == 0 && report["created"] == dry["created"], || format!("the import says {report} and the dry run {dry}"))?;
    let again = kept(bench, record, &rows).await?;
    for (was, is) in rows.iter().zip(&again) {
        let fields: serde_json::Map<String, Value> = columns(record).map(|f| (f.name.clone(), was[&f.name].clone())).collect();
        says(is, &Value::Object(fields))?;
    }
    must(again.len() == rows.len(), || format!("{} of {} rows came back", again.len(), rows.len()))
}

/// The rows that carry the same heading as these, in their order.
async fn kept(bench: &Bench<'_>, record: &dyn AnyRecord, rows: &[Value]) -> Result<Vec<Value>, String> {
    let page = bench.admin.get(&format!("{}?size=200&sort=-id", path_of(record))).await.try_ok()?;
    let heading = record.about().heading;
    let listed = page["items"].as_array().cloned().unwrap_or_default();
    Ok(rows.iter().filter_map(|row| listed.iter().find(|l| l[heading] == row[heading]).cloned()).collect())
}

/// Workbooks with something wrong in them: each error at its cell, and nothing kept.
pub async fn refused_workbooks(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        findings.take(record.name(), unreadable(&bench, record).await);
        for field in columns(record) {
            findings.take(&format!("{}.{}", record.name(), field.name), refused(&bench, record, field).await);
        }
    }
    findings.settle();
}

async fn unreadable(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let path = format!("{}/import", path_of(record));
    bench.admin.upload(&path, "表.xlsx", b"PK\x03\x04 no workbook").await.try_refused(400, "malformed")?;
    bench.admin.upload(&path, "表.xlsx", b"").await.try_refused(400, "malformed")?;
    bench
        .admin
        .upload(&path, "表.xlsx", &workbook_of(&[&["没有这一列", "这列也没有"], &["1", "2"]]))
        .await
        .try_refused(400, "malformed")?;
    bench.admin.post(&path, &json!({})).await.try_refused(400, "malformed").map(drop)
}

/// A good row and a bad one: the bad cell is told, and the good row is not kept either.
async fn refused(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let Some(bad) = bad_cell(field) else { return Ok(()) };
    let good = bench.forms.row(record, Filled::All).await;
    let export = export(bench, record, &format!("sort=-id&{}", only(record, &good))).await?;
    bench.admin.delete(&path_to(record, &good)).await.try_done()?;
    let (Some(titles), Some(line)) = (export.first(), export.get(1)) else { return Err("the export is empty".to_owned()) };
    let at = titles.iter().position(|t| *t == field.title.zh).ok_or_else(|| format!("no column {}", field.title.zh))?;
    let mut wrong = line.clone();
    wrong.resize(titles.len(), String::new());
    bad.clone_into(&mut wrong[at]);
    let texts = |row: &Vec<String>| row.clone();
    let sheet = [texts(titles), texts(line), wrong];
    let rows: Vec<Vec<&str>> = sheet.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let report = import(bench, record, &workbook_of(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()), false).await?;
    let errors = report["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let told = errors
        .iter()
        .any(|e| e["row"] == 3 && e["column"] == field.title.zh && e["value"] == bad && e["zh"].is_string() && e["en"].is_string());
    must(told && report["refused"] == 1, || format!("“{bad}” was not refused at its cell: {report}"))?;
    must(kept(bench, record, &[good]).await?.is_empty(), || "a refused workbook kept its good row".to_owned())
}

/// The filter that leaves one row, by its first text that can be filtered by.
fn only(record: &dyn AnyRecord, row: &Value) -> String {
    let field =
        record.fields().iter().find(|f| f.filter.as_deref() == Some("text") && row[&f.name].as_str().is_some_and(|t| !t.is_empty()));
    field.map(|f| format!("f.{}={}", f.name, escaped(row[&f.name].as_str().unwrap_or_default()))).unwrap_or_default()
}

/// A cell that a field does not take.
fn bad_cell(field: &Field) -> Option<String> {
    let most = crate::forms::core(&field.schema)["maxLength"].as_u64();
    match field.kind {
        FieldKind::Text => most.map(|most| "汉".repeat(usize::try_from(most).unwrap_or(0) + 1)),
        FieldKind::List if field.choices.is_empty() && field.target.is_none() => None,
        _ => Some("不是这个".to_owned()),
    }
}
