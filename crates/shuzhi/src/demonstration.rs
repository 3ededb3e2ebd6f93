//! The facts of a demonstration company, brought in through the same doors as any company's files, and its rain.

use crate::commands::refused;
use crate::commands::screen::bar;
use anyhow::bail;
use demo::Company;
use kernel::access::Actor;
use kernel::house::House;
use kernel::id::Id;
use kernel::refusal::Outcome;
use organisation::records::site;
use sales::records::weather;
use sales::{Loading, Source, load};
use sea_orm::EntityTrait;
use std::collections::HashMap;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use warehouse::load::Profile;
use warehouse::{Kind, Target};

/// Targets of the columns of a sales file, in its order.
const SALES: [Target; 18] = [
    Target::Day,
    Target::Site,
    Target::Channel,
    Target::Shop,
    Target::Brand,
    Target::Category,
    Target::Item,
    Target::Time,
    Target::Ticket,
    Target::Member,
    Target::Quantity,
    Target::ListAmount,
    Target::Discount,
    Target::Amount,
    Target::Cost,
    Target::Tickets,
    Target::Returned,
    Target::Promotion,
];
/// Targets of the columns of a file of visitors.
const VISITORS: [Target; 4] = [Target::Day, Target::Site, Target::Entrance, Target::Visitors];

/// Loads what the company sold and who came; answers how many lines of sales there were.
pub async fn bring_in(house: &Arc<House>, company: &Company) -> anyhow::Result<u64> {
    let folder = tempfile::tempdir()?;
    let (sales, visitors, lines) = write_files(company, folder.path())?;
    take_in(house, &sales, profile("演示销售", Kind::Sales, &SALES)).await?;
    take_in(house, &visitors, profile("演示客流", Kind::Visitors, &VISITORS)).await?;
    Ok(lines)
}

/// The days of rain as the company would keep them.
pub async fn rain(house: &Arc<House>, company: &Company) -> Outcome<Vec<weather::Model>> {
    let sites = site::Entity::find().all(&house.db).await?;
    let ids: HashMap<&str, Id<site::Entity>> = sites.iter().map(|site| (site.code.as_str(), site.id)).collect();
    let row =
        |(date, site)| Some(weather::Model { date, site_id: *ids.get(site)?, kind: weather::Kind::Rain, ..weather::Model::default() });
    Ok(company.rain().filter_map(row).collect())
}

fn profile(name: &str, kind: Kind, targets: &[Target]) -> Profile {
    Profile { name: name.to_owned(), kind, columns: targets.iter().map(|t| (*t, t.name().to_owned())).collect(), ..Profile::default() }
}

/// Writes the company's facts as the files its tills and counters would send.
fn write_files(company: &Company, folder: &Path) -> anyhow::Result<(PathBuf, PathBuf, u64)> {
    let (sales, visitors) = (folder.join("sales.csv"), folder.join("visitors.csv"));
    let open = |path: &Path| anyhow::Ok(csv::Writer::from_writer(BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?)));
    let (mut to_sales, mut to_visitors) = (open(&sales)?, open(&visitors)?);
    to_sales.write_record(SALES.map(Target::name))?;
    to_visitors.write_record(VISITORS.map(Target::name))?;
    let (bar, mut lines) = (bar(), 0);
    for day in company.days() {
        for line in &day.lines {
            lines += 1;
            to_sales.write_record(record(company, line))?;
        }
        for visit in &day.visits {
            to_visitors.write_record([
                visit.day.to_string(),
                visit.site.to_owned(),
                visit.entrance.to_owned(),
                visit.visitors.to_string(),
            ])?;
        }
        bar.tick();
    }
    to_sales.flush()?;
    to_visitors.flush()?;
    bar.finish_and_clear();
    Ok((sales, visitors, lines))
}

fn record(company: &Company, line: &demo::Line) -> [String; 18] {
    let fen = |fen: i64| format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100);
    let truth = |so: bool| if so { "是" } else { "否" }.to_owned();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        line.day.to_string(),
        line.site.to_owned(),
        line.channel.to_owned(),
        line.shop.and_then(|n| company.shop_code(n)).unwrap_or_default().to_owned(),
        text(&line.brand),
        line.category.to_owned(),
        text(&line.item),
        line.hour.map(|h| format!("{h:02}:00")).unwrap_or_default(),
        text(&line.ticket),
        text(&line.member),
        format!("{}{}.{:03}", if line.quantity < 0 { "-" } else { "" }, line.quantity.abs() / 1000, line.quantity.abs() % 1000),
        fen(line.list),
        fen(line.discount),
        fen(line.amount),
        line.cost.map(fen).unwrap_or_default(),
        line.tickets.map(|t| t.to_string()).unwrap_or_default(),
        truth(line.returned),
        truth(line.promotion),
    ]
}

async fn take_in(house: &Arc<House>, file: &Path, profile: Profile) -> anyhow::Result<()> {
    let bar = bar();
    let watch = |progress: warehouse::load::Progress| {
        bar.set_length(progress.of_bytes.max(1));
        bar.set_position(progress.bytes);
        ControlFlow::Continue(())
    };
    let name = format!("{}.csv", profile.name);
    let loading = Loading { profile, ..Loading::default() };
    let loaded =
        load(house, &Actor::house(), "command line", &Source { path: file, name: &name, file: None, resumed: false }, loading, &watch)
            .await;
    bar.finish_and_clear();
    let loaded = loaded.map_err(refused)?;
    if let Some(error) = loaded.errors.first() {
        bail!("the demonstration's own file was refused: row {} {:?} {}", error.row, error.column, error.en);
    }
    Ok(())
}
