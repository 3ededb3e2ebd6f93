//! Every operation of the OpenAPI document, asked by everyone there is: what each of them may do is written down and compared.
//!
//! When this test fails because an operation is new, look at its row in the snapshot and ask of every `may`: should they?

use crate::house::house;
use axum::http::Method;
use kernel::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use testkit::{Client, Filled, Forms, TestApp, World};
use uuid::Uuid;

/// One operation, as it is asked.
struct Operation {
    name: String,
    /// Whether it changes anything.
    writes: bool,
    method: Method,
    path: String,
    /// The record whose row it is about, if it is about one.
    row_of: Option<String>,
}

/// Someone who asks.
struct Asker {
    name: String,
    client: Client,
}

/// The operations of the document, with a row to ask about: `{type}` stands for every record there is.
async fn operations(app: &TestApp, admin: &Client, forms: &Forms<'_>) -> Vec<Operation> {
    let document = admin.get("/api/openapi.json").await.ok();
    let (mut operations, mut rows) = (Vec::new(), BTreeMap::new());
    for record in app.house.catalogue.records() {
        rows.insert(record.name(), forms.row(record, Filled::Required).await["id"].clone());
    }
    let file = admin.upload("/api/files", "a.csv", b"a,b\n1,2\n").await.created()["id"].clone();
    let verbs =
        app.house.catalogue.records().flat_map(|r| r.verbs().iter().filter(|v| v.about.reads).map(|v| format!("{}_{}", r.name(), v.name)));
    let reading: Vec<String> = verbs.collect();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let id = operation["operationId"].as_str().expect("an operation has an id");
            let method: Method = method.to_uppercase().parse().expect("a method");
            let records: Vec<&str> = if path.contains("{type}") { rows.keys().copied().collect() } else { vec![""] };
            for record in records {
                let name = if record.is_empty() { id.to_owned() } else { format!("{id} {record}") };
                let own = path.strip_prefix("/records/").and_then(|rest| rest.split('/').next()).unwrap_or(record);
                let row_of = if own == "{type}" { record } else { own };
                let row = rows.get(row_of).unwrap_or(&file);
                let filled = path
                    .replace("{type}", record)
                    .replace("{id}", row.as_str().unwrap_or_default())
                    .replace("{name}", measure(admin).await.as_deref().unwrap_or("sales"));
                assert!(!filled.contains('{'), "{id} has no case: nobody knows what to put into {filled}");
                let about_row = path.contains("{id}") && rows.contains_key(row_of);
                let writes = method != Method::GET && !reading.contains(&name) && !name.starts_with("inquire_");
                operations.push(Operation {
                    name,
                    writes,
                    method: method.clone(),
                    path: format!("/api{filled}"),
                    row_of: about_row.then(|| row_of.to_owned()),
                });
            }
        }
    }
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    operations
}

/// The first measure there is.
async fn measure(admin: &Client) -> Option<String> {
    admin.get("/api/measures").await.try_ok().ok()?["measures"][0]["name"].as_str().map(str::to_owned)
}

/// Asks without changing anything: writes carry a version that no row has, or a field that no form has.
async fn asked(operation: &Operation, client: &Client) -> u16 {
    if operation.path == "/api/events" {
        return client.get(&operation.path).status().await.as_u16();
    }
    if operation.path.ends_with("/import") || operation.path == "/api/files" {
        return client.upload(&operation.path, "a.bin", b"\x00no table").await.status();
    }
    let ask = client.ask(operation.method.clone(), &operation.path).if_match(999);
    let ask =
        if operation.method == Method::POST || operation.method == Method::PATCH { ask.json(&json!({ "no_such_field": 1 })) } else { ask };
    let answer = ask.await;
    assert!(answer.status() < 500, "{} answered {}", operation.name, answer.text());
    if answer.status() >= 400 {
        let code = answer.header("content-type").map(str::to_owned);
        assert_eq!(code.as_deref(), Some("application/problem+json"), "{}: {}", operation.name, answer.text());
    }
    answer.status()
}

/// What a status says about the asker's right.
fn word(status: u16) -> &'static str {
    match status {
        401 => "sign-in",
        403 => "no",
        404 => "hidden",
        _ => "may",
    }
}

async fn askers(app: &TestApp, elsewhere: Uuid) -> Vec<Asker> {
    let admin = app.sign_in(Role::Administrator).await;
    let mut askers = vec![
        Asker { name: "stranger".into(), client: app.stranger() },
        Asker { name: "read_token".into(), client: app.token_of(&admin, true).await },
    ];
    for role in Role::ALL {
        askers.push(Asker { name: role.word().into(), client: app.sign_in(role).await });
    }
    askers.push(Asker { name: "elsewhere".into(), client: app.sign_in_at(elsewhere, Role::SiteManager).await });
    askers
}

/// The words of every asker for every operation.
async fn matrix(app: &TestApp) -> Vec<(Operation, Vec<(String, &'static str)>)> {
    let world = World::build(app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let forms = Forms::new(app, admin.clone(), Some(world.id("M01")));
    let operations = operations(app, &admin, &forms).await;
    let mut known = askers(app, world.id("M02")).await;
    let mut rows = Vec::new();
    for operation in operations {
        let mut words = Vec::new();
        for asker in &known {
            words.push((asker.name.clone(), word(asked(&operation, &asker.client).await)));
        }
        // Signing out ended the sessions it was asked with.
        if operation.name.starts_with("session_") {
            known = askers(app, world.id("M02")).await;
        }
        rows.push((operation, words));
    }
    rows
}

#[tokio::test]
async fn everyone_may_do_what_is_written_down_and_nothing_else() {
    let app = house().await;
    let matrix = matrix(&app).await;
    let sites: Vec<&str> = app.house.catalogue.records().filter(|r| r.scoped().0).map(|r| r.name()).collect();
    let mut page = String::new();
    for (operation, words) in &matrix {
        let said = |name: &str| words.iter().find(|(n, _)| n == name).map_or("", |(_, word)| *word);
        if page.is_empty() {
            let names: Vec<String> = words.iter().map(|(name, _)| format!("{name:<14}")).collect();
            let _ = writeln!(page, "{:<40}{}", "", names.join("").trim_end());
        }
        let cells: Vec<String> = words.iter().map(|(_, word)| format!("{word:<14}")).collect();
        let _ = writeln!(page, "{:<40}{}", operation.name, cells.join("").trim_end());
        let name = &operation.name;
        assert!(said("stranger") == "sign-in" || name == "session_sign_in", "{name} is open to strangers");
        assert!(said("administrator") != "sign-in", "{name} does not know the administrator");
        // An inquiry is asked by POST because its question may be long; it changes nothing.
        if operation.writes && !name.starts_with("session_") && !name.starts_with("inquire_") {
            assert_ne!(said("read_token"), "may", "{name} writes for a token that may only read");
        }
        if operation.row_of.as_deref().is_some_and(|record| sites.contains(&record)) {
            assert_ne!(said("elsewhere"), "may", "{name} shows or changes a row of another site");
        }
    }
    insta::assert_snapshot!("who_may_do_what", page);
}

#[tokio::test]
async fn every_operation_that_is_documented_is_there() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let forms = Forms::new(&app, admin.clone(), Some(world.id("M01")));
    for operation in operations(&app, &admin, &forms).await {
        if operation.path == "/api/events" {
            continue;
        }
        let answer =
            app.sign_in(Role::Administrator).await.ask(operation.method.clone(), &operation.path).if_match(999).json(&json!({})).await;
        let absent = answer.status() == 405 || answer.text().contains("没有这个地址");
        assert!(!absent, "{} {} is documented but not served", operation.method, operation.path);
    }
}

#[tokio::test]
async fn everyone_hears_what_they_may_do() {
    let app = house().await;
    for role in Role::ALL {
        let me = app.sign_in(role).await.get("/api/session").await.ok();
        assert_eq!(me["roles"], json!([role.word()]));
        for kind in app.house.catalogue.kinds() {
            let actions = me["may"][&kind.0].as_array().map(Vec::as_slice).unwrap_or_default();
            for action in &kind.2 {
                let actor = kernel::access::Actor { account: role.word().into(), roles: vec![role], ..kernel::access::Actor::house() };
                let may = app.house.policies.allow(&actor, action, &kind.0);
                assert_eq!(actions.contains(&Value::from(action.as_str())), may, "{} {action} {}", role.word(), kind.0);
            }
        }
    }
}
