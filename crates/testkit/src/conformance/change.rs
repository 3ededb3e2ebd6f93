//! Changing rows: only what was sent changes, only if nobody else was quicker, and the history says both sides of it.

use super::{Bench, Finding, Findings, lines, must, newest_line, path_of, path_to, same, says};
use crate::app::TestApp;
use crate::forms::{Filled, core};
use chrono::NaiveDate;
use kernel::record::{AnyRecord, Field, FieldKind};
use serde_json::{Value, json};

/// Every field of every record, changed, emptied and left alone.
pub async fn changes(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        for field in record.fields().iter().filter(|f| !f.read_only) {
            let name = format!("{}.{}", record.name(), field.name);
            let outcome = if field.once { kept_for_good(&bench, record, field).await } else { changed(&bench, record, field).await };
            findings.take(&name, outcome);
            if !field.once {
                findings.take(&name, emptied(&bench, record, field).await);
            }
        }
        findings.take(record.name(), stale(&bench, record).await);
        findings.take(record.name(), nothing_changed(&bench, record).await);
        findings.take(record.name(), spoilt_patches(&bench, record).await);
    }
    findings.settle();
}

async fn changed(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let Some(value) = another(bench, record, field, &row[&field.name]).await else { return Ok(()) };
    let patch = json!({ field.name.clone(): value });
    let answer = bench.admin.patch(&path_to(record, &row), &patch).if_match(1).await;
    let next = answer.try_ok()?;
    must(next["version"] == 2 && answer.header("etag") == Some("\"2\""), || format!("the version did not move on: {next}"))?;
    says(&next, &patch)?;
    for (name, was) in
        row.as_object().into_iter().flatten().filter(|(name, _)| ![field.name.as_str(), "version", "_labels"].contains(&name.as_str()))
    {
        must(next[name] == *was, || format!("{name} changed too, from {was} to {}", next[name]))?;
    }
    let line = newest_line(&bench.admin, record, &row).await?;
    must(line["event"] == "change", || format!("the history calls it {}", line["event"]))?;
    for (side, expected) in [("before", &row[&field.name]), ("after", &patch[&field.name])] {
        let only = line[side].as_object().is_some_and(|fields| fields.len() == 1);
        must(only && same(&line[side][&field.name], expected), || format!("the history says {side}: {}", line[side]))?;
    }
    Ok(())
}

/// Another valid value, or none where a field knows only one.
async fn another(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field, than: &Value) -> Option<Value> {
    if let Some(target) = &field.target {
        let other = bench.app.house.catalogue.record(target).filter(|r| !r.about().kept_by_house)?;
        let row = bench.forms.row(other, Filled::Required).await;
        return Some(if than.is_array() { json!([row["id"]]) } else { row["id"].clone() });
    }
    // A day before what the row has keeps its days in their order.
    if let (FieldKind::Day, Some(day)) = (field.kind, than.as_str().and_then(|day| day.parse::<NaiveDate>().ok())) {
        return day.pred_opt().map(|day| json!(day));
    }
    for _ in 0..4 {
        let value = bench.forms.value(record.name(), field).await;
        if !same(&value, than) {
            return Some(value);
        }
    }
    None
}

async fn kept_for_good(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let again = json!({ field.name.clone(): row[&field.name] });
    bench.admin.patch(&path_to(record, &row), &again).await.try_ok()?;
    let Some(value) = another(bench, record, field, &row[&field.name]).await else { return Ok(()) };
    let patch = json!({ field.name.clone(): value });
    bench.admin.patch(&path_to(record, &row), &patch).await.try_pointed(&format!("/{}", field.name), "once").map(drop)
}

/// What may be empty can be emptied; what may not is asked for.
async fn emptied(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let patch = json!({ field.name.clone(): null });
    let answer = bench.admin.patch(&path_to(record, &row), &patch).await;
    let types = &field.schema["type"];
    let optional = field.schema["anyOf"].is_array() || types.as_array().is_some_and(|types| types.iter().any(|t| t == "null"));
    if !optional {
        return answer.try_pointed(&format!("/{}", field.name), "required").map(drop);
    }
    let next = answer.try_ok()?;
    must(next[&field.name].is_null(), || format!("it was emptied and is {}", next[&field.name]))?;
    let read = bench.admin.get(&path_to(record, &row)).await.try_ok()?;
    must(read[&field.name].is_null(), || format!("it was emptied and reads {}", read[&field.name]))
}

async fn stale(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let Some(field) = record.fields().iter().find(|f| !f.read_only && !f.once && f.target.is_none()) else { return Ok(()) };
    let patch = |value| json!({ field.name.clone(): value });
    let (first, second) = (bench.forms.value(record.name(), field).await, bench.forms.value(record.name(), field).await);
    let first = if same(&first, &row[&field.name]) { second.clone() } else { first };
    let current = bench.admin.patch(&path_to(record, &row), &patch(first)).if_match(1).await.try_ok()?;
    let refused = bench.admin.patch(&path_to(record, &row), &patch(second)).if_match(1).await.try_refused(412, "stale")?;
    must(refused["current"] == current, || format!("the refusal does not show the row as it now is: {}", refused["current"]))?;
    let read = bench.admin.get(&path_to(record, &row)).await.try_ok()?;
    must(read == current, || "a refused change was kept".to_owned())
}

async fn nothing_changed(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let before = lines(bench.app).await?;
    let mut same = serde_json::Map::new();
    for field in record.fields().iter().filter(|f| !f.read_only) {
        same.insert(field.name.clone(), row[&field.name].clone());
    }
    let next = bench.admin.patch(&path_to(record, &row), &Value::Object(same)).if_match(1).await.try_ok()?;
    must(next == row, || format!("a change of nothing changed the row to {next}"))?;
    must(lines(bench.app).await? == before, || "a change of nothing left a line in the history".to_owned())
}

async fn spoilt_patches(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let row = bench.forms.row(record, Filled::Required).await;
    let (path, admin) = (path_to(record, &row), &bench.admin);
    for name in ["no_such_field", "version", "id", "ended_at"] {
        admin.patch(&path, &json!({ name: 1 })).await.try_pointed(&format!("/{name}"), "unknown")?;
    }
    admin.patch(&path, &json!([])).await.try_refused(400, "malformed")?;
    admin.patch(&path, &json!({})).header("if-match", "abc").await.try_refused(400, "malformed")?;
    admin.patch(&format!("{}/{}", path_of(record), uuid::Uuid::now_v7()), &json!({})).await.try_refused(404, "not_found")?;
    admin.patch(&format!("{}/no-id", path_of(record)), &json!({})).await.try_refused(400, "malformed")?;
    // The rules of single fields hold for a change as for a creation.
    let long = record.fields().iter().find(|f| !f.read_only && !f.once && core(&f.schema)["maxLength"].is_u64());
    if let Some(field) = long {
        let most = usize::try_from(core(&field.schema)["maxLength"].as_u64().unwrap_or(0)).unwrap_or(0);
        admin
            .patch(&path, &json!({ field.name.clone(): "汉".repeat(most + 1) }))
            .await
            .try_pointed(&format!("/{}", field.name), "too_long")?;
    }
    Ok(())
}
