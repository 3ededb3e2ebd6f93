//! Verbs: only from the right state, only with the right form, once for one key, and named in the history.

use super::contract::states_of;
use super::{Bench, Finding, Findings, lines, must, newest_line, path_of, path_to, with};
use crate::app::TestApp;
use crate::forms::{Filled, id_of};
use crate::plant::put_in_state;
use crate::request::Client;
use kernel::record::{AnyRecord, VerbEntry, fields_of};
use kernel::verb::Answers;
use serde_json::{Value, json};

/// Every verb of every record. `elsewhere` names verbs (`record.verb`) that need more than a form to succeed and are
/// tried by tests of their own; here they are only refused.
pub async fn verbs(app: &TestApp, elsewhere: &[&str]) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.records() {
        for verb in record.verbs() {
            let name = format!("{}.{}", record.name(), verb.name);
            findings.take(&name, refused(&bench, record, verb).await);
            if !elsewhere.contains(&name.as_str()) {
                findings.take(&name, done(&bench, record, verb).await);
            }
        }
    }
    let known = |name: &str| bench.records().any(|r| r.verbs().iter().any(|v| format!("{}.{}", r.name(), v.name) == name));
    for name in elsewhere {
        findings.take(name, must(known(name), || "is tried elsewhere, but there is no such verb".to_owned()));
    }
    findings.settle();
}

/// A row in a state from which the verb may act, and where to ask for it.
async fn ready(bench: &Bench<'_>, record: &dyn AnyRecord, verb: &VerbEntry) -> (Value, String) {
    if !verb.on_row {
        return (Value::Null, format!("{}/do/{}", path_of(record), verb.name));
    }
    let mut row = bench.forms.row(record, Filled::All).await;
    if let Some((field, states)) = verb.about.from {
        put_in_state(bench.app, record, id_of(&row), field, states.first().copied().unwrap_or_default()).await;
        row = bench.admin.get(&path_to(record, &row)).await.ok();
    }
    let path = format!("{}/do/{}", path_to(record, &row), verb.name);
    (row, path)
}

async fn refused(bench: &Bench<'_>, record: &dyn AnyRecord, verb: &VerbEntry) -> Finding {
    let (row, path) = ready(bench, record, verb).await;
    let fields = fields_of(&verb.request);
    let body = bench.forms.request(record.name(), &fields).await;
    let doer = bench.someone_who_may(record.name(), verb.name).await;
    let before = lines(bench.app).await?;
    doer.post(&path, &with(&body, "no_such_field", json!(1))).await.try_pointed("/no_such_field", "unknown")?;
    for field in fields.iter().filter(|f| f.required) {
        doer.post(&path, &super::without(&body, &field.name)).await.try_pointed(&format!("/{}", field.name), "required")?;
        doer.post(&path, &with(&body, &field.name, json!({ "not": "this" }))).await.try_refused(422, "invalid")?;
    }
    doer.post(&path, &json!([])).await.try_refused(400, "malformed")?;
    if verb.on_row {
        doer.post(&path, &body).if_match(99).await.try_refused(412, "stale")?;
        wrong_states(bench, &doer, record, verb, (&row, &body)).await?;
    }
    must(lines(bench.app).await? == before, || "a refused verb left a line in the history".to_owned())
}

/// From every state that the verb does not begin in, it is refused.
async fn wrong_states(
    bench: &Bench<'_>,
    doer: &Client,
    record: &dyn AnyRecord,
    verb: &VerbEntry,
    (row, body): (&Value, &Value),
) -> Finding {
    let Some((name, states)) = verb.about.from else { return Ok(()) };
    let field = record.fields().iter().find(|f| f.name == name);
    for state in field.into_iter().flat_map(states_of).filter(|state| !states.contains(state)) {
        put_in_state(bench.app, record, id_of(row), name, state).await;
        let path = format!("{}/do/{}", path_to(record, row), verb.name);
        doer.post(&path, body).await.try_refused(409, "state").map_err(|wrong| format!("from {state}: {wrong}"))?;
    }
    Ok(())
}

async fn done(bench: &Bench<'_>, record: &dyn AnyRecord, verb: &VerbEntry) -> Finding {
    let (row, path) = ready(bench, record, verb).await;
    let body = bench.forms.request(record.name(), &fields_of(&verb.request)).await;
    let doer = bench.someone_who_may(record.name(), verb.name).await;
    let (key, before) = (uuid::Uuid::now_v7().to_string(), lines(bench.app).await?);
    let first = doer.post(&path, &body).key(&key).await;
    let answer = first.try_file().map(<[u8]>::to_vec)?;
    answers(record, verb, &answer)?;
    let after = lines(bench.app).await?;
    if verb.about.reads {
        return must(after == before, || "a verb that reads left a line in the history".to_owned());
    }
    let again = doer.post(&path, &body).key(&key).await;
    let secretless =
        |bytes: &[u8]| serde_json::from_slice(bytes).map(|v: Value| super::without(&v, kernel::verb::SECRET)).map_err(|e| e.to_string());
    must(secretless(again.try_file()?)? == secretless(&answer)?, || {
        format!("the same request was answered {} the second time", again.text())
    })?;
    must(lines(bench.app).await? == after, || "the same request acted twice".to_owned())?;
    doer.post(&path, &with(&body, "no_such_field", json!(1))).key(&key).await.try_refused(409, "idempotency")?;
    if !verb.on_row || !record.audited() {
        return Ok(());
    }
    must(after > before, || "the verb left no line in the history".to_owned())?;
    let line = newest_line(&bench.admin, record, &row).await?;
    let named = line["event"] == verb.name && line["zh"] == verb.about.event.zh && line["en"] == verb.about.event.en;
    must(named, || format!("the history calls it {line}"))
}

/// A verb answers what it declares.
fn answers(record: &dyn AnyRecord, verb: &VerbEntry, bytes: &[u8]) -> Finding {
    let body = || serde_json::from_slice::<Value>(bytes).map_err(|error| format!("the answer is no JSON: {error}"));
    match &verb.about.answers {
        Answers::File => must(!bytes.is_empty(), || "the file it answers is empty".to_owned()),
        Answers::Row => {
            let row = body()?;
            let told = record.fields().iter().all(|field| row.get(&field.name).is_some());
            must(told, || format!("it should answer the row and answers {row}"))
        }
        Answers::Shape(schema) => {
            let answer = body()?;
            jsonschema::validate(schema, &answer).map_err(|error| format!("its answer is not of the declared shape: {error}"))
        }
    }
}
