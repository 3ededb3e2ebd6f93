//! What a person once decided about a name of files: the known thing that it stands for, or that its rows are not wanted.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{About, Record, about, insert, save, ui};
use kernel::refusal::Outcome;
use organisation::records::site;
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a name stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Dim {
    #[schemars(title = "门店", extend("x-en" = "Site"))]
    Site,
    #[schemars(title = "渠道", extend("x-en" = "Channel"))]
    Channel,
    #[schemars(title = "店铺", extend("x-en" = "Shop"))]
    Shop,
    #[schemars(title = "品牌", extend("x-en" = "Brand"))]
    Brand,
    #[schemars(title = "品类", extend("x-en" = "Category"))]
    Category,
    #[default]
    #[schemars(title = "单品", extend("x-en" = "Item"))]
    Item,
}

/// A name of a file and the code it stands for, or none where its rows are refused. A code that is not in the directory
/// (any more) leaves the name unknown; a name that the directory has come to know is not refused.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "alias")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[schemars(title = "维度", extend("x-en" = "Dimension", "x-ui" = ui("base").list(90, 100).choice().once()))]
    pub dim: Dim,
    #[garde(length(chars, min = 1, max = 120))]
    #[schemars(title = "文件中的名称", extend("x-en" = "Name in files", "x-ui" = ui("base").list(100, 220).text().sort().link().once()))]
    pub name: String,
    /// 档案中的编码；不填则拒绝有这个名称的行
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "对应编码", extend("x-en" = "Stands for",
        "x-en-description" = "A code of the directory; rows with the name are refused when empty",
        "x-ui" = ui("base").list(95, 240).text().sort().code_of("dim")))]
    pub code: Option<String>,
    /// 只用于这个门店的文件；不填则用于全公司
    #[schemars(title = "适用门店", extend("x-en" = "Only at", "x-en-description" = "Only for files of this site; for the whole company when empty",
        "x-ui" = ui("base").list(80, 140).reference().once()))]
    pub site_id: Option<Id<site::Entity>>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "alias";
    const SITE: Option<Column> = Some(Column::SiteId);

    fn about() -> About {
        about("名称对应", "Name mappings")
            .icon("swap")
            .headed("name", "code")
            .sort("name")
            .group("base", "名称对应", "Name mapping")
            .unique(&["dim", "name", "site_id"])
            .key(&["dim", "name", "site_id"])
    }
}

/// The names that files of a site may use, those of the whole company first, so that the site's own go before them.
pub async fn for_files_of(desk: &Desk, site: Option<Id<site::Entity>>) -> Outcome<Vec<Model>> {
    let anywhere = Entity::find().filter(Column::EndedAt.is_null()).filter(Column::SiteId.is_null()).all(&desk.db()).await?;
    let Some(site) = site else { return Ok(anywhere) };
    let here = Entity::find().filter(Column::EndedAt.is_null()).filter(Column::SiteId.eq(site)).all(&desk.db()).await?;
    Ok(anywhere.into_iter().chain(here).collect())
}

/// Remembers what a person said a name stands for, or that its rows are refused.
pub async fn remember(desk: &Desk, dim: Dim, name: &str, code: Option<&str>, site: Option<Id<site::Entity>>) -> Outcome<()> {
    let known = decided(desk, dim, name, site).await?;
    let next = Model { dim, name: name.to_owned(), code: code.map(str::to_owned), site_id: site, ..known.clone().unwrap_or_default() };
    let next = Model { ended_at: None, ..next };
    match known {
        Some(before) if before == next => {}
        Some(before) => drop(save::<Entity>(desk, &before, next, "change").await?),
        None => drop(insert::<Entity>(desk, next).await?),
    }
    Ok(())
}

/// Rows with a name are refused no longer: it has become a record of its own.
pub async fn admit(desk: &Desk, dim: Dim, name: &str, site: Option<Id<site::Entity>>) -> Outcome<()> {
    match decided(desk, dim, name, site).await? {
        Some(before) if before.code.is_none() && before.ended_at.is_none() => {
            drop(save::<Entity>(desk, &before, Model { ended_at: Some(desk.now), ..before.clone() }, "end").await?);
        }
        _ => {}
    }
    Ok(())
}

async fn decided(desk: &Desk, dim: Dim, name: &str, site: Option<Id<site::Entity>>) -> Outcome<Option<Model>> {
    let place = site.map_or_else(|| Column::SiteId.is_null(), |site| Column::SiteId.eq(site));
    Ok(Entity::find().filter(Column::Dim.eq(dim)).filter(Column::Name.eq(name)).filter(place).one(&desk.db()).await?)
}
