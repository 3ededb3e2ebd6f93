//! `cargo xtask tidy`: the rules of the house, held as a check and not by memory. ARCHITECTURE.md says why each is there.

mod files;
mod rules;
mod size;

use crate::program::cargo;
use crate::system::call;
use anyhow::{Result, bail};
use files::Source;

/// A rule: what it says of one file, as lines to print.
type Rule = fn(&Source) -> Vec<String>;

pub fn run() -> Result<()> {
    let sources = files::tracked()?;
    let rules: [Rule; 8] = [
        rules::opens_with_a_sentence,
        rules::pure_rules,
        rules::only_server_knows_http,
        rules::plain_migrations,
        rules::telling_names,
        rules::no_foreign_places,
        size::short_files,
        size::short_functions,
    ];
    let found: Vec<String> = sources.iter().flat_map(|source| rules.iter().flat_map(|rule| rule(source))).collect();
    for line in &found {
        eprintln!("{line}");
    }
    if !found.is_empty() {
        bail!("{} places are not tidy", found.len());
    }
    call(cargo().args(["fmt", "--check"]))?;
    call(cargo().args(["clippy", "--locked", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    eprintln!("tidy: {} files are fine", sources.len());
    Ok(())
}
