//! Cases of rates: minutes of counts by attributes, one of which went wrong, and a list of what was to blame.
//!
//! What a part was to be is what it was in the minutes before; the rate is that of requests that went well.

use super::Answered;
use super::table::Table;
use anyhow::{Context as _, anyhow, ensure};
use explain::ratios::{Direction, Ratios, Unit, locate};
use explain::{Cells, Combination};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

/// How the list of causes is called.
pub const LIST: &str = "anomaly.yaml";

/// Minutes before the fault that are the reference.
const MINUTES: usize = 4;

#[derive(Deserialize)]
struct Case {
    data: String,
    timestamp: i64,
    cause: Causes,
}

/// One cause, or a list of them; each is a value by attribute.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a cause is COLUMN: VALUE, or a list of these")]
enum Causes {
    Many(Vec<BTreeMap<String, Word>>),
    One(BTreeMap<String, Word>),
}

/// A value as it is written, number or text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Number(i64),
    Text(String),
}

impl std::fmt::Display for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "{text}"),
        }
    }
}

/// Answers every fault of a folder.
pub fn run(folder: &Path, take: &mut impl FnMut(&Answered)) -> anyhow::Result<()> {
    let list = folder.join(LIST);
    let unreadable = || format!("读不了 · cannot read {}", list.display());
    let text = std::fs::read_to_string(&list).with_context(unreadable)?;
    for case in cases(&text).with_context(unreadable)? {
        let path = folder.join(format!("{}.csv", case.data));
        let minutes = Minutes::read(&path, case.timestamp).with_context(|| format!("表格 · in the table {}", path.display()));
        let minutes = minutes.with_context(unreadable)?;
        let begun = Instant::now();
        let segments = locate(&minutes.ratios, Some(Direction::Fall));
        let seconds = begun.elapsed().as_secs_f64();
        let causes = match case.cause {
            Causes::Many(causes) => causes,
            Causes::One(cause) => vec![cause],
        };
        let truth = causes.iter().map(|cause| named(cause.iter().map(|(name, value)| (name.clone(), value.to_string())))).collect();
        let named = segments.iter().map(|segment| minutes.name(&segment.combination)).collect();
        take(&Answered { truth, named, seconds });
    }
    Ok(())
}

fn cases(text: &str) -> anyhow::Result<Vec<Case>> {
    serde_saphyr::from_str(text).map_err(|error| {
        let line = error.location().map_or(1, |place| place.line());
        let wrong = error.without_snippet();
        anyhow!(
            "第 {line} 行看不懂；每个案例应有 data、timestamp（整数）和 cause（列: 值） · line {line} is not understood; \
             every case needs data, timestamp (a whole number) and cause (COLUMN: VALUE): {wrong}"
        )
    })
}

/// A cause as text, its attributes in the order of their names.
fn named(pairs: impl Iterator<Item = (String, String)>) -> String {
    pairs.collect::<BTreeMap<_, _>>().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// The counts of the minute of a fault and of those before it.
struct Minutes {
    attributes: Vec<String>,
    labels: Vec<Vec<String>>,
    ratios: Ratios,
}

impl Minutes {
    fn read(path: &Path, timestamp: i64) -> anyhow::Result<Self> {
        ensure!(path.is_file(), "找不到这个文件 · there is no such file");
        let table = Table::read(path)?;
        let (minute, bad, count) = (table.place("min")?, table.place("value")?, table.place("cnt")?);
        let attributes: Vec<usize> = (0..table.columns.len()).filter(|at| ![minute, bad, count].contains(at)).collect();
        let mut rows = HashMap::<Vec<String>, usize>::new();
        // Part and whole of every row, in the minute of the fault and in those before it.
        let mut counts: Vec<Vec<(f64, f64)>> = vec![Vec::new(); 1 + MINUTES];
        let mut keys: Vec<Vec<String>> = Vec::new();
        for (number, record) in table.rows.iter().enumerate() {
            let back = ((timestamp as f64 - table.number(number, minute)?) / 60.0).floor();
            let Some(period) = (0..counts.len()).find(|period| *period as f64 == back) else { continue };
            let key: Vec<String> = attributes.iter().map(|at| record[*at].clone()).collect();
            let row = *rows.entry(key.clone()).or_insert_with(|| {
                keys.push(key);
                counts.iter_mut().for_each(|period| period.push((0.0, 0.0)));
                keys.len() - 1
            });
            let (bad, all) = (table.number(number, bad)?, table.number(number, count)?);
            counts[period][row].0 += all - bad;
            counts[period][row].1 += all;
        }
        let happened = |period: &Vec<(f64, f64)>| period.iter().any(|(_, all)| *all > 0.0);
        ensure!(
            happened(&counts[0]) && counts[1..].iter().any(happened),
            "时刻 {timestamp} 或之前的 {MINUTES} 分钟没有数据 · there is nothing at {timestamp}, or in the {MINUTES} minutes before"
        );
        let (cells, labels) = coded(&keys, attributes.len());
        let mut periods = counts.into_iter().map(|period| period.into_iter().unzip());
        let (part, whole) = periods.next().unwrap_or_default();
        let ratios = Ratios { cells, unit: Unit::Events, part, whole, before: periods.collect() };
        Ok(Self { attributes: attributes.into_iter().map(|at| table.columns[at].clone()).collect(), labels, ratios })
    }

    fn name(&self, combination: &Combination) -> String {
        named(combination.pairs.iter().map(|(at, code)| (self.attributes[*at].clone(), self.labels[*at][*code as usize].clone())))
    }
}

/// Texts as codes, and the texts of the codes.
fn coded(keys: &[Vec<String>], attributes: usize) -> (Cells, Vec<Vec<String>>) {
    let mut cells = Cells { sizes: vec![0; attributes], codes: vec![Vec::new(); attributes] };
    let mut labels: Vec<Vec<String>> = vec![Vec::new(); attributes];
    for at in 0..attributes {
        let mut known = HashMap::<&str, u32>::new();
        for key in keys {
            let next = known.len() as u32;
            let code = *known.entry(&key[at]).or_insert(next);
            if code == next {
                labels[at].push(key[at].clone());
            }
            cells.codes[at].push(code);
        }
        cells.sizes[at] = known.len() as u32;
    }
    (cells, labels)
}
