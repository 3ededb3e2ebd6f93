//! Judges what a person filled in against the record's schema, and says in their words what to mend.

use super::field::{Field, FieldKind};
use crate::refusal::FieldError;
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind as Kind;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A validator for what may be written: the schema without its read-only fields, and nothing unknown.
pub fn validator(schema: &Value, fields: &[Field]) -> Validator {
    let mut writable = schema.clone();
    for field in fields.iter().filter(|f| f.read_only) {
        writable["properties"].as_object_mut().map(|p| p.shift_remove(&field.name));
    }
    writable["additionalProperties"] = json!(false);
    jsonschema::options()
        .should_validate_formats(true)
        .with_format("ref", |text: &str| uuid::Uuid::parse_str(text).is_ok())
        .with_format("file", |text: &str| uuid::Uuid::parse_str(text).is_ok())
        .build(&writable)
        .expect("schemars writes valid schemas")
}

/// Every error of a body, each at its field; an empty list means that it may be saved.
pub fn judge(validator: &Validator, fields: &[Field], body: &Value) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = zeros(body, "").iter().map(|pointer| say(pointer, fields, Problem::Wrong)).collect();
    errors.extend(fields.iter().filter_map(|field| beyond(field, body)));
    for error in validator.iter_errors(body) {
        let path = error.instance_path().to_string();
        match error.kind() {
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                errors.push(say(&format!("{path}/{name}"), fields, Problem::Missing));
            }
            Kind::AdditionalProperties { unexpected } => {
                errors.extend(unexpected.iter().map(|name| say(&format!("{path}/{name}"), fields, Problem::Unknown)));
            }
            // What a form without any field says of every field.
            Kind::FalseSchema => {
                let names = body.pointer(&path).and_then(Value::as_object).into_iter().flat_map(|map| map.keys());
                errors.extend(names.map(|name| say(&format!("{path}/{name}"), fields, Problem::Unknown)));
            }
            Kind::AnyOf { context } => {
                // An optional choice or reference: the branch that is not "null" holds the real complaint.
                let inner = context.first().and_then(|branch| branch.first());
                errors.push(say(&path, fields, inner.map_or(Problem::Wrong, |e| problem(e.kind(), body.pointer(&path)))));
            }
            kind => errors.push(say(&path, fields, problem(kind, body.pointer(&path)))),
        }
    }
    errors
}

/// Where a text holds the zero character: no keyboard types it, and PostgreSQL keeps no text with it.
fn zeros(value: &Value, pointer: &str) -> Vec<String> {
    match value {
        Value::String(text) if text.contains('\0') => vec![pointer.to_owned()],
        Value::Array(items) => items.iter().enumerate().flat_map(|(i, item)| zeros(item, &format!("{pointer}/{i}"))).collect(),
        Value::Object(map) => map.iter().flat_map(|(key, item)| zeros(item, &format!("{pointer}/{key}"))).collect(),
        _ => Vec::new(),
    }
}

/// Exact numbers travel as texts, and JSON Schema knows bounds of numbers only.
fn beyond(field: &Field, body: &Value) -> Option<FieldError> {
    if !matches!(field.kind, FieldKind::Money | FieldKind::Decimal) {
        return None;
    }
    let value = Decimal::from_str_exact(body.get(&field.name)?.as_str()?).ok()?;
    let bound = |key: &str| field.schema[key].as_i64().map(Decimal::from);
    let below = bound("minimum").filter(|least| value < *least).map(|least| Problem::Below(least.to_string()));
    let above = || bound("maximum").filter(|most| value > *most).map(|most| Problem::Above(most.to_string()));
    Some(say(&format!("/{}", field.name), std::slice::from_ref(field), below.or_else(above)?))
}

enum Problem {
    Missing,
    Unknown,
    Wrong,
    NotAChoice,
    Shorter(u64),
    Longer(u64),
    Below(String),
    Above(String),
    Fewer(u64),
    More(u64),
}

fn problem(kind: &Kind, value: Option<&Value>) -> Problem {
    match kind {
        Kind::Type { .. } if value == Some(&Value::Null) => Problem::Missing,
        Kind::MinLength { limit: 1 } => Problem::Missing,
        Kind::Enum { .. } if value == Some(&Value::Null) => Problem::Missing,
        Kind::Enum { .. } => Problem::NotAChoice,
        Kind::MinLength { limit } => Problem::Shorter(*limit),
        Kind::MaxLength { limit } => Problem::Longer(*limit),
        Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => Problem::Below(limit.to_string()),
        Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => Problem::Above(limit.to_string()),
        Kind::MinItems { limit } => Problem::Fewer(*limit),
        Kind::MaxItems { limit } => Problem::More(*limit),
        _ => Problem::Wrong,
    }
}

fn say(pointer: &str, fields: &[Field], problem: Problem) -> FieldError {
    let field = pointer.split('/').nth(1).and_then(|name| fields.iter().find(|f| f.name == name));
    let name = pointer.rsplit('/').next().unwrap_or_default();
    let (zh, en) = match field {
        Some(field) if pointer.matches('/').count() == 1 => (field.title.zh.clone(), field.title.en.clone()),
        Some(field) => nested_title(field, name),
        None => (name.to_owned(), name.to_owned()),
    };
    match problem {
        Problem::Missing => FieldError::new(pointer, "required", format!("请填写{zh}"), format!("{en} is required")),
        Problem::Unknown => {
            FieldError::new(pointer, "unknown", format!("没有“{zh}”这一项，或不能直接修改"), format!("There is no field “{en}” to fill in"))
        }
        Problem::Wrong => wrong(pointer, field, &zh, &en),
        Problem::NotAChoice => FieldError::new(pointer, "choice", format!("{zh}不在可选范围内"), format!("{en} is not one of the choices")),
        Problem::Shorter(n) => {
            FieldError::new(pointer, "too_short", format!("{zh}至少 {n} 个字"), format!("{en} needs at least {n} characters"))
        }
        Problem::Longer(n) => {
            FieldError::new(pointer, "too_long", format!("{zh}最多 {n} 个字"), format!("{en} may have at most {n} characters"))
        }
        Problem::Below(n) => FieldError::new(pointer, "too_small", format!("{zh}不能小于 {n}"), format!("{en} may not be below {n}")),
        Problem::Above(n) => FieldError::new(pointer, "too_large", format!("{zh}不能大于 {n}"), format!("{en} may not be above {n}")),
        Problem::Fewer(n) => FieldError::new(pointer, "too_few", format!("{zh}至少 {n} 项"), format!("{en} needs at least {n}")),
        Problem::More(n) => FieldError::new(pointer, "too_many", format!("{zh}最多 {n} 项"), format!("{en} may have at most {n}")),
    }
}

fn nested_title(field: &Field, name: &str) -> (String, String) {
    let inner = &field.schema["items"]["properties"][name];
    let title = |key: &str, own: &str| inner[key].as_str().map_or_else(|| own.to_owned(), str::to_owned);
    (title("title", &field.title.zh), title("x-en", &field.title.en))
}

fn wrong(pointer: &str, field: Option<&Field>, zh: &str, en: &str) -> FieldError {
    let own = field.map(|f| &f.schema["x-pattern-msg"]).filter(|m| m.is_object());
    let (want_zh, want_en) = match field.map(|f| f.kind) {
        _ if own.is_some() => {
            (own.and_then(|m| m["zh"].as_str()).unwrap_or_default(), own.and_then(|m| m["en"].as_str()).unwrap_or_default())
        }
        Some(FieldKind::Day) => ("应为日期，例如 2026-01-31", "a day such as 2026-01-31 is expected"),
        Some(FieldKind::Money) => {
            ("应为金额，最多两位小数，例如 1234.50", "an amount with at most two decimals is expected, such as 1234.50")
        }
        Some(FieldKind::Decimal) => ("应为数字", "a number is expected"),
        Some(FieldKind::Integer) => ("应为整数", "a whole number is expected"),
        Some(FieldKind::Bool) => ("应为是或否", "yes or no is expected"),
        _ => ("格式不正确", "it does not have the right form"),
    };
    FieldError::new(pointer, "form", format!("{zh}：{want_zh}"), format!("{en}: {want_en}"))
}
