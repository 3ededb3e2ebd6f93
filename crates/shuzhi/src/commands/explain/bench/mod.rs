//! `shuzhi explain bench`: the skill at finding causes, measured on cases whose answers are known.
//!
//! The engines are the product's own and know no data set. Sums are cases with what was and what was expected
//! (Squeeze, RiskLoc); rates are minutes of counts of which one went wrong (RobustSpot).

mod rates;
mod score;
mod sums;
mod table;

use crate::commands::screen::{counter, say};
use anyhow::{Context as _, ensure};
use clap::Args;
use score::Score;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Bench {
    /// A folder of cases, or a folder of such folders.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// A case that was answered: the causes it has and those that were named, each as `a=a1&b=b2`, and how long it took.
struct Answered {
    truth: BTreeSet<String>,
    named: BTreeSet<String>,
    seconds: f64,
}

impl Bench {
    pub fn run(self, json: bool) -> anyhow::Result<ExitCode> {
        let sets = sets(&self.folder)?;
        let mut scores = Vec::new();
        for folder in &sets {
            let name = folder.file_name().map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned());
            let done = counter(&name);
            let mut score = Score::of(&name);
            let mut take = |answered: &Answered| {
                score.add(answered);
                done.inc(1);
            };
            if folder.join(rates::LIST).is_file() {
                rates::run(folder, &mut take)?;
            } else {
                sums::run(folder, &mut take)?;
            }
            done.finish_and_clear();
            ensure!(!score.is_empty(), "{0} 里的清单没有案例 · the lists in {0} name no case", folder.display());
            scores.push(score);
        }
        say(json, &serde_json::json!({ "sets": scores.iter().map(Score::json).collect::<Vec<_>>() }), || score::table(&scores));
        Ok(ExitCode::SUCCESS)
    }
}

/// The sets of a folder: itself if it holds cases, otherwise those below it.
fn sets(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if holds_cases(folder)? {
        return Ok(vec![folder.to_owned()]);
    }
    let mut sets = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && holds_cases(&path)? {
            sets.push(path);
        }
    }
    sets.sort();
    ensure!(
        !sets.is_empty(),
        "没有找到案例：{0} 里应有 {1} 或 {2} · no cases found: {0} should hold {1} or {2}",
        folder.display(),
        sums::LIST,
        rates::LIST
    );
    Ok(sets)
}

fn holds_cases(folder: &Path) -> anyhow::Result<bool> {
    let lists = sums::lists(folder).with_context(|| format!("读不了目录 · the folder cannot be read: {}", folder.display()))?;
    Ok(!lists.is_empty() || folder.join(rates::LIST).is_file())
}
