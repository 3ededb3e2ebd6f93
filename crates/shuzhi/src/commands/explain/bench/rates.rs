//! Cases of rates: minutes of counts by attributes, one of which went wrong, and a list of what was to blame.
//!
//! What a part was to be is what it was in the minutes before; the rate is that of requests that went well.

use super::Answered;
use anyhow::Context as _;
use explain::ratios::{Direction, Ratios, Unit, locate};
use explain::{Cells, Combination};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

/// How the list of causes is called.
pub const LIST: &str = "anomaly.yaml";

/// Minutes before the fault that are the reference.
const MINUTES: i64 = 4;

#[derive(Deserialize)]
struct Case {
    data: String,
    timestamp: i64,
    cause: Causes,
}

/// One cause, or a list of them; each is a value by attribute.
#[derive(Deserialize)]
#[serde(untagged)]
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
    let text = std::fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let cases: Vec<Case> = serde_saphyr::from_str(&text).with_context(|| list.display().to_string())?;
    for case in cases {
        let path = folder.join(format!("{}.csv", case.data));
        let minutes = Minutes::read(&path, case.timestamp).with_context(|| format!("读不了 · cannot read {}", path.display()))?;
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
        let mut reader = csv::Reader::from_path(path)?;
        let columns: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let place = |name: &str| columns.iter().position(|column| column == name).with_context(|| format!("缺少列 · no column {name}"));
        let (minute, bad, count) = (place("min")?, place("value")?, place("cnt")?);
        let attributes: Vec<usize> = (0..columns.len()).filter(|at| ![minute, bad, count].contains(at)).collect();
        let mut rows = HashMap::<Vec<String>, usize>::new();
        // Part and whole of every row, in the minute of the fault and in those before it.
        let mut counts: Vec<Vec<(f64, f64)>> = vec![Vec::new(); 1 + MINUTES as usize];
        let mut keys: Vec<Vec<String>> = Vec::new();
        for record in reader.records() {
            let record = record?;
            let back = (timestamp - record[minute].parse::<i64>()?).div_euclid(60);
            let Some(period) = usize::try_from(back).ok().filter(|back| *back < counts.len()) else { continue };
            let key: Vec<String> = attributes.iter().map(|at| record[*at].to_owned()).collect();
            let row = *rows.entry(key.clone()).or_insert_with(|| {
                keys.push(key);
                counts.iter_mut().for_each(|period| period.push((0.0, 0.0)));
                keys.len() - 1
            });
            let (bad, all) = (record[bad].parse::<f64>()?, record[count].parse::<f64>()?);
            counts[period][row].0 += all - bad;
            counts[period][row].1 += all;
        }
        let (cells, labels) = coded(&keys, attributes.len());
        let mut periods = counts.into_iter().map(|period| period.into_iter().unzip());
        let (part, whole) = periods.next().unwrap_or_default();
        let ratios = Ratios { cells, unit: Unit::Events, part, whole, before: periods.collect() };
        Ok(Self { attributes: attributes.into_iter().map(|at| columns[at].clone()).collect(), labels, ratios })
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
