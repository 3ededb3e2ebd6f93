//! The door of a record: everything the engine offers for it, behind one trait that knows no types.

use super::about::About;
use super::field::{Field, FieldKind, fields_of, record_schema_of, schema_of};
use super::filter::contains;
use super::list::{self, ListQuery, Page};
use super::summary::{self, Summary};
use super::workbook::{self, Filled, ImportReport};
use super::{Record, column, judge, tell, write};
use crate::access::Actor;
use crate::audit::{HistoryPage, deleted, deleted_with, digest, entry, history};
use crate::desk::Desk;
use crate::id::Id;
use crate::refusal::{Failure, Outcome, Refusal};
use crate::text::{Lang, text};
use crate::verb::{Reply, Request, TypeVerb, Verb, VerbAbout, Wish};
use async_trait::async_trait;
use futures::future::BoxFuture;
use jsonschema::Validator;
use sea_orm::sea_query::{Expr, ExprTrait, TableCreateStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseExecutor, DatabaseTransaction, DbBackend, IdenStatic, ModelTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Schema, Value as Db,
};
use serde_json::{Value, json};
use std::marker::PhantomData;
use std::path::Path;
use uuid::Uuid;

/// A verb as it stands in the catalogue.
pub struct VerbEntry {
    pub name: &'static str,
    pub about: VerbAbout,
    /// The schema of the request; its fields make the form.
    pub request: Value,
    /// Acts on one row; otherwise on the record type as a whole.
    pub on_row: bool,
    validator: Validator,
}

type RowAct<R> = for<'a> fn(&'a Door<R>, &'a Desk, Wish, Uuid, Option<i32>) -> BoxFuture<'a, Outcome<Reply>>;
type TypeAct<R> = for<'a> fn(&'a Door<R>, &'a Desk, Wish) -> BoxFuture<'a, Outcome<Reply>>;
type RowAhead = for<'a> fn(&'a Desk, Value, Uuid) -> BoxFuture<'a, Outcome<Wish>>;
type TypeAhead = for<'a> fn(&'a Desk, Value) -> BoxFuture<'a, Outcome<Wish>>;

/// How a verb acts, and how it computes before that.
enum Act<R: Record> {
    Row(RowAct<R>, RowAhead),
    Type(TypeAct<R>, TypeAhead),
}

/// A record with its declaration read and its verbs attached.
pub struct Door<R: Record> {
    pub(super) about: About,
    pub(super) schema: Value,
    pub(super) fields: Vec<Field>,
    pub(super) validator: Validator,
    verbs: Vec<VerbEntry>,
    acts: Vec<Act<R>>,
    record: PhantomData<fn() -> R>,
}

impl<R: Record> Door<R> {
    /// Reads the declaration of a record.
    pub fn open() -> Self {
        let schema = record_schema_of::<R::Model>();
        let fields = fields_of(&schema);
        let validator = judge::validator(&schema, &fields);
        Self { about: R::about(), schema, fields, validator, verbs: Vec::new(), acts: Vec::new(), record: PhantomData }
    }

    /// Attaches a verb that acts on a row.
    pub fn verb<V: Verb<Record = R>>(self) -> Self {
        self.attach::<V>(
            V::NAME,
            V::about(),
            Act::Row(
                |door, desk, wish, id, version| Box::pin(door.act_on_row::<V>(desk, wish, id, version)),
                |desk, body, id| Box::pin(ahead_of_row::<V>(desk, body, id)),
            ),
        )
    }

    /// Attaches a verb that acts on the record type as a whole.
    pub fn type_verb<V: TypeVerb<Record = R>>(self) -> Self {
        self.attach::<V>(
            V::NAME,
            V::about(),
            Act::Type(
                |door, desk, wish| Box::pin(door.act_on_type::<V>(desk, wish)),
                |desk, body| Box::pin(ahead_of_type::<V>(desk, body)),
            ),
        )
    }

    fn attach<V: Request>(mut self, name: &'static str, about: VerbAbout, act: Act<R>) -> Self {
        let request = schema_of::<V>();
        let validator = judge::validator(&request, &fields_of(&request));
        self.verbs.push(VerbEntry { name, about, request, on_row: matches!(act, Act::Row(..)), validator });
        self.acts.push(act);
        self
    }

    async fn act_on_row<V: Verb<Record = R>>(&self, desk: &Desk, wish: Wish, id: Uuid, version: Option<i32>) -> Outcome<Reply> {
        let row = write::find::<R>(desk, Id::of(id)).await?;
        write::refuse_stale(self, desk, &row, version).await?;
        let about = V::about();
        if !about.reads {
            R::may_write(desk, &row, V::NAME).await?;
            write::refuse_ended::<R>(&row)?;
        }
        let shown = serde_json::to_value(&row)?;
        if let Some((field, states)) = about.from {
            let state = shown[field].as_str().map_or_else(|| shown[field].to_string(), str::to_owned);
            if !states.contains(&state.as_str()) {
                return Err(self.wrong_state(field, &state, &about).into());
            }
        }
        self.reply(desk, &about, wish.request::<V>()?.act(desk, row).await?).await
    }

    /// A deleted row is seen by those who could see it when it was there, by what the history has kept of it.
    async fn may_see_deleted(&self, desk: &Desk, id: Uuid) -> Outcome<()> {
        let row = deleted(desk, R::NAME, id).await?.ok_or_else(Refusal::not_found)?;
        let held = |column: R::Column| row[column.as_str()].as_str().and_then(|id| id.parse::<Uuid>().ok());
        let ours = R::SITE.is_none_or(|c| desk.actor.sites.listed().is_none() || held(c).is_some_and(|site| desk.actor.sites.hold(site)));
        let own = R::OWNER.is_none_or(|c| held(c) == Some(desk.actor.id));
        if ours && own { Ok(()) } else { Err(Refusal::not_found().into()) }
    }

    async fn act_on_type<V: TypeVerb<Record = R>>(&self, desk: &Desk, wish: Wish) -> Outcome<Reply> {
        self.reply(desk, &V::about(), wish.request::<V>()?.act(desk).await?).await
    }

    fn entry(&self, verb: &str, on_row: bool) -> Option<(&VerbEntry, &Act<R>)> {
        let at = self.verbs.iter().position(|v| v.name == verb && v.on_row == on_row)?;
        Some((self.verbs.get(at)?, self.acts.get(at)?))
    }

    /// A row is answered as any list shows it, with the names of what it refers to; those concerned are told of it.
    async fn reply(&self, desk: &Desk, verb: &VerbAbout, reply: Reply) -> Outcome<Reply> {
        let Reply::Row(row) = reply else { return Ok(reply) };
        tell::tell(self, desk, verb, &row).await?;
        let id = row["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
        let model = write::find::<R>(desk, Id::of(id)).await?;
        Ok(Reply::Row(list::shown(self, desk, &[model]).await?.swap_remove(0)))
    }

    fn wrong_state(&self, field: &str, state: &str, verb: &VerbAbout) -> Refusal {
        let field = self.fields.iter().find(|f| f.name == field);
        let choice = field.and_then(|f| f.choices.iter().find(|(value, _)| value == state)).map(|(_, text)| text.clone());
        let told = match (field, state) {
            (Some(field), "true") => field.title.clone(),
            (Some(field), "false") => text(format!("未{}", field.title.zh.trim_start_matches('已')), format!("not {}", field.title.en)),
            _ => choice.unwrap_or_else(|| text(state, state)),
        };
        let (zh, en) = (told.zh, told.en);
        Refusal::conflict(
            "state",
            format!("当前状态是“{zh}”，不能{}", verb.title.zh),
            format!("It is “{en}” now, so “{}” is not possible", verb.title.en),
        )
    }
}

/// What the rest of the house can ask of any record. Permissions are asked by the caller; rows and scope are looked after here.
#[async_trait]
pub trait AnyRecord: Send + Sync {
    fn name(&self) -> &'static str;
    fn about(&self) -> &About;
    fn fields(&self) -> &[Field];
    fn verbs(&self) -> &[VerbEntry];
    /// Whether rows belong to a site, and to a user.
    fn scoped(&self) -> (bool, bool);
    /// Whether what becomes of rows is written into the history.
    fn audited(&self) -> bool;
    /// The schema with `x-record`, as docs/http.md describes it.
    fn schema(&self) -> Value;
    /// The table as the declaration has it; the migrations must have made the same.
    fn table(&self, backend: DbBackend) -> TableCreateStatement;
    async fn list(&self, desk: &Desk, query: &ListQuery) -> Outcome<Page>;
    async fn summary(&self, desk: &Desk, query: &ListQuery) -> Outcome<Summary>;
    async fn get(&self, desk: &Desk, id: Uuid) -> Outcome<Value>;
    async fn create(&self, desk: &Desk, body: Value) -> Outcome<Value>;
    async fn patch(&self, desk: &Desk, id: Uuid, version: Option<i32>, body: Value) -> Outcome<Value>;
    async fn end(&self, desk: &Desk, id: Uuid, version: Option<i32>) -> Outcome<()>;
    async fn reopen(&self, desk: &Desk, id: Uuid, version: Option<i32>) -> Outcome<Value>;
    async fn history(&self, desk: &Desk, id: Uuid, after: Option<i64>) -> Outcome<HistoryPage>;
    /// Which lines of the history about this record an actor may see; none if all of them.
    fn lines_seen_by(&self, actor: &Actor, database: DbBackend) -> Option<Condition>;
    /// Does a verb; `id` and `version` belong to verbs that act on a row.
    async fn act(&self, desk: &Desk, verb: &str, id: Option<Uuid>, version: Option<i32>, wish: Wish) -> Outcome<Reply>;
    /// Computes, at a desk for reading, what a verb can before its transaction opens. What refuses it the act itself will tell.
    async fn ahead(&self, desk: &Desk, verb: &str, id: Option<Uuid>, body: Value) -> Outcome<Wish>;
    async fn export(&self, desk: &Desk, query: &ListQuery, columns: &[String], lang: Lang) -> Outcome<Vec<u8>>;
    fn template(&self, lang: Lang) -> Outcome<Vec<u8>>;
    /// Writes the rows of a workbook inside the desk's transaction; keep it only if the report refuses nothing. What is `filled`
    /// holds for rows that say nothing of it.
    async fn import(&self, desk: &Desk, file: &Path, filled: &Filled) -> Outcome<ImportReport>;
    /// Whether any row refers to a row of another record type.
    async fn refers_to(&self, db: &DatabaseExecutor<'_>, target: &str, id: Uuid) -> Outcome<bool>;
    /// Whether a row the actor may see refers to a file.
    async fn shows_file(&self, desk: &Desk, file: Uuid) -> Outcome<bool>;
    /// The digests of the next rows after an id, for the verification of the history; none when there are no more.
    async fn digests(&self, db: &DatabaseTransaction, after: Option<Uuid>, page: u64) -> Outcome<Vec<(Uuid, String)>>;
}

#[async_trait]
impl<R: Record> AnyRecord for Door<R> {
    fn name(&self) -> &'static str {
        R::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn fields(&self) -> &[Field] {
        &self.fields
    }

    fn verbs(&self) -> &[VerbEntry] {
        &self.verbs
    }

    fn scoped(&self) -> (bool, bool) {
        (R::SITE.is_some(), R::OWNER.is_some())
    }

    fn audited(&self) -> bool {
        R::AUDITED
    }

    fn schema(&self) -> Value {
        let about = &self.about;
        let named = |key: &str, text: &crate::text::Text| json!({ "key": key, "zh": text.zh, "en": text.en });
        let verbs: Vec<Value> = self.verbs.iter().filter(|v| v.about.button).map(shown_verb).collect();
        let mut schema = self.schema.clone();
        schema["title"] = json!(about.title.zh);
        schema["x-record"] = json!({
            "type": R::NAME, "en": about.title.en, "icon": about.icon, "title": about.heading, "sub": about.sub,
            "sort": about.sort, "search": about.search, "key": about.key, "kept_by_house": about.kept_by_house,
            "groups": about.groups.iter().map(|(key, title)| named(key, title)).collect::<Vec<_>>(),
            "views": about.views, "verbs": verbs, "site": R::SITE.map(|c| sea_orm::Iden::unquoted(&c).to_owned()),
        });
        schema
    }

    fn table(&self, backend: DbBackend) -> TableCreateStatement {
        Schema::new(backend).create_table_from_entity(R::default())
    }

    async fn list(&self, desk: &Desk, query: &ListQuery) -> Outcome<Page> {
        list::list(self, desk, query).await
    }

    async fn summary(&self, desk: &Desk, query: &ListQuery) -> Outcome<Summary> {
        summary::summary(self, desk, query).await
    }

    async fn get(&self, desk: &Desk, id: Uuid) -> Outcome<Value> {
        let row = write::find::<R>(desk, Id::of(id)).await?;
        Ok(list::shown(self, desk, &[row]).await?.swap_remove(0))
    }

    async fn create(&self, desk: &Desk, body: Value) -> Outcome<Value> {
        write::create(self, desk, body).await
    }

    async fn patch(&self, desk: &Desk, id: Uuid, version: Option<i32>, body: Value) -> Outcome<Value> {
        write::patch(self, desk, id, version, body).await
    }

    async fn end(&self, desk: &Desk, id: Uuid, version: Option<i32>) -> Outcome<()> {
        write::end(self, desk, id, version).await
    }

    async fn reopen(&self, desk: &Desk, id: Uuid, version: Option<i32>) -> Outcome<Value> {
        write::reopen(self, desk, id, version).await
    }

    async fn history(&self, desk: &Desk, id: Uuid, after: Option<i64>) -> Outcome<HistoryPage> {
        match write::find::<R>(desk, Id::of(id)).await {
            Err(Failure::Refused(_)) => self.may_see_deleted(desk, id).await?,
            found => drop(found?),
        }
        history(desk, R::NAME, id, after).await
    }

    fn lines_seen_by(&self, actor: &Actor, database: DbBackend) -> Option<Condition> {
        let scope = R::scope(actor);
        if scope.is_empty() {
            return None;
        }
        let rows = R::find().select_only().column(column::<R>("id")).filter(scope).into_query();
        let sites = R::SITE.zip(actor.sites.listed()).map(|(c, sites)| (c, sites.iter().map(Uuid::to_string).collect()));
        let owner = R::OWNER.map(|c| (c, vec![actor.id.to_string()]));
        let held: Vec<(R::Column, Vec<String>)> = sites.into_iter().chain(owner).collect();
        let held: Vec<(&str, Vec<String>)> = held.iter().map(|(c, values)| (c.as_str(), values.clone())).collect();
        let deleted = deleted_with(R::NAME, &held, database);
        let row = entry::Column::RowId;
        Some(Condition::any().add(row.in_subquery(rows)).add(row.in_subquery(deleted)))
    }

    async fn act(&self, desk: &Desk, verb: &str, id: Option<Uuid>, version: Option<i32>, wish: Wish) -> Outcome<Reply> {
        let (entry, act) = self.entry(verb, id.is_some()).ok_or_else(Refusal::not_found)?;
        // Whose row it is comes before what the request lacks.
        if let Some(id) = id {
            write::find::<R>(desk, Id::of(id)).await?;
        }
        if !wish.body.is_object() {
            return Err(write::no_object().into());
        }
        let errors = judge::judge(&entry.validator, &fields_of(&entry.request), &wish.body);
        if !errors.is_empty() {
            return Err(Refusal::invalid(errors).into());
        }
        match (act, id) {
            (Act::Row(act, _), Some(id)) => act(self, desk, wish, id, version).await,
            (Act::Type(act, _), _) => act(self, desk, wish).await,
            (Act::Row(..), None) => Err(Refusal::not_found().into()),
        }
    }

    async fn ahead(&self, desk: &Desk, verb: &str, id: Option<Uuid>, body: Value) -> Outcome<Wish> {
        let Some((entry, act)) = self.entry(verb, id.is_some()) else { return Ok(body.into()) };
        if !judge::judge(&entry.validator, &fields_of(&entry.request), &body).is_empty() {
            return Ok(body.into());
        }
        let computed = match (act, id) {
            (Act::Row(_, ahead), Some(id)) => ahead(desk, body.clone(), id).await,
            (Act::Type(_, ahead), _) => ahead(desk, body.clone()).await,
            (Act::Row(..), None) => return Ok(body.into()),
        };
        match computed {
            Err(Failure::Refused(_)) => Ok(body.into()),
            computed => computed,
        }
    }

    async fn export(&self, desk: &Desk, query: &ListQuery, columns: &[String], lang: Lang) -> Outcome<Vec<u8>> {
        workbook::export(self, desk, query, columns, lang).await
    }

    fn template(&self, lang: Lang) -> Outcome<Vec<u8>> {
        workbook::template(self, lang)
    }

    async fn import(&self, desk: &Desk, file: &Path, filled: &Filled) -> Outcome<ImportReport> {
        workbook::import(self, desk, file, filled).await
    }

    async fn refers_to(&self, db: &DatabaseExecutor<'_>, target: &str, id: Uuid) -> Outcome<bool> {
        for field in self.fields.iter().filter(|f| f.target.as_deref() == Some(target)) {
            let column = column::<R>(&field.name);
            let refers = match field.kind {
                FieldKind::List => contains(column.into_expr().cast_as("text"), &id.to_string()),
                _ => column.eq(id),
            };
            let one = R::find().select_only().expr_as(Expr::val(1), "one").filter(refers).limit(1);
            if db.query_one(&one.into_query()).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn shows_file(&self, desk: &Desk, file: Uuid) -> Outcome<bool> {
        for field in self.fields.iter().filter(|f| f.kind == FieldKind::File) {
            let one = R::find()
                .select_only()
                .expr_as(Expr::val(1), "one")
                .filter(R::scope(&desk.actor))
                .filter(column::<R>(&field.name).eq(file))
                .limit(1);
            if desk.db().query_one(&one.into_query()).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn digests(&self, db: &DatabaseTransaction, after: Option<Uuid>, page: u64) -> Outcome<Vec<(Uuid, String)>> {
        if !R::AUDITED {
            return Ok(Vec::new());
        }
        let id = column::<R>("id");
        let behind = Condition::all().add_option(after.map(|after| id.gt(after)));
        let rows = R::find().filter(behind).order_by_asc(id).limit(page).all(db).await?;
        let id_of = |row: &R::Model| if let Db::Uuid(Some(id)) = row.get(id) { id } else { Uuid::nil() };
        rows.iter().map(|row| Ok((id_of(row), digest(row)?))).collect()
    }
}

async fn ahead_of_row<V: Verb>(desk: &Desk, body: Value, id: Uuid) -> Outcome<Wish> {
    let mut request: V = write::read(body.clone())?;
    request.ahead(desk, Id::of(id)).await?;
    Ok(Wish::read(body, request))
}

async fn ahead_of_type<V: TypeVerb>(desk: &Desk, body: Value) -> Outcome<Wish> {
    let mut request: V = write::read(body.clone())?;
    request.ahead(desk).await?;
    Ok(Wish::read(body, request))
}

fn shown_verb(verb: &VerbEntry) -> Value {
    let about = &verb.about;
    let form = verb.request["properties"].as_object().is_some_and(|p| !p.is_empty());
    json!({
        "name": verb.name, "zh": about.title.zh, "en": about.title.en, "on": if verb.on_row { "row" } else { "type" },
        "state": about.from.map(|(field, _)| field), "from": about.from.map(|(_, states)| states).unwrap_or_default(),
        "danger": about.danger, "confirm": about.confirm, "shows": about.shows, "request": if form { verb.request.clone() } else { Value::Null },
    })
}
