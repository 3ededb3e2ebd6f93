//! `shuzhi explain why`: why a figure changed, in the sentences of the page and with every part as JSON.

use crate::commands::screen::{say, waiting};
use crate::commands::{conditions, refused, spoken};
use crate::place::Place;
use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Args;
use kernel::access::Actor;
use kernel::inquiry::Inquiry as _;
use kernel::text::Lang;
use rust_decimal::Decimal;
use sales::{Against, Explanation, Why as Asked, shown};
use std::process::ExitCode;

#[derive(Args)]
pub struct Why {
    /// The measure: sales, tickets, conversion …
    #[arg(default_value = "sales")]
    measure: String,
    /// The first day.
    #[arg(long)]
    from: NaiveDate,
    /// The last day.
    #[arg(long)]
    to: NaiveDate,
    /// Only facts with this value, such as site=M01; may be given several times.
    #[arg(long = "where", value_name = "DIM=VALUE")]
    filters: Vec<String>,
    /// What to hold it against: previous, last_year, last_year_by_weekday, last_year_by_role, usual, forecast or target.
    #[arg(long, default_value = "previous")]
    against: String,
    /// The language of the sentences: zh or en.
    #[arg(long, default_value = "zh", value_parser = spoken)]
    lang: Lang,
}

impl Why {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let filters = conditions(&self.filters)?;
        let house = place.open_existing().await?;
        let against: Against = serde_json::from_value(self.against.clone().into()).ok().with_context(|| {
            format!(
                "--against {0}：可以是 previous、last_year、last_year_by_weekday、last_year_by_role、usual、forecast、target · --against {0} is none of these",
                self.against
            )
        })?;
        let asked = Asked { measure: self.measure, from: self.from, to: self.to, filters, against, at: None };
        let desk = house.read(Actor::house(), "command line");
        let told = waiting(asked.answer(&desk)).await.map_err(refused)?;
        say(json, &serde_json::to_value(&told)?, || words(&told, self.lang));
        Ok(ExitCode::SUCCESS)
    }
}

/// The sentences with their figures, the drivers, and the places with the rest: either adds up to the change.
fn words(told: &Explanation, lang: Lang) -> String {
    // What moved a rate did so by points; no other unit has a percent sign.
    let points = if lang == Lang::En { " points" } else { " 个百分点" };
    let effect = |effect: Decimal| shown(Some(effect), told.measure.unit, true).replace('%', points);
    let mut lines: Vec<String> = told.sentences.iter().map(|sentence| told.filled(sentence, lang)).collect();
    lines.push(told.how.title.in_lang(lang).to_owned());
    lines.extend(told.how.note.as_ref().map(|note| format!("  {}", note.in_lang(lang))));
    for driver in &told.how.drivers {
        lines.push(format!("  {}\t{}", driver.title.in_lang(lang), effect(driver.effect)));
    }
    for place in &told.places {
        let note = place.note.as_ref().map(|note| format!("\t{}", note.in_lang(lang))).unwrap_or_default();
        lines.push(format!("* {}\t{}{note}", place.name.in_lang(lang), effect(place.effect)));
    }
    if !told.places.is_empty() {
        lines.push(format!("* {}\t{}", if lang == Lang::En { "the rest" } else { "其余" }, effect(told.rest.effect)));
    }
    lines.join("\n")
}
