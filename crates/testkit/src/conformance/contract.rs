//! Every schema keeps the contract of docs/http.md, so that a page, a form and a workbook can be made from it alone.

use super::{Bench, Finding, Findings, must};
use crate::app::TestApp;
use crate::forms::core;
use kernel::record::{AnyRecord, Field, FieldKind};
use kernel::refusal::Outcome;
use kernel::verb::{Answers, Told};
use serde_json::Value;

/// Checks the schemas of all records and the forms of all verbs, as the house serves them.
pub async fn contract(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.records() {
        let served = bench.admin.get(&format!("/api/meta/{}", record.name())).await.try_ok();
        let same = served.and_then(|served| must(served == record.schema(), || "the schema that is served is another".to_owned()));
        findings.take(record.name(), same);
        findings.take(record.name(), said_wrong(record));
    }
    findings.settle();
}

fn said_wrong(record: &dyn AnyRecord) -> Finding {
    let wrong = wrong_with(record);
    must(wrong.is_empty(), || wrong.join("; "))
}

/// Everything about a record's declaration that breaks the contract.
pub fn wrong_with(record: &dyn AnyRecord) -> Vec<String> {
    let schema = record.schema();
    let mut wrong = Vec::new();
    let mut see = |fine: bool, what: String| {
        if !fine {
            wrong.push(what);
        }
    };
    let x = &schema["x-record"];
    for key in ["type", "en", "icon", "title", "sub", "sort"] {
        see(told(&x[key]), format!("x-record.{key} is missing"));
    }
    see(told(&schema["title"]), "the title is missing".into());
    let known = |name: &str| record.fields().iter().any(|f| f.name == name);
    for key in ["title", "sub"] {
        see(known(x[key].as_str().unwrap_or_default()), format!("x-record.{key} names no field"));
    }
    see(known(record.about().sort.trim_start_matches('-')), "x-record.sort names no field".into());
    for name in record.about().search.iter().chain(record.about().key).chain(record.about().unique.iter().copied().flatten()) {
        see(known(name), format!("search, key or unique names “{name}”, which is no field"));
    }
    for view in x["views"].as_array().into_iter().flatten() {
        see(["key", "zh", "en"].iter().all(|k| told(&view[*k])), format!("a view without key, zh or en: {view}"));
    }
    let groups: Vec<&str> = x["groups"].as_array().into_iter().flatten().filter_map(|g| g["key"].as_str()).collect();
    for field in record.fields() {
        wrong.extend(wrong_with_field(field, &groups));
    }
    for verb in record.verbs() {
        wrong.extend(wrong_with_verb(record, verb));
    }
    wrong
}

fn told(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn wrong_with_field(field: &Field, groups: &[&str]) -> Vec<String> {
    let schema = &field.schema;
    let ui = &schema["x-ui"];
    let mut wrong = Vec::new();
    let mut see = |fine: bool, what: &str| {
        if !fine {
            wrong.push(format!("{} {what}", field.name));
        }
    };
    // The engine keeps these; they are shown in places of their own.
    if ["id", "version", "ended_at"].contains(&field.name.as_str()) {
        see(field.read_only, "is kept by the engine and must be read-only");
        return wrong;
    }
    let shown = schema.get("title").is_some() || schema.get("x-ui").is_some();
    see(shown || field.read_only, "can be filled in but is not shown: it needs a title and x-ui");
    if !shown {
        return wrong;
    }
    see(told(&schema["title"]) && told(&schema["x-en"]), "is shown and needs a title and x-en");
    see(groups.contains(&ui["g"].as_str().unwrap_or_default()), "stands in a group that the record does not have");
    see(
        ui.get("list").is_none() || ui["w"].as_u64().is_some_and(|w| (40..=600).contains(&w)),
        "stands in the list without a fitting width",
    );
    see(filter_fits(field), "has a filter that does not fit its kind");
    see(told(&schema["description"]) == told(&schema["x-en-description"]), "has help in one language only");
    see(!told(&schema["description"]) || !schema["description"].as_str().is_some_and(str::is_ascii), "has its Chinese help in English");
    let pattern = field.kind == FieldKind::Text && core(schema).get("pattern").is_some();
    see(!pattern || (told(&schema["x-pattern-msg"]["zh"]) && told(&schema["x-pattern-msg"]["en"])), "has a pattern without words for it");
    see(field.choices.iter().all(|(_, t)| !t.zh.is_empty() && !t.en.is_empty()), "has choices without titles in both languages");
    see(field.kind != FieldKind::Enum || !field.choices.is_empty(), "is a choice of nothing");
    let bounded = core(schema)["maxLength"].is_u64() || pattern;
    see(field.read_only || field.kind != FieldKind::Text || bounded, "takes texts of any length");
    see(
        field.read_only || field.kind != FieldKind::List || core(schema)["maxItems"].is_u64() || !field.choices.is_empty(),
        "takes lists of any length",
    );
    see(
        !ui["sum"].as_bool().unwrap_or(false) || matches!(field.kind, FieldKind::Money | FieldKind::Decimal | FieldKind::Integer),
        "is summed but is no number",
    );
    see(!field.sort || field.kind.plain(), "is sorted by but has no order");
    wrong
}

fn filter_fits(field: &Field) -> bool {
    match field.filter.as_deref() {
        None => true,
        Some("text") => field.kind == FieldKind::Text,
        Some("in") => matches!(field.kind, FieldKind::Enum | FieldKind::Text),
        Some("range") => {
            matches!(field.kind, FieldKind::Money | FieldKind::Decimal | FieldKind::Integer | FieldKind::Day | FieldKind::Instant)
        }
        Some("ref") => field.kind == FieldKind::Ref,
        Some("bool") => field.kind == FieldKind::Bool,
        Some(_) => false,
    }
}

fn wrong_with_verb(record: &dyn AnyRecord, verb: &kernel::record::VerbEntry) -> Vec<String> {
    let about = &verb.about;
    let mut wrong = Vec::new();
    let mut see = |fine: bool, what: &str| {
        if !fine {
            wrong.push(format!("verb {} {what}", verb.name));
        }
    };
    see(!about.title.zh.is_empty() && !about.title.en.is_empty(), "needs a title in both languages");
    see(!about.event.zh.is_empty() && !about.event.en.is_empty(), "needs the words for its event in both languages");
    see(about.confirm.as_ref().is_none_or(|t| !t.zh.is_empty() && !t.en.is_empty()), "asks for confirmation in one language only");
    see(verb.request["additionalProperties"] == false, "takes unknown fields: deny_unknown_fields is missing");
    if let Some((name, states)) = about.from {
        let field = record.fields().iter().find(|f| f.name == name);
        let known = field.map(states_of).unwrap_or_default();
        see(!states.is_empty() && states.iter().all(|s| known.contains(s)), "begins in a state that its record does not have");
        see(field.is_some_and(|f| f.read_only), "moves a state that the form can change as well");
    }
    let told_rightly = match about.tells {
        None => true,
        Some(Told::WhoMay(next)) => record.verbs().iter().any(|v| v.name == next && v.on_row),
        Some(Told::Named(name)) => record.fields().iter().any(|f| f.name == name && f.target.as_deref() == Some("user")),
    };
    see(told_rightly, "tells those who may do a verb, or whom a field names, that its record does not have");
    see(about.tells.is_none() || matches!(about.answers, Answers::Row), "tells of a row that it does not answer");
    see(about.tells.is_none() || !about.reads, "tells of what it did, but changes nothing");
    for field in kernel::record::fields_of(&verb.request) {
        let titled = told(&field.schema["title"]) && told(&field.schema["x-en"]);
        see(!about.button || titled, &format!("asks for {} without a title in both languages", field.name));
    }
    wrong
}

/// The states that a field can be in: its choices, or yes and no.
pub(crate) fn states_of(field: &Field) -> Vec<&str> {
    match field.kind {
        FieldKind::Bool => vec!["false", "true"],
        _ => field.choices.iter().map(|(state, _)| state.as_str()).collect(),
    }
}

/// Fails where a page of the house cannot be asked for at all.
pub(crate) fn fine<T>(outcome: Outcome<T>) -> Result<T, String> {
    outcome.map_err(|failure| failure.to_string())
}
