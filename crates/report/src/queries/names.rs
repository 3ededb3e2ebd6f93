//! Whose report it is: the company and the author by their names of today.

use kernel::access::user;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::refusal::Outcome;
use organisation::records::company;
use sea_orm::{EntityTrait, QueryOrder};

/// The company; of several the one with the first code, so that every page names the same.
pub async fn company(desk: &Desk) -> Outcome<Option<String>> {
    Ok(company::Entity::find().order_by_asc(company::Column::Code).one(&desk.db()).await?.map(|company| company.name))
}

/// The author.
pub async fn author(desk: &Desk, author: Id<user::Entity>) -> Outcome<Option<String>> {
    Ok(user::Entity::find_by_id(author).one(&desk.db()).await?.map(|user| user.name))
}
