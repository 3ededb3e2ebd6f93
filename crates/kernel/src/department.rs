//! Departments: what each room of the house offers, and the catalogue of all of it.

use crate::audit::generic_event;
use crate::inquiry::AnyInquiry;
use crate::job::JobKind;
use crate::measure::Figures;
use crate::record::AnyRecord;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use futures::future::BoxFuture;
use sea_orm::{DatabaseConnection, DatabaseExecutor};
use std::any::Any;
use std::sync::Arc;
use uuid::Uuid;

/// Everything one department offers, as its door lists it.
pub struct Department {
    /// The folder, the URL and the TypeScript name.
    pub name: &'static str,
    pub title: Text,
    /// In the order of the menu.
    pub records: Vec<Box<dyn AnyRecord>>,
    pub figures: Vec<Arc<dyn Figures>>,
    /// What its pages ask beside lists and figures.
    pub inquiries: Vec<Box<dyn AnyInquiry>>,
    pub jobs: Vec<JobKind>,
    /// Its policies in Cedar, in force unless the company has put its own file in their place.
    pub policies: &'static str,
    /// Other things of its own that policies speak of, beside records: name and actions.
    pub kinds: Vec<(&'static str, &'static [&'static str])>,
    /// What the department keeps running beside the database, such as the warehouse; its verbs and jobs find it by type.
    pub part: Option<Arc<dyn Any + Send + Sync>>,
    /// How given sites are completed with everything below them; the department that keeps the sites offers it.
    pub sites_below: Option<SitesBelow>,
}

/// Completes sites with everything below them.
pub type SitesBelow = for<'a> fn(&'a DatabaseConnection, Vec<Uuid>) -> BoxFuture<'a, Outcome<Vec<Uuid>>>;

impl Department {
    /// An empty department, to be filled in.
    pub fn new(name: &'static str, zh: &str, en: &str) -> Self {
        Self {
            name,
            title: text(zh, en),
            records: Vec::new(),
            figures: Vec::new(),
            inquiries: Vec::new(),
            jobs: Vec::new(),
            policies: "",
            kinds: Vec::new(),
            part: None,
            sites_below: None,
        }
    }
}

/// All departments of a running house.
pub struct Catalogue {
    pub departments: Vec<Department>,
}

impl Catalogue {
    /// Takes the departments in. Two records of one name are a mistake of ours and stop the program.
    pub fn of(departments: Vec<Department>) -> Self {
        let catalogue = Self { departments };
        let mut names: Vec<_> = catalogue.records().map(AnyRecord::name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "two records share a name: {names:?}");
        catalogue
    }

    /// All records, department by department.
    pub fn records(&self) -> impl Iterator<Item = &dyn AnyRecord> {
        self.departments.iter().flat_map(|d| d.records.iter().map(AsRef::as_ref))
    }

    /// A record by its name.
    pub fn record(&self, name: &str) -> Option<&dyn AnyRecord> {
        self.records().find(|r| r.name() == name)
    }

    /// A kind of job by its name.
    pub fn job(&self, name: &str) -> Option<&JobKind> {
        self.departments.iter().flat_map(|d| &d.jobs).find(|j| j.name == name)
    }

    /// All inquiries.
    pub fn inquiries(&self) -> impl Iterator<Item = &dyn AnyInquiry> {
        self.departments.iter().flat_map(|d| d.inquiries.iter().map(AsRef::as_ref))
    }

    /// What a department keeps running, by its type.
    pub fn part<T: Any + Send + Sync>(&self) -> Outcome<Arc<T>> {
        let found = self.departments.iter().filter_map(|d| d.part.clone()).find_map(|part| part.downcast::<T>().ok());
        found.ok_or_else(|| anyhow::anyhow!("no department keeps a {}", std::any::type_name::<T>()).into())
    }

    /// All sources of figures.
    pub fn figures(&self) -> impl Iterator<Item = &Arc<dyn Figures>> {
        self.departments.iter().flat_map(|d| &d.figures)
    }

    /// Whether any row of any record refers to a row.
    pub async fn refers_to(&self, db: &DatabaseExecutor<'_>, target: &str, id: Uuid) -> Outcome<bool> {
        for record in self.records() {
            if record.refers_to(db, target, id).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether facts, whoever may see them, speak of a row of a record by its code: then the row must stay.
    pub async fn has_facts_of(&self, record: &str, code: &str) -> Outcome<bool> {
        for source in self.figures() {
            for dim in source.dims().iter().filter(|dim| dim.record == Some(record)) {
                if source.has_facts_of(None, dim.name, code).await? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// What the history calls an event: generic, or by its verb.
    pub fn event_title(&self, record: &str, event: &str) -> Text {
        let verb = self.record(record).and_then(|r| r.verbs().iter().find(|v| v.name == event));
        verb.map(|v| v.about.event.clone()).or_else(|| generic_event(event)).unwrap_or_else(|| text(event, event))
    }

    /// Everything policies may speak of: kind, department, actions.
    pub fn kinds(&self) -> Vec<(String, String, Vec<String>)> {
        let mut kinds: Vec<(&str, &str, Vec<&str>)> = Vec::new();
        for department in &self.departments {
            for record in &department.records {
                let mut actions = vec!["read", "export"];
                if !record.about().kept_by_house {
                    actions.extend(["create", "change", "end", "reopen", "import"]);
                }
                actions.extend(record.verbs().iter().map(|v| v.name));
                kinds.push((record.name(), department.name, actions));
            }
            for (kind, actions) in &department.kinds {
                match kinds.iter_mut().find(|(k, _, _)| k == kind) {
                    Some((_, _, known)) => known.extend(actions.iter()),
                    None => kinds.push((kind, department.name, actions.to_vec())),
                }
            }
        }
        kinds.into_iter().map(|(k, d, a)| (k.to_owned(), d.to_owned(), a.into_iter().map(str::to_owned).collect())).collect()
    }
}
