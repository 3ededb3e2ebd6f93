//! The names a file may use: what the directory knows, what people chose for the rest, and the records made for new ones.

use super::costs::costs;
use crate::figures::{refused, scope};
use crate::records::alias::{self, Dim};
use crate::records::batch::{Made, MadeOf};
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::record::{cards_named, cards_of, insert};
use kernel::refusal::{Kind, Outcome, Refusal};
use kernel::text::text;
use organisation::records::{brand, category, channel, item, shop, site};
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use sheet::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use warehouse::load::{ByName, Directory, Implied, Loaded, Names, Profile, Unknown};
use warehouse::query::{self, Atom, Filter, GROUPS_MAX, Order, OrderBy, Question, Scope};
use warehouse::{Target, Warehouse};

/// Names that a person said stand for known codes, by dimension.
pub type Map = BTreeMap<Target, BTreeMap<String, String>>;
/// Names that a person said are to be made records, or refused, one by one, by dimension.
pub type Fates = BTreeMap<Target, BTreeMap<String, Unknown>>;

/// What a person decided about single names of one file.
#[derive(Clone, Copy)]
pub struct Decided<'a> {
    pub map: &'a Map,
    pub unknown: &'a Fates,
}

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
/// Names decided one by one for one file, and the characters of each: as many as a mapping holds.
pub const DECIDED_MAX: usize = 5_000;
const DECIDED_CHARS_MAX: usize = 120;
/// The most names of one record that are offered to a file.
const NAMES_MAX: u64 = 500_000;

/// Refuses more decisions about single names than are remembered in one turn, and names that no mapping could hold.
pub fn refuse_too_many(decided: Decided<'_>) -> Outcome<()> {
    let names: Vec<&String> =
        decided.map.values().flat_map(BTreeMap::keys).chain(decided.unknown.values().flat_map(BTreeMap::keys)).collect();
    if names.len() > DECIDED_MAX {
        let (zh, en) = (
            format!("一次最多逐个决定 {DECIDED_MAX} 个名称，其余的请按整类处理"),
            format!("At most {DECIDED_MAX} names are decided one by one; decide the rest by their kind"),
        );
        return Err(Refusal::new(Kind::TooLarge, "batch.decided", text(zh, en)).into());
    }
    match names.into_iter().find(|name| name.chars().count() > DECIDED_CHARS_MAX) {
        None => Ok(()),
        Some(long) => {
            let begin: String = long.chars().take(20).collect();
            let zh = format!("“{begin}…”超过 {DECIDED_CHARS_MAX} 个字，不能逐个决定");
            let en = format!("“{begin}…” is longer than {DECIDED_CHARS_MAX} characters and cannot be decided by itself");
            Err(Refusal::conflict("batch.decided", zh, en).into())
        }
    }
}

/// The names a file may use, within the desk's sites.
pub async fn directory(desk: &Desk, profile: &Profile, decided: Decided<'_>) -> Outcome<Directory> {
    refuse_too_many(decided)?;
    let mut directory = Directory::new();
    let aliases = alias::for_files_of(desk, site_of(desk, profile).await?).await?;
    for (target, dim) in KEPT {
        let wish = profile.unknown.get(&target).copied().unwrap_or_default();
        // A load makes no records that its actor may not make.
        let may_create = desk.may("create", target.name()).is_ok();
        let unknown = if may_create { wish } else { Unknown::Refuse };
        let mut names = Names { unknown, ..Names::default() };
        // What the file does not say needs no names, and of items there may be very many.
        if !tells(profile, target) && !decided.map.contains_key(&target) {
            directory.insert(target, names);
            continue;
        }
        for card in cards_named(desk, target.name(), NAMES_MAX).await? {
            let code = fold(&card.sub).into_owned();
            names.known.entry(fold(&card.title).into_owned()).or_insert_with(|| card.sub.clone());
            // A code is said before a name, but nothing that ended is said before what is in use.
            if card.ended {
                names.known.entry(code).or_insert(card.sub);
            } else {
                names.known.insert(code, card.sub);
            }
        }
        recall(&mut names, aliases.iter().filter(|alias| alias.dim == dim));
        for (name, fate) in decided.unknown.get(&target).into_iter().flatten().filter(|_| may_create) {
            names.each.insert(fold(name).into_owned(), *fate);
        }
        for (name, code) in decided.map.get(&target).into_iter().flatten() {
            let known = names.known.get(fold(code).as_ref()).cloned().ok_or_else(|| no_such(target, name, code))?;
            names.known.insert(fold(name).into_owned(), known);
        }
        directory.insert(target, names);
    }
    if tells(profile, Target::Item) {
        use item::Column::{BrandId, CategoryId, Code};
        let mut implied = implied_by::<item::Entity>(desk, [Code, BrandId, CategoryId]).await?;
        let items = directory.entry(Target::Item).or_default();
        // A cost is that of a unit: it says nothing where the file knows no quantities.
        if tells(profile, Target::Quantity) {
            for (code, days) in costs(desk, items).await? {
                implied.entry(code).or_default().costs = Arc::new(days);
            }
        }
        items.implied = implied;
    }
    if tells(profile, Target::Shop) {
        use shop::Column::{BrandId, CategoryId, Code};
        directory.entry(Target::Shop).or_default().implied = implied_by::<shop::Entity>(desk, [Code, BrandId, CategoryId]).await?;
    }
    refuse_unknown_site(profile, &directory)?;
    keep_within_sites(desk, profile, &mut directory).await?;
    Ok(directory)
}

/// What was decided about names before; of two decisions the later in the list holds.
fn recall<'a>(names: &mut Names, aliases: impl Iterator<Item = &'a alias::Model>) {
    let held: HashMap<String, &alias::Model> = aliases.map(|alias| (fold(&alias.name).into_owned(), alias)).collect();
    let mut stand = Vec::new();
    for (name, alias) in held {
        match &alias.code {
            // A code that the directory lost, or that is not the actor's to see, leaves its names unknown.
            Some(code) => stand.extend(names.known.get(fold(code).as_ref()).map(|code| (name, code.clone()))),
            None => drop(names.each.insert(name, Unknown::Refuse)),
        }
    }
    names.known.extend(stand);
}

fn no_such(dim: Target, name: &str, code: &str) -> Refusal {
    let zh = format!("“{name}”对应的{} {code} 不存在，请重新选择", dim.zh());
    Refusal::conflict("batch.map", zh, format!("“{name}” is mapped to {code}, but there is no such {}; choose again", dim.en()))
}

fn tells(profile: &Profile, target: Target) -> bool {
    profile.columns.contains_key(&target)
        || profile.constants.contains_key(&target)
        || profile.parts.iter().any(|part| part.columns.contains_key(&target))
}

/// The brands and categories of the rows of a record, by the columns of their code, brand and category.
async fn implied_by<E: EntityTrait>(desk: &Desk, [code, brand, category]: [E::Column; 3]) -> Outcome<ByName<Implied>> {
    let db = &desk.db();
    let some = Condition::any().add(brand.is_not_null()).add(category.is_not_null());
    let rows = E::find().filter(some).select_only().column(code).column(brand).column(category);
    let rows: Vec<(String, Option<Uuid>, Option<Uuid>)> = rows.into_tuple().all(db).await?;
    let brands = brand::Entity::find().select_only().column(brand::Column::Id).column(brand::Column::Code);
    let brands: HashMap<Uuid, String> = brands.into_tuple().all(db).await?.into_iter().collect();
    let categories = category::Entity::find().select_only().column(category::Column::Id).column(category::Column::Code);
    let categories: HashMap<Uuid, String> = categories.into_tuple().all(db).await?.into_iter().collect();
    let of = |(code, brand, category): (String, Option<Uuid>, Option<Uuid>)| {
        let brand = brand.and_then(|id| brands.get(&id).cloned());
        (code, Implied { brand, category: category.and_then(|id| categories.get(&id).cloned()), ..Implied::default() })
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Sites that are named to whoever meant another.
const SITES_NAMED_MAX: usize = 10;

/// A site that is said for a whole file must be there: a slip of the pen makes no new one. In a house without any site there
/// is nothing to mistake it for, and it is made like any other name.
fn refuse_unknown_site(profile: &Profile, directory: &Directory) -> Outcome<()> {
    let (Some(code), Some(sites)) = (profile.constants.get(&Target::Site), directory.get(&Target::Site)) else { return Ok(()) };
    let name = fold(code);
    let first = sites.known.is_empty() && sites.becomes(&name) == Unknown::Create;
    if first || sites.known.contains_key(name.as_ref()) {
        return Ok(());
    }
    let codes: BTreeSet<&str> = sites.known.values().map(String::as_str).collect();
    let few = |between: &str| codes.iter().take(SITES_NAMED_MAX).copied().collect::<Vec<_>>().join(between);
    let (more_zh, more_en) = if codes.len() > SITES_NAMED_MAX { (" 等", " and more") } else { ("", "") };
    let (zh, en) = if codes.is_empty() {
        ("还没有门店".to_owned(), "there is no site yet".to_owned())
    } else {
        (format!("已有 {}{more_zh}", few("、")), format!("there are {}{more_en}", few(", ")))
    };
    Err(Refusal::conflict(
        "batch.site",
        format!("没有编码为“{code}”的门店；{zh}。可在“门店”页新建，或用 shuzhi import site 导入"),
        format!("There is no site with the code “{code}”; {en}. Make it on the page of sites, or by shuzhi import site"),
    )
    .into())
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
    sites.each.clear();
    Ok(())
}

/// The site that all rows of a file belong to, where the profile says one; a column of the file goes before a constant.
pub async fn site_of(desk: &Desk, profile: &Profile) -> Outcome<Option<Id<site::Entity>>> {
    if profile.columns.contains_key(&Target::Site) {
        return Ok(None);
    }
    let Some(code) = profile.constants.get(&Target::Site) else { return Ok(None) };
    site_coded(desk, code).await
}

/// The site of a code.
pub async fn site_coded(desk: &Desk, code: &str) -> Outcome<Option<Id<site::Entity>>> {
    Ok(site::Entity::find().filter(site::Column::Code.eq(code)).one(&desk.db()).await?.map(|site| site.id))
}

/// Remembers what names stand for and which are refused, for later files of the same site, or of the whole company where
/// the file covers several. Who sees only some of the sites decides nothing for the others.
pub async fn remember(desk: &Desk, profile: &Profile, decided: Decided<'_>) -> Outcome<()> {
    let site = site_of(desk, profile).await?;
    if site.is_none() && desk.actor.sites.listed().is_some() {
        return Ok(());
    }
    for (target, dim) in KEPT {
        let map = decided.map.get(&target);
        for (name, fate) in decided.unknown.get(&target).into_iter().flatten() {
            match fate {
                _ if map.is_some_and(|map| map.contains_key(name)) => {}
                Unknown::Refuse => alias::remember(desk, dim, name, None, site).await?,
                // A record of that name is memory enough; who may not make it has not admitted it either.
                Unknown::Create if desk.may("create", target.name()).is_ok() => alias::admit(desk, dim, name, site).await?,
                Unknown::Create => {}
            }
        }
        for (name, code) in map.into_iter().flatten() {
            alias::remember(desk, dim, name, Some(code), site).await?;
        }
    }
    Ok(())
}

/// What a load makes of the names nobody knew; shops only where it is known in which site they stand.
pub fn created(unknown: &[(Target, String, u64)], shops: &ShopSites) -> Vec<Created> {
    let of =
        |target: Target| unknown.iter().filter(move |(of, name, _)| *of == target && makes(target, name, shops)).map(|(_, name, _)| name);
    let made = KEPT.into_iter().map(|(dim, _)| Created {
        dim,
        count: of(dim).count(),
        names: of(dim).take(CREATED_NAMES_SHOWN).cloned().collect(),
    });
    made.filter(|made| made.count > 0).collect()
}

/// How many records of each kind those are.
pub fn made(unknown: &[(Target, String, u64)], shops: &ShopSites) -> Made {
    let dim = |of: Target| KEPT.into_iter().find_map(|(target, dim)| (target == of).then_some(dim));
    Made(created(unknown, shops).into_iter().filter_map(|made| Some(MadeOf { dim: dim(made.dim)?, count: made.count })).collect())
}

fn makes(target: Target, name: &str, shops: &ShopSites) -> bool {
    target != Target::Shop || shops.contains_key(name)
}

/// The codes of the sites in which new shops stand, by the names of the shops.
pub type ShopSites = HashMap<String, String>;

/// Looks up where the new shops of a load stand: in the site that has most of their facts.
pub async fn shop_sites(warehouse: &Warehouse, kept: &Loaded) -> Outcome<ShopSites> {
    let names: Vec<&str> = kept.unknown.iter().filter(|(target, ..)| *target == Target::Shop).map(|(_, name, _)| name.as_str()).collect();
    let mut sites = ShopSites::new();
    for some in names.chunks(500) {
        let question = Question {
            atoms: vec![Atom::Lines],
            by: vec![query::Dim::Shop, query::Dim::Site],
            filter: Filter::period(kept.from, kept.to).with(query::Dim::Shop, some),
            order: vec![Order { by: OrderBy::Atom(Atom::Lines), descending: true }],
            limit: GROUPS_MAX,
        };
        for row in warehouse.ask(&Scope::All, &question, None).await.map_err(refused)?.rows {
            let mut keys = row.keys.into_iter();
            if let (Some(Some(shop)), Some(Some(site))) = (keys.next(), keys.next()) {
                sites.entry(shop).or_insert(site);
            }
        }
    }
    Ok(sites)
}

/// Makes the records of names that were kept as they were, but for those that another load has made meanwhile.
pub async fn create_unknown(desk: &Desk, unknown: &[(Target, String, u64)], shops: &ShopSites) -> Outcome<()> {
    for (target, _) in KEPT {
        let names: Vec<&str> = unknown.iter().filter(|(of, ..)| *of == target).map(|(_, name, _)| name.as_str()).collect();
        let known: HashSet<String> = cards_of(desk, target.name(), &names).await?.into_iter().map(|card| card.sub).collect();
        for name in names.into_iter().filter(|name| !known.contains(*name)) {
            create(desk, target, name.to_owned(), shops).await?;
        }
    }
    Ok(())
}

async fn create(desk: &Desk, target: Target, code: String, shops: &ShopSites) -> Outcome<()> {
    let name = code.clone();
    match target {
        Target::Site => {
            drop(insert::<site::Entity>(desk, site::Model { code, name, kind: site::Kind::Store, ..site::Model::default() }).await?)
        }
        Target::Channel => drop(insert::<channel::Entity>(desk, channel::Model { code, name, ..channel::Model::default() }).await?),
        Target::Brand => drop(insert::<brand::Entity>(desk, brand::Model { code, name, ..brand::Model::default() }).await?),
        Target::Category => drop(insert::<category::Entity>(desk, category::Model { code, name, ..category::Model::default() }).await?),
        Target::Item => drop(insert::<item::Entity>(desk, item::Model { code, name, ..item::Model::default() }).await?),
        Target::Shop => {
            let Some(site) = shops.get(&code) else { return Ok(()) };
            if let Some(site) = site_coded(desk, site).await? {
                drop(insert::<shop::Entity>(desk, shop::Model { code, name, site_id: site, ..shop::Model::default() }).await?);
            }
        }
        _ => {}
    }
    Ok(())
}
