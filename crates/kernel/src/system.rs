//! The system department: accounts, tokens, views, files, jobs, notices and holidays, which every house has.

use crate::access::{ApiToken, Issue, Revoke, session, user};
use crate::audit::{chain, entry};
use crate::calendar::{CalendarOf, holiday};
use crate::department::Department;
use crate::file::File;
use crate::idempotency;
use crate::inquiry::inquiry;
use crate::job::{Job, Retry};
use crate::notice::{self, MarkAllRead, MarkRead};
use crate::record::{Cards, Door};
use crate::view;
use sea_orm::sea_query::TableCreateStatement;
use sea_orm::{DbBackend, Schema};

/// What the kernel itself offers.
pub fn department() -> Department {
    Department {
        records: vec![
            Box::new(Door::<user::Entity>::open().verb::<user::ResetPassword>().verb::<user::Lock>().verb::<user::Unlock>()),
            Box::new(Door::<ApiToken>::open().type_verb::<Issue>().verb::<Revoke>()),
            Box::new(Door::<Job>::open().verb::<Retry>()),
            Box::new(Door::<notice::Entity>::open().verb::<MarkRead>().type_verb::<MarkAllRead>()),
            Box::new(Door::<File>::open()),
            Box::new(Door::<view::Entity>::open()),
            Box::new(Door::<holiday::Entity>::open()),
        ],
        inquiries: vec![inquiry::<CalendarOf>()],
        policies: POLICIES,
        kinds: vec![("file", &["upload"]), ("history", &["read", "export"])],
        ..Department::new("system", "系统", "System")
    }
}

/// The tables that the house keeps beside those of its records, as they are declared; the migrations must have made the same.
pub fn tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    let schema = Schema::new(backend);
    vec![
        schema.create_table_from_entity(entry::Entity),
        schema.create_table_from_entity(chain::Entity),
        schema.create_table_from_entity(Cards),
        schema.create_table_from_entity(session::Entity),
        schema.create_table_from_entity(idempotency::Entity),
    ]
}

const POLICIES: &str = r#"
// Accounts are the administrator's; the auditor may look.
permit (principal in Role::"administrator", action, resource in Department::"system");
permit (principal in Role::"auditor", action in Action::"look", resource in Department::"system");
// Everyone keeps their own views and files, and sees their own jobs and notices.
permit (principal, action in [Action::"look", Action::"write"], resource == Kind::"view") unless { principal in Role::"auditor" };
permit (principal, action in Action::"look", resource in Department::"system")
    when { resource in [Kind::"view", Kind::"file", Kind::"job", Kind::"notice", Kind::"holiday"] };
permit (principal, action == Action::"upload", resource == Kind::"file") unless { principal in Role::"auditor" };
permit (principal, action in Action::"act", resource == Kind::"notice");
permit (principal, action in Action::"act", resource == Kind::"job") unless { principal in Role::"auditor" };
permit (principal, action, resource == Kind::"api_token") unless { principal in Role::"auditor" };
"#;
