//! The end of the chain: the last line's number and hash, so that lines cut off at the end are missed too.

use sea_orm::entity::prelude::*;

/// The only row of its table.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "history_chain")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub seq: i64,
    pub hash: String,
}
crate::table!();
