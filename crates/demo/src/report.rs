//! The report on the mall's last full month: drafted by its manager, written, handed in, and accepted by the director.

use crate::shops::MALL;
use chrono::{Datelike, NaiveDate};
use kernel::access::{Actor, user};
use kernel::house::House;
use kernel::refusal::{Outcome, Refusal};
use kernel::verb::Reply;
use organisation::records::site;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use std::sync::Arc;

const PLAN: &str = "1. 与二层主力店联合做会员日，带动周末客流；\n2. 儿童业态增加两场亲子活动，工作日下午的空档先补上；\n3. 对连续两个月坪效靠后的店铺逐一约谈，月底前提出调整方案。";
const SUPPORT: &str = "请工程部在月中前完成二层扶梯检修，并把停运时间提前一周告诉店铺。";

/// Makes the report, through the verbs that people use.
pub async fn accepted_report(house: &Arc<House>, until: NaiveDate) -> Outcome<()> {
    let last_full = until.succ_opt().and_then(|day| day.with_day(1)).and_then(|first| first.pred_opt()).unwrap_or(until);
    let mall = site::Entity::find().filter(site::Column::Code.eq(MALL)).one(&house.db).await?.ok_or_else(Refusal::not_found)?;
    let draft = json!({ "month": last_full.format("%Y-%m").to_string(), "site_id": mall.id });
    let report = act(house, "mall", ("report", "draft"), None, draft).await?;
    let id = report["id"].as_str().and_then(|id| id.parse().ok());
    for (account, verb, body) in [
        ("mall", "edit", json!({ "texts": { "plan": PLAN, "support": SUPPORT } })),
        ("mall", "submit", json!({})),
        ("director", "accept", json!({})),
    ] {
        act(house, account, ("report", verb), id, body).await?;
    }
    Ok(())
}

/// Does a verb of a record as one of the accounts.
pub(crate) async fn act(
    house: &Arc<House>,
    account: &str,
    (record, verb): (&str, &str),
    id: Option<uuid::Uuid>,
    body: Value,
) -> Outcome<Value> {
    let record = house.catalogue.record(record).ok_or_else(Refusal::not_found)?;
    let desk = house.write(actor(house, account).await?, "command line").await?;
    let done = record.act(&desk, verb, id, None, body.into()).await;
    match desk.finish(done).await? {
        Reply::Row(row) => Ok(row),
        _ => Ok(Value::Null),
    }
}

/// One of the accounts as someone who acts.
pub(crate) async fn actor(house: &Arc<House>, account: &str) -> Outcome<Actor> {
    let user = user::Entity::find().filter(user::Column::Account.eq(account)).one(&house.db).await?.ok_or_else(Refusal::not_found)?;
    user::actor_of(house, &user).await
}
