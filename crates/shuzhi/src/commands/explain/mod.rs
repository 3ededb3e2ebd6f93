//! `shuzhi explain`: why a figure changed, from the command line; and how well the program finds causes.

mod bench;

use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Explain {
    /// Runs public cases with known answers and prints how many causes are found.
    Bench(bench::Bench),
}

impl Explain {
    pub async fn run(self, json: bool) -> anyhow::Result<ExitCode> {
        match self {
            Self::Bench(bench) => bench.run(json),
        }
    }
}
