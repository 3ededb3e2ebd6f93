//! Who calls: the proof in the request, the person behind it, and where they are.

use crate::app::App;
use crate::origin::origin;
use crate::problem::Problem;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use kernel::access::{Actor, Proof, prove, user};
use kernel::desk::Desk;
use kernel::refusal::{Kind, Refusal};
use kernel::text::{Lang, text};

/// The name of the session cookie.
pub const COOKIE: &str = "shuzhi_session";

/// Someone who is signed in.
pub struct Caller {
    pub actor: Actor,
    pub user: user::Model,
    pub proof: Proof,
    pub origin: String,
    pub lang: Lang,
    app: App,
}

impl Caller {
    /// A desk for reading.
    pub fn desk(&self) -> Desk {
        self.app.house.read(self.actor.clone(), &self.origin)
    }

    /// A desk for writing.
    pub async fn write(&self) -> kernel::refusal::Outcome<Desk> {
        self.app.house.write(self.actor.clone(), &self.origin).await
    }
}

impl Caller {
    /// Someone whose proof has just been checked otherwise.
    pub fn known(app: App, actor: Actor, user: user::Model, proof: Proof, origin: String, lang: Lang) -> Self {
        Self { actor, user, proof, origin, lang, app }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = Self::signed_in(parts, app).await?;
        // A first password is only good for choosing one's own.
        let path = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0).path();
        if caller.user.must_change_password && !path.starts_with("/api/session") {
            let told = text("请先修改初始密码", "Change your first password before going on");
            return Err(Refusal::new(Kind::Forbidden, "session.must_change_password", told).into());
        }
        Ok(caller)
    }
}

impl Caller {
    async fn signed_in(parts: &Parts, app: &App) -> Result<Self, Problem> {
        let proof = proof(&parts.headers)?;
        if matches!(proof, Proof::Session(_)) {
            refuse_foreign(&parts.method, &parts.headers)?;
        }
        let (actor, user) = prove(&app.house, &proof).await?;
        Ok(Self { actor, user, proof, origin: origin(parts), lang: lang(&parts.headers), app: app.clone() })
    }
}

fn proof(headers: &HeaderMap) -> Result<Proof, Refusal> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    if let Some(token) = bearer {
        return Ok(Proof::Token(token.trim().to_owned()));
    }
    cookie(headers).map(Proof::Session).ok_or_else(|| Refusal::new(Kind::Unknown, "session.none", text("请先登录", "Please sign in")))
}

/// The session's secret out of the cookies.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, secret)| secret.to_owned())
}

/// A browser says where a request was made; a write that another page made is refused, though the cookie came along.
pub fn refuse_foreign(method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let word = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let foreign = match (word("sec-fetch-site"), word("origin"), word("host")) {
        (Some(site), _, _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, authority)| authority != host),
        // Not a browser: nobody's cookies are carried along unasked.
        (None, None, _) => false,
        (None, Some(_), None) => true,
    };
    if foreign {
        return Err(Refusal::new(
            Kind::Forbidden,
            "forbidden",
            text("请求来自别的网站，已拒绝", "The request came from another site and was refused"),
        ));
    }
    Ok(())
}

/// The language asked for: the web sends the user's choice, browsers send theirs.
pub fn lang(headers: &HeaderMap) -> Lang {
    let first = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("zh");
    if first.trim_start().to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Zh }
}
