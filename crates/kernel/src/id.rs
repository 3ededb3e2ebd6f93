//! Ids: each kind of record has its own, so that a brand's id cannot stand where a site's is meant.

use crate::record::Record;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryFromU64, TryGetError, TryGetable, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use uuid::Uuid;

/// The id of a row of the record type `R`: its own key, or a reference to it. A UUIDv7, so ids sort by age.
pub struct Id<R>(pub Uuid, PhantomData<fn() -> R>);

impl<R> Id<R> {
    /// Takes an id as belonging to a row of `R`; whether such a row exists is for the engine to check.
    pub const fn of(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }
}

impl<R> Clone for Id<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Id<R> {}
impl<R> PartialEq for Id<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<R> Eq for Id<R> {}
impl<R> Hash for Id<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<R> Default for Id<R> {
    fn default() -> Self {
        Self::of(Uuid::nil())
    }
}
impl<R> fmt::Debug for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<R> fmt::Display for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<R> FromStr for Id<R> {
    type Err = uuid::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse().map(Self::of)
    }
}
impl<R> From<Uuid> for Id<R> {
    fn from(uuid: Uuid) -> Self {
        Self::of(uuid)
    }
}
impl<R> Serialize for Id<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
impl<'de, R> Deserialize<'de> for Id<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::of)
    }
}
impl<R: Record> JsonSchema for Id<R> {
    fn schema_name() -> Cow<'static, str> {
        format!("Ref_{}", R::NAME).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // A reference to a file is filled in by uploading one.
        let format = if R::NAME == "file" { "file" } else { "ref" };
        json_schema!({ "type": "string", "format": format, "x-ref": R::NAME })
    }
}

impl<R> From<Id<R>> for Value {
    fn from(id: Id<R>) -> Self {
        id.0.into()
    }
}
impl<R> ValueType for Id<R> {
    fn try_from(v: Value) -> Result<Self, ValueTypeErr> {
        <Uuid as ValueType>::try_from(v).map(Self::of)
    }
    fn type_name() -> String {
        "Id".into()
    }
    fn array_type() -> ArrayType {
        <Uuid as ValueType>::array_type()
    }
    fn column_type() -> ColumnType {
        <Uuid as ValueType>::column_type()
    }
}
impl<R> Nullable for Id<R> {
    fn null() -> Value {
        <Uuid as Nullable>::null()
    }
}
impl<R> TryGetable for Id<R> {
    fn try_get_by<I: ColIdx>(res: &QueryResult, index: I) -> Result<Self, TryGetError> {
        <Uuid as TryGetable>::try_get_by(res, index).map(Self::of)
    }
}
impl<R> TryFromU64 for Id<R> {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Id"))
    }
}
