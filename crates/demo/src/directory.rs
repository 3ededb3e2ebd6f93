//! The directory of the demonstration company: sites, shops, brands, categories, goods, channels, people and accounts.

use crate::dice::Dice;
use crate::goods::{self, SHELVES, barcode, item_code};
use crate::names::{BRANCHES, FLOORS, MALL_OPEN_DAYS, ONLINE, ONLINE_OPEN_DAYS, TRADES};
use crate::online;
use crate::people::{DEPARTMENTS, POSITIONS, Place, people};
use crate::shops::{MALL, Shop};
use chrono::{Days, NaiveDate};
use kernel::access::{Role, hash_password, user};
use kernel::desk::Desk;
use kernel::fixed::{Area, Money};
use kernel::id::Id;
use kernel::record::{Tags, insert};
use kernel::refusal::Outcome;
use organisation::records::{brand, category, channel, company, department, item, position, shop, site, staff};
use std::collections::HashMap;

/// The password of all demonstration accounts. They exist only in a demonstration company.
pub const PASSWORD: &str = "shuzhi-demo";

/// Accounts of the demonstration: account, name, role, code of the site they see (none: all).
pub const ACCOUNTS: [(&str, &str, Role, Option<&str>); 7] = [
    ("admin", "系统管理员", Role::Administrator, None),
    ("director", "周思远", Role::Director, None),
    ("mall", "林雨桐", Role::SiteManager, Some(MALL)),
    ("store", "陈明轩", Role::SiteManager, Some("S01")),
    ("analyst", "何欣妍", Role::Analyst, None),
    ("clerk", "王丽华", Role::Clerk, None),
    ("auditor", "郭建国", Role::Auditor, None),
];

/// Codes of brands by the order of the shops' brands.
pub fn brand_codes() -> Vec<String> {
    (0..TRADES.iter().map(|t| t.brands.len()).sum::<usize>()).map(|n| format!("B{:03}", n + 1)).collect()
}

/// The sites by their codes.
type Sites = HashMap<&'static str, Id<site::Entity>>;

/// Writes the whole directory.
pub async fn write(desk: &Desk, dice: &mut Dice, shops: &[Shop], from: NaiveDate, until: NaiveDate) -> Outcome<()> {
    let sites = write_sites(desk, from).await?;
    let categories = write_categories(desk).await?;
    let brands = write_brands(desk, &categories).await?;
    for shop in shops {
        let row = shop::Model {
            code: shop.code.clone(),
            name: shop.name.clone(),
            site_id: sites[MALL],
            brand_id: Some(brands[shop.brand]),
            category_id: Some(categories[shop.trade]),
            floor: Some(FLOORS[shop.floor].0.into()),
            area_m2: Some(Area((shop.area * 100.0) as i64)),
            opened_on: Some(shop.opened),
            closed_on: shop.closed,
            ..shop::Model::default()
        };
        insert::<shop::Entity>(desk, row).await?;
    }
    write_items(desk, &categories, &brands).await?;
    for (code, name, kind) in std::iter::once(("counter", "门店柜台", channel::Kind::Counter)).chain(
        ONLINE
            .iter()
            .map(|(code, name, _, _)| (*code, *name, if *code == "mini" { channel::Kind::OwnOnline } else { channel::Kind::Marketplace })),
    ) {
        insert::<channel::Entity>(desk, channel::Model { code: code.into(), name: name.into(), kind, ..channel::Model::default() }).await?;
    }
    write_people(desk, dice, &sites, from, until).await?;
    write_accounts(desk, &sites).await
}

async fn write_sites(desk: &Desk, from: NaiveDate) -> Outcome<Sites> {
    let group =
        insert::<company::Entity>(desk, company::Model { code: "YH".into(), name: "云汇商业集团".into(), ..company::Model::default() })
            .await?;
    let row = |code: &str, name: &str, city: &str, area: u32, kind: site::Kind, hours: &str, open_days: u64| site::Model {
        code: code.into(),
        name: name.into(),
        kind,
        company_id: Some(group.id),
        city: Some(city.into()),
        opened_on: from.checked_sub_days(Days::new(open_days)),
        area_m2: (area > 0).then_some(Area(i64::from(area) * 100)),
        hours: Some(hours.into()),
        ..site::Model::default()
    };
    let mut sites = Sites::new();
    let mall = row(MALL, "云汇广场", "杭州", 31_000, site::Kind::Mall, "10:00-22:00", MALL_OPEN_DAYS);
    sites.insert(MALL, insert::<site::Entity>(desk, mall).await?.id);
    for b in BRANCHES {
        let branch = row(b.code, b.name, b.city, b.area_m2, site::Kind::Store, "08:00-21:30", b.open_days);
        sites.insert(b.code, insert::<site::Entity>(desk, branch).await?.id);
    }
    let shop = row(online::SITE, "云汇线上商城", "杭州", 0, site::Kind::Online, "00:00-24:00", ONLINE_OPEN_DAYS);
    sites.insert(online::SITE, insert::<site::Entity>(desk, shop).await?.id);
    Ok(sites)
}

/// The mall's trades first, then the goods of the supermarkets, each under its head.
async fn write_categories(desk: &Desk) -> Outcome<Vec<Id<category::Entity>>> {
    let row = |code: &str, name: &str, parent_id| category::Model {
        code: code.into(),
        name: name.into(),
        parent_id,
        ..category::Model::default()
    };
    let trades = insert::<category::Entity>(desk, row("M", "购物中心业态", None)).await?.id;
    let goods = insert::<category::Entity>(desk, row("G", "超市商品", None)).await?.id;
    let all = TRADES.iter().map(|t| (t.code, t.name, trades)).chain(SHELVES.iter().map(|s| (s.code, s.name, goods)));
    let mut ids = Vec::new();
    for (code, name, parent) in all {
        ids.push(insert::<category::Entity>(desk, row(code, name, Some(parent))).await?.id);
    }
    Ok(ids)
}

/// The mall's brands first, then the makers of the supermarkets' goods.
async fn write_brands(desk: &Desk, categories: &[Id<category::Entity>]) -> Outcome<Vec<Id<brand::Entity>>> {
    let mut ids = Vec::new();
    let names = TRADES.iter().enumerate().flat_map(|(t, trade)| trade.brands.iter().map(move |name| (t, *name)));
    for (code, (trade, name)) in brand_codes().into_iter().zip(names) {
        let tier = [brand::Tier::Mass, brand::Tier::Middle, brand::Tier::Premium][ids.len() % 3];
        let row =
            brand::Model { code, name: name.into(), category_id: Some(categories[trade]), tier: Some(tier), ..brand::Model::default() };
        ids.push(insert::<brand::Entity>(desk, row).await?.id);
    }
    for (n, name) in goods::brands().enumerate() {
        let shelf = SHELVES.iter().position(|shelf| shelf.goods.iter().any(|good| good.brand == name)).unwrap_or_default();
        let row = brand::Model {
            code: format!("B{:03}", 101 + n),
            name: name.into(),
            category_id: Some(categories[TRADES.len() + shelf]),
            tier: Some(brand::Tier::Mass),
            ..brand::Model::default()
        };
        ids.push(insert::<brand::Entity>(desk, row).await?.id);
    }
    Ok(ids)
}

async fn write_items(desk: &Desk, categories: &[Id<category::Entity>], brands: &[Id<brand::Entity>]) -> Outcome<()> {
    let makers: HashMap<&str, Id<brand::Entity>> = goods::brands().zip(brands.iter().skip(brand_codes().len()).copied()).collect();
    for (s, shelf) in SHELVES.iter().enumerate() {
        for (g, good) in shelf.goods.iter().enumerate() {
            let fen = |yuan: f64| Some(Money((yuan * 100.0).round() as i64));
            let row = item::Model {
                code: item_code(s, g),
                name: good.name.into(),
                barcode: Some(barcode(s, g)),
                category_id: Some(categories[TRADES.len() + s]),
                brand_id: makers.get(good.brand).copied(),
                spec: Some(good.spec.into()),
                unit: Some(good.unit.into()),
                weighable: good.weighable,
                cost: fen(good.price * (1.0 - shelf.margin)),
                price: fen(good.price),
                ..item::Model::default()
            };
            insert::<item::Entity>(desk, row).await?;
        }
    }
    Ok(())
}

async fn write_people(desk: &Desk, dice: &mut Dice, sites: &Sites, from: NaiveDate, until: NaiveDate) -> Outcome<()> {
    let mut departments = HashMap::new();
    for (code, name) in DEPARTMENTS {
        let row = department::Model { code: code.into(), name: name.into(), ..department::Model::default() };
        departments.insert(name, insert::<department::Entity>(desk, row).await?.id);
    }
    let mut positions = Vec::new();
    for (n, (name, ..)) in POSITIONS.iter().enumerate() {
        let row = position::Model { code: format!("P{:02}", n + 1), name: (*name).into(), ..position::Model::default() };
        positions.push(insert::<position::Entity>(desk, row).await?.id);
    }
    let opened = |open_days: u64| from.checked_sub_days(Days::new(open_days)).unwrap_or(from);
    let mut places = vec![Place::headquarters(opened(BRANCHES[0].open_days)), Place::mall(MALL, opened(MALL_OPEN_DAYS))];
    places.extend(BRANCHES.iter().map(|b| Place::branch(b.code, opened(b.open_days), b.size)));
    places.push(Place::online(online::SITE, opened(ONLINE_OPEN_DAYS)));
    for (n, person) in people(dice, &places, until).into_iter().enumerate() {
        let row = staff::Model {
            number: format!("YH{:04}", n + 1),
            name: person.name,
            site_id: person.site.map(|code| sites[code]),
            department_id: departments.get(POSITIONS[person.position].1).copied(),
            position_id: Some(positions[person.position]),
            employment: if person.on_trial { staff::Employment::Trial } else { staff::Employment::Regular },
            joined_on: Some(person.joined_on),
            skills: Tags(person.skills.map(String::from).to_vec()),
            interests: Tags(vec![person.interest.into()]),
            ..staff::Model::default()
        };
        insert::<staff::Entity>(desk, row).await?;
    }
    Ok(())
}

async fn write_accounts(desk: &Desk, sites: &Sites) -> Outcome<()> {
    let password_hash = hash_password(PASSWORD)?;
    for (account, name, role, site) in ACCOUNTS {
        let seen = site.map(|code| sites[code].0);
        let row = user::Model {
            account: account.into(),
            name: name.into(),
            roles: user::Roles(vec![role]),
            all_sites: seen.is_none(),
            sites: user::SiteIds(seen.into_iter().collect()),
            password_hash: password_hash.clone(),
            ..user::Model::default()
        };
        insert::<user::Entity>(desk, row).await?;
    }
    Ok(())
}
