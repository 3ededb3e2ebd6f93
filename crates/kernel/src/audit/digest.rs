//! The digest of a row: by it the verification knows whether the row is still what the program left.

use super::entry::hex;
use crate::refusal::Outcome;
use sea_orm::sea_query::sea_value_to_json_value;
use sea_orm::{EntityTrait, IdenStatic, Iterable, ModelTrait};
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// SHA-256 of every column of a row, also of those that never leave the program, such as the hash of a password.
///
/// Names are sorted and empty values left out: a column added later, or fields told in another order, change no digest.
pub fn digest<M: ModelTrait + Serialize>(row: &M) -> Outcome<String> {
    let Value::Object(shown) = serde_json::to_value(row)? else { return Ok(String::new()) };
    let mut values: BTreeMap<String, Value> = shown.into_iter().map(|(name, value)| (name, sorted(value))).collect();
    for column in <M::Entity as EntityTrait>::Column::iter() {
        values.entry(column.as_str().to_owned()).or_insert_with(|| sorted(sea_value_to_json_value(&row.get(column))));
    }
    values.retain(|_, value| !value.is_null());
    values.values_mut().for_each(one_text);
    Ok(hex(&Sha256::digest(serde_json::to_vec(&values)?)))
}

/// A text that says the same in both languages counts as it did before its field was kept in both.
fn one_text(value: &mut Value) {
    let same = value.as_object().is_some_and(|both| both.len() == 2 && both.contains_key("zh") && both.get("zh") == both.get("en"));
    if same {
        *value = value["zh"].take();
    }
}

/// PostgreSQL gives the keys of an object back in an order of its own.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<String, Value> = map.into_iter().map(|(key, value)| (key, self::sorted(value))).collect();
            Value::Object(Map::from_iter(sorted))
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        plain => plain,
    }
}
