//! Who gets in, and to what: accounts, proofs, and the policies that say who may do what.

mod actor;
mod credential;
mod password;
mod policy;
mod tries;
pub mod user;

pub use actor::{Actor, Role, Sites};
pub use credential::{
    ApiToken, Issue, Proof, Revoke, SESSION_DAYS, acting_by, end_sessions, issue_session, prove, revoke_tokens, session, sweep_sessions,
};
pub use password::{PASSWORD_MIN, hash_aside, hash_password, judge_password, random_password, random_secret, verify_password};
pub use policy::{Policies, shipped_policies};
pub use tries::Tries;
