//! `shuzhi explain`: why a figure changed, from the command line; and how well the program finds causes.

mod bench;
mod why;

use crate::place::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Explain {
    /// Says why a figure changed.
    Why(why::Why),
    /// Runs public cases with known answers and prints how many causes are found.
    Bench(bench::Bench),
}

impl Explain {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        match self {
            Self::Why(why) => why.run(place, json).await,
            Self::Bench(bench) => bench.run(json),
        }
    }
}
