//! Tells those concerned of an act: who may do the next one, or the person that the row names.

use super::door::Door;
use super::{Record, column, write};
use crate::access::{Actor, user};
use crate::bell::News;
use crate::desk::Desk;
use crate::id::Id;
use crate::notice;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use crate::verb::{Told, VerbAbout};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

/// The most people told of one act.
const TOLD_MAX: usize = 200;

/// Leaves a notice for everyone concerned who may see the row, but for the one who acts.
pub(super) async fn tell<R: Record>(door: &Door<R>, desk: &Desk, verb: &VerbAbout, row: &Value) -> Outcome<()> {
    let Some(told) = verb.tells else { return Ok(()) };
    tell_those::<R>(desk, told, row, sentence(&desk.actor, &verb.event, &Text::held(&row[door.about.heading]))).await
}

/// Leaves a notice in these words for everyone concerned who may see the row, but for the one who acts.
pub async fn tell_those<R: Record>(desk: &Desk, told: Told, row: &Value, title: Text) -> Outcome<()> {
    let id: Uuid = row["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
    let mut people = 0;
    let active = user::Entity::find().filter(user::Column::EndedAt.is_null()).filter(user::Column::Locked.eq(false));
    for user in active.order_by_asc(user::Column::Account).all(&desk.db()).await? {
        if user.id.0 == desk.actor.id || !concerned::<R>(desk, told, &user, row).await? {
            continue;
        }
        if people == TOLD_MAX {
            tracing::warn!(record = R::NAME, most = TOLD_MAX, "more people are concerned than are told");
            break;
        }
        people += 1;
        let notice = notice::Model {
            title: title.clone(),
            record: R::NAME.to_owned(),
            row_id: id,
            at: desk.now,
            owner: user.id,
            ..notice::Model::default()
        };
        write::insert::<notice::Entity>(desk, notice).await?;
        desk.ring_after(News::Notice(user.id.0));
    }
    Ok(())
}

async fn concerned<R: Record>(desk: &Desk, told: Told, user: &user::Model, row: &Value) -> Outcome<bool> {
    let may = |actor: &Actor, action: &str| desk.house.policies.allow(actor, action, R::NAME);
    let meant = match told {
        Told::WhoMay(verb) => may(&user.trusted(), verb),
        Told::Named(field) => row[field] == user.id.0.to_string(),
    };
    if !meant {
        return Ok(false);
    }
    // Whom the row is hidden from is not told of it either.
    let actor = user::actor_of(&desk.house, user).await?;
    let id: Id<R> = serde_json::from_value(row["id"].clone())?;
    let seen = R::find().filter(column::<R>("id").eq(id)).filter(R::scope(&actor)).count(&desk.db()).await?;
    Ok(seen > 0 && may(&actor, "read"))
}

fn sentence(actor: &Actor, event: &Text, row: &Text) -> Text {
    let name = &actor.name;
    text(format!("{name}{}：{}", event.zh, row.zh), format!("{} by {name}: {}", event.en, row.en))
}
