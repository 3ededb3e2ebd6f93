//! The folder that a benchmark works in: what it makes there once is used by all parts, and goes away at the end.

use super::facts;
use crate::program::Running;
use crate::system::{call, find, has, install, root};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The account that asks: it sees the whole company and may draft reports.
pub const ACCOUNT: &str = "bench";
/// The last day of the demonstration company.
const DEMO_UNTIL: &str = "2026-10-31";

/// The scratch folder and the program that is measured.
pub struct Scratch {
    folder: PathBuf,
    keep: bool,
    pub program: PathBuf,
}

impl Scratch {
    /// A folder of our own inside the given one, so that nothing of anybody else is ever taken away.
    pub fn open(within: Option<PathBuf>, keep: bool, program: PathBuf) -> Result<Self> {
        let folder = within.unwrap_or_else(std::env::temp_dir).join("shuzhi-bench");
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self { folder, keep, program })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A file or folder, made unless an earlier part or a kept run has made it.
    pub fn once(&self, name: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let (path, unfinished) = (self.path(name), self.path(&format!("{name}.unfinished")));
        if !path.exists() {
            remove(&unfinished);
            make(&unfinished)?;
            fs::rename(&unfinished, &path)?;
        }
        Ok(path)
    }

    /// A table of sales of so many lines.
    pub fn sales(&self, lines: u64) -> Result<PathBuf> {
        self.once(&format!("sales-{lines}.csv"), |file| facts::write_sales(file, lines))
    }

    /// The profile that reads it.
    pub fn profile(&self) -> Result<PathBuf> {
        let columns = facts::COLUMNS.map(|(target, title)| format!("\"{target}\": \"{title}\"")).join(", ");
        self.once("profile.json", |file| Ok(fs::write(file, format!("{{\"name\": \"bench\", \"columns\": {{{columns}}}}}"))?))
    }

    /// A house with so many facts of sales, and the visitors beside them.
    pub fn facts_house(&self, lines: u64) -> Result<PathBuf> {
        let (sales, profile) = (self.sales(lines)?, self.profile()?);
        let visitors = self.once("visitors.csv", facts::write_visitors)?;
        self.once(&format!("facts-{lines}"), |data| {
            self.empty_house(data)?;
            self.shuzhi(data, &["import", "sales", &text(&sales), "--profile", &text(&profile)])?;
            self.shuzhi(data, &["import", "sales", &text(&visitors)]).map(drop)
        })
    }

    /// A house with so many facts that no file of them all is ever on the disk: they come month by month.
    pub fn scale_house(&self, lines: u64) -> Result<PathBuf> {
        let profile = self.profile()?;
        let visitors = self.once("visitors.csv", facts::write_visitors)?;
        self.once(&format!("scale-{lines}"), |data| {
            self.empty_house(data)?;
            let (mut sales, file) = (facts::Sales::of(lines), self.path("month.csv"));
            for month in facts::months() {
                let written = sales.write(&file, &month)?;
                eprintln!("   loading {} ({written} lines)", &month[0].1[..7]);
                self.shuzhi(data, &["import", "sales", &text(&file), "--profile", &text(&profile)])?;
                remove(&file);
            }
            self.shuzhi(data, &["import", "sales", &text(&visitors)]).map(drop)
        })
    }

    /// The demonstration company.
    pub fn demo_house(&self) -> Result<PathBuf> {
        self.once("demo", |data| {
            self.shuzhi(data, &["demo", "--until", DEMO_UNTIL])?;
            self.add_account(data)
        })
    }

    /// A house with nothing in it but the account that asks.
    pub fn empty_house(&self, data: &Path) -> Result<()> {
        self.shuzhi(data, &["init"])?;
        self.add_account(data)
    }

    fn add_account(&self, data: &Path) -> Result<()> {
        self.shuzhi(data, &["user", "add", ACCOUNT, "--name", "Benchmark", "--role", "director"]).map(drop)
    }

    /// A new password of the account that asks.
    pub fn password(&self, data: &Path) -> Result<String> {
        let told = self.shuzhi(data, &["user", "reset", ACCOUNT])?;
        let password = told.split("\"password\":\"").nth(1).and_then(|rest| rest.split('"').next());
        password.map(str::to_owned).with_context(|| format!("no password was told: {told}"))
    }

    /// Runs a command of the program over a data folder; answers its JSON.
    fn shuzhi(&self, data: &Path, args: &[&str]) -> Result<String> {
        let out = self.command(data, args).stderr(Stdio::inherit()).output()?;
        if !out.status.success() {
            bail!("shuzhi {} failed: {}", args.join(" "), String::from_utf8_lossy(&out.stdout).trim());
        }
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }

    /// A command of the program over a data folder.
    pub fn command(&self, data: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args).arg("--json").arg("--data").arg(data);
        command
    }

    /// Serves a data folder; what the program logs goes into a file beside it.
    pub fn serve(&self, data: &Path) -> Result<Running> {
        let log = fs::File::create(data.with_extension("log"))?;
        Running::of(Running::command(&self.program, data).stderr(log))
    }

    /// A script of xtask/bench, run by a Python of our own that has DuckDB, Polars and chdb.
    pub fn python(&self, script: &str, args: &[&str]) -> Result<Command> {
        let venv = self.venv()?;
        let mut command = Command::new(venv.join("bin/python"));
        command.arg("-B").arg(root().join("xtask/bench").join(script)).args(args);
        Ok(command)
    }

    /// The lines that a script tells, each as its cells; whoever waits sees how far it is.
    pub fn told(&self, script: &str, args: &[&str]) -> Result<Vec<Vec<String>>> {
        let mut child = self.python(script, args)?.stdout(Stdio::piped()).spawn()?;
        let mut told = Vec::new();
        for line in BufReader::new(child.stdout.take().context("the script has no output")?).lines() {
            let line: Vec<String> = line?.split('\t').map(str::to_owned).collect();
            eprintln!("   {}", line.first().map(String::as_str).unwrap_or_default());
            told.push(line);
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("xtask/bench/{script} failed ({status})");
        }
        Ok(told)
    }

    fn venv(&self) -> Result<PathBuf> {
        let venv = self.path("venv");
        if venv.join("ready").exists() {
            return Ok(venv);
        }
        if !has("python3") {
            install(&["python3", "python3-venv"], "Python 3 (DuckDB, Polars and chdb run in it)")?;
        }
        eprintln!("installing DuckDB, Polars and chdb into {}", venv.display());
        let python = find("python3").context("Python 3 was installed but is not on the path")?;
        if call(Command::new(python).args(["-m", "venv"]).arg(&venv)).is_err() {
            install(&["python3-venv"], "the module venv of Python")?;
            call(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
        }
        let wanted = root().join("xtask/bench/requirements.txt");
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        call(Command::new(venv.join("bin/python")).args(pip).arg(wanted))?;
        fs::write(venv.join("ready"), "")?;
        Ok(venv)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.keep {
            remove(&self.folder);
        }
    }
}

/// Takes a file or a folder away, if it is there.
pub fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// A path as a word of a command.
pub fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
