//! Queues the load of a file.

use super::Queued;
use crate::jobs::load::{Input, Loading, title};
use crate::queries::directory::refuse_too_many;
use crate::records::batch::Entity;
use garde::Validate;
use kernel::desk::Desk;
use kernel::file::File;
use kernel::id::Id;
use kernel::job::enqueue;
use kernel::refusal::{Outcome, Refusal};
use kernel::verb::{Reply, TypeVerb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;

/// Loads a file that was brought before; the result of the job tells what came of it.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Load {
    #[schemars(title = "文件", extend("x-en" = "File"))]
    pub file: Id<File>,
    #[schemars(title = "导入方式", extend("x-en" = "How"))]
    pub loading: Loading,
}

impl TypeVerb for Load {
    type Record = Entity;
    const NAME: &'static str = "load";

    fn about() -> VerbAbout {
        verb_about("导入", "Load", "导入了数据", "Loaded").without_button().answers::<Queued>()
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        refuse_too_many(self.loading.decided())?;
        let mine = kernel::file::record::Column::UploadedBy.eq(desk.actor.id);
        let card = File::find_by_id(self.file).filter(mine).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
        let input = serde_json::to_value(Input { file: self.file, loading: self.loading })?;
        let job = enqueue(desk, "load_sales", title(&card.name), input).await?;
        Reply::other(&Queued { job: job.id })
    }
}
