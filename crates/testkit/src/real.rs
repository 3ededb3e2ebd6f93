//! The real files that lie beside the project on some machines, and never in it.

use std::path::PathBuf;

/// The folder of real data; tests that need it are skipped without it.
pub fn real_data() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("SHUZHI_SHARED").map_or(beside, PathBuf::from).join("data");
    if !folder.is_dir() {
        println!("skipped: there is no real data at {}", folder.display());
        return None;
    }
    Some(folder)
}
