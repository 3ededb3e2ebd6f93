//! `shuzhi init`: an empty house with one administrator, whose password is printed this once.

use super::refused;
use super::screen::say;
use crate::place::Place;
use kernel::access::{Actor, Role, hash_aside, random_password, user};
use kernel::house::House;
use kernel::record::insert;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use std::process::ExitCode;
use std::sync::Arc;

/// The account of the first administrator.
const ADMIN: &str = "admin";

pub async fn run(place: &Place, json: bool) -> anyhow::Result<ExitCode> {
    let house = place.open().await?;
    match first_administrator(&house).await? {
        Some(password) => say(json, &json!({ "account": ADMIN, "password": password }), || welcome(&password)),
        None => say(json, &json!({ "account": null }), || {
            "这里已有账号，没有改动。 There are accounts already; nothing was changed.".to_owned()
        }),
    }
    Ok(ExitCode::SUCCESS)
}

/// What is printed with the first password.
pub fn welcome(password: &str) -> String {
    format!(
        "管理员账号 Administrator: {ADMIN}\n初始密码 First password:  {password}\n(只显示这一次，登录后须修改 shown this once, to be changed at sign-in)"
    )
}

/// Makes the first administrator where there is no account yet, and answers the password.
pub async fn first_administrator(house: &Arc<House>) -> anyhow::Result<Option<String>> {
    if user::Entity::find().count(&house.db).await? > 0 {
        return Ok(None);
    }
    let password = random_password();
    let admin = user::Model {
        account: ADMIN.into(),
        name: "系统管理员".into(),
        roles: user::Roles(vec![Role::Administrator]),
        all_sites: true,
        must_change_password: true,
        password_hash: hash_aside(&password).await?,
        ..user::Model::default()
    };
    let desk = house.write(Actor::house(), "command line").await.map_err(refused)?;
    let made = insert::<user::Entity>(&desk, admin).await;
    desk.finish(made).await.map_err(refused)?;
    Ok(Some(password))
}
