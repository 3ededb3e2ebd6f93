//! The files that belong to the source.

use crate::system::root;
use anyhow::{Result, bail};
use std::process::Command;

/// A file with its text.
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// Whether the file is code of the given ending.
    pub fn is(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

/// Every text file that git keeps or would keep.
pub fn tracked() -> Result<Vec<Source>> {
    let out = Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(root()).output()?;
    if !out.status.success() {
        bail!("git ls-files failed: {}", String::from_utf8_lossy(&out.stderr));
    }
    let names = String::from_utf8_lossy(&out.stdout).into_owned();
    let read = |path: &str| std::fs::read_to_string(root().join(path)).ok().map(|text| Source { path: path.to_owned(), text });
    Ok(names.lines().filter(|path| !path.ends_with("lock.json") && !path.ends_with("Cargo.lock")).filter_map(read).collect())
}
