//! `shuzhi import`: loads files of sales, and tables of records, from the command line.

mod record;
mod sales;

use crate::place::Place;
use anyhow::{Context as _, bail};
use clap::Args;
use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

/// What is loaded into the warehouse of facts; all else are records.
const SALES: &str = "sales";

#[derive(Args)]
pub struct Import {
    /// `sales`, or the type of the records: site, shop, brand, category, item, item_cost, staff …
    #[arg(value_name = "sales|RECORD")]
    kind: String,
    /// The file: xlsx, xls, csv or txt; of sales parquet too.
    file: PathBuf,
    #[command(flatten)]
    how: sales::How,
}

impl Import {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let house = place.open_existing().await?;
        let shown = self.file.display();
        File::open(&self.file).with_context(|| format!("{shown} 无法打开 · {shown} cannot be opened"))?;
        if self.kind == SALES {
            return sales::run(&house, &self.file, self.how, json).await;
        }
        if let Some(option) = self.how.given() {
            bail!("{option} 只用于 import sales · {option} is for import sales only");
        }
        record::run(&house, &self.kind, &self.file, json).await
    }
}

/// A cell that was refused, for people.
fn told_cell(sheet: &str, row: u64, column: &str, value: &str, (zh, en): (&str, &str)) -> String {
    format!("\n{sheet} 第 {row} 行 {column}：{value}  {zh} · {en}")
}
