//! `shuzhi demo`: the demonstration company, loaded through the same doors as any company's files.

use super::refused;
use super::screen::{bar, say};
use crate::place::Place;
use anyhow::bail;
use chrono::NaiveDate;
use clap::{Args, value_parser};
use demo::{ACCOUNTS, Company, PASSWORD, accepted_report, target_plans};
use kernel::access::{Actor, user};
use kernel::clock::china_day;
use kernel::house::House;
use sales::{Loading, Source, load};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use warehouse::load::Profile;
use warehouse::{Kind, Target};

/// A hundred times over is a hundred million facts, and an hour of making them.
const SCALE_MAX: i64 = 100;

#[derive(Args)]
pub struct Demo {
    /// How many times over goods and orders are made.
    #[arg(long, default_value_t = 1, value_parser = value_parser!(u32).range(1..=SCALE_MAX))]
    scale: u32,
    /// The same seed makes the same company.
    #[arg(long, default_value_t = 20)]
    seed: u64,
    /// The last day of facts; yesterday when nothing is said.
    #[arg(long)]
    until: Option<NaiveDate>,
}

/// Targets of the columns of a sales file, in its order.
const SALES: [Target; 17] = [
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
];
/// Targets of the columns of a file of visitors.
const VISITORS: [Target; 4] = [Target::Day, Target::Site, Target::Entrance, Target::Visitors];

impl Demo {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let house = place.open().await?;
        if user::Entity::find().count(&house.db).await? > 0 {
            bail!(
                "这里已有账号；演示公司需要一个空目录（另选 --data） · there are accounts already; the demonstration company needs an empty place (another --data DIR)"
            );
        }
        let yesterday = china_day(house.clock.now()).pred_opt().unwrap_or_default();
        let company = Company::new(self.seed, self.until.unwrap_or(yesterday), self.scale);
        let desk = house.write(Actor::house(), "command line").await.map_err(refused)?;
        let written = company.write_directory(&desk).await;
        desk.finish(written).await.map_err(refused)?;
        let folder = tempfile::tempdir()?;
        let (sales, visitors, lines) = write_files(&company, folder.path())?;
        take_in(&house, &sales, profile("演示销售", Kind::Sales, &SALES)).await?;
        take_in(&house, &visitors, profile("演示客流", Kind::Visitors, &VISITORS)).await?;
        accepted_report(&house, company.until()).await.map_err(refused)?;
        target_plans(&house, company.until()).await.map_err(refused)?;
        sales::watch(&house, "command line", &|_, _| {}).await.map_err(refused)?;
        let accounts: Vec<&str> = ACCOUNTS.iter().map(|(account, ..)| *account).collect();
        say(json, &json!({ "facts": lines, "accounts": accounts, "password": PASSWORD }), || {
            let list = ACCOUNTS.iter().map(|(account, name, role, site)| {
                format!("  {account:<10} {name}  {}{}", role.word(), site.map(|s| format!(" · {s}")).unwrap_or_default())
            });
            format!(
                "演示公司已就绪，{lines} 条销售数据。Demonstration company ready.\n演示账号 Accounts（密码 password: {PASSWORD}）:\n{}",
                list.collect::<Vec<_>>().join("\n")
            )
        });
        Ok(ExitCode::SUCCESS)
    }
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

fn record(company: &Company, line: &demo::Line) -> [String; 17] {
    let fen = |fen: i64| format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100);
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
        if line.returned { "是" } else { "否" }.to_owned(),
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
