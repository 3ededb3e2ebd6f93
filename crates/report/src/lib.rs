//! Reports (报告与述职): drafted from the data, written around bound figures, handed in, accepted and printed.

mod document;
mod printed;
mod queries;
pub mod records;
mod rules;
mod verbs;

use kernel::department::Department;
use kernel::record::Door;
use records::report;
use verbs::{Accept, Discard, Draft, Edit, Print, ReadDocument, Redraft, Return, Submit};

/// What reporting offers.
pub fn department() -> Department {
    let report = Door::<report::Entity>::open()
        .type_verb::<Draft>()
        .verb::<Edit>()
        .verb::<Redraft>()
        .verb::<Discard>()
        .verb::<Submit>()
        .verb::<Return>()
        .verb::<Accept>()
        .verb::<ReadDocument>()
        .verb::<Print>();
    Department { records: vec![Box::new(report)], policies: POLICIES, ..Department::new("report", "报告", "Reports") }
}

const POLICIES: &str = r#"
permit (principal, action in Action::"look", resource == Kind::"report");
permit (principal, action in [Action::"document", Action::"print"], resource == Kind::"report");
permit (principal, action in [Action::"draft", Action::"edit", Action::"redraft", Action::"discard", Action::"submit"], resource == Kind::"report")
    when { principal in Role::"director" || principal in Role::"site_manager" || principal in Role::"analyst" };
permit (principal in Role::"director", action in [Action::"accept", Action::"return"], resource == Kind::"report");
"#;
