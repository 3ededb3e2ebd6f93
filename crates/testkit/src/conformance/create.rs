//! Creating rows: what is right comes back as it was sent, and each thing that is wrong is told at its field.

use super::{Bench, Finding, Findings, must, path_of, path_to, says, with, without};
use crate::app::TestApp;
use crate::forms::{Filled, core, id_of};
use kernel::record::{AnyRecord, Field, FieldKind};
use kernel::verb::SECRET;
use serde_json::{Value, json};

/// Rows are created from the fewest fields and from all of them, and read back as they were sent.
pub async fn creation(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        for filled in [Filled::Required, Filled::All] {
            findings.take(record.name(), created(&bench, record, filled).await);
        }
    }
    findings.settle();
}

async fn created(bench: &Bench<'_>, record: &dyn AnyRecord, filled: Filled) -> Finding {
    let body = bench.forms.body(record, filled).await;
    let answer = bench.admin.post(&path_of(record), &body).await;
    let row = answer.try_created()?;
    must(answer.header("etag") == Some("\"1\""), || format!("a new row has the ETag {:?}", answer.header("etag")))?;
    must(row["version"] == 1 && row["ended_at"].is_null(), || format!("a new row begins as {row}"))?;
    says(&row, &body)?;
    let row = without(&row, SECRET);
    let read = bench.admin.get(&path_to(record, &row)).await;
    must(read.header("etag") == Some("\"1\""), || "the row that is read has another version".to_owned())?;
    must(read.try_ok()? == row, || format!("the row that is read differs from the one created: {row}"))?;
    let line = super::newest_line(&bench.admin, record, &row).await?;
    must(line["event"] == "create" && line["before"].is_null(), || format!("the history does not begin with the creation: {line}"))?;
    says(&line["after"], &body)?;
    must(line["actor"].as_str().is_some_and(|a| !a.is_empty()) && line["origin"].as_str().is_some_and(|o| o.starts_with("10.")), || {
        format!("the history does not say who and from where: {line}")
    })
}

/// Bodies that are no form at all, and forms with too much or too little in them.
pub async fn spoilt_forms(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        findings.take(record.name(), no_form(&bench, record).await);
        findings.take(record.name(), too_much(&bench, record).await);
        findings.take(record.name(), twins(&bench, record).await);
        for field in record.fields().iter().filter(|f| f.required && !f.read_only) {
            findings.take(&format!("{}.{}", record.name(), field.name), missing(&bench, record, field).await);
        }
    }
    findings.settle();
}

async fn no_form(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let ask = || bench.admin.post(&path_of(record), &Value::Null);
    ask().raw("application/json", b"{\"half\": ".to_vec()).await.try_refused(400, "malformed")?;
    ask().raw("text/plain", b"{}".to_vec()).await.try_refused(400, "malformed")?;
    for body in [json!([]), json!("text"), json!(7), Value::Null] {
        bench.admin.post(&path_of(record), &body).await.try_refused(400, "malformed")?;
    }
    Ok(())
}

async fn too_much(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let body = bench.forms.body(record, Filled::Required).await;
    for name in record.fields().iter().filter(|f| f.read_only).map(|f| f.name.as_str()).chain(["no_such_field"]) {
        bench.admin.post(&path_of(record), &with(&body, name, json!(1))).await.try_pointed(&format!("/{name}"), "unknown")?;
    }
    Ok(())
}

async fn twins(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let first = bench.forms.body(record, Filled::All).await;
    bench.admin.post(&path_of(record), &first).await.try_created()?;
    for set in &record.about().unique {
        let mut second = bench.forms.body(record, Filled::All).await;
        for name in *set {
            second[*name] = first[*name].clone();
        }
        let last = set.last().copied().unwrap_or_default();
        bench.admin.post(&path_of(record), &second).await.try_pointed(&format!("/{last}"), "taken")?;
    }
    Ok(())
}

async fn missing(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let body = bench.forms.body(record, Filled::Required).await;
    let pointer = format!("/{}", field.name);
    let mut nothings = vec![without(&body, &field.name), with(&body, &field.name, Value::Null)];
    if field.kind == FieldKind::Text {
        nothings.extend(["", "   ", "\u{3000}"].map(|blank| with(&body, &field.name, json!(blank))));
    }
    for nothing in nothings {
        bench.admin.post(&path_of(record), &nothing).await.try_pointed(&pointer, "required")?;
    }
    Ok(())
}

/// Every field of every form, with every kind of wrong value.
pub async fn spoilt_fields(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.written() {
        for field in record.fields().iter().filter(|f| !f.read_only) {
            findings.take(&format!("{}.{}", record.name(), field.name), wrong_values(&bench, record, field).await);
            findings.take(&format!("{}.{}", record.name(), field.name), longest(&bench, record, field).await);
        }
    }
    findings.settle();
}

async fn wrong_values(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let body = bench.forms.body(record, Filled::Required).await;
    let pointer = format!("/{}", field.name);
    for (value, code) in spoilt(bench, record, field).await {
        let answer = bench.admin.post(&path_of(record), &with(&body, &field.name, value.clone())).await;
        let at = if code == "within" {
            answer.try_refused(422, "invalid").and_then(|p| within(&p, &pointer))
        } else {
            answer.try_pointed(&pointer, code).map(drop)
        };
        at.map_err(|wrong| format!("{value} → {wrong}"))?;
    }
    Ok(())
}

/// The refusal points somewhere inside the field.
fn within(problem: &Value, pointer: &str) -> Finding {
    let inside = problem["errors"].as_array().into_iter().flatten().any(|e| e["pointer"].as_str().is_some_and(|p| p.starts_with(pointer)));
    must(inside, || format!("expected an error inside {pointer}, got {problem}"))
}

/// Wrong values for a field, each with the code of its complaint; `within`: anywhere inside the field.
async fn spoilt(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Vec<(Value, &'static str)> {
    let schema = core(&field.schema);
    let object = json!({ "not": "this" });
    match field.kind {
        FieldKind::Text => {
            let mut wrong = vec![(object, "form"), (json!(7), "form"), (json!(["x"]), "form"), (json!("zero \0 inside"), "form")];
            if let Some(most) = schema["maxLength"].as_u64() {
                wrong.push((json!("汉".repeat(usize::try_from(most).unwrap_or(0) + 1)), "too_long"));
            }
            wrong
        }
        FieldKind::Enum => vec![(json!("no_such_choice"), "choice"), (json!(7), "within"), (object, "within")],
        FieldKind::Ref | FieldKind::File => {
            let nobody = json!(uuid::Uuid::now_v7());
            let other = bench.records().find(|r| Some(r.name()) != field.target.as_deref() && !r.about().kept_by_house).map(|r| r.name());
            let stranger = bench.forms.target(other.unwrap_or("view")).await;
            let mut wrong =
                vec![(object, "form"), (json!(7), "form"), (json!("x"), "form"), (nobody, "reference"), (json!(stranger), "reference")];
            wrong.extend(ended(bench, record, field).await.map(|id| (id, "reference")));
            wrong
        }
        FieldKind::Money | FieldKind::Decimal => {
            let finer = format!("1.{}", "1".repeat(usize::try_from(schema["x-decimals"].as_u64().unwrap_or(2)).unwrap_or(2) + 1));
            let huge = json!("9".repeat(30));
            let mut wrong = vec![
                (object, "form"),
                (json!(12), "form"),
                (json!("abc"), "form"),
                (json!(finer), "form"),
                (huge, "form"),
                (json!("1e3"), "form"),
            ];
            wrong.extend(schema["minimum"].as_i64().map(|least| (json!((least - 1).to_string()), "too_small")));
            wrong.extend(schema["maximum"].as_i64().map(|most| (json!((most + 1).to_string()), "too_large")));
            wrong
        }
        FieldKind::Integer => spoilt_integers(schema),
        FieldKind::Bool => vec![(object, "form"), (json!("yes"), "form"), (json!(1), "form")],
        FieldKind::Day => ["2026-02-30", "20260101", "tomorrow", "2026-1-1"]
            .iter()
            .map(|day| (json!(day), "form"))
            .chain([(object, "form"), (json!(7), "form")])
            .collect(),
        FieldKind::Instant => vec![(object, "form"), (json!("2026-01-01"), "form"), (json!("soon"), "form")],
        FieldKind::List => spoilt_lists(field, schema),
        FieldKind::Bilingual => vec![(json!(7), "form"), (json!("words"), "form")],
        FieldKind::Object => vec![(json!(7), "form")],
    }
}

fn spoilt_integers(schema: &Value) -> Vec<(Value, &'static str)> {
    let mut wrong = vec![(json!({ "not": "this" }), "form"), (json!("7"), "form"), (json!(1.5), "form")];
    wrong.extend(schema["minimum"].as_i64().map(|least| (json!(least - 1), "too_small")));
    wrong.extend(schema["maximum"].as_i64().map(|most| (json!(most + 1), "too_large")));
    wrong
}

fn spoilt_lists(field: &Field, schema: &Value) -> Vec<(Value, &'static str)> {
    let mut wrong = vec![(json!("no list"), "form"), (json!([{ "not": "this" }]), "within"), (json!([7]), "within")];
    if !field.choices.is_empty() {
        wrong.push((json!(["no_such_choice"]), "within"));
    }
    if field.target.is_some() {
        wrong.push((json!([uuid::Uuid::now_v7()]), "reference"));
    }
    if let Some(most) = schema["maxItems"].as_u64()
        && schema["items"]["type"] == "string"
        && field.target.is_none()
    {
        wrong.push((json!(vec!["甲"; usize::try_from(most).unwrap_or(0) + 1]), "too_many"));
    }
    wrong
}

/// A row that a field might refer to, had it not ended.
async fn ended(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Option<Value> {
    let target = bench.app.house.catalogue.record(field.target.as_deref()?).filter(|r| !r.about().kept_by_house)?;
    let row = bench.forms.row(target, Filled::Required).await;
    let body = with(&bench.forms.body(record, Filled::Required).await, &field.name, row["id"].clone());
    bench.admin.post(&path_of(record), &body).await.created();
    bench.admin.delete(&path_to(target, &row)).await.done();
    bench.admin.get(&path_to(target, &row)).await.ok();
    Some(json!(id_of(&row)))
}

/// A text of the greatest length is taken, counted in characters and not in bytes. A field with an example has a form of its own.
async fn longest(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let schema = core(&field.schema);
    let Some(most) = schema["maxLength"]
        .as_u64()
        .filter(|_| field.kind == FieldKind::Text && schema.get("pattern").is_none() && field.schema.get("examples").is_none())
    else {
        return Ok(());
    };
    let body = bench.forms.body(record, Filled::Required).await;
    let body = with(&body, &field.name, json!("汉".repeat(usize::try_from(most).unwrap_or(0))));
    says(&bench.admin.post(&path_of(record), &body).await.try_created()?, &body)
}
