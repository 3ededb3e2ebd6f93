//! The command line of Shuzhi.

use clap::Parser;
use shuzhi::commands::{Cli, one_line, run};
use std::process::ExitCode;

/// Loads and questions take and give back memory on all cores at once; the allocator of the system holds on to too much of it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) => {
            // The first paragraph says what is wrong; the rest is the help, which has a command of its own.
            let words = error.to_string();
            let wrong: Vec<&str> = words.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
            let wrong = wrong.join(" ");
            let json = std::env::args().any(|arg| arg == "--json");
            return failed(&format!("命令有误，写法见 --help · {}; see --help", wrong.trim_start_matches("error: ")), json, 2);
        }
    };
    let json = cli.json;
    match run(cli) {
        Ok(code) => code,
        Err(error) => failed(&one_line(&error), json, 1),
    }
}

/// Tells a failure in one line; `code` is the exit code.
fn failed(words: &str, json: bool, code: u8) -> ExitCode {
    if json {
        println!("{}", serde_json::json!({ "error": words }));
    }
    eprintln!("shuzhi: {words}");
    ExitCode::from(code)
}
