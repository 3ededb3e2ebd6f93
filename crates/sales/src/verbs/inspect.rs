//! Shows what was understood of a file before anything is written.

use crate::figures::refused;
use crate::jobs::load::{Loading, fetched};
use crate::queries::directory;
use crate::queries::recognised::{kept_for, recognised};
use crate::queries::seen::{self, Seen};
use crate::records::batch;
use garde::Validate;
use kernel::desk::Desk;
use kernel::file::File;
use kernel::id::Id;
use kernel::refusal::{Outcome, Refusal};
use kernel::verb::{Reply, TypeVerb, VerbAbout, verb_about};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use std::ops::ControlFlow;
use warehouse::load::{InspectOptions, Profile};
use warehouse::{Target, Warehouse};

/// Looks into a file that was brought before.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Inspect {
    #[schemars(title = "文件", extend("x-en" = "File"))]
    pub file: Id<File>,
    /// How to read it; recognised where nothing is said.
    #[schemars(title = "导入方式", extend("x-en" = "How"))]
    pub loading: Option<Loading>,
}

impl TypeVerb for Inspect {
    type Record = batch::Entity;
    const NAME: &'static str = "inspect";

    fn about() -> VerbAbout {
        verb_about("检查文件", "Inspect", "检查了文件", "Inspected").reads().without_button().answers::<Seen>()
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        let mine = kernel::file::record::Column::UploadedBy.eq(desk.actor.id);
        File::find_by_id(self.file).filter(mine).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
        let local = fetched(&desk.house, self.file).await?;
        let warehouse = desk.house.catalogue.part::<Warehouse>()?;
        let loading = self.loading.unwrap_or_default();
        let (mut profile, kept) = if loading.profile == Profile::default() {
            recognised(desk, local.path()).await?
        } else {
            let kept = kept_for(desk, &loading.profile).await?;
            (loading.profile.clone(), kept)
        };
        if let Some(site) = &loading.site {
            profile.constants.insert(Target::Site, site.clone());
        }
        let directory = directory::directory(desk, &profile, loading.decided()).await?;
        let options = InspectOptions { profile: Some(profile), source: String::new(), key: None, directory };
        let seen = warehouse.inspect(local.path(), &options, &|_| ControlFlow::Continue(())).await.map_err(refused)?;
        Reply::other(&seen::shown(desk, seen, &options.directory, kept, loading.replace).await?)
    }
}
