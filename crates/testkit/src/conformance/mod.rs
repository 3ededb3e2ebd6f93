//! The checks that hold for everything the house offers. Each walks the catalogue: nothing is listed here by name.
//!
//! A check goes through all records and tells everything it found at the end, so that one run shows all that is to mend.

mod access;
mod change;
mod contract;
mod create;
mod end;
mod figures;
mod filters;
mod paging;
mod tables;
mod verbs;
mod workbook;

pub use access::{hidden_rows, permissions};
pub use change::changes;
pub use contract::{contract, wrong_with};
pub use create::{creation, spoilt_fields, spoilt_forms};
pub use end::ends;
pub use figures::figures;
pub use filters::{filters, hostile_questions};
pub use paging::paging;
pub use tables::tables;
pub use verbs::verbs;
pub use workbook::{refused_workbooks, round_trips};

use crate::app::TestApp;
use crate::forms::{Filled, Forms};
use crate::request::Client;
use kernel::access::Role;
use kernel::record::AnyRecord;
use serde_json::{Value, json};
use uuid::Uuid;

/// What a check found of one thing: fine, or what is wrong with it.
pub(crate) type Finding = Result<(), String>;

/// The longest a finding is told.
const WRONG_CHARS_MAX: usize = 600;

/// What a check found of all things.
#[derive(Default)]
pub(crate) struct Findings {
    looked: usize,
    wrong: Vec<String>,
}

impl Findings {
    pub(crate) fn take(&mut self, name: &str, finding: Finding) {
        self.looked += 1;
        if let Err(wrong) = finding {
            let wrong: String = wrong.chars().take(WRONG_CHARS_MAX).collect();
            self.wrong.push(format!("{name}: {wrong}"));
        }
    }

    /// Ends the test with everything that was found; a check that looked at nothing has not been made.
    pub(crate) fn settle(self) {
        assert!(self.looked > 0, "there was nothing to check");
        assert!(self.wrong.is_empty(), "{} of {} are not as they should be:\n{}", self.wrong.len(), self.looked, self.wrong.join("\n"));
    }
}

/// Says what is wrong, unless it is fine.
pub(crate) fn must(fine: bool, wrong: impl FnOnce() -> String) -> Finding {
    if fine { Ok(()) } else { Err(wrong()) }
}

/// A house with a site, someone who may do everything, and forms to fill in.
pub(crate) struct Bench<'a> {
    pub app: &'a TestApp,
    pub admin: Client,
    pub forms: Forms<'a>,
    /// The site at which the bench's rows lie, where there are sites.
    pub here: Option<Uuid>,
}

impl<'a> Bench<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let admin = app.sign_in(Role::Administrator).await;
        let here = site(app, &admin).await;
        Self { app, forms: Forms::new(app, admin.clone(), here), admin, here }
    }

    /// A site at which none of the bench's rows lie.
    pub async fn elsewhere(&self) -> Option<Uuid> {
        site(self.app, &self.admin).await
    }

    /// All records.
    pub fn records(&self) -> impl Iterator<Item = &'a dyn AnyRecord> {
        self.app.house.catalogue.records()
    }

    /// The records whose rows people may write.
    pub fn written(&self) -> impl Iterator<Item = &'a dyn AnyRecord> {
        self.records().filter(|r| !r.about().kept_by_house)
    }

    /// The roles that may not do something.
    pub fn roles_without(&self, kind: &str, action: &str) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| !self.may(*role, kind, action)).collect()
    }

    /// Someone who may do something: the administrator, where the policies let them.
    pub async fn someone_who_may(&self, kind: &str, action: &str) -> Client {
        match Role::ALL.into_iter().find(|role| self.may(*role, kind, action)) {
            None | Some(Role::Administrator) => self.admin.clone(),
            Some(role) => self.app.sign_in(role).await,
        }
    }

    fn may(&self, role: Role, kind: &str, action: &str) -> bool {
        let actor = kernel::access::Actor { account: role.word().into(), roles: vec![role], ..kernel::access::Actor::house() };
        self.app.house.policies.allow(&actor, action, kind)
    }
}

async fn site(app: &TestApp, admin: &Client) -> Option<Uuid> {
    let record = app.house.catalogue.record("site")?;
    let row = Forms::new(app, admin.clone(), None).row(record, Filled::Required).await;
    Some(crate::forms::id_of(&row))
}

/// Where the rows of a record are asked for.
pub(crate) fn path_of(record: &dyn AnyRecord) -> String {
    format!("/api/records/{}", record.name())
}

/// Where one row is asked for.
pub(crate) fn path_to(record: &dyn AnyRecord, row: &Value) -> String {
    format!("{}/{}", path_of(record), row["id"].as_str().unwrap_or_default())
}

/// The body with one field set.
pub(crate) fn with(body: &Value, field: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[field] = value;
    body
}

/// The body without one field.
pub(crate) fn without(body: &Value, field: &str) -> Value {
    let mut body = body.clone();
    if let Some(map) = body.as_object_mut() {
        map.shift_remove(field);
    }
    body
}

/// The newest line of a row's history.
pub(crate) async fn newest_line(client: &Client, record: &dyn AnyRecord, row: &Value) -> Result<Value, String> {
    let page = client.get(&format!("{}/history", path_to(record, row))).await.try_ok()?;
    page["items"].get(0).cloned().ok_or_else(|| "the history is empty".to_owned())
}

/// How many lines the history of the whole house has.
pub(crate) async fn lines(app: &TestApp) -> Result<u64, String> {
    use sea_orm::{EntityTrait, PaginatorTrait};
    kernel::audit::entry::Entity::find().count(&app.house.db).await.map_err(|error| error.to_string())
}

/// Whether a row still says everything that was sent.
pub(crate) fn says(row: &Value, body: &Value) -> Finding {
    for (name, sent) in body.as_object().into_iter().flatten() {
        must(same(&row[name], sent), || format!("{name} was sent as {sent} and came back as {}", row[name]))?;
    }
    Ok(())
}

/// Equal, where an exact number may be written with more or fewer zeros behind its point.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    let trimmed = |value: &Value| match value.as_str() {
        Some(text) if text.contains('.') && text.parse::<f64>().is_ok() => json!(text.trim_end_matches('0').trim_end_matches('.')),
        _ => value.clone(),
    };
    a == b || trimmed(a) == trimmed(b)
}
