//! The OpenAPI document, made from the catalogue: records, their verbs, inquiries and the few routes they share.

use crate::routes::lookup::{Hit, Look};
use crate::routes::measures::Offered;
use crate::routes::session::Me;
use kernel::audit::{HistoryPage, LogEvent, LogPage};
use kernel::department::Catalogue;
use kernel::measure::{Answer, Evidence, Pareto};
use kernel::record::{AnyRecord, ImportReport, Summary, reply_schema_of};
use kernel::verb::Answers;
use serde_json::{Map, Value, json};

/// The document of everything the departments offer.
pub fn document(catalogue: &Catalogue) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for record in catalogue.records() {
        schemas.insert(record.name().to_owned(), component(record));
        record_paths(record, &mut paths);
    }
    for inquiry in catalogue.inquiries() {
        let (request, reply) = inquiry.schemas();
        schemas.insert(inquiry.name().to_owned(), reply);
        let operation = json!({
            "operationId": format!("inquire_{}", inquiry.name()), "summary": inquiry.title().en, "tags": ["inquiries"],
            "requestBody": body(&request), "responses": answers("200", &reference(inquiry.name())),
        });
        paths.insert(format!("/inquiries/{}", inquiry.name()), json!({ "post": operation }));
    }
    schemas.insert("Problem".into(), problem());
    schemas.extend(shared_schemas().map(|(name, schema)| (name.to_owned(), schema)));
    shared_paths(&mut paths);
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Shuzhi", "version": env!("CARGO_PKG_VERSION"), "description": "See docs/http.md for how the pieces fit." },
        "servers": [{ "url": "/api" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": crate::caller::COOKIE },
                "token": { "type": "http", "scheme": "bearer" }
            }
        },
        "security": [{ "session": [] }, { "token": [] }]
    })
}

fn component(record: &dyn AnyRecord) -> Value {
    let mut schema = record.schema();
    if let Some(map) = schema.as_object_mut() {
        map.remove("x-record");
        map.remove("$schema");
    }
    schema
}

fn problem() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object", "required": ["status", "code", "zh", "en"],
        "properties": {
            "type": text, "title": text, "status": { "type": "integer" }, "code": text, "zh": text, "en": text, "current": {},
            "errors": { "type": "array", "items": { "type": "object", "required": ["pointer", "code", "zh", "en"], "properties": { "pointer": text, "code": text, "zh": text, "en": text } } }
        }
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn body(schema: &Value) -> Value {
    json!({ "required": true, "content": { "application/json": { "schema": schema } } })
}

fn answers(status: &str, schema: &Value) -> Value {
    let ok = json!({ "description": "ok", "content": { "application/json": { "schema": schema } } });
    json!({ status: ok, "default": { "description": "refused", "content": { "application/problem+json": { "schema": reference("Problem") } } } })
}

fn file() -> Value {
    let ok = json!({ "description": "the file", "content": { "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } });
    json!({ "200": ok, "default": { "description": "refused", "content": { "application/problem+json": { "schema": reference("Problem") } } } })
}

fn empty() -> Value {
    json!({ "204": { "description": "done" }, "default": { "description": "refused", "content": { "application/problem+json": { "schema": reference("Problem") } } } })
}

fn parameter(place: &str, name: &str) -> Value {
    json!({ "in": place, "name": name, "required": place == "path", "schema": { "type": "string" } })
}

fn record_paths(record: &dyn AnyRecord, paths: &mut Map<String, Value>) {
    let (name, title) = (record.name(), &record.about().title.en);
    let row = reference(name);
    let list: Vec<Value> = ["size", "after", "before", "sort", "q", "ended"]
        .iter()
        .map(|p| parameter("query", p))
        .chain(record.fields().iter().filter(|f| f.filter.is_some()).map(|f| parameter("query", &format!("f.{}", f.name))))
        .collect();
    let page = json!({ "type": "object", "required": ["items", "next", "previous"], "properties": { "items": { "type": "array", "items": row }, "next": { "type": ["string", "null"] }, "previous": { "type": ["string", "null"] } } });
    let summary = reference("summary");
    let operation = |id: &str, words: String| json!({ "operationId": format!("{name}_{id}"), "summary": words, "tags": [name] });
    let with = |mut operation: Value, more: Value| {
        if let (Some(all), Some(more)) = (operation.as_object_mut(), more.as_object()) {
            all.extend(more.clone());
        }
        operation
    };
    let one = json!([parameter("path", "id")]);
    let tagged = json!([parameter("path", "id"), parameter("header", "If-Match"), parameter("header", "Idempotency-Key")]);
    let mut whole = json!({ "get": with(operation("list", format!("List {title}")), json!({ "parameters": list, "responses": answers("200", &page) })) });
    let mut single = json!({ "get": with(operation("get", format!("Get one of {title}")), json!({ "parameters": one, "responses": answers("200", &row) })) });
    if !record.about().kept_by_house {
        whole["post"] = with(
            operation("create", format!("Create in {title}")),
            json!({ "requestBody": body(&row), "responses": answers("201", &row) }),
        );
        single["patch"] = with(
            operation("change", format!("Change one of {title}")),
            json!({ "parameters": tagged, "requestBody": body(&row), "responses": answers("200", &row) }),
        );
        single["delete"] = with(operation("end", format!("End one of {title}")), json!({ "parameters": tagged, "responses": empty() }));
        paths.insert(format!("/records/{name}/{{id}}/reopen"), json!({ "post": with(operation("reopen", format!("Reopen one of {title}")), json!({ "parameters": tagged, "responses": answers("200", &row) })) }));
    }
    paths.insert(format!("/records/{name}"), whole);
    paths.insert(format!("/records/{name}/summary"), json!({ "get": with(operation("summary", format!("Totals of {title}")), json!({ "parameters": list, "responses": answers("200", &summary) })) }));
    paths.insert(format!("/records/{name}/{{id}}"), single);
    for verb in record.verbs() {
        let path =
            if verb.on_row { format!("/records/{name}/{{id}}/do/{}", verb.name) } else { format!("/records/{name}/do/{}", verb.name) };
        let parameters = if verb.on_row { tagged.clone() } else { json!([parameter("header", "Idempotency-Key")]) };
        let responses = match &verb.about.answers {
            Answers::Row => answers("200", &row),
            Answers::Shape(schema) => answers("200", schema),
            Answers::File => file(),
        };
        let post = with(
            operation(verb.name, verb.about.title.en.clone()),
            json!({ "parameters": parameters, "requestBody": body(&verb.request), "responses": responses }),
        );
        paths.insert(path, json!({ "post": post }));
    }
}

/// What the shared routes answer, by the name under which the document keeps its shape.
fn shared_schemas() -> [(&'static str, Value); 12] {
    [
        ("me", reply_schema_of::<Me>()),
        ("history_page", reply_schema_of::<HistoryPage>()),
        ("log_page", reply_schema_of::<LogPage>()),
        ("log_event", reply_schema_of::<LogEvent>()),
        ("summary", reply_schema_of::<Summary>()),
        ("import_report", reply_schema_of::<ImportReport>()),
        ("look", reply_schema_of::<Look>()),
        ("hit", reply_schema_of::<Hit>()),
        ("measures", reply_schema_of::<Offered>()),
        ("figures", reply_schema_of::<Answer>()),
        ("evidence", reply_schema_of::<Evidence>()),
        ("pareto", reply_schema_of::<Pareto>()),
    ]
}

fn shared_paths(paths: &mut Map<String, Value>) {
    let many = |name: &str| json!({ "type": "array", "items": reference(name) });
    let anything = || json!({});
    for (path, method, id, words, answer) in [
        ("/session", "get", "session_read", "Who am I", reference("me")),
        ("/session", "post", "session_sign_in", "Sign in", reference("me")),
        ("/session", "delete", "session_sign_out", "Sign out here", anything()),
        ("/session/all", "delete", "session_sign_out_everywhere", "Sign out everywhere", anything()),
        ("/session/password", "post", "session_change_password", "Change the password", reference("me")),
        ("/meta", "get", "meta_all", "Record types", anything()),
        ("/meta/{type}", "get", "meta_one", "Schema of a record type", anything()),
        ("/records/{type}/{id}/history", "get", "record_history", "History of a row", reference("history_page")),
        ("/records/{type}/template.xlsx", "get", "record_template", "Workbook to fill", anything()),
        ("/records/{type}/export.xlsx", "get", "record_export", "Rows as a workbook", anything()),
        ("/records/{type}/import", "post", "record_import", "Take a workbook in", reference("import_report")),
        ("/history", "get", "history_log", "Who changed what", reference("log_page")),
        ("/history/events", "get", "history_events", "Events that the change log knows", many("log_event")),
        ("/history/export.xlsx", "get", "history_export", "The change log as a workbook", anything()),
        ("/lookup/{type}", "get", "lookup", "Names for selects", many("look")),
        ("/search", "get", "search", "Search everything", many("hit")),
        ("/measures", "get", "measures_all", "Measures and dimensions", reference("measures")),
        ("/measures/query", "get", "measures_query", "Ask for figures", reference("figures")),
        ("/measures/export.xlsx", "get", "measures_export", "Figures as a workbook", anything()),
        ("/measures/{name}/evidence", "get", "measure_evidence", "Facts behind a figure", reference("evidence")),
        ("/measures/{name}/pareto", "get", "measure_pareto", "The few that make the most", reference("pareto")),
        ("/files", "post", "file_upload", "Bring a file", anything()),
        ("/files/{id}", "get", "file_read", "Take a file", anything()),
        ("/files/{id}/thumbnail", "get", "file_thumbnail", "Small picture of a picture", anything()),
        ("/events", "get", "events", "Live events", anything()),
    ] {
        let parameters: Vec<Value> =
            path.split('{').skip(1).filter_map(|part| part.split('}').next()).map(|p| parameter("path", p)).collect();
        let operation = json!({ "operationId": id, "summary": words, "tags": ["shared"], "parameters": parameters, "responses": answers("200", &answer) });
        paths.entry(path).or_insert_with(|| json!({}))[method] = operation;
    }
}
