//! The names a file may use: what the directory knows, what people chose for the rest, and the records made for new ones.

use crate::figures::scope;
use crate::records::alias::{self, Dim};
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{cards_named, insert};
use kernel::refusal::{Outcome, Refusal};
use organisation::records::{brand, category, channel, item, shop, site};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use sheet::fold;
use std::collections::BTreeMap;
use warehouse::Target;
use warehouse::load::{Directory, Names, Profile, Unknown};
use warehouse::query::Scope;

/// Names that a person said stand for known codes, by dimension.
pub type Map = BTreeMap<Target, BTreeMap<String, String>>;

/// Records that a load made, for names nobody knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Created {
    pub dim: Target,
    pub count: usize,
    /// The first of them, the most frequent first.
    pub names: Vec<String>,
}

/// Names that are told one by one.
const CREATED_NAMES_SHOWN: usize = 20;

/// Dimensions of the facts that the directory keeps; each is called as its record is.
const KEPT: [(Target, Dim); 6] = [
    (Target::Site, Dim::Site),
    (Target::Channel, Dim::Channel),
    (Target::Shop, Dim::Shop),
    (Target::Brand, Dim::Brand),
    (Target::Category, Dim::Category),
    (Target::Item, Dim::Item),
];
/// The most names of one record that are offered to a file.
const NAMES_MAX: u64 = 500_000;

/// The names a file may use, within the desk's sites.
pub async fn directory(desk: &Desk, profile: &Profile, map: &Map) -> Outcome<Directory> {
    let mut directory = Directory::new();
    let aliases = alias::for_files_of(desk, site_of(desk, profile).await?).await?;
    for (target, dim) in KEPT {
        let mut names = Names { unknown: profile.unknown.get(&target).copied().unwrap_or_default(), ..Names::default() };
        for card in cards_named(desk, target.name(), NAMES_MAX).await? {
            names.known.entry(fold(&card.title).into_owned()).or_insert_with(|| card.sub.clone());
            names.known.insert(fold(&card.sub).into_owned(), card.sub);
        }
        for alias in aliases.iter().filter(|alias| alias.dim == dim) {
            // A code that the directory lost, or that is not the actor's to see, leaves its names unknown.
            if let Some(code) = names.known.get(fold(&alias.code).as_ref()).cloned() {
                names.known.insert(fold(&alias.name).into_owned(), code);
            }
        }
        for (name, code) in map.get(&target).into_iter().flatten() {
            let known = names.known.get(fold(code).as_ref()).cloned().ok_or_else(|| no_such(target, name, code))?;
            names.known.insert(fold(name).into_owned(), known);
        }
        directory.insert(target, names);
    }
    keep_within_sites(desk, profile, &mut directory).await?;
    Ok(directory)
}

fn no_such(dim: Target, name: &str, code: &str) -> Refusal {
    let zh = format!("“{name}”对应的{} {code} 不存在，请重新选择", dim.zh());
    Refusal::conflict("batch.map", zh, format!("“{name}” is mapped to {code}, but there is no such {}; choose again", dim.en()))
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

/// The site that all rows of a file belong to, where the profile says one.
pub async fn site_of(desk: &Desk, profile: &Profile) -> Outcome<Option<Id<site::Entity>>> {
    let Some(code) = profile.constants.get(&Target::Site) else { return Ok(None) };
    Ok(site::Entity::find().filter(site::Column::Code.eq(code)).one(&desk.db()).await?.map(|site| site.id))
}

/// Remembers what names stand for, for later files of the same site, or of the whole company where the file covers
/// several. Who sees only some of the sites decides nothing for the others.
pub async fn remember(desk: &Desk, profile: &Profile, map: &Map) -> Outcome<()> {
    let site = site_of(desk, profile).await?;
    if site.is_none() && desk.actor.sites.listed().is_some() {
        return Ok(());
    }
    for (target, dim) in KEPT {
        for (name, code) in map.get(&target).into_iter().flatten() {
            alias::remember(desk, dim, name, code, site).await?;
        }
    }
    Ok(())
}

/// What [`create_unknown`] makes of the names of a load.
pub fn created(unknown: &[(Target, String, u64)]) -> Vec<Created> {
    let of = |target: Target| unknown.iter().filter(move |(of, ..)| *of == target).map(|(_, name, _)| name);
    let made = KEPT.into_iter().map(|(dim, _)| Created {
        dim,
        count: of(dim).count(),
        names: of(dim).take(CREATED_NAMES_SHOWN).cloned().collect(),
    });
    made.filter(|made| made.count > 0).collect()
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
    let Some(site_id) = site_of(desk, profile).await? else { return Ok(()) };
    let row = shop::Model { name: code.clone(), code, site_id, ..shop::Model::default() };
    insert::<shop::Entity>(desk, row).await?;
    Ok(())
}
