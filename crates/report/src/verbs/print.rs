//! Prints a report as PDF, Word or Excel.

use crate::document::Document;
use crate::printed;
use crate::records::report::{Entity, Model};
use garde::Validate;
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use kernel::text::Lang;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;

/// The forms a report is printed in.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    #[default]
    #[schemars(title = "PDF", extend("x-en" = "PDF"))]
    Pdf,
    #[schemars(title = "Word", extend("x-en" = "Word"))]
    Docx,
    #[schemars(title = "Excel", extend("x-en" = "Excel"))]
    Xlsx,
}

/// Prints the report.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Print {
    #[serde(default)]
    #[schemars(title = "格式", extend("x-en" = "Format"))]
    pub format: Format,
    #[serde(default)]
    #[schemars(title = "语言", extend("x-en" = "Language"))]
    pub lang: Lang,
}

impl Verb for Print {
    type Record = Entity;
    const NAME: &'static str = "print";

    fn about() -> VerbAbout {
        verb_about("下载", "Download", "下载了报告", "Downloaded").reads().without_button().answers_file()
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let document: Document = serde_json::from_value(row.document.clone())?;
        let sheet = printed::page(desk, &row, &document, self.lang).await?;
        let format = self.format;
        let bytes = tokio::task::spawn_blocking(move || printed::bytes(&sheet, format)).await.map_err(anyhow::Error::from)??;
        let (ending, mime) = match format {
            Format::Pdf => ("pdf", "application/pdf"),
            Format::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Format::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        };
        Ok(Reply::File { name: format!("{}.{ending}", row.title.in_lang(self.lang)), mime, bytes })
    }
}
