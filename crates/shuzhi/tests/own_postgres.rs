//! A PostgreSQL server that a test may stop and start, apart from the one that the other tests share.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The server, ended when it is dropped.
pub struct OwnPostgres {
    bin: PathBuf,
    folder: TempDir,
    port: u16,
}

impl OwnPostgres {
    /// Starts one where the tests are on PostgreSQL and its programs are installed; none otherwise, and the test says that it is skipped.
    pub fn start() -> Option<Self> {
        let bin = std::env::var(testkit::POSTGRES).ok().and_then(|_| binaries());
        let Some(bin) = bin else {
            println!("skipped: the tests are not on PostgreSQL, or its programs are not installed");
            return None;
        };
        let folder = TempDir::with_prefix("shuzhi-postgres-").expect("a temporary folder");
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr()).expect("a free port").port();
        let server = Self { bin, folder, port };
        if server.is_root() {
            assert!(Command::new("chown").arg("postgres").arg(server.folder.path()).status().is_ok_and(|done| done.success()));
        }
        server.call("initdb", &["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "-D", &server.data()]);
        server.go_on();
        Some(server)
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it, ending all connections.
    pub fn stop(&mut self) {
        self.call("pg_ctl", &["-D", &self.data(), "-w", "-m", "fast", "stop"]);
    }

    /// Starts it again.
    pub fn go_on(&self) {
        let options = format!("-p {} -k {} -c listen_addresses=127.0.0.1 -c fsync=off", self.port, self.folder.path().display());
        let log = self.folder.path().join("log").display().to_string();
        self.call("pg_ctl", &["-D", &self.data(), "-w", "-o", &options, "-l", &log, "start"]);
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    /// PostgreSQL refuses to run as root; its package brings a user for it.
    fn command(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        let mut command = if self.is_root() { Command::new("runuser") } else { Command::new(&program) };
        if self.is_root() {
            command.args(["-u", "postgres", "--"]).arg(program);
        }
        command.current_dir(self.folder.path()).stdout(Stdio::null());
        command
    }

    fn call(&self, name: &str, words: &[&str]) {
        let done = self.command(name).args(words).status().expect("PostgreSQL's programs run");
        assert!(done.success(), "{name} {words:?}");
    }

    fn is_root(&self) -> bool {
        std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
    }
}

impl Drop for OwnPostgres {
    fn drop(&mut self) {
        let data = self.data();
        let _ = self.command("pg_ctl").args(["-D", &data, "-m", "immediate", "stop"]).status();
    }
}

/// The newest installed version.
fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut bins: Vec<PathBuf> =
        versions.flatten().map(|version| version.path().join("bin")).filter(|bin| Path::new(bin).join("initdb").exists()).collect();
    bins.sort();
    bins.pop()
}
