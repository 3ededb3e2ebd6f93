//! Loads a file into the warehouse, makes the records of names nobody knew yet, and notes the batch.

use super::noting::Noting;
use crate::figures::refused;
use crate::queries::directory::{self, Created, Decided, Fates, Map, ShopSites};
use crate::queries::remarks::{Loads, Remark, twice};
use garde::Validate;
use kernel::access::Actor;
use kernel::file::{File, FileStore};
use kernel::house::House;
use kernel::id::Id;
use kernel::job::{JobKind, JobRun};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{text, thousands};
use object_store::ObjectStoreExt;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use warehouse::load::{LoadOptions, Loaded as Kept, Profile, Progress, Refusal as CellRefusal};
use warehouse::{Target, Warehouse, WarehouseError};

/// How a file is to be loaded.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Loading {
    /// How the file is read.
    #[schemars(with = "serde_json::Map<String, Value>", title = "模板", extend("x-en" = "Profile"))]
    pub profile: Profile,
    /// The code of the site, for a file that has none.
    #[serde(default)]
    #[schemars(title = "门店", extend("x-en" = "Site"))]
    pub site: Option<String>,
    /// The days of the file replace what the same source had for them.
    #[serde(default)]
    #[schemars(title = "替换已有日期", extend("x-en" = "Replace the days"))]
    pub replace: bool,
    /// Rows that cannot be read are left out; otherwise one of them refuses the file.
    #[serde(default)]
    #[schemars(title = "跳过错误行", extend("x-en" = "Leave wrong rows out"))]
    pub skip_refused: bool,
    /// Names that stand for known codes, by dimension; they are remembered for later files.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, String>>", title = "名称对应", extend("x-en" = "Name mappings"))]
    pub map: Map,
    /// Names of which other becomes than of the rest of their dimension: `create` or `refuse`; refusals are remembered too.
    #[serde(default)]
    #[schemars(schema_with = "fates", title = "逐个名称的处理", extend("x-en" = "Names decided one by one"))]
    pub unknown: Fates,
}

fn fates(_: &mut SchemaGenerator) -> Schema {
    let names = json!({ "type": "object", "additionalProperties": { "type": "string", "enum": ["create", "refuse"] } });
    json_schema!({ "type": "object", "additionalProperties": names })
}

impl Loading {
    /// What is decided about single names.
    pub fn decided(&self) -> Decided<'_> {
        Decided { map: &self.map, unknown: &self.unknown }
    }
}

/// What a load did, in the words that scripts rely on.
#[derive(Clone, Debug, Serialize)]
pub struct Loaded {
    pub batch: String,
    pub rows: u64,
    pub accepted: u64,
    pub refused: u64,
    pub errors: Vec<CellError>,
    /// What the directory did not know and now has.
    pub created: Vec<Created>,
    pub from: Option<chrono::NaiveDate>,
    pub to: Option<chrono::NaiveDate>,
    pub data_version: String,
    /// What the person should look at.
    pub remarks: Vec<Remark>,
}

/// A refused cell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CellError {
    pub sheet: String,
    pub row: u64,
    pub column: Option<String>,
    pub value: String,
    pub reason: String,
    pub zh: String,
    pub en: String,
}

impl From<&CellRefusal> for CellError {
    fn from(r: &CellRefusal) -> Self {
        Self {
            sheet: r.sheet.clone(),
            row: r.row,
            column: r.column.clone(),
            value: r.value.clone(),
            reason: r.reason.en(),
            zh: r.reason.zh(),
            en: r.reason.en(),
        }
    }
}

/// The file of a load: where it lies, what people call it, and its card if it was brought through the browser.
pub struct Source<'a> {
    pub path: &'a Path,
    pub name: &'a str,
    pub file: Option<Id<File>>,
    /// Whether an earlier try of this very load was cut off: what it did is ours, and no second load.
    pub resumed: bool,
}

/// The kind of job that loads.
pub fn kind() -> JobKind {
    JobKind { name: "load_sales", nightly: None, run: |run| Box::pin(run_job(run)) }
}

/// What the job was asked.
#[derive(Serialize, Deserialize)]
pub struct Input {
    pub file: Id<File>,
    pub loading: Loading,
}

async fn run_job(run: JobRun) -> Outcome<Value> {
    let input: Input = serde_json::from_value(run.input.clone())?;
    let card = File::find_by_id(input.file).one(&run.house.db).await?.ok_or_else(Refusal::not_found)?;
    let local = fetched(&run.house, input.file).await?;
    let report = run.reporter();
    let watch = move |progress: Progress| {
        let (done, total) = if progress.of_bytes > 0 { (progress.bytes, progress.of_bytes) } else { (progress.rows, 0) };
        let rows = thousands(&progress.rows.to_string());
        let note = text(format!("已读 {rows} 行"), format!("{rows} rows read"));
        report(i64::try_from(done).unwrap_or(i64::MAX), i64::try_from(total).unwrap_or(0), note);
        ControlFlow::Continue(())
    };
    let source = Source { path: local.path(), name: &card.name, file: Some(input.file), resumed: run.attempt > 1 };
    let loaded = load(&run.house, &run.actor, "job", &source, input.loading, &watch).await?;
    Ok(serde_json::to_value(loaded)?)
}

/// A stored file as a file of this machine.
pub enum Fetched {
    /// Where it lies anyway.
    InPlace(PathBuf),
    /// A copy, for as long as it is needed.
    Copy(tempfile::NamedTempFile),
}

impl Fetched {
    pub fn path(&self) -> &Path {
        match self {
            Self::InPlace(path) => path,
            Self::Copy(copy) => copy.path(),
        }
    }
}

/// Makes a stored file a file of this machine.
pub async fn fetched(house: &House, file: Id<File>) -> Outcome<Fetched> {
    use futures::TryStreamExt;
    if let Some(path) = house.files.local(file.0) {
        return Ok(Fetched::InPlace(path));
    }
    let local = tempfile::NamedTempFile::new().map_err(anyhow::Error::from)?;
    let mut write = tokio::fs::File::from_std(local.reopen().map_err(anyhow::Error::from)?);
    let mut pieces = house.files.objects().get(&FileStore::place(file.0)).await.map_err(anyhow::Error::from)?.into_stream();
    while let Some(piece) = pieces.try_next().await.map_err(anyhow::Error::from)? {
        write.write_all(&piece).await.map_err(anyhow::Error::from)?;
    }
    write.flush().await.map_err(anyhow::Error::from)?;
    Ok(Fetched::Copy(local))
}

/// Loads a file for an actor. Done twice it does the same: the warehouse knows the batch, and the note is made if it is missing.
pub async fn load(
    house: &Arc<House>,
    actor: &Actor,
    origin: &str,
    source: &Source<'_>,
    loading: Loading,
    watch: &(dyn Fn(Progress) -> ControlFlow<()> + Send + Sync),
) -> Outcome<Loaded> {
    let warehouse = house.catalogue.part::<Warehouse>()?;
    let desk = house.read(actor.clone(), origin);
    let mut profile = loading.profile.clone();
    if let Some(site) = &loading.site {
        profile.constants.insert(Target::Site, site.clone());
    }
    let directory = directory::directory(&desk, &profile, loading.decided()).await?;
    let options =
        LoadOptions { source: profile.source(), key: None, replace: loading.replace, skip_refused: loading.skip_refused, directory };
    let noting = Noting { house, actor, origin, source, profile: &profile, decided: loading.decided() };
    match warehouse.load(source.path, &profile, &options, house.clock.now(), watch).await {
        Ok(kept) => {
            let loads = Loads { profile: &profile, sites: &kept.sites, period: (kept.from, kept.to), but: Some(kept.batch) };
            let loaded = noting.told(&kept).await?;
            // Only advice: the load is done whether or not it can be given.
            let twice = if loading.replace { None } else { twice(house, loads).await.unwrap_or_default() };
            Ok(Loaded { remarks: twice.into_iter().collect(), ..loaded })
        }
        Err(WarehouseError::Already(batch)) => noting.again(batch, &warehouse, options).await,
        Err(WarehouseError::Refused { counts, first }) => Ok(Loaded {
            batch: String::new(),
            rows: counts.rows,
            accepted: 0,
            refused: counts.refused,
            errors: first.iter().map(CellError::from).collect(),
            created: Vec::new(),
            from: None,
            to: None,
            data_version: warehouse.version().to_string(),
            remarks: Vec::new(),
        }),
        Err(error) => Err(refused(error)),
    }
}

/// What is told of a load that was done.
pub(super) fn told(kept: &Kept, shops: &ShopSites) -> Loaded {
    Loaded {
        batch: kept.batch.to_string(),
        rows: kept.counts.rows,
        accepted: kept.counts.accepted,
        refused: kept.counts.refused,
        errors: kept.refusals.iter().map(CellError::from).collect(),
        created: directory::created(&kept.unknown, shops),
        from: Some(kept.from),
        to: Some(kept.to),
        data_version: kept.version.to_string(),
        remarks: Vec::new(),
    }
}

/// The job's title, for the list of jobs.
pub fn title(name: &str) -> kernel::text::Text {
    text(format!("导入 {name}"), format!("Load {name}"))
}
