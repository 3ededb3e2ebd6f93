//! What the machine must have: looked for, installed where that is possible, named where it is not.

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the source: where cargo runs us now, which need not be where we were built.
pub fn root() -> PathBuf {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&here).parent().map(Path::to_owned).unwrap_or_default()
}

/// Runs a command to its end and fails with its name when it fails.
pub fn call(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}").replace('"', "");
    let status = command.status().with_context(|| format!("cannot start {shown}"))?;
    if !status.success() {
        bail!("{shown} failed ({status})");
    }
    Ok(())
}

/// Whether a program is on the path.
pub fn has(program: &str) -> bool {
    find(program).is_some()
}

/// Where a program is.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether we are root.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0"))
}

/// Installs Debian packages when root on Debian or Ubuntu; otherwise says what to type.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let words = packages.join(" ");
    if !has("apt-get") {
        bail!("{why} is needed: install {words} (or what your system calls them), then run this again");
    }
    if !is_root() {
        bail!("{why} is needed: type `sudo apt-get install -y --no-install-recommends {words}`, then run this again");
    }
    eprintln!("installing {words} ({why})");
    let apt = |args: &[&str]| {
        call(Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null()))
    };
    apt(&["update", "-qq"])?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    apt(&args)
}

/// The C compiler that some crates need, and Node for the web.
pub fn need_build_tools() -> Result<()> {
    if !has("cc") {
        install(&["build-essential"], "a C compiler")?;
    }
    let version =
        Command::new("node").arg("--version").output().map(|out| String::from_utf8_lossy(&out.stdout).into_owned()).unwrap_or_default();
    let major: u32 = version.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    if major < 20 {
        bail!("Node 20 or newer is needed (found: {}); see nodejs.org", if version.is_empty() { "none" } else { version.trim() });
    }
    Ok(())
}
