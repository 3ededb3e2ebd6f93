//! Prints the sample report in both languages into a folder, to be looked at.

#[path = "../tests/printed/sample/mod.rs"]
mod sample;

use press::Language;
use std::time::Instant;

type Print = fn(&press::Document) -> Result<Vec<u8>, press::Unprintable>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    for round in ["cold", "warm", "again"] {
        for (language, name) in [(Language::Zh, "zh"), (Language::En, "en")] {
            let mut document = sample::report(language);
            if round == "again" {
                document.company = "another company".into();
            }
            for (kind, print) in [("pdf", press::pdf as Print), ("docx", press::docx), ("xlsx", press::xlsx)] {
                let start = Instant::now();
                let bytes = print(&document)?;
                println!("{round} {name} {kind} {} ms, {} KB", start.elapsed().as_millis(), bytes.len() / 1024);
                std::fs::write(format!("{folder}/report-{name}.{kind}"), bytes)?;
            }
        }
    }
    Ok(())
}
