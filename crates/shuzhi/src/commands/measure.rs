//! `shuzhi measure`: a figure from the command line, for scripts.

use super::screen::{say, waiting};
use super::{conditions, refused};
use crate::place::Place;
use chrono::NaiveDate;
use clap::Args;
use kernel::access::Actor;
use kernel::measure::{FigureQuery, Period, ROWS_MAX, ask};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

#[derive(Args)]
pub struct Measure {
    /// The measure: sales, tickets, average_ticket …
    name: String,
    /// The first day.
    #[arg(long)]
    from: NaiveDate,
    /// The last day.
    #[arg(long)]
    to: NaiveDate,
    /// Dimensions to break it down by: site, channel, shop, brand, category, item, floor, city, wide_category, day, week, month, quarter, year, weekday, hour.
    #[arg(long, value_delimiter = ',')]
    by: Vec<String>,
    /// Only facts with this value, such as site=M01; may be given several times.
    #[arg(long = "where", value_name = "DIM=VALUE")]
    filters: Vec<String>,
    /// Asks the cluster that shuzhi.toml names, for questions too large for this machine.
    #[arg(long)]
    cluster: bool,
}

impl Measure {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let filters = conditions(&self.filters)?;
        let house = if self.cluster { place.asking_the_cluster()?.open_existing().await? } else { place.open_existing().await? };
        let period = Period { from: self.from, to: self.to };
        let query = FigureQuery { by: self.by.clone(), filters, limit: ROWS_MAX, ..FigureQuery::total(&self.name, period) };
        let answer = waiting(ask(&house.read(Actor::house(), "command line"), query)).await.map_err(refused)?;
        let unit = answer.measures.first().map(|m| serde_json::to_value(m.unit)).transpose()?;
        let row = |row: &kernel::measure::AnswerRow| {
            let mut shown: Map<String, Value> =
                self.by.iter().map(|dim| (dim.clone(), json!(row.keys.get(dim).cloned().flatten()))).collect();
            shown.insert("value".into(), json!(row.values.get(&self.name).copied().flatten()));
            Value::Object(shown)
        };
        let rows: Vec<Value> = if self.by.is_empty() { vec![row(&answer.total)] } else { answer.rows.iter().map(row).collect() };
        let shown = json!({ "measure": self.name, "unit": unit, "data_version": answer.data_version, "rows": rows });
        say(json, &shown, || rows.iter().map(line).collect::<Vec<_>>().join("\n"));
        Ok(ExitCode::SUCCESS)
    }
}

fn line(row: &Value) -> String {
    let word =
        |value: &Value| value.as_str().map_or_else(|| if value.is_null() { "—".to_owned() } else { value.to_string() }, str::to_owned);
    row.as_object().map(|row| row.values().map(word).collect::<Vec<_>>().join("\t")).unwrap_or_default()
}
