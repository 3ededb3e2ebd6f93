//! `cargo xtask run`: from a fresh clone to the first page.

use crate::{program, web};
use anyhow::{Result, bail};
use clap::Args;
use std::path::PathBuf;
use std::process::Command;

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
        web::build()?;
        let program = program::build()?;
        if !self.empty && !self.data.join("shuzhi.db").exists() {
            crate::system::call(Command::new(&program).args(["demo", "--data"]).arg(&self.data))?;
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
