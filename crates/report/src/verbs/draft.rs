//! Drafts a monthly report from the data.

use crate::document::Document;
use crate::queries::{Subject, company, draft};
use crate::records::report::{Entity, Model};
use chrono::NaiveDate;
use garde::Validate;
use kernel::access::user;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::measure::{Period, Where};
use kernel::record::insert;
use kernel::refusal::{Outcome, Refusal};
use kernel::text::{Lang, text};
use kernel::verb::{Reply, TypeVerb, VerbAbout, verb_about};
use organisation::records::{channel, site};
use schemars::JsonSchema;
use sea_orm::EntityTrait;
use serde::Deserialize;
use serde_json::json;

/// Drafts a report on a site, on a channel, on a channel of a site, or on the company.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Draft {
    #[garde(pattern(r"^\d{4}-(0[1-9]|1[0-2])$"))]
    #[schemars(title = "月份", example = "2026-10", extend("x-en" = "Month", "x-pattern-msg" = crate::records::report::month_message()))]
    pub month: String,
    #[schemars(title = "门店", extend("x-en" = "Site"))]
    pub site_id: Option<Id<site::Entity>>,
    #[schemars(title = "渠道", extend("x-en" = "Channel"))]
    pub channel_id: Option<Id<channel::Entity>>,
    #[serde(skip)]
    #[schemars(skip)]
    drafted: Option<Drafted>,
}

/// A document and what it was drafted on.
pub struct Drafted {
    subject: Subject,
    document: Document,
}

impl Drafted {
    /// Drafts a document ahead.
    pub async fn on(desk: &Desk, subject: Subject) -> Outcome<Self> {
        Ok(Self { document: draft(desk, &subject).await?, subject })
    }
}

/// The document on a subject: the one that was drafted ahead if it is on the same, or else a new one.
pub async fn document_on(desk: &Desk, subject: &Subject, ahead: Option<Drafted>) -> Outcome<Document> {
    match ahead {
        Some(drafted) if drafted.subject == *subject => Ok(drafted.document),
        _ => draft(desk, subject).await,
    }
}

impl TypeVerb for Draft {
    type Record = Entity;
    const NAME: &'static str = "draft";

    fn about() -> VerbAbout {
        verb_about("起草报告", "Draft a report", "起草了报告", "Drafted")
    }

    async fn act(self, desk: &Desk) -> Outcome<Reply> {
        let subject = subject(desk, &self.month, (self.site_id, self.channel_id), Id::of(desk.actor.id)).await?;
        let document = document_on(desk, &subject, self.drafted).await?;
        let row = Model {
            month: self.month,
            site_id: self.site_id,
            channel_id: self.channel_id,
            author: Id::of(desk.actor.id),
            drafted_at: desk.now,
            texts: json!({}),
            ..Model::default()
        };
        let row = insert::<Entity>(desk, with_document(row, &document)?).await?;
        Reply::row(&row)
    }

    async fn ahead(&mut self, desk: &Desk) -> Outcome<()> {
        let subject = subject(desk, &self.month, (self.site_id, self.channel_id), Id::of(desk.actor.id)).await?;
        self.drafted = Some(Drafted::on(desk, subject).await?);
        Ok(())
    }
}

/// The row with a document put into it.
pub fn with_document(row: Model, document: &Document) -> Outcome<Model> {
    let json = serde_json::to_value(document)?;
    let titled = |lang| format!("{} {}", document.title.in_lang(lang), document.subtitle.in_lang(lang));
    let title = text(titled(Lang::Zh), titled(Lang::En));
    Ok(Model { title, data_version: document.data_version.clone(), document: json, ..row })
}

/// What a report is about, refused where the actor does not see all of it.
pub async fn subject(
    desk: &Desk,
    month: &str,
    (site, channel): (Option<Id<site::Entity>>, Option<Id<channel::Entity>>),
    author: Id<user::Entity>,
) -> Outcome<Subject> {
    let first = format!("{month}-01").parse::<NaiveDate>().ok().and_then(Period::month_of);
    let period = first.ok_or_else(|| Refusal::malformed("月份应如 2026-10", "A month such as 2026-10 is expected"))?;
    let mut filters = Where::new();
    let mut names = Vec::new();
    match site {
        Some(id) if desk.actor.sites.hold(id.0) => {
            let row = site::Entity::find_by_id(id).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
            filters.insert("site".into(), vec![row.code]);
            names.push(row.name);
        }
        Some(_) => return Err(Refusal::not_found().into()),
        None if desk.actor.sites.listed().is_some() => {
            return Err(Refusal::conflict(
                "report.whose",
                "请选择门店：您负责的不是全公司",
                "Choose a site: the whole company is not yours to report on",
            )
            .on("site_id")
            .into());
        }
        None => {}
    }
    if let Some(id) = channel {
        let row = channel::Entity::find_by_id(id).one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
        filters.insert("channel".into(), vec![row.code]);
        names.push(row.name);
    }
    if names.is_empty() {
        names.push(company(desk).await?.unwrap_or_else(|| "全公司".to_owned()));
    }
    Ok(Subject { month: month.to_owned(), period, name: names.join(" · "), filters, author })
}
