//! `cargo xtask dist`: the fully optimised program for servers and benchmarks.

use crate::program::{cargo, target};
use crate::{system::call, web};
use anyhow::Result;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Dist {
    /// With the cluster: its scheduler and executors, and the line `cluster` of shuzhi.toml.
    #[arg(long)]
    cluster: bool,
}

impl Dist {
    pub fn run(self) -> Result<()> {
        let file = build(if self.cluster { &["--features", "cluster"] } else { &[] })?;
        let megabytes = std::fs::metadata(&file)?.len() as f64 / f64::from(1 << 20);
        println!("{} ({megabytes:.1} MB)", file.display());
        Ok(())
    }
}

/// Builds it, with more words for the builder, and answers where it is.
pub fn build(words: &[&str]) -> Result<PathBuf> {
    web::build()?;
    call(cargo().args(["build", "--locked", "--profile", "dist", "--package", "shuzhi"]).args(words))?;
    Ok(target().join("dist/shuzhi"))
}
