//! Fills in forms: valid bodies made from a record's own schema, with the rows they refer to created first.

use crate::app::TestApp;
use crate::conformance::without;
use crate::plant::plant;
use crate::request::Client;
use chrono::{Days, NaiveDate};
use kernel::record::{AnyRecord, Field, FieldKind};
use kernel::verb::SECRET;
use serde_json::{Map, Value, json};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// How much of a form is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// Only what must be.
    Required,
    /// Everything.
    All,
}

/// The number that the next value carries, whoever writes it.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A pen for forms. No two values that are written are the same, where a field lets them differ.
pub struct Forms<'a> {
    app: &'a TestApp,
    client: Client,
    /// Where references to sites point, and so where rows belong.
    site: Option<Uuid>,
    made: Mutex<Vec<(String, Uuid)>>,
}

impl<'a> Forms<'a> {
    /// Fills in forms for someone who may create everything; rows belong to `site`, or to one made for the purpose.
    pub fn new(app: &'a TestApp, client: Client, site: Option<Uuid>) -> Self {
        Self { app, client, site, made: Mutex::default() }
    }

    /// A valid body for a new row.
    pub async fn body(&self, record: &dyn AnyRecord, filled: Filled) -> Value {
        let mut body = Map::new();
        for field in record.fields().iter().filter(|f| !f.read_only) {
            let site = record.schema()["x-record"]["site"] == field.name.as_str();
            if field.required || filled == Filled::All || (site && self.site.is_some()) {
                body.insert(field.name.clone(), Box::pin(self.value(record.name(), field)).await);
            }
        }
        Value::Object(body)
    }

    /// A valid request of a verb.
    pub async fn request(&self, of: &str, fields: &[Field]) -> Value {
        let mut body = Map::new();
        for field in fields.iter().filter(|f| f.required) {
            body.insert(field.name.clone(), Box::pin(self.value(of, field)).await);
        }
        Value::Object(body)
    }

    /// A new row, created through the front door where people may, planted where only the house may; without the secret
    /// that is told once.
    pub async fn row(&self, record: &dyn AnyRecord, filled: Filled) -> Value {
        let path = format!("/api/records/{}", record.name());
        if record.about().kept_by_house {
            let id = self.planted(record).await;
            return self.client.get(&format!("{path}/{id}")).await.ok();
        }
        let body = Box::pin(self.body(record, filled)).await;
        without(&self.client.post(&path, &body).await.created(), SECRET)
    }

    /// A row of a record that only the house makes, belonging to the one who fills in.
    async fn planted(&self, record: &dyn AnyRecord) -> Uuid {
        let me = self.client.get("/api/session").await.ok();
        let owner = me["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        plant(self.app, record, owner, self.site).await
    }

    /// A row to refer to, the same each time.
    pub async fn target(&self, name: &str) -> Uuid {
        if name == "site"
            && let Some(site) = self.site
        {
            return site;
        }
        let known = self.made.lock().expect("no test thread has panicked").iter().find(|(n, _)| n == name).map(|(_, id)| *id);
        if let Some(id) = known {
            return id;
        }
        let id = match name {
            "file" => self.file().await,
            name => {
                let record = self.app.house.catalogue.record(name).unwrap_or_else(|| panic!("no record {name} to refer to"));
                id_of(&Box::pin(self.row(record, Filled::Required)).await)
            }
        };
        self.made.lock().expect("no test thread has panicked").push((name.to_owned(), id));
        id
    }

    async fn file(&self) -> Uuid {
        id_of(&self.client.upload("/api/files", "附件.csv", "日期,金额\n2026-11-22,1.00\n".as_bytes()).await.created())
    }

    /// A valid value for a field.
    pub async fn value(&self, of: &str, field: &Field) -> Value {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let schema = core(&field.schema);
        let example = field.schema["examples"].get(0).cloned();
        match field.kind {
            FieldKind::Text => example.filter(|_| !self.unique(of, field)).unwrap_or_else(|| self.words(of, field, number)),
            _ if example.is_some() => example.unwrap_or_default(),
            FieldKind::Enum => pick(&field.choices, number),
            FieldKind::Ref if self.apart(of, field) => {
                let record = self.app.house.catalogue.record(field.target.as_deref().unwrap_or_default()).expect("a record to refer to");
                json!(id_of(&Box::pin(self.row(record, Filled::Required)).await))
            }
            FieldKind::Ref | FieldKind::File => json!(self.target(field.target.as_deref().unwrap_or_default()).await),
            FieldKind::Money => json!(format!("{number}.50")),
            FieldKind::Decimal => {
                json!(if schema["x-decimals"] == 4 { format!("0.{:04}", 1 + number % 9_999) } else { format!("{number}.25") })
            }
            FieldKind::Integer => json!(within(schema, i64::from(number))),
            FieldKind::Bool => json!(number.is_multiple_of(2)),
            // Each later than the one before: a row closes after it has opened.
            FieldKind::Day => json!(NaiveDate::default() + Days::new(20_000 + u64::from(number))),
            FieldKind::Instant => json!(format!("2026-01-{:02}T03:04:05Z", 1 + number % 28)),
            FieldKind::List => self.list(of, field, number).await,
            FieldKind::Bilingual => json!({ "zh": format!("第 {number} 句"), "en": format!("Sentence {number}") }),
            FieldKind::Object => json!({}),
        }
    }

    /// Whether no two rows may share the field's value, so that an example would do only once.
    fn unique(&self, of: &str, field: &Field) -> bool {
        let record = self.app.house.catalogue.record(of);
        record.is_some_and(|record| record.about().unique.iter().any(|set| set.contains(&field.name.as_str())))
    }

    /// Whether rows differ by references alone, of which this is the first: then it points to a new row each time.
    fn apart(&self, of: &str, field: &Field) -> bool {
        let Some(record) = self.app.house.catalogue.record(of) else { return false };
        let refers = |name: &&str| record.fields().iter().any(|f| f.name == **name && f.kind == FieldKind::Ref);
        record.about().unique.iter().any(|set| set.first() == Some(&field.name.as_str()) && set.iter().all(refers))
    }

    /// A text that its field takes: with Chinese in it where that may be, plain where it must be, the example where nothing else fits.
    fn words(&self, of: &str, field: &Field, number: u32) -> Value {
        let schema = core(&field.schema);
        let longest = schema["maxLength"].as_u64().unwrap_or(60);
        let shortest = usize::try_from(schema["minLength"].as_u64().unwrap_or(0)).unwrap_or(0);
        let pad = "x".repeat(shortest.saturating_sub(4));
        let example = field.schema["examples"].get(0).and_then(Value::as_str).map(str::to_owned);
        let candidates = [Some(format!("样{number}{pad}")), Some(format!("t{number}{pad}")), Some(number.to_string()), example];
        let validator = jsonschema::validator_for(&field.schema).expect("a field's schema is valid");
        let fits = |text: &String| text.chars().count() as u64 <= longest && validator.is_valid(&json!(text));
        let word = candidates.into_iter().flatten().find(fits);
        json!(word.unwrap_or_else(|| panic!("no text fits {of}.{}: give the field an example", field.name)))
    }

    async fn list(&self, of: &str, field: &Field, number: u32) -> Value {
        let items = &core(&field.schema)["items"];
        if let Some(target) = &field.target {
            return json!([self.target(target).await]);
        }
        if !field.choices.is_empty() {
            return json!([pick(&field.choices, number)]);
        }
        if items["properties"].is_object() {
            let mut row = Map::new();
            for inner in kernel::record::fields_of(items).iter().filter(|f| f.required) {
                row.insert(inner.name.clone(), Box::pin(self.value(of, inner)).await);
            }
            return json!([row]);
        }
        json!([format!("甲{number}"), format!("乙{number}")])
    }
}

/// The part of a field's schema that holds its rules: an optional choice or reference arrives as `anyOf: [it, null]`.
pub(crate) fn core(schema: &Value) -> &Value {
    schema["anyOf"].as_array().and_then(|any| any.iter().find(|s| s["type"] != "null")).unwrap_or(schema)
}

/// The id of a row as the wire shows it.
pub(crate) fn id_of(row: &Value) -> Uuid {
    row["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("a row without an id: {row}"))
}

fn pick(choices: &[(String, kernel::text::Text)], number: u32) -> Value {
    let at = usize::try_from(number).unwrap_or(0) % choices.len().max(1);
    json!(choices.get(at).map(|(value, _)| value))
}

fn within(schema: &Value, wanted: i64) -> i64 {
    let (least, most) = (schema["minimum"].as_i64().unwrap_or(0), schema["maximum"].as_i64().unwrap_or(1_000_000));
    // Round and round, so that two values differ where they may.
    least + (wanted - least).rem_euclid(most - least + 1)
}
