//! A table of cases as text, from a csv file or from Parquet, and its numbers with the place of those that are none.

use anyhow::{Context as _, ensure};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;
use std::path::Path;

pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// What people call the first of the rows: 2 where a row of headings stands above it.
    first: usize,
}

impl Table {
    /// The kind of a file is told by its ending: Parquet, and otherwise csv.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        if path.extension().is_some_and(|kind| kind == "parquet") { Self::of_parquet(path) } else { Self::of_csv(path) }
    }

    /// Where a column stands.
    pub fn place(&self, column: &str) -> anyhow::Result<usize> {
        let place = self.columns.iter().position(|name| name == column);
        place.with_context(|| format!("缺少 {column} 列 · there is no column {column}"))
    }

    /// The number in a row and column.
    pub fn number(&self, row: usize, at: usize) -> anyhow::Result<f64> {
        let (text, column, line) = (&self.rows[row][at], &self.columns[at], self.first + row);
        let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        number.with_context(|| format!("第 {line} 行的 {column} 不是数字：{text} · row {line}: {column} is not a number: {text}"))
    }

    fn of_csv(path: &Path) -> anyhow::Result<Self> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
        let columns: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for (number, row) in reader.records().enumerate() {
            let row: Vec<String> = row?.iter().map(str::to_owned).collect();
            let line = number + 2;
            ensure!(row.len() == columns.len(), "第 {line} 行的格数与标题行不同 · row {line} has not as many cells as the headings");
            rows.push(row);
        }
        Ok(Self { columns, rows, first: 2 })
    }

    fn of_parquet(path: &Path) -> anyhow::Result<Self> {
        let reader = SerializedFileReader::new(File::open(path)?)?;
        let columns = reader.metadata().file_metadata().schema_descr().columns().iter().map(|column| column.name().to_owned()).collect();
        let text = |field: &Field| match field {
            Field::Str(text) => text.clone(),
            other => other.to_string(),
        };
        let mut rows = Vec::new();
        for row in reader.get_row_iter(None)? {
            rows.push(row?.get_column_iter().map(|(_, field)| text(field)).collect());
        }
        Ok(Self { columns, rows, first: 1 })
    }
}
