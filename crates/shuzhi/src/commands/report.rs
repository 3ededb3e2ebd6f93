//! `shuzhi report`: drafts the monthly report of a site and prints it, in one step.

use super::refused;
use super::screen::{say, waiting};
use crate::place::Place;
use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use kernel::access::Actor;
use kernel::text::Lang;
use kernel::verb::Reply;
use organisation::records::{channel, site};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Report {
    /// The monthly operations report (营业报告).
    Monthly(Monthly),
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Pdf,
    Docx,
    Xlsx,
}

#[derive(Args)]
pub struct Monthly {
    /// The code of the site; without it the whole company.
    #[arg(long, value_name = "CODE")]
    site: Option<String>,
    /// The code of a channel.
    #[arg(long, value_name = "CODE")]
    channel: Option<String>,
    /// The month, such as 2026-10.
    #[arg(long)]
    month: String,
    #[arg(long, value_enum, default_value = "pdf")]
    format: Format,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// zh or en.
    #[arg(long, default_value = "zh", value_parser = super::spoken)]
    lang: Lang,
}

impl Report {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let Self::Monthly(monthly) = self;
        monthly.run(place, json).await
    }
}

impl Monthly {
    async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let house = place.open_existing().await?;
        let mut body = json!({ "month": self.month });
        if let Some(code) = &self.site {
            let row = site::Entity::find().filter(site::Column::Code.eq(code)).one(&house.db).await?;
            body["site_id"] = json!(row.with_context(|| format!("没有编码为“{code}”的门店 · there is no site {code}"))?.id);
        }
        if let Some(code) = &self.channel {
            let row = channel::Entity::find().filter(channel::Column::Code.eq(code)).one(&house.db).await?;
            body["channel_id"] = json!(row.with_context(|| format!("没有编码为“{code}”的渠道 · there is no channel {code}"))?.id);
        }
        let report = house.catalogue.record("report").context("no department drafts reports")?;
        // Printed without being kept: the draft is undone once it is on paper.
        let wish = report.ahead(&house.read(Actor::house(), "command line"), "draft", None, body).await.map_err(refused)?;
        let desk = house.write(Actor::house(), "command line").await.map_err(refused)?;
        let printed = async {
            let Reply::Row(row) = report.act(&desk, "draft", None, None, wish).await? else {
                return Err(anyhow!("no draft").into());
            };
            let id = row["id"].as_str().and_then(|id| id.parse().ok());
            let format = match self.format {
                Format::Pdf => "pdf",
                Format::Docx => "docx",
                Format::Xlsx => "xlsx",
            };
            report.act(&desk, "print", id, None, json!({ "format": format, "lang": self.lang }).into()).await
        };
        let printed = waiting(printed).await;
        desk.discard().await.map_err(refused)?;
        let Reply::File { bytes, .. } = printed.map_err(refused)? else { bail!("the report could not be printed") };
        std::fs::write(&self.out, &bytes).with_context(|| format!("{0} 无法写入 · {0} cannot be written", self.out.display()))?;
        let shown: Value = json!({ "file": self.out, "bytes": bytes.len() });
        say(json, &shown, || format!("{} ({} bytes)", self.out.display(), bytes.len()));
        Ok(ExitCode::SUCCESS)
    }
}
