//! Accounts: the people who may sign in, what they are trusted with, and the sites given to them.

use super::actor::{Actor, Role, Sites};
use super::password::{hash_aside, random_password};
use crate::desk::Desk;
use crate::house::House;
use crate::id::Id;
use crate::record::{About, Record, about, save, ui};
use crate::refusal::{Outcome, Refusal};
use crate::verb::{Reply, Verb, VerbAbout, verb_about};
use chrono::{DateTime, Utc};
use garde::Validate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;

/// An account.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "user")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    /// 登录时输入的名称
    #[sea_orm(unique)]
    #[garde(length(chars, min = 2, max = 40), pattern(r"^[a-z0-9][a-z0-9._-]*$"))]
    #[schemars(title = "账号", example = "li.na", extend("x-en" = "Account", "x-en-description" = "What the person types to sign in",
        "x-pattern-msg" = json!({"zh": "由小写字母、数字、点和短横组成", "en": "small letters, digits, dots and dashes"}),
        "x-ui" = ui("base").list(100, 140).text().sort().link().once()))]
    pub account: String,
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "姓名", extend("x-en" = "Name", "x-ui" = ui("base").list(95, 140).text().sort()))]
    pub name: String,
    #[garde(length(min = 1, max = 6))]
    #[schemars(title = "角色", extend("x-en" = "Roles", "x-ui" = ui("trust").list(90, 220)))]
    pub roles: Roles,
    #[serde(default)]
    #[schemars(title = "全公司", extend("x-en" = "Whole company", "x-ui" = ui("trust").list(80, 100).yes_no()))]
    pub all_sites: bool,
    #[serde(default)]
    /// 所给门店及其下级；勾选“全公司”时不看此项
    #[schemars(title = "可见门店", extend("x-en" = "Sites", "x-en-description" = "These sites and what lies below them; not used for “whole company”", "x-ui" = ui("trust").list(70, 240).wide()))]
    pub sites: SiteIds,
    #[serde(skip_deserializing)]
    #[schemars(title = "已锁定", extend("x-en" = "Locked", "x-ui" = ui("trust").list(60, 90).yes_no()))]
    pub locked: bool,
    #[serde(skip_deserializing)]
    #[schemars(title = "须改密码", extend("x-en" = "Must change password", "x-ui" = ui("trust")))]
    pub must_change_password: bool,
    #[serde(skip)]
    pub password_hash: String,
}
crate::table!();

/// The roles of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, FromJsonQueryResult)]
pub struct Roles(pub Vec<Role>);

impl garde::rules::length::HasSimpleLength for Roles {
    fn length(&self) -> usize {
        self.0.len()
    }
}

/// Sites by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct SiteIds(pub Vec<Uuid>);

impl JsonSchema for SiteIds {
    fn schema_name() -> Cow<'static, str> {
        "SiteIds".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "maxItems": 200, "items": { "type": "string", "format": "ref", "x-ref": "site" } })
    }
}

impl Record for Entity {
    const NAME: &'static str = "user";

    fn about() -> About {
        about("账号", "Accounts")
            .icon("user")
            .headed("name", "account")
            .sort("account")
            .group("base", "基本信息", "Basics")
            .group("trust", "权限", "Access")
            .view("all", "全部", "All", &[])
            .view("locked", "已锁定", "Locked", &[("locked", "true")])
            .unique(&["account"])
            .key(&["account"])
    }

    async fn check(_desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        if before.is_none() {
            next.must_change_password = true;
        }
        Ok(())
    }

    /// The first password; accounts that a workbook brought get theirs by `reset_password`.
    async fn secret(next: &mut Model) -> Outcome<Option<String>> {
        let secret = random_password();
        next.password_hash = hash_aside(&secret).await?;
        Ok(Some(secret))
    }
}

/// The person behind an account, with their sites and everything below them.
pub async fn actor_of(house: &House, user: &Model) -> Outcome<Actor> {
    let sites = if user.all_sites { Sites::All } else { Sites::Only(house.sites_below(user.sites.0.clone()).await?) };
    Ok(Actor { sites, ..user.trusted() })
}

impl Model {
    /// The person with what they are trusted with, at no site: enough to ask the policies.
    pub fn trusted(&self) -> Actor {
        Actor {
            id: self.id.0,
            account: self.account.clone(),
            name: self.name.clone(),
            roles: self.roles.0.clone(),
            sites: Sites::Only(Vec::new()),
            read_only: false,
            narrowed: false,
            token: None,
        }
    }
}

/// Gives the account a new random password, which is shown once and must be changed at the next sign-in; ends its sessions and tokens.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {}

/// The new password, told this once.
#[derive(Serialize, JsonSchema)]
pub struct NewPassword {
    secret: String,
    account: String,
}

impl Verb for ResetPassword {
    type Record = Entity;
    const NAME: &'static str = "reset_password";

    fn about() -> VerbAbout {
        verb_about("重设密码", "Reset password", "重设了密码", "Password reset")
            .confirm(
                "生成新的随机密码？原密码和 API 令牌立即失效，所有设备都会退出登录。",
                "Make a new random password? The old one and all API tokens stop working at once, and every device is signed out.",
            )
            .answers::<NewPassword>()
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let secret = random_password();
        let next = Model { password_hash: hash_aside(&secret).await?, must_change_password: true, locked: false, ..row.clone() };
        save::<Entity>(desk, &row, next, Self::NAME).await?;
        super::end_sessions(desk, row.id.0, None).await?;
        // Whoever stole the account may have made themselves a token.
        super::revoke_tokens(desk, row.id.0).await?;
        Reply::other(&NewPassword { secret, account: row.account })
    }
}

/// Keeps the account from signing in, and ends its sessions.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Lock {}

impl Verb for Lock {
    type Record = Entity;
    const NAME: &'static str = "lock";

    fn about() -> VerbAbout {
        verb_about("锁定", "Lock", "锁定了账号", "Locked")
            .from("locked", &["false"])
            .danger()
            .confirm("锁定后此账号立即退出且无法登录。", "The account is signed out at once and cannot sign in.")
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        if row.id.0 == desk.actor.id {
            return Err(Refusal::conflict("user.self", "不能锁定自己的账号", "You cannot lock your own account").into());
        }
        let next = save::<Entity>(desk, &row, Model { locked: true, ..row.clone() }, Self::NAME).await?;
        super::end_sessions(desk, row.id.0, None).await?;
        Reply::row(&next)
    }
}

/// Lets a locked account sign in again.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Unlock {}

impl Verb for Unlock {
    type Record = Entity;
    const NAME: &'static str = "unlock";

    fn about() -> VerbAbout {
        verb_about("解锁", "Unlock", "解锁了账号", "Unlocked").from("locked", &["true"])
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let next = save::<Entity>(desk, &row, Model { locked: false, ..row.clone() }, Self::NAME).await?;
        Reply::row(&next)
    }
}
