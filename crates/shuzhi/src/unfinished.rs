//! The mark of a restore that is not finished: as long as it lies in the data folder, nobody else works there.

use anyhow::{Context as _, bail};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The name of the mark in the data folder.
const NAME: &str = "restore.unfinished";

/// The mark, held by the restore that works under it. Its lock goes with the program, its file stays.
pub struct Mark {
    path: PathBuf,
    _held: File,
}

/// What a data folder tells about restores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Nothing,
    /// A restore is running.
    AtWork,
    /// A restore was cut off.
    Left,
}

impl Mark {
    /// Sets the mark, making the folder if absent; answers also whether a restore that was cut off had left one.
    pub fn set(folder: &Path) -> anyhow::Result<(Self, bool)> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("数据目录无法创建 · the data folder {} cannot be made", folder.display()))?;
        let path = folder.join(NAME);
        let left = path.exists();
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
        match file.try_lock() {
            Ok(()) => Ok((Self { path, _held: file }, left)),
            Err(TryLockError::WouldBlock) => bail!("另一个恢复正在进行 · another restore is at work here"),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Takes the mark away.
    pub fn remove(self) -> anyhow::Result<()> {
        remove_from(self.path.parent().unwrap_or(Path::new(".")))
    }
}

/// Looks for a mark.
pub fn seen(folder: &Path) -> anyhow::Result<Seen> {
    let file = match OpenOptions::new().write(true).open(folder.join(NAME)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Seen::Nothing),
        Err(error) => return Err(error.into()),
    };
    match file.try_lock() {
        Ok(()) => Ok(Seen::Left),
        Err(TryLockError::WouldBlock) => Ok(Seen::AtWork),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Takes a mark away that nobody holds.
pub fn remove_from(folder: &Path) -> anyhow::Result<()> {
    std::fs::remove_file(folder.join(NAME))?;
    Ok(())
}
