//! Sales (销售): what was loaded into the warehouse, and the measures drawn from it.

mod figures;
mod jobs;
mod measures;
mod queries;
pub mod records;
mod verbs;
mod why;

use figures::SalesFigures;
use kernel::department::Department;
use kernel::inquiry::inquiry;
use kernel::record::Door;
use records::{alias, batch, source_profile, weather};
use std::sync::Arc;
use verbs::{Inspect, Load, Undo};
use warehouse::Warehouse;

pub use jobs::load::{Loaded, Loading, Source, load};
pub use queries::recognised::recognised;
pub use queries::remarks::{Remark, on_file as remarks_on};
pub use why::{Against, Explanation, Why};

/// What sales offers, over a warehouse.
pub fn department(warehouse: Arc<Warehouse>) -> Department {
    Department {
        records: vec![
            Box::new(Door::<batch::Entity>::open().type_verb::<Inspect>().type_verb::<Load>().verb::<Undo>()),
            Box::new(Door::<source_profile::Entity>::open()),
            Box::new(Door::<alias::Entity>::open()),
            Box::new(Door::<weather::Entity>::open()),
        ],
        figures: vec![Arc::new(SalesFigures { warehouse: warehouse.clone() })],
        inquiries: vec![inquiry::<Why>()],
        jobs: vec![jobs::load::kind()],
        policies: POLICIES,
        kinds: vec![("measure", &["read", "export"])],
        part: Some(warehouse),
        ..Department::new("sales", "销售", "Sales")
    }
}

const POLICIES: &str = r#"
permit (principal, action in Action::"look", resource)
    when { [Kind::"measure", Kind::"batch", Kind::"source_profile", Kind::"alias", Kind::"weather"].contains(resource) };
permit (principal, action in [Action::"inspect", Action::"load", Action::"undo"], resource == Kind::"batch")
    when { principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" || principal in Role::"clerk" || principal in Role::"site_manager" };
permit (principal, action in Action::"write", resource)
    when { [Kind::"source_profile", Kind::"alias", Kind::"weather"].contains(resource)
        && (principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" || principal in Role::"clerk") };
"#;
