//! The names a file may use: what the directory knows, what people chose for the rest, and the records made for new ones.

use crate::figures::scope;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{cards_named, insert};
use kernel::refusal::{Outcome, Refusal};
use organisation::records::{brand, category, channel, item, shop, site};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sheet::fold;
use std::collections::BTreeMap;
use warehouse::Target;
use warehouse::load::{Directory, Names, Profile, Unknown};
use warehouse::query::Scope;

/// What people chose for names that the directory does not know.
#[derive(Debug, Default)]
pub struct Choices {
    pub unknown: BTreeMap<String, String>,
    pub map: BTreeMap<String, BTreeMap<String, String>>,
}

/// Dimensions of the facts that the directory keeps, each with its record.
const KEPT: [(Target, &str); 6] = [
    (Target::Site, "site"),
    (Target::Channel, "channel"),
    (Target::Shop, "shop"),
    (Target::Brand, "brand"),
    (Target::Category, "category"),
    (Target::Item, "item"),
];
/// The most names of one record that are offered to a file.
const NAMES_MAX: u64 = 500_000;

/// The names a file may use, within the desk's sites.
pub async fn directory(desk: &Desk, profile: &Profile, choices: &Choices) -> Outcome<Directory> {
    let mut directory = Directory::new();
    for (target, record) in KEPT {
        let mut names = Names::default();
        for card in cards_named(desk, record, NAMES_MAX).await? {
            names.known.entry(fold(&card.title).into_owned()).or_insert_with(|| card.sub.clone());
            names.known.insert(fold(&card.sub).into_owned(), card.sub);
        }
        for (name, code) in choices.map.get(record).into_iter().flatten() {
            names.known.insert(fold(name).into_owned(), code.clone());
        }
        if choices.unknown.get(record).is_some_and(|choice| choice == "refuse") {
            names.unknown = Unknown::Refuse;
        }
        directory.insert(target, names);
    }
    keep_within_sites(desk, profile, &mut directory).await?;
    Ok(directory)
}

/// Nobody loads facts of a site that is not theirs, and only who sees the whole company brings new sites.
async fn keep_within_sites(desk: &Desk, profile: &Profile, directory: &mut Directory) -> Outcome<()> {
    let Scope::Sites(codes) = scope(desk).await? else { return Ok(()) };
    if let Some(site) = profile.constants.get(&Target::Site)
        && !codes.contains(site)
    {
        return Err(Refusal::not_found().into());
    }
    let sites = directory.entry(Target::Site).or_default();
    sites.known.retain(|_, code| codes.contains(code));
    sites.unknown = Unknown::Refuse;
    Ok(())
}

/// Makes the records of names that were kept as they were.
pub async fn create_unknown(desk: &Desk, profile: &Profile, unknown: &[(Target, String, u64)]) -> Outcome<()> {
    for (target, name, _) in unknown {
        if known(desk, *target, name).await? {
            continue;
        }
        let (code, name) = (name.clone(), name.clone());
        match target {
            Target::Site => {
                drop(insert::<site::Entity>(desk, site::Model { code, name, kind: site::Kind::Store, ..site::Model::default() }).await?)
            }
            Target::Channel => drop(insert::<channel::Entity>(desk, channel::Model { code, name, ..channel::Model::default() }).await?),
            Target::Brand => drop(insert::<brand::Entity>(desk, brand::Model { code, name, ..brand::Model::default() }).await?),
            Target::Category => drop(insert::<category::Entity>(desk, category::Model { code, name, ..category::Model::default() }).await?),
            Target::Item => drop(insert::<item::Entity>(desk, item::Model { code, name, ..item::Model::default() }).await?),
            Target::Shop => create_shop(desk, profile, code).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Another load may have brought the same new name meanwhile.
async fn known(desk: &Desk, target: Target, code: &str) -> Outcome<bool> {
    let db = &desk.db();
    Ok(match target {
        Target::Site => site::Entity::find().filter(site::Column::Code.eq(code)).one(db).await?.is_some(),
        Target::Channel => channel::Entity::find().filter(channel::Column::Code.eq(code)).one(db).await?.is_some(),
        Target::Shop => shop::Entity::find().filter(shop::Column::Code.eq(code)).one(db).await?.is_some(),
        Target::Brand => brand::Entity::find().filter(brand::Column::Code.eq(code)).one(db).await?.is_some(),
        Target::Category => category::Entity::find().filter(category::Column::Code.eq(code)).one(db).await?.is_some(),
        Target::Item => item::Entity::find().filter(item::Column::Code.eq(code)).one(db).await?.is_some(),
        _ => false,
    })
}

/// A shop stands in a site; where the file covers several, a person makes the shop later.
async fn create_shop(desk: &Desk, profile: &Profile, code: String) -> Outcome<()> {
    let Some(site) = profile.constants.get(&Target::Site) else { return Ok(()) };
    let Some(site) = site::Entity::find().filter(site::Column::Code.eq(site)).one(&desk.db()).await? else { return Ok(()) };
    let row = shop::Model { name: code.clone(), code, site_id: Id::of(site.id.0), ..shop::Model::default() };
    insert::<shop::Entity>(desk, row).await?;
    Ok(())
}
