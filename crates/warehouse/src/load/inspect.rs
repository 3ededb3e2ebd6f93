//! Shows what would be loaded, before anything is: which column is what, the first facts, what is wrong and what is
//! not known.

use super::detect::{Detected, detect};
use super::doubts::{self, Doubts};
use super::prepare::{Identity, prepare};
use super::reader::Counts;
use super::run::{LoadOptions, Totals};
use super::source::Opened;
use super::stream::{Sink, Summary, Watch, stream};
use super::{Directory, Profile, Refusal, Target};
use crate::error::{Outcome, failed};
use crate::query::text_at;
use crate::{Batch, Kind, Warehouse, WarehouseError};
use chrono::NaiveDate;
use datafusion::arrow::record_batch::RecordBatch;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Rows looked at to tell what a column is.
const SAMPLE_ROWS: usize = 500;
/// Samples shown per column, and facts shown.
const SHOWN: usize = 5;
const PREVIEW_ROWS: usize = 20;
/// Stands in for the site while the person has not said which it is.
const ANY_SITE: &str = "?";

/// How a file is looked at.
#[derive(Debug, Clone, Default)]
pub struct InspectOptions {
    /// How to read it; detected when absent.
    pub profile: Option<Profile>,
    /// The source it would be loaded as, to tell whether it was loaded before; empty: that of the profile.
    pub source: String,
    pub key: Option<String>,
    pub directory: Directory,
}

/// What was understood of a file.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// `xlsx`, `xls`, `csv` or `parquet`.
    pub format: &'static str,
    /// Encoding of a text table.
    pub encoding: Option<&'static str>,
    pub sheets: Vec<String>,
    /// The sheet that would be read, and its row of titles.
    pub sheet: String,
    pub header_row: u64,
    pub profile: Profile,
    /// What the person should look at.
    pub doubts: Doubts,
    /// 0 to 100; 100 when the profile was given.
    pub confidence: u8,
    pub columns: Vec<ColumnSeen>,
    /// What every fact needs and the profile does not give. Rows are read only when it is nothing but the site.
    pub missing: Vec<Target>,
    pub counts: Counts,
    /// The first facts: names and values, without those that are empty.
    pub preview: Vec<Vec<(String, String)>>,
    /// The first refusals; [`Counts::refused`] has the number of rows.
    pub refusals: Vec<Refusal>,
    /// Names that are not in the directory, with their rows.
    pub unknown: Vec<(Target, String, u64)>,
    /// Those of them that facts would be kept under.
    pub kept: Vec<(Target, String, u64)>,
    /// Codes of the sites that have facts in the file.
    pub sites: BTreeSet<String>,
    pub period: Option<(NaiveDate, NaiveDate)>,
    pub total: Totals,
    /// The batch the file already is.
    pub already: Option<Batch>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSeen {
    pub header: String,
    pub samples: Vec<String>,
    pub targets: Vec<Target>,
}

impl Warehouse {
    /// How a file is to be read, guessed from its titles and first rows.
    pub async fn guess(&self, file: &Path) -> Outcome<Profile> {
        let path = file.to_owned();
        let look = tokio::task::spawn_blocking(move || look(&path, None)).await.map_err(failed)??;
        Ok(look.detected.profile)
    }

    /// What is not certain of reading a file by a profile.
    pub async fn doubts(&self, file: &Path, profile: &Profile) -> Outcome<Doubts> {
        let (path, profile) = (file.to_owned(), profile.clone());
        let look = tokio::task::spawn_blocking(move || look(&path, Some(profile))).await.map_err(failed)??;
        Ok(look.doubts)
    }

    /// Reads the whole file and writes nothing.
    pub async fn inspect(&self, file: &Path, options: &InspectOptions, watch: Watch<'_>) -> Outcome<Inspection> {
        let (path, given) = (file.to_owned(), options.profile.clone());
        let look = move || look(&path, given);
        let Look { opened, sheet, detected, doubts, columns } = tokio::task::spawn_blocking(look).await.map_err(failed)??;
        let profile = detected.profile;
        let missing = profile.missing();
        let mut inspection = Inspection {
            format: opened.format.name(),
            encoding: opened.layout.map(|layout| layout.encoding.name()),
            sheets: opened.sheets.clone(),
            header_row: opened.tables.iter().find(|(name, _)| *name == sheet).map_or(0, |(_, heading)| heading.row),
            sheet,
            confidence: detected.confidence,
            doubts,
            columns,
            counts: Counts::default(),
            preview: Vec::new(),
            refusals: Vec::new(),
            unknown: Vec::new(),
            kept: Vec::new(),
            sites: BTreeSet::new(),
            period: None,
            total: Totals::default(),
            already: None,
            missing,
            profile,
        };
        if inspection.missing.iter().all(|target| *target == Target::Site) {
            self.read_all(&opened, &mut inspection, options, watch).await?;
        }
        Ok(inspection)
    }

    async fn read_all(&self, opened: &Opened, inspection: &mut Inspection, options: &InspectOptions, watch: Watch<'_>) -> Outcome<()> {
        let mut profile = inspection.profile.clone();
        profile.sheet.get_or_insert_with(|| inspection.sheet.clone());
        let siteless = !inspection.missing.is_empty();
        let mut directory = options.directory.clone();
        if siteless {
            profile.constants.insert(Target::Site, ANY_SITE.into());
            directory.remove(&Target::Site);
        }
        let source = if options.source.is_empty() { profile.source() } else { options.source.clone() };
        let identity = Identity { source: source.clone(), batch: String::new() };
        let opened =
            Opened { tables: opened.tables.iter().filter(|(name, _)| *name == inspection.sheet).cloned().collect(), ..opened.clone() };
        let reader = Arc::new(prepare(&opened, &profile, directory, identity)?);
        let mut preview = Preview { kind: profile.kind, siteless, rows: Vec::new() };
        let summary = stream(&opened, reader, watch, &mut preview).await?;
        let load = LoadOptions { source, key: options.key.clone(), ..LoadOptions::default() };
        inspection.already = match self.new_batch(&opened, &inspection.profile, &load).await {
            Err(WarehouseError::Already(batch)) => Some(batch),
            Err(error) => return Err(error),
            Ok(_) => None,
        };
        inspection.total = Totals::of(&summary);
        inspection.counts = summary.counts;
        inspection.period = summary.first_day.zip(summary.last_day);
        inspection.refusals = summary.refusals;
        inspection.unknown = summary.unknown.met();
        inspection.kept = summary.unknown.kept();
        inspection.sites = summary.sites;
        inspection.preview = preview.rows;
        Ok(())
    }
}

/// Keeps the first facts.
struct Preview {
    kind: Kind,
    siteless: bool,
    rows: Vec<Vec<(String, String)>>,
}

impl Sink for Preview {
    async fn take(&mut self, facts: RecordBatch, _: &Summary) -> Outcome<()> {
        let schema = self.kind.schema();
        for row in 0..facts.num_rows().min(PREVIEW_ROWS - self.rows.len()) {
            let hidden = |name: &str| ["source", "batch"].contains(&name) || self.siteless && name == "site";
            let fields = schema.fields().iter().zip(facts.columns()).filter(|(field, _)| !hidden(field.name()));
            let values = fields.filter_map(|(field, column)| Some((field.name().clone(), text_at(column, row)?)));
            self.rows.push(values.collect());
        }
        Ok(())
    }
}

/// A file that was looked at.
struct Look {
    opened: Opened,
    sheet: String,
    detected: Detected,
    doubts: Doubts,
    columns: Vec<ColumnSeen>,
}

/// Opens a file and detects its profile unless one is given; of several sheets the one understood best is taken.
fn look(path: &Path, given: Option<Profile>) -> Outcome<Look> {
    let (named, row) = given.as_ref().map_or((None, None), |profile| (profile.sheet.as_deref(), profile.header_row));
    let opened = Opened::open(path, named, row)?;
    let mut best: Option<(usize, Detected, Vec<ColumnSeen>, Doubts)> = None;
    for (index, (sheet, heading)) in opened.tables.iter().enumerate() {
        let samples = opened.samples(sheet, heading, SAMPLE_ROWS)?;
        let detected = match &given {
            Some(profile) => {
                let has = |title: &String| heading.columns.iter().any(|column| column.name == sheet::fold(title));
                let fits = profile.columns.values().all(has);
                Detected { profile: profile.clone(), confidence: if fits { 100 } else { 0 } }
            }
            None => detect(&heading.columns, &samples),
        };
        if best.as_ref().is_none_or(|(_, known, ..)| detected.confidence > known.confidence) {
            let columns = heading.columns.iter().map(|column| seen(column, &samples, &detected.profile)).collect();
            let doubts = Doubts { day: doubts::day(&detected.profile, heading, &samples), sheets: Vec::new() };
            best = Some((index, detected, columns, doubts));
        }
    }
    let (index, mut detected, columns, mut doubts) = best.ok_or(sheet::SheetError::Empty)?;
    let sheet = opened.tables[index].0.clone();
    if opened.tables.len() > 1 && detected.profile.sheet.is_none() {
        detected.profile.sheet = Some(sheet.clone());
    }
    // A profile that names its sheet was opened without the others; what is wrong with those is not its concern.
    doubts.sheets = if named.is_some() && opened.sheets.len() > 1 {
        Opened::open(path, None, row).map_or_else(|_| Vec::new(), |all| doubts::sheets(&all, &sheet, &detected.profile))
    } else {
        doubts::sheets(&opened, &sheet, &detected.profile)
    };
    Ok(Look { opened, sheet, detected, doubts, columns })
}

fn seen(column: &sheet::Column, samples: &[sheet::Row], profile: &Profile) -> ColumnSeen {
    let mut shown: Vec<String> = Vec::new();
    for row in samples {
        let text = row.get(column.index).to_string();
        if shown.len() < SHOWN && !text.is_empty() && !shown.contains(&text) {
            shown.push(text);
        }
    }
    let of_parts = profile.parts.iter().flat_map(|part| &part.columns);
    let mut targets: Vec<Target> =
        profile.columns.iter().chain(of_parts).filter(|(_, name)| sheet::fold(name) == column.name).map(|(target, _)| *target).collect();
    targets.dedup();
    ColumnSeen { header: column.name.clone(), samples: shown, targets }
}
