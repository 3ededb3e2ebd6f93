//! Who is kept out: strangers, those whom no policy permits, and those to whom a row does not belong.

use super::{Bench, Finding, Findings, must, path_of, path_to, with};
use crate::app::TestApp;
use crate::forms::{Filled, Forms, id_of};
use crate::request::{Ask, Client, escaped};
use kernel::access::Role;
use kernel::record::AnyRecord;
use serde_json::{Value, json};

/// Everything one can ask of a record type, by the action that the policies know it under.
fn asks(client: &Client, record: &dyn AnyRecord, row: &Value) -> Vec<(&'static str, Ask)> {
    let (all, one, nothing) = (path_of(record), path_to(record, row), json!({}));
    let mut asks = vec![
        ("read", client.get(&all)),
        ("read", client.get(&format!("{all}/summary"))),
        ("read", client.get(&one)),
        ("read", client.get(&format!("{one}/history"))),
        ("read", client.get(&format!("/api/lookup/{}", record.name()))),
        ("read", client.get(&format!("/api/meta/{}", record.name()))),
        ("export", client.get(&format!("{all}/export.xlsx"))),
        ("create", client.post(&all, &nothing)),
        ("change", client.patch(&one, &nothing)),
        ("end", client.delete(&one)),
        ("reopen", client.post(&format!("{one}/reopen"), &nothing)),
        ("import", client.get(&format!("{all}/template.xlsx"))),
        ("import", client.upload(&format!("{all}/import"), "a.xlsx", b"x")),
    ];
    for verb in record.verbs() {
        let at = if verb.on_row { &one } else { &all };
        asks.push((verb.name, client.post(&format!("{at}/do/{}", verb.name), &nothing)));
    }
    asks
}

/// Without a session nothing is answered, and without a right only a refusal, before anything else is looked at.
pub async fn permissions(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    let stranger = app.stranger();
    for record in bench.records() {
        let row = bench.forms.row(record, Filled::Required).await;
        for (action, ask) in asks(&stranger, record, &row) {
            findings.take(&format!("{} {action}", record.name()), ask.await.try_refused(401, "session.none").map(drop));
        }
        for role in Role::ALL {
            let client = app.sign_in(role).await;
            for (action, ask) in asks(&client, record, &row) {
                if bench.roles_without(record.name(), action).contains(&role) {
                    let refused = ask.await.try_refused(403, "forbidden").map(drop);
                    findings.take(&format!("{} {action} as {}", record.name(), role.word()), refused);
                }
            }
        }
        findings.take(record.name(), kept_by_house(&bench, record, &row).await);
        let same = bench
            .admin
            .get(&path_to(record, &row))
            .await
            .try_ok()
            .and_then(|now| must(now == row, || "a refused request changed the row".to_owned()));
        findings.take(record.name(), same);
    }
    findings.settle();
}

/// What the house keeps itself, nobody writes by hand, not even the administrator.
async fn kept_by_house(bench: &Bench<'_>, record: &dyn AnyRecord, row: &Value) -> Finding {
    if !record.about().kept_by_house {
        return Ok(());
    }
    for (action, ask) in asks(&bench.admin, record, row) {
        if ["create", "change", "end", "reopen", "import"].contains(&action) {
            ask.await.try_refused(403, "forbidden").map_err(|wrong| format!("{action}: {wrong}"))?;
        }
    }
    Ok(())
}

/// A row of another site, or of another person, is not there: not read, not written, not found.
pub async fn hidden_rows(app: &TestApp) {
    let bench = Bench::new(app).await;
    let elsewhere = bench.elsewhere().await;
    let mut findings = Findings::default();
    for record in bench.records() {
        let (by_site, by_owner) = record.scoped();
        if by_site && let (Some(here), Some(elsewhere)) = (bench.here, elsewhere) {
            let stranger = app.sign_in_at(elsewhere, Role::Administrator).await;
            let forms = Forms::new(app, bench.admin.clone(), Some(here));
            let row = if record.name() == "site" { json!({ "id": here }) } else { forms.row(record, Filled::Required).await };
            findings.take(record.name(), hidden(&stranger, record, &row).await);
            findings.take(record.name(), put_elsewhere(&bench, &stranger, record).await);
        }
        if by_owner {
            // Policies let a director do nearly everything, and yet the row is not theirs. An administrator sees some rows of others.
            app.account("another", Role::Director, None).await;
            let other = app.sign_in_as("another", crate::PASSWORD).await;
            let row = bench.forms.row(record, Filled::Required).await;
            findings.take(record.name(), hidden(&other, record, &row).await);
        }
    }
    findings.settle();
}

async fn hidden(client: &Client, record: &dyn AnyRecord, row: &Value) -> Finding {
    let one = path_to(record, row);
    for (action, ask) in asks(client, record, row) {
        let about_the_row = !["create", "import", "export"].contains(&action);
        let answer = ask.await;
        if about_the_row && answer.asked().contains(&one) && answer.status() != 403 {
            answer.try_refused(404, "not_found").map_err(|wrong| format!("{action}: {wrong}"))?;
        }
    }
    let id = id_of(row).to_string();
    let name = record.name();
    for path in [
        format!("{}?size=200&ended=1", path_of(record)),
        format!("{}?f.id={id}&ended=1", path_of(record)),
        format!("/api/lookup/{name}?q="),
        format!("/api/lookup/{name}?ids={id}"),
        format!("/api/search?q={}", escaped(row["name"].as_str().unwrap_or("t"))),
    ] {
        let answer = client.get(&path).await;
        must(answer.status() == 400 || answer.try_ok().is_ok(), || format!("{path} answered {}", answer.status()))?;
        must(!answer.text().contains(&id), || format!("{path} shows the row"))?;
    }
    Ok(())
}

/// Nobody puts a row where they could not see it.
async fn put_elsewhere(bench: &Bench<'_>, stranger: &Client, record: &dyn AnyRecord) -> Finding {
    let schema = record.schema();
    let Some(site) = schema["x-record"]["site"].as_str().filter(|site| *site != "id" && !record.about().kept_by_house) else {
        return Ok(());
    };
    let body = bench.forms.body(record, Filled::Required).await;
    for place in [json!(bench.here), Value::Null] {
        let answer = stranger.post(&path_of(record), &with(&body, site, place.clone())).await;
        must(answer.status() == 422, || format!("someone of another site created a row at {place}: {}", answer.text()))?;
    }
    Ok(())
}
