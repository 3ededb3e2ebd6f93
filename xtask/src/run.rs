//! `cargo xtask run`: from a fresh clone to the first page.

use crate::{program, web};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Args)]
pub struct Run {
    /// The port to serve on.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder of the company's data.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Without the demonstration company: one administrator and nothing else.
    #[arg(long)]
    empty: bool,
    /// Opens the page in the browser.
    #[arg(long)]
    open: bool,
}

impl Run {
    pub fn run(self) -> Result<()> {
        refuse_taken(self.port)?;
        web::build()?;
        let program = program::build()?;
        if !self.empty && !self.data.join("shuzhi.db").exists() {
            demonstration(&program, &self.data)?;
        }
        if let Ok(accounts) = std::fs::read_to_string(self.data.join(ACCOUNTS)) {
            print!("{accounts}");
        }
        if self.open {
            let url = format!("http://127.0.0.1:{}", self.port);
            // The page is opened a moment later, when the server listens.
            Command::new("sh").args(["-c", &format!("sleep 2; xdg-open {url} || open {url}")]).spawn()?;
        }
        let status = Command::new(&program).args(["serve", "--port", &self.port.to_string(), "--data"]).arg(&self.data).status()?;
        if !status.success() {
            bail!("the program ended with {status}");
        }
        Ok(())
    }
}

/// A port that somebody else serves is told at once, not after minutes of building and making.
fn refuse_taken(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!("port {port} is taken; choose another with --port"),
        Err(error) => Err(error).with_context(|| format!("nobody can serve at port {port}")),
    }
}

/// What the demonstration said of its accounts, kept beside its data for later runs.
const ACCOUNTS: &str = "accounts.txt";

/// Makes the demonstration company aside and puts it in its place when it is whole: an interrupted first run leaves nothing half-done.
fn demonstration(program: &Path, data: &Path) -> Result<()> {
    let mut aside = data.as_os_str().to_owned();
    aside.push(".unfinished");
    let aside = PathBuf::from(aside);
    if aside.exists() {
        std::fs::remove_dir_all(&aside)?;
    }
    // A folder that holds a configuration is filled where it is.
    let empty = !data.exists() || std::fs::read_dir(data)?.next().is_none();
    let folder = if empty { aside.as_path() } else { data };
    println!("making the demonstration company, half a minute …");
    let said = Command::new(program).args(["demo", "--data"]).arg(folder).stderr(Stdio::inherit()).output()?;
    if !said.status.success() {
        bail!("the demonstration company could not be made ({})", said.status);
    }
    std::fs::write(folder.join(ACCOUNTS), said.stdout)?;
    if empty {
        std::fs::rename(folder, data)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_told_before_anything_is_built() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(refuse_taken(port).unwrap_err().to_string().contains(&format!("port {port} is taken")));
        drop(taken);
        assert!(refuse_taken(port).is_ok());
    }
}
