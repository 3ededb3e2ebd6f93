//! Ending rows: a slip of the pen goes away, what others refer to stays readable and can be opened again.

use super::{Bench, Finding, Findings, must, newest_line, path_of, path_to, with};
use crate::app::TestApp;
use crate::forms::Filled;
use kernel::record::{AnyRecord, Field};
use serde_json::{Value, json};

/// Ends and reopens rows of every record.
pub async fn ends(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        findings.take(record.name(), gone(&bench, record).await);
        if let Some((other, field)) = refers(&bench, record) {
            findings.take(record.name(), ended(&bench, record, other, field).await);
        }
    }
    findings.settle();
}

/// A record that people may write whose rows refer to this one.
fn refers<'a>(bench: &Bench<'a>, record: &dyn AnyRecord) -> Option<(&'a dyn AnyRecord, &'a Field)> {
    bench.written().find_map(|other| {
        let field = other.fields().iter().find(|f| !f.read_only && f.target.as_deref() == Some(record.name()))?;
        Some((other, field))
    })
}

async fn gone(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let (path, admin) = (path_to(record, &row), &bench.admin);
    admin.delete(&path).if_match(7).await.try_refused(412, "stale")?;
    admin.delete(&path).if_match(1).await.try_done()?;
    for asked in [admin.get(&path), admin.delete(&path), admin.patch(&path, &json!({}))] {
        asked.await.try_refused(404, "not_found")?;
    }
    must(newest_line(admin, record, &row).await?["event"] == "delete", || "the history does not say that it was deleted".to_owned())?;
    must(!listed(bench, record, &row, "ended=1").await?, || "a row that is gone is still listed".to_owned())?;
    let verdict = super::contract::fine(kernel::audit::verify(&bench.app.house).await)?;
    let found = verdict.findings.iter().filter(|f| f.row.is_some_and(|id| row["id"] == json!(id))).count();
    must(found == 0, || "the verification misses a row that was deleted properly".to_owned())
}

async fn listed(bench: &Bench<'_>, record: &dyn AnyRecord, row: &Value, query: &str) -> Result<bool, String> {
    let page = bench.admin.get(&format!("{}?size=200&sort=-id&{query}", path_of(record))).await.try_ok()?;
    Ok(page["items"].as_array().into_iter().flatten().any(|item| item["id"] == row["id"]))
}

async fn ended(bench: &Bench<'_>, record: &dyn AnyRecord, other: &dyn AnyRecord, field: &Field) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let id = row["id"].clone();
    let value = if field.kind == kernel::record::FieldKind::List { json!([id]) } else { id };
    let body = with(&bench.forms.body(other, Filled::Required).await, &field.name, value);
    bench.admin.post(&path_of(other), &body).await.try_created()?;
    let (path, admin) = (path_to(record, &row), &bench.admin);
    // A row may move when another one joins it.
    let version = admin.get(&path).await.try_ok()?["version"].as_i64().unwrap_or_default();
    admin.delete(&path).if_match(version).await.try_done()?;
    let stays = admin.get(&path).await.try_ok()?;
    must(!stays["ended_at"].is_null() && stays["version"] == version + 1, || {
        format!("{} refers to it, and yet it did not simply end: {stays}", other.name())
    })?;
    must(newest_line(admin, record, &row).await?["event"] == "end", || "the history does not say that it ended".to_owned())?;
    must(!listed(bench, record, &row, "").await?, || "an ended row is listed among the others".to_owned())?;
    must(listed(bench, record, &row, "ended=1").await?, || "an ended row is not listed where ended rows are asked for".to_owned())?;
    admin.patch(&path, &json!({})).await.try_refused(409, "ended")?;
    admin.delete(&path).await.try_refused(409, "ended")?;
    for verb in record.verbs().iter().filter(|v| v.on_row && !v.about.reads) {
        let body = bench.forms.request(record.name(), &kernel::record::fields_of(&verb.request)).await;
        admin.post(&format!("{path}/do/{}", verb.name), &body).await.try_refused(409, "ended")?;
    }
    let reopen = || admin.post(&format!("{path}/reopen"), &Value::Null);
    reopen().if_match(version).await.try_refused(412, "stale")?;
    let open = reopen().if_match(version + 1).await.try_ok()?;
    must(open["ended_at"].is_null() && open["version"] == version + 2, || format!("reopened, it is {open}"))?;
    must(newest_line(admin, record, &row).await?["event"] == "reopen", || "the history does not say that it was reopened".to_owned())?;
    must(listed(bench, record, &row, "").await?, || "a reopened row is not listed".to_owned())?;
    reopen().await.try_refused(409, "not_ended").map(drop)
}
