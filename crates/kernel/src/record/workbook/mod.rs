//! Records in Excel: an empty workbook to fill, the rows of a list, and the way back.

mod cells;
mod import;
mod write;

pub(super) use import::import;
pub use import::{CellError, Filled, ImportReport};
pub(crate) use write::told;
pub(super) use write::{export, template};

use super::field::{Field, FieldKind};

/// The fields that stand in a workbook: what a person may fill in, except rows of their own and files.
fn columns(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|f| {
        !f.read_only && f.kind != FieldKind::Object && f.kind != FieldKind::File && f.schema["items"].get("properties").is_none()
    })
}
