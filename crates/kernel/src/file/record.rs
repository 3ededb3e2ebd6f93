//! The card of a stored file: its name as the person gave it, and what it really is.

use crate::access::user;
use crate::desk::Desk;
use crate::id::Id;
use crate::record::{About, Record, about, ui};
use crate::refusal::{Outcome, Refusal};
use chrono::{DateTime, Utc};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A stored file. Its bytes lie under its id; no path ever comes from a person.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "file")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "文件名", extend("x-en" = "Name", "x-ui" = ui("base").list(100, 260).text().sort().link()))]
    pub name: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "类型", extend("x-en" = "Type", "x-ui" = ui("base").list(90, 200)))]
    pub mime: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "大小", extend("x-en" = "Size", "x-unit" = "B", "x-ui" = ui("base").list(80, 110).sort()))]
    pub size: i64,
    #[serde(skip_deserializing)]
    pub sha256: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "上传人", extend("x-en" = "Uploaded by", "x-ui" = ui("base").list(70, 120)))]
    pub uploaded_by: Id<user::Entity>,
    #[serde(skip_deserializing)]
    #[schemars(title = "上传时间", extend("x-en" = "Uploaded at", "x-ui" = ui("base").list(60, 170).sort().range()))]
    pub uploaded_at: DateTime<Utc>,
}
crate::table!();

/// The record of files, under the name other rooms use.
pub type File = Entity;

impl Record for Entity {
    const NAME: &'static str = "file";
    const OWNER: Option<Column> = Some(Column::UploadedBy);

    fn about() -> About {
        about("文件", "Files").icon("paperclip").headed("name", "mime").sort("-uploaded_at").group("base", "文件", "File").kept_by_house()
    }
}

/// The card of a file, for one who may open it through a row that refers to it.
pub async fn card_of(desk: &Desk, id: Uuid) -> Outcome<Model> {
    Ok(Entity::find_by_id(Id::of(id)).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?)
}
