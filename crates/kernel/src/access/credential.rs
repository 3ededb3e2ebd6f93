//! Proofs of who someone is: sessions in a browser and tokens for scripts. Only their hashes are kept.

use super::actor::Actor;
use super::password::random_secret;
use super::user::{self, Roles, SiteIds};
use crate::audit::hex;
use crate::desk::Desk;
use crate::house::House;
use crate::id::Id;
use crate::record::{About, Record, about, chosen_cards, insert, save, ui};
use crate::refusal::{FieldError, Kind, Outcome, Refusal};
use crate::text::text;
use crate::verb::{Reply, TypeVerb, Verb, VerbAbout, verb_about};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::ActiveValue::Set;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::Arc;

/// Days after which a session ends, however busy it is.
pub const SESSION_DAYS: i64 = 14;
/// Days after which an unused session ends.
const IDLE_DAYS: i64 = 3;
/// How often the use of a session is noted.
const NOTE_MINUTES: i64 = 10;

/// What a request shows to prove who sends it.
#[derive(Clone, Debug)]
pub enum Proof {
    Session(String),
    Token(String),
}

/// Sessions of browsers.
pub mod session {
    use sea_orm::entity::prelude::*;

    /// One browser that is signed in.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub user_id: Uuid,
        pub created_at: chrono::DateTime<chrono::Utc>,
        pub seen_at: chrono::DateTime<chrono::Utc>,
        pub origin: String,
    }
    crate::table!();
}

/// A token by which a script may act for a person.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "api_token")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "所有者", extend("x-en" = "Owner", "x-ui" = ui("base")))]
    pub user_id: Id<user::Entity>,
    #[garde(length(chars, min = 1, max = 60))]
    #[schemars(title = "用途", extend("x-en" = "Purpose", "x-ui" = ui("base").list(100, 220).text().sort().link()))]
    pub name: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "只读", extend("x-en" = "Read only", "x-ui" = ui("base").list(90, 90).yes_no()))]
    pub read_only: bool,
    #[serde(skip_deserializing)]
    #[schemars(title = "到期日", extend("x-en" = "Expires on", "x-ui" = ui("base").list(80, 130).range().sort()))]
    pub expires_on: NaiveDate,
    #[serde(skip_deserializing)]
    /// 空着表示与所有者相同
    #[schemars(title = "限定角色", extend("x-en" = "Only these roles", "x-en-description" = "Empty: as the owner", "x-ui" = ui("base").list(70, 180)))]
    pub roles: Option<Roles>,
    #[serde(skip_deserializing)]
    /// 所给门店及其下级；空着表示与所有者相同
    #[schemars(title = "限定门店", extend("x-en" = "Only these sites", "x-en-description" = "These sites and what lies below them; empty: as the owner", "x-ui" = ui("base").list(60, 220)))]
    pub sites: Option<SiteIds>,
    #[serde(skip)]
    pub secret_hash: String,
}
crate::table!();

/// The record of tokens, under the name other rooms use.
pub type ApiToken = Entity;

impl Record for Entity {
    const NAME: &'static str = "api_token";
    const OWNER: Option<Column> = Some(Column::UserId);

    fn about() -> About {
        about("API 令牌", "API tokens").icon("key").headed("name", "name").sort("name").group("base", "令牌", "Token").kept_by_house()
    }
}

/// Issues a token for the person who asks; it is shown this once.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Issue {
    #[garde(length(chars, min = 1, max = 60))]
    #[schemars(title = "用途", extend("x-en" = "Purpose"))]
    pub name: String,
    #[garde(range(min = 1, max = 366))]
    #[schemars(title = "有效天数", extend("x-en" = "Days valid", "default" = 90))]
    pub days: i64,
    #[schemars(title = "只读", extend("x-en" = "Read only", "default" = true))]
    pub read_only: bool,
    #[serde(default)]
    /// 不选则与您的角色相同
    #[schemars(title = "限定角色", extend("x-en" = "Only these roles", "x-en-description" = "None chosen: the same as yours"))]
    pub roles: Option<Roles>,
    #[serde(default)]
    /// 不选则与您可见的门店相同
    #[schemars(title = "限定门店", extend("x-en" = "Only these sites", "x-en-description" = "None chosen: the same as yours"))]
    pub sites: Option<SiteIds>,
}

/// The new token, told this once.
#[derive(Serialize, JsonSchema)]
pub struct NewToken {
    secret: String,
    id: Id<Entity>,
    expires_on: NaiveDate,
}

impl TypeVerb for Issue {
    type Record = Entity;
    const NAME: &'static str = "issue";

    fn about() -> VerbAbout {
        verb_about("新建令牌", "New token", "新建了令牌", "Issued").answers::<NewToken>()
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        // A token that could make tokens would outlive its own end.
        if desk.actor.token.is_some() {
            let (zh, en) = ("令牌不能新建令牌，请登录后新建", "A token cannot make tokens; sign in to make one");
            return Err(Refusal::conflict("api_token.by_token", zh, en).into());
        }
        let roles = self.roles.filter(|roles| !roles.0.is_empty());
        let sites = self.sites.filter(|sites| !sites.0.is_empty());
        refuse_beyond(desk, roles.as_ref(), sites.as_ref()).await?;
        let secret = random_secret();
        let expires_on = desk.today() + Duration::days(self.days);
        let token = Model {
            user_id: Id::of(desk.actor.id),
            name: self.name,
            read_only: self.read_only,
            expires_on,
            roles,
            sites,
            secret_hash: hashed(&secret),
            ..Model::default()
        };
        let token = insert::<Entity>(desk, token).await?;
        Reply::other(&NewToken { secret, id: token.id, expires_on: token.expires_on })
    }
}

/// Refuses roles and sites that the one who asks has not.
async fn refuse_beyond(desk: &Desk, roles: Option<&Roles>, sites: Option<&SiteIds>) -> Outcome<()> {
    let mut errors = Vec::new();
    if roles.is_some_and(|roles| roles.0.iter().any(|role| !desk.actor.roles.contains(role))) {
        errors.push(FieldError::new("/roles", "outside", "只能选择您自己的角色", "Choose among your own roles"));
    }
    if let Some(sites) = sites {
        let known: HashSet<Uuid> =
            chosen_cards(&desk.db(), &desk.actor, "site", &sites.0).await?.into_iter().map(|card| card.row_id).collect();
        if sites.0.iter().any(|site| !known.contains(site) || !desk.actor.sites.hold(*site)) {
            errors.push(FieldError::new("/sites", "outside", "请选择您负责的门店", "Choose among your own sites"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::invalid(errors).into()) }
}

/// Takes a token back: it opens nothing from now on.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Revoke {}

impl Verb for Revoke {
    type Record = Entity;
    const NAME: &'static str = "revoke";

    fn about() -> VerbAbout {
        verb_about("吊销", "Revoke", "吊销了令牌", "Revoked")
            .danger()
            .confirm("吊销后，使用此令牌的程序立即无法访问。", "Programs that use this token are shut out at once.")
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        Reply::row(&save::<Entity>(desk, &row, Model { ended_at: Some(desk.now), ..row.clone() }, Self::NAME).await?)
    }
}

fn hashed(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Opens a session for a user and answers its secret, for the cookie.
pub async fn issue_session(desk: &Desk, user: Uuid) -> Outcome<String> {
    let secret = random_secret();
    let row = session::ActiveModel {
        hash: Set(hashed(&secret)),
        user_id: Set(user),
        created_at: Set(desk.now),
        seen_at: Set(desk.now),
        origin: Set(desk.origin.clone()),
    };
    session::Entity::insert(row).exec_without_returning(&desk.db()).await?;
    Ok(secret)
}

/// Ends a user's sessions: one by its secret, or all of them.
pub async fn end_sessions(desk: &Desk, user: Uuid, only: Option<&str>) -> Outcome<()> {
    let mut delete = session::Entity::delete_many().filter(session::Column::UserId.eq(user));
    if let Some(secret) = only {
        delete = delete.filter(session::Column::Hash.eq(hashed(secret)));
    }
    delete.exec(&desk.db()).await?;
    Ok(())
}

/// Forgets sessions that have ended by themselves.
pub async fn sweep_sessions(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Outcome<u64> {
    let old = session::Column::CreatedAt.lt(now - Duration::days(SESSION_DAYS));
    let idle = session::Column::SeenAt.lt(now - Duration::days(IDLE_DAYS));
    Ok(session::Entity::delete_many().filter(Condition::any().add(old).add(idle)).exec(db).await?.rows_affected)
}

/// Takes back all tokens of a user.
pub async fn revoke_tokens(desk: &Desk, user: Uuid) -> Outcome<()> {
    for row in Entity::find().filter(Column::UserId.eq(user)).filter(Column::EndedAt.is_null()).all(&desk.db()).await? {
        save::<Entity>(desk, &row, Model { ended_at: Some(desk.now), ..row.clone() }, Revoke::NAME).await?;
    }
    Ok(())
}

/// Who a proof belongs to; refuses what is unknown, expired, locked or ended.
pub async fn prove(house: &Arc<House>, proof: &Proof) -> Outcome<(Actor, user::Model)> {
    let now = house.clock.now();
    let (user_id, token) = match proof {
        Proof::Session(secret) => (prove_session(house, secret, now).await?, None),
        Proof::Token(secret) => {
            let token = prove_token(house, secret, now).await?;
            (token.user_id.0, Some(token))
        }
    };
    let user = user::Entity::find_by_id(Id::of(user_id)).one(&house.db).await?.filter(|u| u.ended_at.is_none() && !u.locked);
    let user = user.ok_or_else(signed_out)?;
    let owner = user::actor_of(house, &user).await?;
    let actor = match token {
        Some(token) => narrowed(house, owner, token).await?,
        None => owner,
    };
    Ok((actor, user))
}

/// The owner as a token lets them act: with those of its roles and sites that the owner has now.
async fn narrowed(house: &House, owner: Actor, token: Model) -> Outcome<Actor> {
    let narrowed = token.roles.is_some() || token.sites.is_some();
    let roles = match &token.roles {
        Some(only) => owner.roles.iter().copied().filter(|role| only.0.contains(role)).collect(),
        None => owner.roles.clone(),
    };
    let sites = match token.sites {
        Some(only) => owner.sites.within(house.sites_below(only.0).await?),
        None => owner.sites.clone(),
    };
    Ok(Actor { roles, sites, read_only: token.read_only, narrowed, token: Some(token.id.0), ..owner })
}

/// The owner as a token lets them act, for what the token has begun: it may have expired since, but not been taken back.
pub async fn acting_by(house: &House, owner: Actor, token: Uuid) -> Outcome<Actor> {
    let token = Entity::find_by_id(Id::of(token)).one(&house.db).await?.filter(|token| token.ended_at.is_none());
    narrowed(house, owner, token.ok_or_else(signed_out)?).await
}

fn signed_out() -> Refusal {
    Refusal::new(Kind::Unknown, "session.none", text("请先登录", "Please sign in"))
}

async fn prove_session(house: &House, secret: &str, now: DateTime<Utc>) -> Outcome<Uuid> {
    let hash = hashed(secret);
    let row = session::Entity::find_by_id(hash.clone()).one(&house.db).await?.ok_or_else(signed_out)?;
    if now - row.created_at > Duration::days(SESSION_DAYS) || now - row.seen_at > Duration::days(IDLE_DAYS) {
        session::Entity::delete_by_id(hash).exec(&house.db).await?;
        return Err(Refusal::new(
            Kind::Unknown,
            "session.expired",
            text("登录已过期，请重新登录", "Your session has expired; sign in again"),
        )
        .into());
    }
    // A long import may have the database to itself; that someone was here can be noted next time.
    if now - row.seen_at > Duration::minutes(NOTE_MINUTES)
        && let Some(_turn) = house.turn_if_free()
    {
        session::Entity::update(session::ActiveModel { hash: Set(hash), seen_at: Set(now), ..Default::default() }).exec(&house.db).await?;
    }
    Ok(row.user_id)
}

async fn prove_token(house: &House, secret: &str, now: DateTime<Utc>) -> Outcome<Model> {
    let token = Entity::find()
        .filter(Column::SecretHash.eq(hashed(secret)))
        .filter(Column::EndedAt.is_null())
        .one(&house.db)
        .await?
        .ok_or_else(signed_out)?;
    if crate::clock::china_day(now) > token.expires_on {
        return Err(Refusal::new(Kind::Unknown, "session.expired", text("令牌已过期", "The token has expired")).into());
    }
    Ok(token)
}
