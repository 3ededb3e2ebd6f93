//! Sales (销售): what was loaded into the warehouse, and the measures drawn from it.

mod figures;
mod inquiries;
mod jobs;
mod measures;
mod queries;
pub mod records;
mod rules;
mod verbs;
mod why;

use figures::SalesFigures;
use inquiries::{BoardOf, GridOf, ProgressOf};
use kernel::department::Department;
use kernel::inquiry::inquiry;
use kernel::record::Door;
use records::{alias, anomaly, batch, source_profile, target, target_plan, watch, weather};
use std::sync::Arc;
use verbs::{Inspect, Judge, Load, LookOver, Undo, plan};
use warehouse::Warehouse;

pub use jobs::load::{Loaded, Loading, Source, load};
pub use jobs::watch::{Seen, watch};
pub use queries::recognised::recognised;
pub use queries::remarks::{Remark, on_file as remarks_on};
pub use why::{Against, Explanation, Why, shown};

/// What sales offers, over a warehouse.
pub fn department(warehouse: Arc<Warehouse>) -> Department {
    Department {
        records: vec![
            Box::new(plans()),
            Box::new(Door::<target::Entity>::open()),
            Box::new(Door::<anomaly::Entity>::open().verb::<Judge>()),
            Box::new(Door::<watch::Entity>::open().type_verb::<LookOver>()),
            Box::new(Door::<batch::Entity>::open().type_verb::<Inspect>().type_verb::<Load>().verb::<Undo>()),
            Box::new(Door::<source_profile::Entity>::open()),
            Box::new(Door::<alias::Entity>::open()),
            Box::new(Door::<weather::Entity>::open()),
        ],
        figures: vec![Arc::new(SalesFigures { warehouse: warehouse.clone() })],
        inquiries: vec![inquiry::<Why>(), inquiry::<ProgressOf>(), inquiry::<BoardOf>(), inquiry::<GridOf>()],
        jobs: vec![jobs::load::kind(), jobs::watch::kind()],
        policies: POLICIES,
        kinds: vec![("measure", &["read", "export"])],
        part: Some(warehouse),
        ..Department::new("sales", "销售", "Sales")
    }
}

fn plans() -> Door<target_plan::Entity> {
    Door::<target_plan::Entity>::open()
        .verb::<plan::Enter>()
        .verb::<plan::Spread>()
        .verb::<plan::Submit>()
        .verb::<plan::Approve>()
        .verb::<plan::Return>()
        .verb::<plan::Revise>()
        .verb::<plan::Discard>()
}

const POLICIES: &str = r#"
permit (principal, action in Action::"look", resource)
    when { [Kind::"measure", Kind::"batch", Kind::"source_profile", Kind::"alias", Kind::"target_plan", Kind::"target", Kind::"weather", Kind::"anomaly", Kind::"watch"].contains(resource) };
permit (principal, action in [Action::"inspect", Action::"load", Action::"undo"], resource == Kind::"batch")
    when { principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" || principal in Role::"clerk" || principal in Role::"site_manager" };
permit (principal, action in Action::"write", resource)
    when { [Kind::"source_profile", Kind::"alias", Kind::"weather"].contains(resource)
        && (principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" || principal in Role::"clerk") };
permit (principal, action in [Action::"write", Action::"enter", Action::"spread", Action::"submit", Action::"revise", Action::"discard"], resource == Kind::"target_plan")
    when { principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" };
permit (principal, action in [Action::"approve", Action::"return"], resource == Kind::"target_plan")
    when { principal in Role::"administrator" || principal in Role::"director" };
permit (principal, action in Action::"write", resource == Kind::"target")
    when { principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" || principal in Role::"site_manager" };
permit (principal, action in [Action::"write", Action::"look_over"], resource == Kind::"watch")
    when { principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" };
permit (principal, action == Action::"judge", resource == Kind::"anomaly")
    when { principal in Role::"administrator" || principal in Role::"director" || principal in Role::"analyst" || principal in Role::"site_manager" };
// A site's manager fills in the targets of the site, in a draft that headquarters has begun.
permit (principal in Role::"site_manager", action == Action::"enter", resource == Kind::"target_plan");
"#;
