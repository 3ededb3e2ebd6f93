//! Creating, changing and ending rows: judged, checked, saved with their card and their line in the history.

use super::door::Door;
use super::judge::judge;
use super::{Record, card, column, list};
use crate::audit::{Change, digest};
use crate::desk::Desk;
use crate::id::Id;
use crate::refusal::{FieldError, Kind, Outcome, Refusal};
use crate::text::text;
use crate::verb::SECRET;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait, QueryFilter, QuerySelect,
    Value as Db,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Finds a row that the actor may see.
pub async fn find<R: Record>(desk: &Desk, id: Id<R>) -> Outcome<R::Model> {
    let row = R::find().filter(column::<R>("id").eq(id)).filter(R::scope(&desk.actor)).one(&desk.db()).await?;
    row.ok_or_else(|| Refusal::not_found().into())
}

/// Creates a row from what a person filled in, and tells its secret if it comes with one.
pub(super) async fn create<R: Record>(door: &Door<R>, desk: &Desk, body: Value) -> Outcome<Value> {
    let mut next = judged(door, desk, body).await?;
    let secret = R::secret(&mut next).await?;
    let mut row = kept(door, desk, next).await?;
    if let Some(secret) = secret {
        row[SECRET] = secret.into();
    }
    Ok(row)
}

/// Creates a row of many, from a workbook: nobody is there to be told a secret.
pub(super) async fn create_of_many<R: Record>(door: &Door<R>, desk: &Desk, body: Value) -> Outcome<Value> {
    let next = judged(door, desk, body).await?;
    kept(door, desk, next).await
}

/// What a person filled in, as a new row that all rules allow.
async fn judged<R: Record>(door: &Door<R>, desk: &Desk, body: Value) -> Outcome<R::Model> {
    let body = tidied(door, body)?;
    let mut next = accept(door, desk, &body, None).await?;
    R::check(desk, &mut next, None).await?;
    refuse_outside(door, desk, &next)?;
    refuse_twins(door, desk, &next, None).await?;
    Ok(next)
}

async fn kept<R: Record>(door: &Door<R>, desk: &Desk, next: R::Model) -> Outcome<Value> {
    let next = insert::<R>(desk, next).await?;
    Ok(list::shown(door, desk, &[next]).await?.swap_remove(0))
}

/// Changes the fields that are sent, each as a whole; `version` is the version the person saw, if they say so.
pub(super) async fn patch<R: Record>(door: &Door<R>, desk: &Desk, id: Uuid, version: Option<i32>, body: Value) -> Outcome<Value> {
    let before = find::<R>(desk, Id::of(id)).await?;
    R::may_write(desk, &before, "change").await?;
    refuse_stale(door, desk, &before, version).await?;
    refuse_ended::<R>(&before)?;
    let body = tidied(door, body)?;
    let mut merged = writable(door, &serde_json::to_value(&before)?);
    let fixed = door.fields.iter().filter(|f| f.once && body.get(&f.name).is_some_and(|v| *v != merged[&f.name]));
    let errors: Vec<_> = fixed
        .map(|f| {
            FieldError::new(
                format!("/{}", f.name),
                "once",
                format!("{}建立后不能修改", f.title.zh),
                format!("{} cannot change after creation", f.title.en),
            )
        })
        .collect();
    if !errors.is_empty() {
        return Err(Refusal::invalid(errors).into());
    }
    for (key, value) in body.as_object().into_iter().flatten() {
        merged[key] = value.clone();
    }
    let mut next = accept(door, desk, &merged, Some(&before)).await?;
    // What a person does not fill in stays as it is, also what no form ever shows, such as the hash of a password.
    for column in R::Column::iter().filter(|c| !door.fields.iter().any(|f| !f.read_only && f.name == c.as_str())) {
        next.set(column, before.get(column));
    }
    R::check(desk, &mut next, Some(&before)).await?;
    refuse_outside(door, desk, &next)?;
    refuse_twins(door, desk, &next, Some(&before)).await?;
    let changed = R::Column::iter().any(|c| before.get(c) != next.get(c));
    let next = if changed { save::<R>(desk, &before, next, "change").await? } else { before };
    Ok(list::shown(door, desk, &[next]).await?.swap_remove(0))
}

/// Ends a row. Where no row and no fact refers to it yet it was a slip of the pen and is deleted; the history keeps it either way.
pub(super) async fn end<R: Record>(door: &Door<R>, desk: &Desk, id: Uuid, version: Option<i32>) -> Outcome<()> {
    let before = find::<R>(desk, Id::of(id)).await?;
    R::may_write(desk, &before, "end").await?;
    refuse_stale(door, desk, &before, version).await?;
    refuse_ended::<R>(&before)?;
    // Whoever is just referring to the row holds its card; the question below is asked when they are done.
    let card = card::Entity::find_by_id(id).lock_exclusive().one(&desk.db()).await?;
    let catalogue = &desk.house.catalogue;
    let code = card.map(|card| card.sub).unwrap_or_default();
    if catalogue.refers_to(&desk.db(), R::NAME, id).await? || catalogue.has_facts_of(R::NAME, &code).await? {
        let mut next = before.clone();
        next.set(column::<R>("ended_at"), Some(desk.now).into());
        save::<R>(desk, &before, next, "end").await?;
        return Ok(());
    }
    R::delete_many().filter(column::<R>("id").eq(id)).exec(&desk.db()).await?;
    card::forget(&desk.db(), &[id]).await?;
    tell::<R>(desk, "delete", Some(&before), None)
}

/// Opens an ended row again.
pub(super) async fn reopen<R: Record>(door: &Door<R>, desk: &Desk, id: Uuid, version: Option<i32>) -> Outcome<Value> {
    let before = find::<R>(desk, Id::of(id)).await?;
    R::may_write(desk, &before, "reopen").await?;
    refuse_stale(door, desk, &before, version).await?;
    if before.get(column::<R>("ended_at")) == Db::ChronoDateTimeUtc(None) {
        return Err(Refusal::conflict("not_ended", "这条记录没有停用", "This record has not ended").into());
    }
    let mut next = before.clone();
    next.set(column::<R>("ended_at"), Db::ChronoDateTimeUtc(None));
    let next = save::<R>(desk, &before, next, "reopen").await?;
    Ok(list::shown(door, desk, &[next]).await?.swap_remove(0))
}

/// Judges a body by the rules of its fields and turns it into a model.
async fn accept<R: Record>(door: &Door<R>, desk: &Desk, body: &Value, before: Option<&R::Model>) -> Outcome<R::Model> {
    let mut errors = judge(&door.validator, &door.fields, body);
    if errors.is_empty() {
        errors = refuse_dangling(door, desk, body, before).await?;
    }
    if !errors.is_empty() {
        return Err(Refusal::invalid(errors).into());
    }
    read(body.clone())
}

/// Turns a body that its schema allows into the value it stands for, and asks the rules that a schema cannot say.
pub(crate) fn read<T: DeserializeOwned + garde::Validate<Context = ()>>(body: Value) -> Outcome<T> {
    let value: T = serde_json::from_value(body)
        .map_err(|e| Refusal::malformed(format!("内容无法识别：{e}"), format!("The content cannot be read: {e}")))?;
    if let Err(report) = garde::Validate::validate(&value) {
        let errors = report
            .iter()
            .map(|(path, e)| FieldError::new(format!("/{path}").replace('.', "/"), "form", e.message(), e.message()))
            .collect();
        return Err(Refusal::invalid(errors).into());
    }
    Ok(value)
}

/// Saves a new row that the house itself made or has accepted.
pub async fn insert<R: Record>(desk: &Desk, mut next: R::Model) -> Outcome<R::Model> {
    if next.get(column::<R>("id")) == Uuid::nil().into() {
        next.set(column::<R>("id"), desk.new_id().into());
    }
    next.set(column::<R>("version"), 1_i32.into());
    R::insert(next.clone().into_active_model().reset_all()).exec_without_returning(&desk.db()).await.map_err(twin_or_fault)?;
    card::write(&desk.db(), R::NAME, &R::about(), &serde_json::to_value(&next)?, place::<R>(&next)).await?;
    tell::<R>(desk, "create", None, Some(&next))?;
    Ok(next)
}

/// Saves a changed row under a named event, unless someone else changed it first.
pub async fn save<R: Record>(desk: &Desk, before: &R::Model, mut next: R::Model, event: &'static str) -> Outcome<R::Model> {
    let (id, version) = (column::<R>("id"), column::<R>("version"));
    let seen = before.get(version);
    let Db::Int(Some(number)) = seen else { unreachable!("version is an i32 column") };
    next.set(version, (number + 1).into());
    let mut changes = before.clone().into_active_model();
    for column in R::Column::iter().filter(|c| before.get(*c) != next.get(*c)) {
        changes.set(column, next.get(column));
    }
    let done = R::update_many()
        .set(changes)
        .filter(id.eq(before.get(id)))
        .filter(version.eq(seen))
        .exec(&desk.db())
        .await
        .map_err(twin_or_fault)?;
    if done.rows_affected == 0 {
        return Err(stale(None).into());
    }
    card::write(&desk.db(), R::NAME, &R::about(), &serde_json::to_value(&next)?, place::<R>(&next)).await?;
    tell::<R>(desk, event, Some(before), Some(&next))?;
    Ok(next)
}

/// Notes for the history what became of a row.
fn tell<R: Record>(desk: &Desk, event: &'static str, before: Option<&R::Model>, after: Option<&R::Model>) -> Outcome<()> {
    if !R::AUDITED {
        return Ok(());
    }
    let whole = |row: Option<&R::Model>| row.map(serde_json::to_value).transpose().map(Option::unwrap_or_default);
    let row = after.or(before).and_then(|row| uuid_at(row.get(column::<R>("id"))));
    let digest = after.map(digest).transpose()?.unwrap_or_default();
    desk.tell(Change { record: R::NAME, row, event, before: whole(before)?, after: whole(after)?, digest });
    Ok(())
}

fn uuid_at(value: Db) -> Option<Uuid> {
    if let Db::Uuid(id) = value { id } else { None }
}

/// The site and the user a row belongs to, for its card. A row at no site, of a record whose rows have one, belongs to
/// headquarters: its card stands at the nil site, which is nobody's, as the row itself is in no site's scope.
fn place<R: Record>(model: &R::Model) -> (Option<Uuid>, Option<Uuid>) {
    let site = R::SITE.map(|c| uuid_at(model.get(c)).unwrap_or_default());
    (site, R::OWNER.and_then(|c| uuid_at(model.get(c))))
}

/// A row may not be put where its writer could not see it: at another site, or at headquarters.
fn refuse_outside<R: Record>(door: &Door<R>, desk: &Desk, next: &R::Model) -> Outcome<()> {
    let (Some(column), Some(sites)) = (R::SITE, desk.actor.sites.listed()) else { return Ok(()) };
    // A site is its own place; where it may stand is looked after by the check of the site.
    let own = column.as_str() == "id" || uuid_at(next.get(column)).is_some_and(|site| sites.contains(&site));
    if own {
        return Ok(());
    }
    let (zh, en) =
        door.fields.iter().find(|f| f.name == column.as_str()).map(|f| (f.title.zh.as_str(), f.title.en.as_str())).unwrap_or_default();
    let error = FieldError::new(
        format!("/{}", column.as_str()),
        "outside",
        format!("{zh}：请选择您负责的门店"),
        format!("{en}: choose a site of yours"),
    );
    Err(Refusal::invalid(vec![error]).into())
}

/// Refuses to act on a row that is no longer what the person saw.
pub(super) async fn refuse_stale<R: Record>(door: &Door<R>, desk: &Desk, row: &R::Model, seen: Option<i32>) -> Outcome<()> {
    match seen {
        Some(version) if row.get(column::<R>("version")) != version.into() => {
            let current = list::shown(door, desk, std::slice::from_ref(row)).await?.pop();
            Err(stale(current).into())
        }
        _ => Ok(()),
    }
}

fn stale(current: Option<Value>) -> Refusal {
    let told = text("其他人刚刚修改过这条记录，请核对后再保存", "Someone else has just changed this record; compare and save again");
    Refusal { current, ..Refusal::new(Kind::Stale, "stale", told) }
}

/// Refuses to change a row that has ended.
pub(super) fn refuse_ended<R: Record>(row: &R::Model) -> Outcome<()> {
    if row.get(column::<R>("ended_at")) == Db::ChronoDateTimeUtc(None) {
        return Ok(());
    }
    Err(Refusal::conflict("ended", "这条记录已停用，请先恢复", "This record has ended; reopen it first").into())
}

/// Trims texts, and takes an empty text as nothing.
fn tidied<R: Record>(door: &Door<R>, mut body: Value) -> Outcome<Value> {
    let Some(map) = body.as_object_mut() else {
        return Err(no_object().into());
    };
    for field in door.fields.iter().filter(|f| f.kind.plain()) {
        if let Some(Value::String(text)) = map.get_mut(&field.name) {
            let trimmed = text.trim();
            if trimmed.len() != text.len() {
                *text = trimmed.to_owned();
            }
            if text.is_empty() {
                map.insert(field.name.clone(), Value::Null);
            }
        }
    }
    Ok(body)
}

/// What is told of a body that is no form at all.
pub(super) fn no_object() -> Refusal {
    Refusal::malformed("内容应为一个 JSON 对象", "The body should be a JSON object")
}

/// The fields of a row that a person may fill in.
fn writable<R: Record>(door: &Door<R>, row: &Value) -> Value {
    let fields = door.fields.iter().filter(|f| !f.read_only);
    Value::Object(fields.filter_map(|f| Some((f.name.clone(), row.get(&f.name)?.clone()))).collect::<Map<_, _>>())
}

/// References must point at rows that exist, have not ended, and lie within the actor's sites.
async fn refuse_dangling<R: Record>(door: &Door<R>, desk: &Desk, body: &Value, before: Option<&R::Model>) -> Outcome<Vec<FieldError>> {
    let before = before.map(serde_json::to_value).transpose()?.unwrap_or(json!({}));
    let mut errors = Vec::new();
    for field in door.fields.iter().filter(|f| !f.read_only && before[&f.name] != body[&f.name]) {
        let Some(target) = &field.target else { continue };
        let mut ids: Vec<Uuid> = texts(&body[&field.name]).map(|id| id.parse().unwrap_or_default()).collect();
        ids.sort_unstable();
        ids.dedup();
        let there = Condition::all()
            .add(card::Column::RowId.is_in(ids.iter().copied()))
            .add(card::Column::Record.eq(target))
            .add(card::Column::Ended.eq(false));
        // Locked until the end of the act: nobody may end what is just being referred to.
        let seen = card::Entity::find().filter(card::seen_by(&desk.actor)).filter(there).lock_shared().all(&desk.db()).await?;
        if seen.len() < ids.len() {
            errors.push(FieldError::new(
                format!("/{}", field.name),
                "reference",
                format!("没有找到所选的{}，可能已停用", field.title.zh),
                format!("The chosen {} was not found; it may have ended", field.title.en),
            ));
        }
    }
    Ok(errors)
}

/// The text of a value, or the texts of a list.
pub(super) fn texts(value: &Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    value.as_str().into_iter().chain(list.iter().filter_map(Value::as_str))
}

/// No two rows may share what the record declares unique; ended rows count, since papers still carry their codes.
async fn refuse_twins<R: Record>(door: &Door<R>, desk: &Desk, next: &R::Model, before: Option<&R::Model>) -> Outcome<()> {
    for set in &door.about.unique {
        let columns = || set.iter().map(|name| column::<R>(name));
        // Nothing is like nothing only beside something that is the same: of two rows without a barcode neither is a twin.
        if columns().all(|column| absent(&next.get(column))) {
            continue;
        }
        let mut same = Condition::all();
        for column in columns() {
            let value = next.get(column);
            same = same.add(if absent(&value) { column.is_null() } else { column.eq(value) });
        }
        if let Some(before) = before {
            same = same.add(column::<R>("id").ne(before.get(column::<R>("id"))));
        }
        let Some(twin) = R::find().filter(same).limit(1).one(&desk.db()).await? else { continue };
        let ended = twin.get(column::<R>("ended_at")) != Db::ChronoDateTimeUtc(None);
        let field = door.fields.iter().find(|f| Some(&f.name.as_str()) == set.last()).or_else(|| door.fields.first());
        let (zh, en) = field.map(|f| (f.title.zh.clone(), f.title.en.clone())).unwrap_or_default();
        let (also_zh, also_en) =
            if ended { ("（已停用，可恢复使用）", " by an ended row, which can be reopened") } else { ("", "") };
        let pointer = format!("/{}", set.last().copied().unwrap_or_default());
        return Err(Refusal::invalid(vec![FieldError::new(
            pointer,
            "taken",
            format!("{zh}已被使用{also_zh}"),
            format!("{en} is already taken{also_en}"),
        )])
        .into());
    }
    Ok(())
}

fn absent(value: &Db) -> bool {
    *value == value.as_null()
}

fn twin_or_fault(error: sea_orm::DbErr) -> crate::refusal::Failure {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => {
            Refusal::conflict("taken", "已存在相同的记录", "There is already such a record").into()
        }
        _ => error.into(),
    }
}
