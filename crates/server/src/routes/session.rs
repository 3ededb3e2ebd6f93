//! Signing in and out, changing the password, and who one is.

use crate::app::App;
use crate::caller::{COOKIE, Caller, lang, refuse_foreign};
use crate::origin::origin;
use crate::problem::{Answer, Problem};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kernel::access::{Proof, SESSION_DAYS, end_sessions, hash_password, issue_session, judge_password, user, verify_password};
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{AnyRecord, ListQuery, SIZE_MAX, save};
use kernel::refusal::{Kind, Refusal};
use kernel::text::{Text, text};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The largest body of a sign-in.
const BODY_BYTES_MAX: usize = 4 << 10;
/// The most sites that the switcher is given.
const SITES_MAX: usize = 5_000;

#[derive(Deserialize)]
struct SignIn {
    account: String,
    password: String,
}

/// Signs in: answers *Me* and sets the cookie.
pub async fn sign_in(State(app): State<App>, request: Request) -> Answer<Response> {
    let (parts, body) = request.into_parts();
    refuse_foreign(&parts.method, &parts.headers)?;
    let unreadable = || Refusal::malformed("请填写账号和密码", "Account and password are expected");
    let bytes = axum::body::to_bytes(body, BODY_BYTES_MAX).await.map_err(|_| unreadable())?;
    let SignIn { account, password } = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
    let (account, address) = (account.trim().to_lowercase(), origin(&parts));
    let (by_account, by_address) = (format!("account:{account}"), format!("address:{address}"));
    refuse_hasty(&app, &[&by_account, &by_address])?;
    let now = app.house.clock.now();
    // Counted before the password is looked at: guesses sent all at once must not all be free.
    app.house.tries.wrong(&by_account, now);
    app.house.tries.wrong(&by_address, now);
    let user = user::Entity::find().filter(user::Column::Account.eq(&account)).one(&app.house.db).await?;
    let user = user.filter(|u| u.ended_at.is_none() && !u.locked && !u.password_hash.is_empty());
    let hash = user.as_ref().map(|u| u.password_hash.clone());
    let right = app.checking.run(move || verify_password(&password, hash.as_deref())).await?;
    let Some(user) = user.filter(|_| right) else {
        metrics::counter!("shuzhi_sign_in_refused").increment(1);
        return Err(Refusal::new(Kind::Unknown, "session.wrong", text("账号或密码不对", "Wrong account or password")).into());
    };
    app.house.tries.right(&by_account);
    app.house.tries.right(&by_address);
    let actor = user::actor_of(&app.house, &user).await?;
    let desk = app.house.write(actor.clone(), &address).await?;
    let secret = issue_session(&desk, user.id.0).await;
    let secret = desk.finish(secret).await?;
    let caller = Caller::known(app.clone(), actor, user, Proof::Session(secret.clone()), address, lang(&parts.headers));
    let mut response = Json(me(&app, &caller).await?).into_response();
    set_cookie(&mut response, &app, &secret, SESSION_DAYS * 24 * 3600)?;
    Ok(response)
}

/// Refuses who has tried wrong passwords too often, until the delay is over.
fn refuse_hasty(app: &App, keys: &[&str]) -> Answer<()> {
    let now = app.house.clock.now();
    let Some(seconds) = keys.iter().filter_map(|key| app.house.tries.wait_seconds(key, now)).max() else { return Ok(()) };
    let told = text(format!("尝试次数过多，请 {seconds} 秒后再试"), format!("Too many tries; wait {seconds} seconds"));
    Err(Refusal::new(Kind::Wait(seconds), "wait", told).into())
}

fn set_cookie(response: &mut Response, app: &App, secret: &str, seconds: i64) -> Answer<()> {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    response.headers_mut().insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).map_err(anyhow::Error::from)?);
    Ok(())
}

/// *Me*.
pub async fn read(State(app): State<App>, caller: Caller) -> Answer<Json<Me>> {
    Ok(Json(me(&app, &caller).await?))
}

/// Signs out here.
pub async fn sign_out(State(app): State<App>, caller: Caller) -> Answer<Response> {
    let Proof::Session(secret) = &caller.proof else { return Err(no_session()) };
    finish_sessions(&app, &caller, Some(secret)).await
}

/// Signs out everywhere.
pub async fn sign_out_everywhere(State(app): State<App>, caller: Caller) -> Answer<Response> {
    let Proof::Session(_) = &caller.proof else { return Err(no_session()) };
    finish_sessions(&app, &caller, None).await
}

async fn finish_sessions(app: &App, caller: &Caller, only: Option<&str>) -> Answer<Response> {
    let desk = caller.write().await?;
    let outcome = end_sessions(&desk, caller.actor.id, only).await;
    desk.finish(outcome).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&mut response, app, "", 0)?;
    Ok(response)
}

fn no_session() -> Problem {
    Refusal::malformed("令牌没有会话可退出，请吊销令牌", "A token has no session to sign out of; revoke the token instead").into()
}

#[derive(Deserialize)]
pub struct NewPassword {
    old: String,
    new: String,
}

/// Changes the password; other sessions end, this one is renewed.
pub async fn change_password(State(app): State<App>, mut caller: Caller, Json(body): Json<NewPassword>) -> Answer<Response> {
    let Proof::Session(_) = &caller.proof else { return Err(no_session()) };
    let by_account = format!("account:{}", caller.user.account);
    refuse_hasty(&app, &[&by_account])?;
    judge_password("/new", &body.new, &caller.user.account)?;
    let known = caller.user.password_hash.clone();
    let (old, new) = (body.old.clone(), body.new.clone());
    let hash = app.checking.run(move || verify_password(&old, Some(&known)).then(|| hash_password(&new))).await?;
    let Some(hash) = hash.transpose()? else {
        app.house.tries.wrong(&by_account, app.house.clock.now());
        return Err(Refusal::new(Kind::Invalid, "session.wrong", text("原密码不对", "The old password is wrong")).on("old").into());
    };
    let desk = caller.write().await?;
    let outcome = async {
        let row = user::Entity::find_by_id(Id::of(caller.actor.id)).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
        let next = user::Model { password_hash: hash, must_change_password: false, ..row.clone() };
        save::<user::Entity>(&desk, &row, next, "change_password").await?;
        end_sessions(&desk, caller.actor.id, None).await?;
        issue_session(&desk, caller.actor.id).await
    };
    let outcome = outcome.await;
    let secret = desk.finish(outcome).await?;
    caller.user.must_change_password = false;
    let mut response = Json(me(&app, &caller).await?).into_response();
    set_cookie(&mut response, &app, &secret, SESSION_DAYS * 24 * 3600)?;
    Ok(response)
}

/// Who is signed in, what they may do and where.
#[derive(Serialize, JsonSchema)]
pub struct Me {
    id: Uuid,
    account: String,
    name: String,
    /// `director`, `clerk` …
    roles: Vec<&'static str>,
    must_change_password: bool,
    all_sites: bool,
    sites: Vec<SiteBrief>,
    company: Option<String>,
    today: NaiveDate,
    /// The last day that has facts.
    data_until: Option<NaiveDate>,
    /// Actions by record type.
    may: BTreeMap<String, BTreeSet<String>>,
    departments: Vec<DepartmentBrief>,
}

/// A site, for the switcher.
#[derive(Serialize, JsonSchema)]
struct SiteBrief {
    id: String,
    code: String,
    name: String,
    kind: String,
}

/// A department with the record types the person may read, for the menu.
#[derive(Serialize, JsonSchema)]
struct DepartmentBrief {
    name: &'static str,
    #[serde(flatten)]
    title: Text,
    records: Vec<&'static str>,
}

/// All sites of the actor, for the switcher; page by page, since no list is longer than a page.
async fn all_sites(desk: &Desk, record: &dyn AnyRecord) -> Answer<Vec<Value>> {
    let mut sites = Vec::new();
    let mut query = ListQuery { size: SIZE_MAX, ..ListQuery::default() };
    while sites.len() < SITES_MAX {
        let page = record.list(desk, &query).await?;
        sites.extend(page.items);
        if page.next.is_none() {
            break;
        }
        query.after = page.next;
    }
    Ok(sites)
}

async fn me(app: &App, caller: &Caller) -> Answer<Me> {
    let desk = caller.desk();
    let grants = app.house.policies.grants(&caller.actor);
    let may = |kind: &str| grants.get(kind).is_some_and(|actions| actions.contains("read"));
    let named = |kind: &'static str| app.house.catalogue.record(kind).filter(|_| may(kind));
    let word = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let sites = match named("site") {
        Some(record) => all_sites(&desk, record).await?,
        None => Vec::new(),
    };
    let company = match named("company") {
        Some(record) => {
            record.list(&desk, &ListQuery { size: 1, ..ListQuery::default() }).await?.items.first().map(|row| word(row, "name"))
        }
        None => None,
    };
    let mut until = None;
    for source in app.house.catalogue.figures() {
        until = until.max(source.until(&desk).await?);
    }
    let departments = app.house.catalogue.departments.iter().map(|d| DepartmentBrief {
        name: d.name,
        title: d.title.clone(),
        records: d.records.iter().map(|r| r.name()).filter(|r| may(r)).collect(),
    });
    let brief = |row: &Value| SiteBrief { id: word(row, "id"), code: word(row, "code"), name: word(row, "name"), kind: word(row, "kind") };
    Ok(Me {
        id: caller.actor.id,
        account: caller.user.account.clone(),
        name: caller.user.name.clone(),
        roles: caller.actor.roles.iter().map(|role| role.word()).collect(),
        must_change_password: caller.user.must_change_password,
        all_sites: caller.actor.sites.listed().is_none(),
        sites: sites.iter().map(brief).collect(),
        company,
        today: desk.today(),
        data_until: until,
        may: (*grants).clone(),
        departments: departments.collect(),
    })
}
