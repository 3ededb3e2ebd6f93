//! A list of short words in one field, such as the skills of a person.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Short words, at most fifty of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Tags(pub Vec<String>);

impl JsonSchema for Tags {
    fn schema_name() -> Cow<'static, str> {
        "Tags".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // In a workbook they stand in one cell, with these marks between them.
        json_schema!({ "type": "array", "maxItems": 50, "items": { "type": "string", "minLength": 1, "maxLength": 30, "pattern": "^[^、,，;；]+$" } })
    }
}
