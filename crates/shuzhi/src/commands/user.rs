//! `shuzhi user`: accounts from the command line, for the first day and for locked doors.

use super::screen::say;
use crate::place::Place;
use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use kernel::access::{Actor, Role, hash_password, random_password, user};
use kernel::record::{insert, save};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::process::ExitCode;

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
    /// Gives an account a new password, prints it, and unlocks the account.
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
                let password = random_password();
                let row = user::Model {
                    account: account.to_lowercase(),
                    name,
                    roles: user::Roles(vec![role.into()]),
                    all_sites: true,
                    must_change_password: true,
                    password_hash: hash_password(&password)?,
                    ..user::Model::default()
                };
                if user::Entity::find().filter(user::Column::Account.eq(&row.account)).one(&house.db).await?.is_some() {
                    bail!("there is an account {} already", row.account);
                }
                let desk = house.write(Actor::house(), "command line").await?;
                let made = insert::<user::Entity>(&desk, row).await;
                let made = desk.finish(made).await?;
                say(json, &json!({ "account": made.account, "password": password }), || format!("{}\t{password}", made.account));
            }
            Self::Reset { account } => {
                let row = user::Entity::find().filter(user::Column::Account.eq(&account)).one(&house.db).await?;
                let row = row.with_context(|| format!("there is no account {account}"))?;
                let password = random_password();
                let next =
                    user::Model { password_hash: hash_password(&password)?, must_change_password: true, locked: false, ..row.clone() };
                let desk = house.write(Actor::house(), "command line").await?;
                let saved = save::<user::Entity>(&desk, &row, next, "reset_password").await;
                desk.finish(saved).await?;
                say(json, &json!({ "account": account, "password": password }), || format!("{account}\t{password}"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
