//! The policies: Cedar texts that say which role may do what. What no policy permits is forbidden.
//!
//! Departments bring policies for their own records; a company may put its own file in their place.
//! Either way they are validated at the start against a schema made from what the departments offer,
//! so that a misspelt record or verb stops the program instead of silently forbidding (or permitting) something.

use super::actor::{Actor, Role};
use crate::department::{Catalogue, Department};
use anyhow::{Context as _, anyhow, bail};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, ParseErrors, PolicySet, Request, Schema, ValidationMode, Validator,
};
use miette::Diagnostic;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

/// Reading and taking away, which change nothing.
pub const LOOK: [&str; 2] = ["read", "export"];
/// Changing rows through the generic form and workbook.
pub const WRITE: [&str; 5] = ["create", "change", "end", "reopen", "import"];
/// Errors of policies that are told at once.
const ERRORS_MAX: usize = 5;
/// How many people's decisions are remembered at once.
const REMEMBERED_MAX: usize = 10_000;

/// What one person may do: actions by kind of thing.
pub type Grants = BTreeMap<String, BTreeSet<String>>;

/// An account with the roles it has now.
type Who = (String, Vec<Role>);

/// The validated policies of a running house.
pub struct Policies {
    policies: PolicySet,
    /// Every kind of thing with its department and the actions it knows.
    kinds: Vec<(String, String, Vec<String>)>,
    /// Verbs that change nothing, each with its record.
    reading: BTreeSet<(&'static str, &'static str)>,
    remembered: Mutex<HashMap<Who, Arc<Grants>>>,
}

/// The policies that the departments bring.
pub fn shipped_policies(departments: &[Department]) -> String {
    departments.iter().map(|d| format!("// {}\n{}\n", d.title.en, d.policies.trim())).collect::<Vec<_>>().join("\n")
}

impl Policies {
    /// Reads and validates policies against what the catalogue offers.
    pub fn read(text: &str, catalogue: &Catalogue) -> anyhow::Result<Self> {
        let kinds = catalogue.kinds();
        let (schema, warnings) = Schema::from_cedarschema_str(&schema(&kinds)).context("the schema of the policies")?;
        drop(warnings);
        let policies: PolicySet = text.parse().map_err(|error: ParseErrors| anyhow!("{}", found(text, &error)))?;
        let result = Validator::new(schema).validate(&policies, ValidationMode::Strict);
        if !result.validation_passed() {
            let mut errors: Vec<String> = result.validation_errors().take(ERRORS_MAX).map(|error| found(text, error)).collect();
            errors.dedup();
            bail!("{}", errors.join("; "));
        }
        let reading = catalogue.records().flat_map(|r| r.verbs().iter().filter(|v| v.about.reads).map(|v| (r.name(), v.name))).collect();
        Ok(Self { policies, kinds, reading, remembered: Mutex::default() })
    }

    /// Whether an actor may do an action on a kind of thing.
    pub fn allow(&self, actor: &Actor, action: &str, kind: &str) -> bool {
        if actor.read_only && !LOOK.contains(&action) && !self.reading.contains(&(kind, action)) {
            return false;
        }
        self.grants(actor).get(kind).is_some_and(|actions| actions.contains(action))
    }

    /// Everything an actor may do.
    pub fn grants(&self, actor: &Actor) -> Arc<Grants> {
        let key = (actor.account.clone(), actor.roles.clone());
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(grants) = remembered.get(&key) {
            return grants.clone();
        }
        let grants = Arc::new(self.decide(actor).unwrap_or_else(|error| {
            tracing::error!(%error, "policies could not be asked; nothing is allowed");
            Grants::new()
        }));
        if remembered.len() >= REMEMBERED_MAX {
            remembered.clear();
        }
        remembered.insert(key, grants.clone());
        grants
    }

    fn decide(&self, actor: &Actor) -> anyhow::Result<Grants> {
        let entities = Entities::from_json_value(self.entities(actor), None)?;
        let (authorizer, principal) = (Authorizer::new(), uid("User", &actor.account)?);
        let mut grants = Grants::new();
        for (kind, _, actions) in &self.kinds {
            for action in actions {
                let request = Request::new(principal.clone(), uid("Action", action)?, uid("Kind", kind)?, Context::empty(), None)?;
                if authorizer.is_authorized(&request, &self.policies, &entities).decision() == Decision::Allow {
                    grants.entry(kind.clone()).or_default().insert(action.clone());
                }
            }
        }
        Ok(grants)
    }

    fn entities(&self, actor: &Actor) -> serde_json::Value {
        let of = |kind: &str, id: &str| json!({ "type": kind, "id": id });
        let roles: Vec<_> = actor.roles.iter().map(|r| of("Role", r.word())).collect();
        let mut all = vec![json!({ "uid": of("User", &actor.account), "attrs": {}, "parents": roles })];
        all.extend(Role::ALL.iter().map(|r| json!({ "uid": of("Role", r.word()), "attrs": {}, "parents": [] })));
        let departments: BTreeSet<&str> = self.kinds.iter().map(|(_, d, _)| d.as_str()).collect();
        all.extend(departments.iter().map(|d| json!({ "uid": of("Department", d), "attrs": {}, "parents": [] })));
        all.extend(self.kinds.iter().map(|(k, d, _)| json!({ "uid": of("Kind", k), "attrs": {}, "parents": [of("Department", d)] })));
        let actions: BTreeSet<&String> = self.kinds.iter().flat_map(|(_, _, actions)| actions).collect();
        all.extend(["look", "write", "act"].iter().map(|g| json!({ "uid": of("Action", g), "attrs": {}, "parents": [] })));
        all.extend(actions.iter().map(|a| json!({ "uid": of("Action", a), "attrs": {}, "parents": [of("Action", group(a))] })));
        json!(all)
    }
}

/// What is wrong with the policies, and in which line.
fn found(text: &str, error: &dyn Diagnostic) -> String {
    let at = error.labels().and_then(|mut labels| labels.next()).map(|label| label.offset());
    match at.and_then(|at| text.get(..at)) {
        Some(before) => {
            let line = before.matches('\n').count() + 1;
            format!("第 {line} 行 · line {line}: {error}")
        }
        None => error.to_string(),
    }
}

fn uid(kind: &str, id: &str) -> anyhow::Result<EntityUid> {
    Ok(EntityUid::from_json(json!({ "type": kind, "id": id }))?)
}

/// Policies may name a single action or its group: `look`, `write`, or `act` for every verb.
fn group(action: &str) -> &'static str {
    match action {
        a if LOOK.contains(&a) => "look",
        a if WRITE.contains(&a) => "write",
        _ => "act",
    }
}

fn schema(kinds: &[(String, String, Vec<String>)]) -> String {
    let mut text = String::from(
        "entity Role;\nentity User in [Role];\nentity Department;\nentity Kind in [Department];\naction \"look\", \"write\", \"act\";\n",
    );
    let actions: BTreeSet<&String> = kinds.iter().flat_map(|(_, _, actions)| actions).collect();
    for action in actions {
        let _ = writeln!(text, "action \"{action}\" in [\"{}\"] appliesTo {{ principal: [User], resource: [Kind] }};", group(action));
    }
    text
}
