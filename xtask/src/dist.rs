//! `cargo xtask dist`: the fully optimised program for servers and benchmarks.

use crate::program::{cargo, target};
use crate::{system::call, web};
use anyhow::Result;

pub fn run() -> Result<()> {
    web::build()?;
    call(cargo().args(["build", "--locked", "--profile", "dist", "--package", "shuzhi"]))?;
    let file = target().join("dist/shuzhi");
    let megabytes = std::fs::metadata(&file)?.len() as f64 / f64::from(1 << 20);
    println!("{} ({megabytes:.1} MB)", file.display());
    Ok(())
}
