//! Measures: each answers by each of its dimensions, adds up, shows its evidence, and refuses what makes no sense.

use super::{Bench, Finding, Findings, must};
use crate::app::TestApp;
use crate::request::escaped;
use crate::table::cells_of;
use chrono::{Datelike, NaiveDate};
use kernel::access::Role;
use kernel::measure::{Formula, NO_VALUE, Unit};
use sea_orm::entity::prelude::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;

/// The period that the figures are asked for; `from` and `to` may be chosen so that there are facts in it.
pub async fn figures(app: &TestApp, from: &str, to: &str) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    let offered = bench.admin.get("/api/measures").await.ok();
    let period = format!("from={from}&to={to}");
    for measure in offered["measures"].as_array().into_iter().flatten() {
        let name = measure["name"].as_str().unwrap_or_default();
        findings.take(name, said(measure, &offered));
        findings.take(name, asked(&bench, measure, &offered, &period).await);
        findings.take(name, cells(&bench, measure, &period).await);
        findings.take(name, evidence(&bench, name, &period).await);
        findings.take(name, refused(&bench, name, &period).await);
    }
    findings.settle();
}

fn said(measure: &Value, offered: &Value) -> Finding {
    let told = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    for part in [&measure["zh"], &measure["en"], &measure["about"]["zh"], &measure["about"]["en"]] {
        must(told(part), || format!("title or definition is missing: {measure}"))?;
    }
    let among = |value: &Value, words: &[&str]| words.iter().any(|word| value == word);
    must(among(&measure["unit"], &["yuan", "count", "quantity", "percent", "yuan_per_m2", "per_ticket"]), || {
        format!("unit {}", measure["unit"])
    })?;
    must(among(&measure["good"], &["up", "down", "none"]), || format!("good {}", measure["good"]))?;
    let dims = offered["dims"].as_array().map(Vec::as_slice).unwrap_or_default();
    for dim in measure["dims"].as_array().into_iter().flatten() {
        must(dims.iter().any(|d| d["name"] == *dim && told(&d["zh"]) && told(&d["en"])), || format!("by {dim}, which is no dimension"))?;
    }
    Ok(())
}

async fn asked(bench: &Bench<'_>, measure: &Value, offered: &Value, period: &str) -> Finding {
    let name = measure["name"].as_str().unwrap_or_default();
    let ask = |more: String| bench.admin.get(&format!("/api/measures/query?measures={name}&{period}{more}"));
    let whole = ask(String::new()).await.try_ok()?;
    let total = &whole["total"]["values"][name];
    must(whole["total"]["values"].get(name).is_some() && whole["data_version"].is_string(), || format!("the answer is {whole}"))?;
    let own = measure["dims"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let times = offered["dims"].as_array().into_iter().flatten().filter(|d| d["time"] == true).filter_map(|d| d["name"].as_str());
    for dim in own.chain(times) {
        let answer = ask(format!("&by={dim}&compare=previous,last_year")).await.try_ok().map_err(|wrong| format!("by {dim}: {wrong}"))?;
        must(answer["total"]["values"][name] == *total, || {
            format!("by {dim} the total is {} and not {total}", answer["total"]["values"][name])
        })?;
        for row in answer["rows"].as_array().into_iter().flatten() {
            let whole = row["keys"].get(dim).is_some() && row["values"].get(name).is_some();
            let compared = ["previous", "last_year"].iter().all(|with| row[*with].get(name).is_some());
            must(whole && compared, || format!("by {dim}, a row is {row}"))?;
        }
        laid(&answer, dim).map_err(|wrong| format!("by {dim}: {wrong}"))?;
        if additive(bench, name).is_some() {
            added(&answer, name).map_err(|wrong| format!("by {dim}: {wrong}"))?;
        }
        let asked = ask(format!("&by={dim}")).await.try_ok()?;
        let shown = |row: &&Value| !row["keys"][dim].is_null() || !row["values"][name].is_null();
        let rows = asked["rows"].as_array().map_or(0, |rows| rows.iter().filter(shown).count());
        let sheet = bench.admin.get(&format!("/api/measures/export.xlsx?measures={name}&{period}&by={dim}")).await;
        let lines = cells_of(sheet.try_file()?).iter().filter(|cells| cells.iter().any(|cell| !cell.is_empty())).count();
        // The titles, the rows and their total.
        must(lines == rows + 2, || format!("by {dim} the workbook has {lines} lines for {rows} rows"))?;
    }
    if let Some(dim) = measure["dims"].get(0).and_then(Value::as_str) {
        let pareto = bench.admin.get(&format!("/api/measures/{name}/pareto?dim={dim}&{period}")).await.try_ok()?;
        must(pareto["few"].as_u64() <= pareto["of"].as_u64(), || format!("the few are more than all: {pareto}"))?;
    }
    Ok(())
}

/// The formula of a measure that adds up over its rows, by whatever it is broken down: money or goods, as they are or one less the other.
fn additive(bench: &Bench<'_>, name: &str) -> Option<Formula> {
    let measures = bench.app.house.catalogue.figures().flat_map(|source| source.measures());
    let measure = measures.into_iter().find(|m| m.name == name).filter(|m| matches!(m.unit, Unit::Yuan | Unit::Quantity))?;
    match measure.formula {
        Formula::Sum(_) | Formula::Difference(..) => Some(measure.formula),
        Formula::Ratio(..) | Formula::Remainder(..) => None,
    }
}

/// Rows by time are spans of the period asked for, whatever they are compared with.
fn laid(answer: &Value, dim: &str) -> Finding {
    let day = |side: &str| answer[side].as_str().and_then(|day| day.parse::<NaiveDate>().ok());
    let (Some(from), Some(to)) = (day("from"), day("to")) else { return Err(format!("the answer has no period: {answer}")) };
    let key = |day: NaiveDate| match dim {
        "day" => Some(day.to_string()),
        "week" => Some(day.format("%G-W%V").to_string()),
        "month" => Some(day.format("%Y-%m").to_string()),
        "quarter" => Some(format!("{}-Q{}", day.year(), day.month0() / 3 + 1)),
        "year" => Some(day.year().to_string()),
        _ => None,
    };
    let Some(spans) = from.iter_days().take_while(|day| *day <= to).map(key).collect::<Option<BTreeSet<String>>>() else { return Ok(()) };
    let mut seen = BTreeSet::new();
    for row in answer["rows"].as_array().into_iter().flatten() {
        let key = row["keys"][dim].as_str().unwrap_or_default();
        must(spans.contains(key), || format!("{key} is no part of the period from {from} to {to}"))?;
        must(seen.insert(key.to_owned()), || format!("there are two rows of {key}"))?;
    }
    Ok(())
}

/// Rows add up to their total, and so do those of a year before, which has the same days.
fn added(answer: &Value, name: &str) -> Finding {
    for period in ["values", "last_year"] {
        let rows = answer["rows"].as_array().into_iter().flatten();
        let sum: Decimal = rows.filter_map(|row| number(&row[period][name])).sum();
        let total = number(&answer["total"][period][name]).unwrap_or_default();
        must(sum == total, || format!("the rows of {period} make {sum} and not {total}"))?;
    }
    Ok(())
}

fn number(value: &Value) -> Option<Decimal> {
    value.as_str().and_then(|number| number.parse().ok())
}

/// The facts behind each row add up to its figure.
async fn cells(bench: &Bench<'_>, measure: &Value, period: &str) -> Finding {
    let name = measure["name"].as_str().unwrap_or_default();
    let Some(Formula::Sum(atom)) = additive(bench, name) else { return Ok(()) };
    for dim in measure["dims"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let answer = bench.admin.get(&format!("/api/measures/query?measures={name}&{period}&by={dim}")).await.try_ok()?;
        for row in answer["rows"].as_array().into_iter().flatten() {
            let key = row["keys"][dim].as_str().unwrap_or(NO_VALUE);
            let filter = format!("/api/measures/{name}/evidence?{period}&where.{dim}={}&limit=1000", escaped(key));
            let facts = bench.admin.get(&filter).await.try_ok()?;
            let at = facts["columns"].as_array().and_then(|columns| columns.iter().position(|column| column["name"] == atom));
            let Some(at) = at.filter(|_| facts["next"].is_null()) else { continue };
            let known = facts["rows"].as_array().into_iter().flatten().filter_map(|row| number(&row[at]));
            let sum = known.reduce(|sum, value| sum + value);
            must(number(&row["values"][name]) == sum, || format!("{dim} {key} is {} and its facts make {sum:?}", row["values"][name]))?;
        }
    }
    Ok(())
}

async fn evidence(bench: &Bench<'_>, name: &str, period: &str) -> Finding {
    let page = bench.admin.get(&format!("/api/measures/{name}/evidence?{period}")).await.try_ok()?;
    let width = page["columns"].as_array().map_or(0, Vec::len);
    must(width > 0 && page["total"].is_u64(), || format!("the evidence is {page}"))?;
    for row in page["rows"].as_array().into_iter().flatten() {
        must(row.as_array().map(Vec::len) == Some(width), || format!("a row of evidence is {row}"))?;
    }
    Ok(())
}

async fn refused(bench: &Bench<'_>, name: &str, period: &str) -> Finding {
    for query in [
        format!("measures={name}"),
        format!("measures={name}&from=2026-13-01&to=2026-12-31"),
        format!("measures={name}&from=2026-12-31&to=2026-01-01"),
        format!("measures={name}&from=1900-01-01&to=2026-01-01"),
        format!("measures=no_such&{period}"),
        format!("measures={name}&{period}&by=no_such"),
        format!("measures={name}&{period}&where.no_such=x"),
    ] {
        bench.admin.get(&format!("/api/measures/query?{query}")).await.try_refused(400, "malformed")?;
    }
    bench.admin.get(&format!("/api/measures/no_such/evidence?{period}")).await.try_refused(404, "not_found")?;
    let path = format!("/api/measures/query?measures={name}&{period}");
    bench.app.stranger().get(&path).await.try_refused(401, "session.none")?;
    for role in Role::ALL.into_iter().filter(|role| bench.roles_without("measure", "read").contains(role)) {
        bench.app.sign_in(role).await.get(&path).await.try_refused(403, "forbidden")?;
    }
    Ok(())
}
