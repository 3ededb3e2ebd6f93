//! A PostgreSQL server of our own for the length of the suite, in a scratch folder.

use crate::system::{call, install, is_root};
use anyhow::{Context as _, Result};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server, ended and removed when it is dropped.
pub struct Postgres {
    bin: PathBuf,
    folder: PathBuf,
    /// `postgres://postgres@127.0.0.1:…/postgres`
    pub url: String,
}

impl Postgres {
    /// Starts a server, installing PostgreSQL first where that is possible.
    pub fn start() -> Result<Self> {
        let bin = match binaries() {
            Some(bin) => bin,
            None => {
                install(&["postgresql"], "PostgreSQL (a second database to test on)")?;
                binaries().context("PostgreSQL was installed but initdb was not found")?
            }
        };
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("shuzhi-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            call(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let server = Self { bin, url: format!("postgres://postgres@127.0.0.1:{port}/postgres"), folder };
        let data = server.folder.join("data");
        call(
            server
                .command("initdb")
                .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "-D"])
                .arg(&data)
                .stdout(Stdio::null()),
        )?;
        let options = format!("-p {port} -k {} -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off", server.folder.display());
        let log = server.folder.join("log");
        call(server.command("pg_ctl").arg("-D").arg(&data).args(["-w", "-o", &options, "-l"]).arg(log).arg("start").stdout(Stdio::null()))?;
        Ok(server)
    }

    /// PostgreSQL refuses to run as root; its package brings a user for it.
    fn command(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let _ = self.command("pg_ctl").arg("-D").arg(data).args(["-m", "immediate", "stop"]).stdout(Stdio::null()).status();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The newest installed version.
fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut bins: Vec<PathBuf> =
        versions.flatten().map(|v| v.path().join("bin")).filter(|bin| Path::new(bin).join("initdb").exists()).collect();
    bins.sort();
    bins.pop()
}
