//! The program itself: built, started, and ended by its own process id.

use crate::system::{call, root};
use anyhow::{Context as _, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Builds the program in the everyday profile and answers where it is. The programs of the whole workspace are named, not
/// one package, so that every part has the features that the tests give it, and is built once for both.
pub fn build() -> Result<PathBuf> {
    call(cargo().args(["build", "--quiet", "--locked", "--workspace", "--bins"]))?;
    Ok(target().join("debug/shuzhi"))
}

/// Cargo at the root of the source, as if called by hand: what the Cargo around us says of the workshop itself would have
/// some parts (`ring`), and so everything above them, built anew.
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    let ours = |name: &str| {
        ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_", "CARGO_PRIMARY_"].iter().any(|start| name.starts_with(start))
    };
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(ours)) {
        cargo.env_remove(name);
    }
    cargo
}

/// The folder that Cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A running program, ended when it is dropped.
pub struct Running {
    child: Child,
    /// `http://127.0.0.1:…`
    pub url: String,
}

impl Running {
    /// Serves a data folder on a free port.
    pub fn start(program: &Path, data: &Path) -> Result<Self> {
        Self::of(&mut Self::command(program, data))
    }

    /// The command that serves a data folder on a free port.
    pub fn command(program: &Path, data: &Path) -> Command {
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--rate", "100000", "--data"]).arg(data);
        command
    }

    /// Its process id.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Starts a command that serves, and waits until it does.
    pub fn of(command: &mut Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("the program cannot be started")?;
        let lines = BufReader::new(child.stdout.take().context("the program has no output")?).lines();
        for line in lines.map_while(Result::ok) {
            if let Some((_, address)) = line.split_once("http://") {
                return Ok(Self { child, url: format!("http://{}", address.trim()) });
            }
        }
        let _ = child.kill();
        bail!("the program ended before it was ready")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
