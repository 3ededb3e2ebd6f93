//! Takes a load back: its facts are gone in one step, and older versions of the data still have them.

use crate::figures::refused;
use crate::records::batch::{Entity, Model, State};
use garde::Validate;
use kernel::desk::Desk;
use kernel::record::save;
use kernel::refusal::Outcome;
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;
use warehouse::{Batch, Kind, Warehouse, WarehouseError};

/// Takes the load back.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Undo {}

impl Verb for Undo {
    type Record = Entity;
    const NAME: &'static str = "undo";

    fn about() -> VerbAbout {
        verb_about("撤销导入", "Undo", "撤销了导入", "Undone")
            .from("state", &["loaded"])
            .danger()
            .confirm(
                "这个文件带来的数据全部移除，文件可以再次导入。导入时新建的档案（列在下面）和记住的名称对应会留着；不再需要的，请到各自的列表里停用。",
                "All facts that this file brought are removed, and it may be loaded again. The records made with it, listed below, and the name mappings remembered stay: end those you no longer need in their own lists.",
            )
            .shows("made")
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let warehouse = desk.house.catalogue.part::<Warehouse>()?;
        let batch = Batch(row.key.parse::<Uuid>().map_err(anyhow::Error::from)?);
        let mut version = warehouse.version();
        for kind in [Kind::Sales, Kind::Visitors] {
            match warehouse.undo(kind, batch, desk.now).await {
                Ok(undone) => version = undone,
                // It was the other kind, or a try before this one got so far.
                Err(WarehouseError::NoBatch(_)) => {}
                Err(error) => return Err(refused(error)),
            }
        }
        Reply::row(
            &save::<Entity>(desk, &row, Model { state: State::Undone, data_version: version.to_string(), ..row.clone() }, Self::NAME)
                .await?,
        )
    }
}
