//! The fields of a record, as read from its own schema.

use crate::text::{Text, text};
use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value, json};

/// What kind of value a field holds; decides cell, control, filter and Excel cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Enum,
    Ref,
    Money,
    Decimal,
    Integer,
    Bool,
    Day,
    Instant,
    File,
    /// Rows of their own, or a list of tags.
    List,
    /// A text that the program wrote in both languages.
    Bilingual,
    /// A JSON object.
    Object,
}

impl FieldKind {
    /// Whether its values are one thing each, which has an order and a form to be asked for.
    pub fn plain(self) -> bool {
        !matches!(self, Self::List | Self::Bilingual | Self::Object)
    }
}

/// One field of a record.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub kind: FieldKind,
    pub title: Text,
    pub required: bool,
    pub read_only: bool,
    /// Filled in at creation and never changed.
    pub once: bool,
    /// The record type that a reference, or each of a list of them, points to.
    pub target: Option<String>,
    /// Choices of an enum: value and title.
    pub choices: Vec<(String, Text)>,
    /// How the list may be filtered by it: `text`, `in`, `range`, `ref`, `bool`.
    pub filter: Option<String>,
    pub sort: bool,
    pub sum: bool,
    /// Other titles under which workbooks have it, the surest first.
    pub also: Vec<String>,
    /// The field that names the record type whose code this is.
    pub code_of: Option<String>,
    pub schema: Value,
}

/// The schema of what is written, in the form the web and the OpenAPI document share: nothing behind `$ref`, choices as `x-enum`.
pub fn schema_of<T: JsonSchema>() -> Value {
    schema::<T>(Contract::Deserialize)
}

/// The schema of what is answered.
pub fn reply_schema_of<T: JsonSchema>() -> Value {
    schema::<T>(Contract::Serialize)
}

/// The schema of a record: every field that is shown, those a person may not fill in marked `readOnly`; required is what must be written.
pub fn record_schema_of<T: JsonSchema>() -> Value {
    let mut shown = schema::<T>(Contract::Serialize);
    shown["required"] = schema::<T>(Contract::Deserialize).get("required").cloned().unwrap_or_else(|| json!([]));
    shown
}

fn schema<T: JsonSchema>(contract: Contract) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|s| {
        s.inline_subschemas = true;
        s.meta_schema = None;
        s.contract = contract;
    });
    let mut schema = settings.with_transform(EnumTitles).into_generator().into_root_schema_for::<T>().to_value();
    drop_own_notes(&mut schema);
    schema
}

/// A description is help for people and stands in both languages; one that stands alone is a note of the source to itself.
fn drop_own_notes(schema: &mut Value) {
    for part in ["properties", "anyOf", "items"] {
        let parts: Vec<&mut Value> = match schema.get_mut(part) {
            Some(Value::Object(map)) if part == "properties" => map.values_mut().collect(),
            Some(Value::Array(list)) => list.iter_mut().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        for part in parts {
            drop_own_notes(part);
            if part.get("x-en-description").is_none()
                && let Some(part) = part.as_object_mut()
            {
                part.shift_remove("description");
            }
        }
    }
}

/// Rewrites `oneOf` of constants to `type` + `enum` + `x-enum`, which every reader of schemas understands.
#[derive(Clone, Debug)]
struct EnumTitles;

impl Transform for EnumTitles {
    fn transform(&mut self, schema: &mut schemars::Schema) {
        transform_subschemas(self, schema);
        let Some(variants) = schema.get("oneOf").and_then(Value::as_array).cloned() else { return };
        if variants.is_empty() || !variants.iter().all(|v| v.get("const").is_some_and(Value::is_string)) {
            return;
        }
        let choices: Vec<Value> = variants.iter().filter_map(Value::as_object).map(choice).collect();
        schema.remove("oneOf");
        schema.insert("type".into(), json!("string"));
        schema.insert("enum".into(), variants.iter().map(|v| v["const"].clone()).collect());
        schema.insert("x-enum".into(), Value::Array(choices));
    }
}

fn choice(variant: &Map<String, Value>) -> Value {
    let mut choice = Map::from_iter([("value".to_owned(), variant["const"].clone())]);
    for (key, value) in variant {
        match key.as_str() {
            "title" => choice.insert("zh".into(), value.clone()),
            key => key.strip_prefix("x-").and_then(|key| choice.insert(key.into(), value.clone())),
        };
    }
    Value::Object(choice)
}

/// Reads the fields out of a schema, in the order of their declaration.
pub fn fields_of(schema: &Value) -> Vec<Field> {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties.map(|(name, schema)| field(name, schema, required.contains(&name.as_str()))).collect()
}

/// An optional choice, reference or list arrives as `anyOf: [it, null]`.
fn core(schema: &Value) -> &Value {
    schema["anyOf"].as_array().and_then(|any| any.iter().find(|s| s["type"] != "null")).unwrap_or(schema)
}

impl Field {
    /// The fields of each line, where it is a list of lines.
    pub fn line(&self) -> Vec<Field> {
        fields_of(&core(&self.schema)["items"])
    }

    /// The decimals that an amount of it is kept to.
    pub fn decimals(&self) -> u32 {
        core(&self.schema)["x-decimals"].as_u64().and_then(|decimals| u32::try_from(decimals).ok()).unwrap_or(0)
    }
}

fn field(name: &str, schema: &Value, required: bool) -> Field {
    let core = core(schema);
    let ui = &schema["x-ui"];
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let choices = core["x-enum"].as_array().or_else(|| core["items"]["x-enum"].as_array());
    Field {
        name: name.to_owned(),
        kind: kind(core),
        title: text(schema["title"].as_str().unwrap_or(name), schema["x-en"].as_str().unwrap_or(name)),
        required,
        read_only: schema["readOnly"] == true,
        once: ui["once"] == true,
        // A row's own id is no reference, though it looks like one.
        target: word(&core["x-ref"]).or_else(|| word(&core["items"]["x-ref"])).filter(|_| name != "id"),
        choices: choices
            .into_iter()
            .flatten()
            .map(|c| (word(&c["value"]).unwrap_or_default(), text(c["zh"].as_str().unwrap_or(""), c["en"].as_str().unwrap_or(""))))
            .collect(),
        filter: word(&ui["filter"]),
        sort: ui["sort"] == true,
        sum: ui["sum"] == true,
        also: ui["also"].as_array().into_iter().flatten().filter_map(&word).collect(),
        code_of: word(&ui["code_of"]),
        schema: schema.clone(),
    }
}

fn kind(schema: &Value) -> FieldKind {
    let is = |name: &str| schema["type"] == name || schema["type"].as_array().is_some_and(|types| types.iter().any(|t| t == name));
    match schema["format"].as_str() {
        Some("money") => FieldKind::Money,
        Some("decimal") => FieldKind::Decimal,
        Some("ref" | "uuid") => FieldKind::Ref,
        Some("file") => FieldKind::File,
        Some("bilingual") => FieldKind::Bilingual,
        Some("date") => FieldKind::Day,
        Some("date-time") => FieldKind::Instant,
        _ if schema.get("enum").is_some() => FieldKind::Enum,
        _ if is("boolean") => FieldKind::Bool,
        _ if is("integer") => FieldKind::Integer,
        _ if is("array") => FieldKind::List,
        _ if is("string") => FieldKind::Text,
        // Any JSON at all has no type.
        _ => FieldKind::Object,
    }
}
