//! Draws the figures of an open report anew from the newest data; what the author wrote stays.

use super::OPEN;
use super::draft::{Drafted, document_on, subject, with_document};
use crate::records::report::{Entity, Model};
use garde::Validate;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{find, save};
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::ActiveEnum;
use serde::Deserialize;

/// Draws the figures anew.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Redraft {
    #[serde(skip)]
    #[schemars(skip)]
    drafted: Option<Drafted>,
}

impl Verb for Redraft {
    type Record = Entity;
    const NAME: &'static str = "redraft";

    fn about() -> VerbAbout {
        verb_about("更新数据", "Draw figures anew", "更新了数据", "Figures drawn anew")
            .from("state", &OPEN)
            .confirm("用最新数据更新所有数字？您写的文字会保留。", "Draw all figures anew from the newest data? What you wrote stays.")
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let subject = subject(desk, &row.month, (row.site_id, row.channel_id), row.author).await?;
        let document = document_on(desk, &subject, self.drafted).await?;
        let next = with_document(row.clone(), &document)?;
        Reply::row(&save::<Entity>(desk, &row, Model { drafted_at: desk.now, ..next }, Self::NAME).await?)
    }

    async fn ahead(&mut self, desk: &Desk, id: Id<Entity>) -> Outcome<()> {
        let row = find(desk, id).await?;
        if !OPEN.contains(&row.state.to_value().as_str()) {
            return Ok(());
        }
        let subject = subject(desk, &row.month, (row.site_id, row.channel_id), row.author).await?;
        self.drafted = Some(Drafted::on(desk, subject).await?);
        Ok(())
    }
}
