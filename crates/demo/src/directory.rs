//! The directory of the demonstration company: sites, shops, brands, categories, goods, channels, people and accounts.

use crate::dice::Dice;
use crate::names::{BRANCHES, FLOORS, GIVEN, GOODS, ONLINE, SURNAMES, TRADES};
use crate::online;
use crate::shops::{MALL, Shop};
use crate::supermarket::item_code;
use chrono::{Days, NaiveDate};
use kernel::access::{Role, hash_password, user};
use kernel::desk::Desk;
use kernel::fixed::{Area, Money};
use kernel::id::Id;
use kernel::record::{Tags, insert};
use kernel::refusal::Outcome;
use organisation::records::{brand, category, channel, company, department, item, position, shop, site, staff};

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

struct Sites {
    mall: Id<site::Entity>,
    branches: Vec<Id<site::Entity>>,
}

/// Writes the whole directory.
pub async fn write(desk: &Desk, dice: &mut Dice, shops: &[Shop], from: NaiveDate) -> Outcome<()> {
    let sites = write_sites(desk, from).await?;
    let categories = write_categories(desk).await?;
    let brands = write_brands(desk, &categories).await?;
    for shop in shops {
        let row = shop::Model {
            code: shop.code.clone(),
            name: shop.name.clone(),
            site_id: sites.mall,
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
    write_items(desk, &categories).await?;
    for (code, name, kind) in std::iter::once(("counter", "门店柜台", channel::Kind::Counter)).chain(
        ONLINE
            .iter()
            .map(|(code, name, _, _)| (*code, *name, if *code == "mini" { channel::Kind::OwnOnline } else { channel::Kind::Marketplace })),
    ) {
        insert::<channel::Entity>(desk, channel::Model { code: code.into(), name: name.into(), kind, ..channel::Model::default() }).await?;
    }
    write_people(desk, dice, &sites, from).await?;
    write_accounts(desk, &sites).await
}

async fn write_sites(desk: &Desk, from: NaiveDate) -> Outcome<Sites> {
    let group =
        insert::<company::Entity>(desk, company::Model { code: "YH".into(), name: "云汇商业集团".into(), ..company::Model::default() })
            .await?;
    let row = |code: &str, name: &str, city: &str, area: u32, kind: site::Kind, hours: &str| site::Model {
        code: code.into(),
        name: name.into(),
        kind,
        company_id: Some(group.id),
        city: Some(city.into()),
        opened_on: from.checked_sub_days(Days::new(900)),
        area_m2: (area > 0).then_some(Area(i64::from(area) * 100)),
        hours: Some(hours.into()),
        ..site::Model::default()
    };
    let mall = insert::<site::Entity>(desk, row(MALL, "云汇广场", "杭州", 31_000, site::Kind::Mall, "10:00-22:00")).await?;
    let mut branches = Vec::new();
    for (code, name, city, area, _) in BRANCHES {
        branches.push(insert::<site::Entity>(desk, row(code, name, city, area, site::Kind::Store, "08:00-21:30")).await?.id);
    }
    insert::<site::Entity>(desk, row(online::SITE, "云汇线上商城", "杭州", 0, site::Kind::Online, "00:00-24:00")).await?;
    Ok(Sites { mall: mall.id, branches })
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
    let all = TRADES.iter().map(|t| (t.code, t.name, trades)).chain(GOODS.iter().map(|g| (g.0, g.1, goods)));
    let mut ids = Vec::new();
    for (code, name, parent) in all {
        ids.push(insert::<category::Entity>(desk, row(code, name, Some(parent))).await?.id);
    }
    Ok(ids)
}

async fn write_brands(desk: &Desk, categories: &[Id<category::Entity>]) -> Outcome<Vec<Id<brand::Entity>>> {
    let mut ids = Vec::new();
    let names = TRADES.iter().enumerate().flat_map(|(t, trade)| trade.brands.iter().map(move |name| (t, *name)));
    for (code, (trade, name)) in brand_codes().into_iter().zip(names) {
        let tier = [brand::Tier::Mass, brand::Tier::Middle, brand::Tier::Premium][ids.len() % 3];
        let row =
            brand::Model { code, name: name.into(), category_id: Some(categories[trade]), tier: Some(tier), ..brand::Model::default() };
        ids.push(insert::<brand::Entity>(desk, row).await?.id);
    }
    Ok(ids)
}

async fn write_items(desk: &Desk, categories: &[Id<category::Entity>]) -> Outcome<()> {
    for (c, (_, _, margin, _, goods)) in GOODS.iter().enumerate() {
        for (g, (name, unit, weighable, price, _)) in goods.iter().enumerate() {
            let fen = |yuan: f64| Some(Money((yuan * 100.0).round() as i64));
            let row = item::Model {
                code: item_code(c, g),
                name: (*name).into(),
                category_id: Some(categories[TRADES.len() + c]),
                unit: Some((*unit).into()),
                weighable: *weighable,
                cost: fen(price * (1.0 - margin)),
                price: fen(*price),
                ..item::Model::default()
            };
            insert::<item::Entity>(desk, row).await?;
        }
    }
    Ok(())
}

async fn write_people(desk: &Desk, dice: &mut Dice, sites: &Sites, from: NaiveDate) -> Outcome<()> {
    let mut divisions = Vec::new();
    for (code, name) in [("D01", "运营部"), ("D02", "招商部"), ("D03", "客服部"), ("D04", "工程部"), ("D05", "线上事业部")]
    {
        divisions.push(
            insert::<department::Entity>(desk, department::Model { code: code.into(), name: name.into(), ..department::Model::default() })
                .await?
                .id,
        );
    }
    let mut positions = Vec::new();
    for (code, name) in [
        ("P01", "营运经理"),
        ("P02", "楼层主管"),
        ("P03", "店长"),
        ("P04", "收银员"),
        ("P05", "理货员"),
        ("P06", "客服专员"),
        ("P07", "渠道策划"),
    ] {
        positions.push(
            insert::<position::Entity>(desk, position::Model { code: code.into(), name: name.into(), ..position::Model::default() })
                .await?
                .id,
        );
    }
    let skills = ["陈列", "客诉处理", "数据分析", "活动策划", "生鲜管理", "摄影", "英语", "培训"];
    for n in 0..90_usize {
        let site = if n % 3 == 0 { sites.mall } else { sites.branches[n % sites.branches.len()] };
        let name =
            format!("{}{}", SURNAMES[usize::try_from(dice.below(20)).unwrap_or(0)], GIVEN[usize::try_from(dice.below(20)).unwrap_or(0)]);
        let joined_on = from.checked_add_days(Days::new(dice.below(1000)));
        let row = staff::Model {
            number: format!("YH{:04}", n + 1),
            name,
            site_id: Some(site),
            department_id: Some(divisions[n % divisions.len()]),
            position_id: Some(positions[n % positions.len()]),
            employment: if n % 11 == 0 { staff::Employment::Trial } else { staff::Employment::Regular },
            joined_on,
            skills: Tags(vec![skills[n % 8].into(), skills[(n * 3 + 1) % 8].into()]),
            interests: Tags(vec![skills[(n * 5 + 2) % 8].into()]),
            ..staff::Model::default()
        };
        insert::<staff::Entity>(desk, row).await?;
    }
    Ok(())
}

async fn write_accounts(desk: &Desk, sites: &Sites) -> Outcome<()> {
    let password_hash = hash_password(PASSWORD)?;
    for (account, name, role, site) in ACCOUNTS {
        let seen = site.map(|code| if code == MALL { sites.mall.0 } else { sites.branches[0].0 });
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
