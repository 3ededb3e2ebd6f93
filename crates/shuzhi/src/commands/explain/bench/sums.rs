//! Cases of sums: tables with what was, what was expected and the attributes, and a list of the causes that were put in.
//!
//! A list `NAME.injection_info.csv` belongs to the table `NAME.parquet`, whose moments are told apart by their timestamp;
//! `injection_info.csv` to one table for each timestamp. Tables may be csv files with the same columns.

use super::Answered;
use anyhow::{Context as _, ensure};
use explain::sums::{Sums, locate};
use explain::{Cells, Combination};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How a list of causes is called.
pub const LIST: &str = "injection_info.csv";

/// Columns that are no attribute.
const FIGURES: [&str; 3] = ["timestamp", "real", "predict"];

/// The lists of a folder, in the order of their names.
pub fn lists(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut lists = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(LIST)) {
            lists.push(path);
        }
    }
    lists.sort();
    Ok(lists)
}

/// Answers every fault of a folder.
pub fn run(folder: &Path, take: &mut impl FnMut(&Answered)) -> anyhow::Result<()> {
    for list in lists(folder)? {
        let name = list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let shared = name.strip_suffix(LIST).and_then(|stem| stem.strip_suffix('.')).map(|stem| table(folder, stem)).transpose()?;
        let mut moments = shared.as_deref().map(read).transpose()?;
        for row in csv::Reader::from_path(&list)?.deserialize::<HashMap<String, String>>() {
            let row = row?;
            let word = |column: &str| row.get(column).with_context(|| format!("{}: 缺少列 · no column {column}", list.display()));
            let (timestamp, truth) = (word("timestamp")?, word("set")?);
            let moment = match &mut moments {
                Some(moments) => moments.remove(timestamp),
                None => read(&table(folder, timestamp)?)?.into_values().next(),
            };
            let moment = moment.with_context(|| format!("{}: 没有时刻 · no moment {timestamp}", list.display()))?;
            take(&answer(moment, truth)?);
        }
    }
    Ok(())
}

fn table(folder: &Path, stem: &str) -> anyhow::Result<PathBuf> {
    let paths = ["parquet", "csv"].map(|kind| folder.join(format!("{stem}.{kind}")));
    let shown = paths[0].display().to_string();
    paths.into_iter().find(|path| path.is_file()).with_context(|| format!("找不到文件 · there is no file {shown}"))
}

/// The rows of one moment.
#[derive(Default)]
struct Moment {
    attributes: Vec<String>,
    /// The labels of every attribute, by code.
    labels: Vec<Vec<String>>,
    codes: Vec<HashMap<String, u32>>,
    sums: Sums,
}

impl Moment {
    fn of(attributes: &[String]) -> Self {
        let columns = attributes.len();
        let cells = Cells { sizes: vec![0; columns], codes: vec![Vec::new(); columns] };
        let sums = Sums { cells, ..Sums::default() };
        Self { attributes: attributes.to_vec(), labels: vec![Vec::new(); columns], codes: vec![HashMap::new(); columns], sums }
    }

    fn add(&mut self, labels: &[String], actual: f64, expected: f64) {
        for (attribute, label) in labels.iter().enumerate() {
            let next = self.labels[attribute].len() as u32;
            let code = *self.codes[attribute].entry(label.clone()).or_insert(next);
            if code == next {
                self.labels[attribute].push(label.clone());
                self.sums.cells.sizes[attribute] = next + 1;
            }
            self.sums.cells.codes[attribute].push(code);
        }
        self.sums.actual.push(actual);
        self.sums.expected.push(expected);
    }

    fn name(&self, combination: &Combination) -> String {
        let pair = |(at, code): &(usize, u32)| format!("{}={}", self.attributes[*at], self.labels[*at][*code as usize]);
        combination.pairs.iter().map(pair).collect::<Vec<_>>().join("&")
    }
}

fn answer(moment: Moment, truth: &str) -> anyhow::Result<Answered> {
    let begun = Instant::now();
    let segments = locate(&moment.sums);
    let seconds = begun.elapsed().as_secs_f64();
    let named = segments.iter().map(|segment| moment.name(&segment.combination)).collect();
    let cause = |cause: &str| {
        let mut pairs: Vec<&str> = cause.split('&').map(str::trim).collect();
        let place = |pair: &str| moment.attributes.iter().position(|a| pair.split('=').next() == Some(a));
        pairs.sort_by_key(|pair| place(pair));
        pairs.join("&")
    };
    let truth: BTreeSet<String> = truth.split(';').map(str::trim).filter(|text| !text.is_empty()).map(cause).collect();
    ensure!(!truth.is_empty(), "一个案例没有答案 · a case has no answer");
    Ok(Answered { truth, named, seconds })
}

/// The moments of a table, by their timestamp as text.
fn read(path: &Path) -> anyhow::Result<BTreeMap<String, Moment>> {
    let rows = if path.extension().is_some_and(|kind| kind == "csv") { of_csv(path) } else { of_parquet(path) };
    let rows = rows.with_context(|| format!("读不了 · cannot read {}", path.display()))?;
    let attributes: Vec<String> =
        rows.columns.iter().filter(|column| !column.is_empty() && !FIGURES.contains(&column.as_str())).cloned().collect();
    let place = |name: &str| rows.columns.iter().position(|column| column == name);
    let (real, predict) = place("real").zip(place("predict")).context("缺少 real 或 predict 列 · no column real or predict")?;
    let places: Vec<usize> = attributes.iter().filter_map(|name| place(name)).collect();
    let mut moments = BTreeMap::new();
    for row in rows.rows {
        let timestamp = place("timestamp").map(|at| row[at].clone()).unwrap_or_default();
        let moment: &mut Moment = moments.entry(timestamp).or_insert_with(|| Moment::of(&attributes));
        // A small whole number stands for a label: 17 in column b is b17.
        let label = |(name, at): (&String, &usize)| match row[*at].parse::<u32>() {
            Ok(number) => format!("{name}{number}"),
            Err(_) => row[*at].clone(),
        };
        let labels: Vec<String> = attributes.iter().zip(&places).map(label).collect();
        moment.add(&labels, row[real].parse()?, row[predict].parse()?);
    }
    Ok(moments)
}

/// A table as text.
struct Rows {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn of_csv(path: &Path) -> anyhow::Result<Rows> {
    let mut reader = csv::Reader::from_path(path)?;
    let columns = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect())).collect::<anyhow::Result<_>>()?;
    Ok(Rows { columns, rows })
}

fn of_parquet(path: &Path) -> anyhow::Result<Rows> {
    let reader = SerializedFileReader::new(File::open(path)?)?;
    let columns = reader.metadata().file_metadata().schema_descr().columns().iter().map(|column| column.name().to_owned()).collect();
    let text = |field: &Field| match field {
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    };
    let mut rows = Vec::new();
    for row in reader.get_row_iter(None)? {
        rows.push(row?.get_column_iter().map(|(_, field)| text(field)).collect());
    }
    Ok(Rows { columns, rows })
}
