//! The processes of a cluster, ended with the test.

use crate::facts::Company;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// A scheduler and two executors.
pub struct Cluster {
    pub address: String,
    work: [TempDir; 2],
    _processes: Vec<Child>,
}

impl Cluster {
    /// Starts the processes; they find each other by themselves, and questions wait for them.
    pub async fn start(company: &Company) -> Cluster {
        Cluster::of_executors(company, 2).await
    }

    pub async fn of_executors(company: &Company, count: usize) -> Cluster {
        let scheduler = free_port();
        let at = format!("127.0.0.1:{scheduler}");
        let mut processes = vec![spawn(company, &["cluster", "scheduler", "--bind", &at])];
        let work = [(); 2].map(|()| tempfile::tempdir().unwrap());
        for work in work.iter().take(count) {
            let (bind, control) = (format!("127.0.0.1:{}", free_port()), free_port().to_string());
            let folder = work.path().to_str().unwrap();
            let words =
                ["cluster", "executor", "--scheduler", &at, "--bind", &bind, "--control", &control, "--work", folder, "--cores", "2"];
            processes.push(spawn(company, &words));
        }
        while tokio::net::TcpStream::connect(&at).await.is_err() {
            let ended = processes[0].try_wait().unwrap();
            assert!(ended.is_none(), "the scheduler ended: {ended:?}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Cluster { address: format!("df://{at}"), work, _processes: processes }
    }

    /// Files that each executor wrote for the next stage.
    pub fn worked(&self) -> [usize; 2] {
        self.work.each_ref().map(|folder| files(folder.path()))
    }
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn program(company: &Company, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shuzhi"));
    command.args(words).arg("--data").arg(company.folder()).stdin(Stdio::null()).kill_on_drop(true);
    command
}

fn spawn(company: &Company, words: &[&str]) -> Child {
    program(company, words).stdout(Stdio::null()).spawn().expect("the program starts")
}

/// Whether a command did what it was asked, and what it said.
pub async fn ran(company: &Company, words: &[&str]) -> (bool, String) {
    let output = program(company, words).output().await.expect("the program runs");
    let said = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(said).unwrap())
}
