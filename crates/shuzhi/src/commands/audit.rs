//! `shuzhi audit verify`: whether the history and the rows are as the program left them.

use super::screen::{say, waiting};
use crate::place::Place;
use clap::Subcommand;
use std::fmt::Write as _;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Audit {
    /// Walks the whole history and all rows; fails when anything was changed behind the program's back.
    Verify,
}

impl Audit {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let Self::Verify = self;
        let house = place.open_existing().await?;
        let verdict = waiting(kernel::audit::verify(&house)).await?;
        say(json, &serde_json::to_value(&verdict)?, || {
            let mut words = format!(
                "{} 条历史，{} 条记录，{} 处异常 ({} lines, {} rows, {} findings)\n",
                verdict.lines, verdict.rows, verdict.found, verdict.lines, verdict.rows, verdict.found
            );
            for finding in &verdict.findings {
                let row = finding.row.map(|id| id.to_string()).unwrap_or_default();
                let _ = writeln!(words, "{} {row}  {}  {}", finding.record, finding.text.zh, finding.text.en);
            }
            let _ = write!(words, "链尾 chain end: {}", verdict.hash);
            words
        });
        Ok(if verdict.found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
