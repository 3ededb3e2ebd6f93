//! Filters, views and searches: each finds the row it should and leaves the others, and no question breaks the house.

use super::{Bench, Finding, Findings, must, path_of, with};
use crate::app::TestApp;
use crate::forms::Filled;
use crate::request::escaped;
use kernel::record::{AnyRecord, Field, FieldKind};
use serde_json::{Value, json};

/// Every filter, view, sum and search of every record.
pub async fn filters(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.records() {
        for field in record.fields().iter().filter(|f| f.filter.is_some()) {
            findings.take(&format!("{}.{}", record.name(), field.name), filtered(&bench, record, field).await);
        }
        findings.take(record.name(), summed_up(&bench, record).await);
        if !record.about().kept_by_house {
            findings.take(record.name(), searched(&bench, record).await);
        }
    }
    findings.settle();
}

async fn ids(bench: &Bench<'_>, record: &dyn AnyRecord, query: &str) -> Result<Vec<Value>, String> {
    let page = bench.admin.get(&format!("{}?size=200&{query}", path_of(record))).await.try_ok()?;
    Ok(page["items"].as_array().into_iter().flatten().map(|row| row["id"].clone()).collect())
}

async fn filtered(bench: &Bench<'_>, record: &dyn AnyRecord, field: &Field) -> Finding {
    let row = bench.forms.row(record, Filled::All).await;
    let value = match &row[&field.name] {
        Value::String(text) => text.clone(),
        Value::Null => return Ok(()),
        other => other.to_string(),
    };
    let day = || value.chars().take(10).collect::<String>();
    let (hit, miss) = match field.kind {
        FieldKind::Text => (value.clone(), format!("{value}-no-such")),
        FieldKind::Bool => (value.clone(), (value != "true").to_string()),
        FieldKind::Enum => {
            let other = field.choices.iter().find(|(v, _)| *v != value).map(|(v, _)| v.clone()).unwrap_or_default();
            (format!("{value},{other}"), other)
        }
        FieldKind::Instant => (format!("{}..{}", "2000-01-01", "+0d"), "..2000-01-01".to_owned()),
        FieldKind::Day => (format!("{}..{}", day(), day()), format!("..{}", "1999-12-31")),
        FieldKind::Money | FieldKind::Decimal | FieldKind::Integer => (format!("{value}..{value}"), "..-7".to_owned()),
        _ => (value.clone(), uuid::Uuid::now_v7().to_string()),
    };
    let name = &field.name;
    let found = ids(bench, record, &format!("f.{name}={}", escaped(&hit))).await?;
    must(found.contains(&row["id"]), || format!("“{hit}” does not find a row with {value}"))?;
    let found = ids(bench, record, &format!("f.{name}={}", escaped(&miss))).await?;
    must(!found.contains(&row["id"]), || format!("“{miss}” finds a row with {value}"))?;
    if field.filter.as_deref() == Some("text") {
        let found = ids(bench, record, &format!("f.{name}={}", escaped(&value.to_uppercase()))).await?;
        must(found.contains(&row["id"]), || "capital letters are not found by".to_owned())?;
    }
    Ok(())
}

/// The summary counts and sums what the list shows, under the same filters.
async fn summed_up(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    for filled in [Filled::Required, Filled::All, Filled::All] {
        bench.forms.row(record, filled).await;
    }
    let summary = bench.admin.get(&format!("{}/summary", path_of(record))).await.try_ok()?;
    let rows = bench.admin.get(&format!("{}?size=200", path_of(record))).await.try_ok()?;
    let rows = rows["items"].as_array().cloned().unwrap_or_default();
    must(summary["total"] == rows.len(), || format!("{} rows are listed, {} counted", rows.len(), summary["total"]))?;
    for field in record.fields().iter().filter(|f| f.sum) {
        let hundredths = |value: &Value| {
            value.as_str().map_or_else(|| value.as_i64().unwrap_or(0) * 100, |t| (t.parse::<f64>().unwrap_or(0.0) * 100.0).round() as i64)
        };
        let listed: i64 = rows.iter().map(|row| hundredths(&row[&field.name])).sum();
        must(hundredths(&summary["sum"][&field.name]) == listed, || {
            format!("{} adds up to {listed} hundredths, and the summary says {}", field.name, summary["sum"])
        })?;
    }
    for view in &record.about().views {
        let query: Vec<String> = view.filters.iter().map(|(name, value)| format!("f.{name}={}", escaped(value))).collect();
        let shown = ids(bench, record, &query.join("&")).await?.len();
        must(summary["counts"][view.key] == shown, || {
            format!("view {} shows {shown} rows and counts {}", view.key, summary["counts"][view.key])
        })?;
    }
    Ok(())
}

/// A row is found by its heading, in its own list and, unless it stands aside, across everything, as soon as it is there.
async fn searched(bench: &Bench<'_>, record: &dyn AnyRecord) -> Finding {
    let heading = record.about().heading;
    let body = bench.forms.body(record, Filled::All).await;
    let once = record.fields().iter().any(|f| f.name == heading && f.schema.get("pattern").is_some());
    let title = if once {
        body[heading].as_str().unwrap_or_default().to_owned()
    } else {
        format!("山岚{}", &uuid::Uuid::now_v7().simple().to_string()[26..])
    };
    // What the house names by what it refers to shares its name with others.
    let named = record.fields().iter().any(|f| f.name == heading && f.read_only);
    let body = if named { body } else { with(&body, heading, json!(title)) };
    let row = bench.admin.post(&path_of(record), &body).await.try_created()?;
    let title = if named { row[heading]["zh"].as_str().unwrap_or_default().to_owned() } else { title };
    let found = ids(bench, record, &format!("q={}", escaped(&title))).await?;
    let it = row["id"].clone();
    must(if named { found.contains(&it) } else { found == [it] }, || format!("the list finds {found:?} by “{title}”"))?;
    let everywhere = format!("/api/search?q={}", escaped(&title));
    let among = format!("/api/lookup/{}?q={}", record.name(), escaped(&title));
    for (path, there) in [(everywhere, !record.about().aside), (among, true)] {
        let hits = bench.admin.get(&path).await.try_ok()?;
        let found = hits.as_array().is_some_and(|hits| hits.iter().any(|hit| hit["id"] == row["id"]));
        must(found == there, || format!("{path} finds {hits}"))?;
    }
    Ok(())
}

/// Questions that make no sense are refused and never break anything, whatever the field.
pub async fn hostile_questions(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.records() {
        bench.forms.row(record, Filled::Required).await;
        let names = record.fields().iter().map(|f| f.name.clone()).chain(["no_such".into(), "id; DROP TABLE".into()]);
        let words =
            ["", "%00", "'", "%25", "..", "abc", "9999999999999999999999", "1..abc", "-1", "a,b,c", "%F0%9F%98%80", "2026-02-30", "%FF"];
        let cursors = [
            "abc",
            "e30",
            "eyJ2Ijo1LCJpIjoiMDE5M2YyZDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIn0",
            "eyJ2IjoieCIsImkiOiIwMTkzZjJkMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAifQ",
        ];
        for name in names {
            let name = escaped(&name);
            let filters = words.iter().map(|word| format!("f.{name}={word}"));
            let sorts = cursors.iter().flat_map(|cursor| [format!("sort={name}&after={cursor}"), format!("sort=-{name}&before={cursor}")]);
            for query in filters.chain(sorts) {
                findings.take(&format!("{}?{query}", record.name()), answered(&bench, record, &query).await);
            }
        }
        for query in ["size=-1", "size=abc", "size=99999999999999999999", "size=0", "q=%00", "q=%25%27_", "ended=maybe", "f.=x", "sort=%00"]
        {
            findings.take(&format!("{}?{query}", record.name()), answered(&bench, record, query).await);
        }
    }
    findings.settle();
}

async fn answered(bench: &Bench<'_>, record: &dyn AnyRecord, query: &str) -> Finding {
    for path in [path_of(record), format!("{}/summary", path_of(record))] {
        let answer = bench.admin.get(&format!("{path}?{query}")).await;
        let fine = answer.status() == 200 || answer.try_refused(400, "malformed").is_ok();
        must(fine, || format!("{} {}", answer.status(), answer.text()))?;
    }
    Ok(())
}
