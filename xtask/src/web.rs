//! The web packages and pages: installed and built only when something changed.

use crate::system::{call, need_build_tools, root};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// npm in one of our folders.
pub fn npm(folder: &str, args: &[&str]) -> Result<()> {
    call(
        Command::new("npm")
            .args(args)
            .current_dir(root().join(folder))
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .env("NO_UPDATE_NOTIFIER", "1"),
    )
}

/// Installs the packages of a folder unless they are those of its lock file.
pub fn install(folder: &str) -> Result<()> {
    need_build_tools()?;
    let folder_path = root().join(folder);
    let stamp = folder_path.join("node_modules/.lock-installed");
    let lock = fs::read(folder_path.join("package-lock.json")).with_context(|| format!("{folder}/package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    npm(folder, &["ci", "--no-audit", "--no-fund", "--loglevel=error"])?;
    fs::write(&stamp, lock)?;
    Ok(())
}

/// Builds the pages unless they are newer than everything they are made of.
pub fn build() -> Result<()> {
    install("web")?;
    let web = root().join("web");
    let built = modified(&web.join("dist/index.html"));
    let newest =
        ["src", "public", "index.html", "package-lock.json", "vite.config.ts"].iter().filter_map(|part| newest(&web.join(part))).max();
    if built.is_some() && built > newest {
        return Ok(());
    }
    npm("web", &["run", "--silent", "build"])
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    let own = modified(path);
    let Ok(entries) = fs::read_dir(path) else { return own };
    entries.flatten().filter_map(|entry| newest(&entry.path())).chain(own).max()
}
