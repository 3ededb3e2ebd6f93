//! Cases of sums: tables with what was, what was expected and the attributes, and a list of the causes that were put in.
//!
//! A list `NAME.injection_info.csv` belongs to the table `NAME.parquet`, whose moments are told apart by their timestamp;
//! `injection_info.csv` to one table for each timestamp. Tables may be csv files with the same columns.

use super::Answered;
use super::table::Table;
use anyhow::{Context as _, bail, ensure};
use explain::sums::{Sums, locate};
use explain::{Cells, Combination};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
        of_list(folder, &list, take).with_context(|| format!("读不了 · cannot read {}", list.display()))?;
    }
    Ok(())
}

fn of_list(folder: &Path, list: &Path, take: &mut impl FnMut(&Answered)) -> anyhow::Result<()> {
    let name = list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let faults = Table::read(list)?;
    let (timestamp, set) = (faults.place("timestamp")?, faults.place("set")?);
    let mut shared = name.strip_suffix(LIST).and_then(|stem| stem.strip_suffix('.')).map(|stem| moments(folder, stem)).transpose()?;
    for fault in &faults.rows {
        let (timestamp, set) = (&fault[timestamp], &fault[set]);
        let moment = match &mut shared {
            Some(moments) => moments.remove(timestamp),
            None => moments(folder, timestamp)?.into_values().next(),
        };
        let moment = moment.with_context(|| {
            format!("表格里没有时刻 {timestamp}，或者它列了两次 · the table has no moment {timestamp}, or it is listed twice")
        })?;
        take(&answer(moment, set).with_context(|| format!("时刻 {timestamp} · at the moment {timestamp}"))?);
    }
    Ok(())
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

    /// The causes of a set such as `a=a6&b=b9;c=c2`, their attributes in the order of the table.
    fn causes(&self, set: &str) -> anyhow::Result<BTreeSet<String>> {
        let mut causes = BTreeSet::new();
        for cause in set.split(';').map(str::trim).filter(|cause| !cause.is_empty()) {
            let mut pairs = BTreeMap::new();
            for pair in cause.split('&').map(str::trim) {
                let place = self.attributes.iter().position(|attribute| pair.split('=').next() == Some(attribute));
                let Some(place) = place else {
                    bail!("原因 {pair} 不是表格里的一列，应写成 列=值 · the cause {pair} is no column of the table, write COLUMN=VALUE")
                };
                pairs.insert(place, pair);
            }
            causes.insert(pairs.into_values().collect::<Vec<_>>().join("&"));
        }
        ensure!(!causes.is_empty(), "没有写明原因，set 列是空的 · it names no cause, its set is empty");
        Ok(causes)
    }
}

fn answer(moment: Moment, set: &str) -> anyhow::Result<Answered> {
    let truth = moment.causes(set)?;
    let begun = Instant::now();
    let segments = locate(&moment.sums);
    let seconds = begun.elapsed().as_secs_f64();
    let named = segments.iter().map(|segment| moment.name(&segment.combination)).collect();
    Ok(Answered { truth, named, seconds })
}

/// The moments of a table, by their timestamp as text.
fn moments(folder: &Path, stem: &str) -> anyhow::Result<BTreeMap<String, Moment>> {
    let paths = ["parquet", "csv"].map(|kind| folder.join(format!("{stem}.{kind}")));
    let path = paths.into_iter().find(|path| path.is_file());
    let path = path.with_context(|| format!("找不到表格 {stem}.parquet 或 {stem}.csv · there is no table {stem}.parquet or {stem}.csv"))?;
    Table::read(&path).and_then(|table| of_table(&table)).with_context(|| format!("表格 · in the table {}", path.display()))
}

fn of_table(table: &Table) -> anyhow::Result<BTreeMap<String, Moment>> {
    let (real, predict, timestamp) = (table.place("real")?, table.place("predict")?, table.place("timestamp").ok());
    let columns = table.columns.iter().enumerate();
    // A column without a name holds the numbers of the rows.
    let of_attributes = columns.filter(|(_, column)| !column.is_empty() && !FIGURES.contains(&column.as_str()));
    let (places, attributes): (Vec<usize>, Vec<String>) = of_attributes.map(|(at, column)| (at, column.clone())).unzip();
    let mut moments = BTreeMap::new();
    for (number, row) in table.rows.iter().enumerate() {
        let timestamp = timestamp.map(|at| row[at].clone()).unwrap_or_default();
        let moment: &mut Moment = moments.entry(timestamp).or_insert_with(|| Moment::of(&attributes));
        // A small whole number stands for a label: 17 in column b is b17.
        let label = |(name, at): (&String, &usize)| match row[*at].parse::<u32>() {
            Ok(code) => format!("{name}{code}"),
            Err(_) => row[*at].clone(),
        };
        let labels: Vec<String> = attributes.iter().zip(&places).map(label).collect();
        moment.add(&labels, table.number(number, real)?, table.number(number, predict)?);
    }
    Ok(moments)
}
