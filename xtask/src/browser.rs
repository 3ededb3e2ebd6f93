//! The system's own Chromium, with fonts that show Chinese; never a downloaded browser.

use crate::system::{find, install};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// Where Chromium is, installing it first where that is possible.
pub fn chromium() -> Result<PathBuf> {
    let known = || std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| find("chromium")).or_else(|| find("chromium-browser"));
    if known().is_none() {
        install(&["chromium"], "Chromium (the journeys run in it)")?;
    }
    if !Path::new("/usr/share/fonts/opentype/noto").exists() && !Path::new("/usr/share/fonts/truetype/noto").exists() {
        install(&["fonts-noto-cjk", "fonts-roboto-unhinted"], "fonts for the journeys' pictures")?;
    }
    known().context("Chromium was installed but not found")
}
