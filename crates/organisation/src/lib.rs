//! The directory (档案): the nouns that every department shares, from companies and sites to items and staff.

mod queries;
pub mod records;
mod rules;

use kernel::department::Department;
use kernel::record::Door;
use records::{brand, category, channel, company, department as division, item, item_cost, position, shop, site, staff};
pub use rules::barcode::check_digit;

/// What the directory offers.
pub fn department() -> Department {
    Department {
        records: vec![
            Box::new(Door::<site::Entity>::open()),
            Box::new(Door::<shop::Entity>::open()),
            Box::new(Door::<brand::Entity>::open()),
            Box::new(Door::<category::Entity>::open()),
            Box::new(Door::<item::Entity>::open()),
            Box::new(Door::<item_cost::Entity>::open()),
            Box::new(Door::<channel::Entity>::open()),
            Box::new(Door::<company::Entity>::open()),
            Box::new(Door::<division::Entity>::open()),
            Box::new(Door::<position::Entity>::open()),
            Box::new(Door::<staff::Entity>::open()),
        ],
        policies: POLICIES,
        sites_below: Some(|db, sites| Box::pin(queries::sites_below::sites_below(db, sites))),
        ..Department::new("organisation", "档案", "Directory")
    }
}

const POLICIES: &str = r#"
permit (principal, action in Action::"look", resource in Department::"organisation");
permit (principal in Role::"administrator", action, resource in Department::"organisation");
permit (principal in Role::"director", action in Action::"write", resource in Department::"organisation");
// A site's manager and clerk keep what belongs to the site; the shared catalogues are kept by the company.
permit (principal in Role::"site_manager", action in Action::"write", resource)
    when { [Kind::"shop", Kind::"staff"].contains(resource) };
permit (principal in Role::"clerk", action in [Action::"create", Action::"change", Action::"import"], resource)
    when { [Kind::"shop", Kind::"brand", Kind::"category", Kind::"item", Kind::"item_cost"].contains(resource) };
"#;
