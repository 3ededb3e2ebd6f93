//! `shuzhi user`: accounts from the command line, for the first day and for locked doors.

use super::refused;
use super::screen::say;
use crate::place::Place;
use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use kernel::access::{Actor, Role, user};
use kernel::house::House;
use kernel::record::{AnyRecord, Record};
use kernel::verb::{Reply, SECRET, Verb};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::process::ExitCode;

/// Where acts of these commands come from, in the history.
const ORIGIN: &str = "command line";

#[derive(Subcommand)]
pub enum User {
    /// Lists the accounts.
    List,
    /// Adds an account that sees the whole company, and prints its first password.
    Add {
        account: String,
        #[arg(long)]
        name: String,
        #[arg(long, value_enum)]
        role: RoleName,
    },
    /// Gives an account a new password, prints it, unlocks the account, and ends its sessions and tokens.
    Reset { account: String },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum RoleName {
    Administrator,
    Director,
    SiteManager,
    Analyst,
    Clerk,
    Auditor,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Administrator => Self::Administrator,
            RoleName::Director => Self::Director,
            RoleName::SiteManager => Self::SiteManager,
            RoleName::Analyst => Self::Analyst,
            RoleName::Clerk => Self::Clerk,
            RoleName::Auditor => Self::Auditor,
        }
    }
}

impl User {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let house = place.open_existing().await?;
        match self {
            Self::List => {
                let users = user::Entity::find().order_by_asc(user::Column::Account).all(&house.db).await?;
                let line = |u: &user::Model| {
                    format!("{}\t{}\t{}", u.account, u.name, u.roles.0.iter().map(|r| r.word()).collect::<Vec<_>>().join(","))
                };
                say(json, &serde_json::to_value(&users)?, || users.iter().map(line).collect::<Vec<_>>().join("\n"));
            }
            Self::Add { account, name, role } => {
                let body = json!({ "account": account.to_lowercase(), "name": name, "roles": [Role::from(role)], "all_sites": true });
                let desk = house.write(Actor::house(), ORIGIN).await.map_err(refused)?;
                let made = accounts(&house)?.create(&desk, body).await;
                tell(&desk.finish(made).await.map_err(refused)?, json);
            }
            Self::Reset { account } => {
                let account = account.to_lowercase();
                let row = user::Entity::find().filter(user::Column::Account.eq(&account)).one(&house.db).await?;
                let row = row.with_context(|| format!("没有账号 {account} · there is no account {account}"))?;
                let desk = house.write(Actor::house(), ORIGIN).await.map_err(refused)?;
                let reset = accounts(&house)?.act(&desk, user::ResetPassword::NAME, Some(row.id.0), None, json!({}).into()).await;
                let (Reply::Row(answer) | Reply::Other(answer)) = desk.finish(reset).await.map_err(refused)? else {
                    bail!("a password is no file")
                };
                tell(&answer, json);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The record of accounts, with the same rules and acts as through the web.
fn accounts(house: &House) -> anyhow::Result<&dyn AnyRecord> {
    house.catalogue.record(user::Entity::NAME).context("there is no record of accounts")
}

/// Prints an account with its new password.
fn tell(answer: &Value, json: bool) {
    let [account, password] = ["account", SECRET].map(|name| answer[name].as_str().unwrap_or_default());
    say(json, &json!({ "account": account, "password": password }), || format!("{account}\t{password}"));
}
