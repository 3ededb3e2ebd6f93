//! The person or program that acts, what they are trusted with, and the sites given to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a person is trusted with; the policies say what each role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    #[schemars(title = "系统管理员", extend("x-en" = "Administrator", "x-color" = "volcano"))]
    Administrator,
    #[schemars(title = "经营负责人", extend("x-en" = "Director", "x-color" = "purple"))]
    Director,
    #[schemars(title = "门店经理", extend("x-en" = "Site manager", "x-color" = "geekblue"))]
    SiteManager,
    #[schemars(title = "数据分析", extend("x-en" = "Analyst", "x-color" = "cyan"))]
    Analyst,
    #[schemars(title = "文员", extend("x-en" = "Clerk", "x-color" = "gold"))]
    Clerk,
    #[schemars(title = "审计（只读）", extend("x-en" = "Auditor (read only)", "x-color" = "default"))]
    Auditor,
}

impl Role {
    /// Every role, in the order of trust.
    pub const ALL: [Self; 6] = [Self::Administrator, Self::Director, Self::SiteManager, Self::Analyst, Self::Clerk, Self::Auditor];

    /// The word of the role in policies and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Director => "director",
            Self::SiteManager => "site_manager",
            Self::Analyst => "analyst",
            Self::Clerk => "clerk",
            Self::Auditor => "auditor",
        }
    }
}

/// The sites an actor may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sites {
    /// The whole company.
    All,
    /// These, with everything below them already counted in.
    Only(Vec<Uuid>),
}

impl Sites {
    /// The sites by name, unless they are all.
    pub fn listed(&self) -> Option<&[Uuid]> {
        match self {
            Self::All => None,
            Self::Only(sites) => Some(sites),
        }
    }

    /// Those of the given sites that are among them.
    pub fn within(&self, given: Vec<Uuid>) -> Self {
        Self::Only(given.into_iter().filter(|site| self.hold(*site)).collect())
    }

    /// Whether a site is among them.
    pub fn hold(&self, site: Uuid) -> bool {
        self.listed().is_none_or(|sites| sites.contains(&site))
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: Uuid,
    pub account: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub sites: Sites,
    /// A token that was given for reading only.
    pub read_only: bool,
    /// A token that was given for some roles or some sites only: it acts for its owner, but what is the owner's own and
    /// lies at no site (files, notices, views, other jobs) is not its business.
    pub narrowed: bool,
    /// The token by which they act, if it is one.
    pub token: Option<Uuid>,
}

impl Actor {
    /// The program itself, when nobody is at the desk: first start, jobs by the clock, the command line on the server.
    pub fn house() -> Self {
        Self {
            id: Uuid::nil(),
            account: "house".into(),
            name: "系统".into(),
            roles: vec![Role::Administrator, Role::Director],
            sites: Sites::All,
            read_only: false,
            narrowed: false,
            token: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_that_are_given_on_never_reach_beyond_ones_own() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let only = |sites: &[Uuid]| Sites::Only(sites.to_vec());
        for (own, given, left) in [
            (Sites::All, vec![a, b], only(&[a, b])),
            (only(&[a, b]), vec![b, c], only(&[b])),
            (only(&[a]), vec![c], only(&[])),
            (only(&[]), vec![a], only(&[])),
            (Sites::All, vec![], only(&[])),
        ] {
            assert_eq!(own.within(given.clone()), left, "{given:?} of {own:?}");
        }
    }
}
