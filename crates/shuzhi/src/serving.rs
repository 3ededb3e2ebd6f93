//! The mark of the server of a data folder: two of them would each think that the folder is theirs.
//!
//! Only servers look at it; a command that is done in a moment works beside one.

use anyhow::{Context as _, bail};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The name of the mark in the data folder. Its lock goes with the program, its file stays.
const NAME: &str = "serve.lock";

/// Takes the folder for the server that asks, for as long as the answer is held.
pub fn take(folder: &Path) -> anyhow::Result<File> {
    let shown = folder.display();
    std::fs::create_dir_all(folder).with_context(|| format!("数据目录无法创建 · the data folder {shown} cannot be made"))?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(NAME));
    let file = file.with_context(|| format!("数据目录无法写入 · the data folder {shown} cannot be written to"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "数据目录 {shown} 已有一个服务在使用，请先停止它，或用 --data 另选目录 · a server is at work in {shown} already; stop it first, or choose another folder with --data"
        ),
        // A file system that knows no locks is no reason not to serve.
        Err(TryLockError::Error(error)) => tracing::warn!(%error, "the data folder cannot be locked; see to it that one server uses it"),
    }
    Ok(file)
}
