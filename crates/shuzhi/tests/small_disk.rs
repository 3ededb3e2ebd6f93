//! A disk that is soon full: a few megabytes of memory, mounted where the system lets us.

use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A small disk, gone when it is dropped.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    /// Mounts one; none where we may not, and then the test says that it is skipped.
    pub fn mount(megabytes: u32) -> Option<Self> {
        let folder = TempDir::with_prefix("shuzhi-disk-").expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "shuzhi-test"]).arg(folder.path()).stderr(Stdio::null());
        if mount.status().is_ok_and(|done| done.success()) {
            return Some(Self(folder));
        }
        println!("skipped: a small disk cannot be mounted here (root only)");
        None
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Fills the disk to its last byte; answers the file to delete when there shall be room again.
    pub fn fill(&self) -> std::path::PathBuf {
        let ballast = self.folder().join("ballast");
        let mut file = std::fs::File::create(&ballast).expect("a file");
        let piece = vec![7; 4096];
        while std::io::Write::write_all(&mut file, &piece).is_ok() {}
        ballast
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.folder()).status();
    }
}
