//! The command line of Shuzhi.

use clap::Parser;
use shuzhi::commands::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let json = cli.json;
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            let words = format!("{error:#}");
            if json {
                println!("{}", serde_json::json!({ "error": words }));
            }
            eprintln!("shuzhi: {words}");
            ExitCode::FAILURE
        }
    }
}
