//! A small company with facts of a quarter: returns, gaps, tickets, members, visitors, and days that were loaded again.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use testkit::Buckets;
use warehouse::load::{LoadOptions, Profile};
use warehouse::{S3, Storage, Version, Warehouse};

/// A place of the program, with a warehouse that has facts.
pub struct Company {
    folder: TempDir,
    storage: Storage,
    /// What `shuzhi.toml` says of the storage.
    words: String,
    /// The version before days were loaded again.
    pub first: Version,
    /// What the files say of each month: its name, the amount and the lines.
    pub months: Vec<(String, Decimal, Decimal)>,
}

fn now() -> DateTime<Utc> {
    "2026-04-02T08:00:00Z".parse().unwrap()
}

fn profile(json: serde_json::Value) -> Profile {
    serde_json::from_value(json).unwrap()
}

fn sales() -> Profile {
    profile(serde_json::json!({
        "name": "专柜流水",
        "columns": {"day": "日期", "time": "时间", "site": "门店", "channel": "渠道", "shop": "专柜", "brand": "品牌", "category": "品类",
                    "item": "单品", "ticket": "小票号", "member": "会员", "quantity": "数量", "amount": "金额", "cost": "成本",
                    "discount": "优惠", "returned": "退货", "promotion": "促销"},
        "values": {"returned": {"是": true, "否": false}, "promotion": {"是": true, "否": false}}
    }))
}

fn visitors() -> Profile {
    profile(serde_json::json!({
        "name": "客流", "kind": "visitors",
        "columns": {"day": "日期", "time": "时段", "site": "门店", "entrance": "出入口", "visitors": "客流量"}
    }))
}

/// Lines of sales of some days, each as its day, its cents and its text. Whole numbers decide everything, so that it is the same each time.
fn lines(from: NaiveDate, days: u32, salt: u32) -> Vec<(NaiveDate, i64, String)> {
    let mut lines = Vec::new();
    for (number, day) in from.iter_days().take(days as usize).enumerate() {
        for line in 0..40_u32 {
            let n = number as u32 * 40 + line + salt;
            let mixed = n.wrapping_mul(2_654_435_761) >> 7;
            let (site, channel) = (mixed % 2 + 1, if mixed.is_multiple_of(5) { "外卖" } else { "门店" });
            let (shop, brand, item) = (mixed % 7, mixed % 5, mixed % 61);
            let category = ["女装", "男装", "鞋", "餐饮"][(mixed % 4) as usize];
            let returned = mixed.is_multiple_of(23);
            let cents = i64::from(mixed % 90_000 + 100) * if returned { -1 } else { 1 };
            let amount = Decimal::new(cents, 2);
            let cost = if mixed.is_multiple_of(3) { String::new() } else { Decimal::new(cents * 6 / 10, 2).to_string() };
            let brand = if brand == 4 { String::new() } else { format!("B{brand}") };
            let member = if mixed.is_multiple_of(4) { format!("V{}", mixed % 50) } else { String::new() };
            let time = if mixed.is_multiple_of(9) { String::new() } else { format!("{:02}:15", mixed % 12 + 10) };
            let yes = |is| if is { "是" } else { "否" };
            let quantity = if returned { -1 } else { i64::from(mixed % 3) + 1 };
            let text = format!(
                "{day},{time},M0{site},{channel},S{shop},{brand},{category},P{item},T{},{member},{quantity},{amount},{cost},{},{},{}",
                n / 2,
                mixed % 20,
                yes(returned),
                yes(mixed.is_multiple_of(6)),
            );
            lines.push((day, cents, text));
        }
    }
    lines
}

const TITLES: &str = "日期,时间,门店,渠道,专柜,品牌,品类,单品,小票号,会员,数量,金额,成本,优惠,退货,促销";

impl Company {
    /// With its facts in its folder.
    pub async fn make() -> Company {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::Folder(folder.path().join("warehouse"));
        Company::make_in(folder, storage, String::new()).await
    }

    /// With its facts in a bucket.
    pub async fn in_bucket(buckets: &Buckets) -> Company {
        let words = buckets.warehouse();
        let said: BTreeMap<String, S3> = toml::from_str(&words).unwrap();
        let storage = Storage::S3(said["warehouse"].clone());
        Company::make_in(tempfile::tempdir().unwrap(), storage, words).await
    }

    async fn make_in(folder: TempDir, storage: Storage, words: String) -> Company {
        std::fs::write(folder.path().join("shuzhi.toml"), &words).unwrap();
        // A machine that sees a bucket needs no records.
        if words.is_empty() {
            let init = ["init", "--data", folder.path().to_str().unwrap()];
            let begun = std::process::Command::new(env!("CARGO_BIN_EXE_shuzhi")).args(init).output().unwrap();
            assert!(begun.status.success(), "{begun:?}");
        }
        let warehouse = Warehouse::open(&storage, now()).await.unwrap();
        let from = |text: &str| text.parse::<NaiveDate>().unwrap();
        let first = lines(from("2026-01-01"), 90, 0);
        load(&warehouse, folder.path(), &sales(), "tills", TITLES, first.iter().map(|line| &line.2)).await;
        let mut counts = Vec::new();
        for day in from("2026-01-03").iter_days().take(80) {
            for hour in 10..20 {
                counts.push(format!("{day},{hour}:00,M0{},门{},{}", day.day() % 2 + 1, hour % 2, day.day() * hour));
            }
        }
        load(&warehouse, folder.path(), &visitors(), "doors", "日期,时段,门店,出入口,客流量", counts.iter()).await;
        let version = warehouse.version();
        // Five days of February once more, with other lines: they take the place of those loaded before.
        let again = lines(from("2026-02-10"), 5, 77_777);
        load(&warehouse, folder.path(), &sales(), "tills", TITLES, again.iter().map(|line| &line.2)).await;
        let replaced = again[0].0..=again[again.len() - 1].0;
        let mut months = BTreeMap::<String, (i64, i64)>::new();
        for (day, cents, _) in first.iter().filter(|line| !replaced.contains(&line.0)).chain(&again) {
            let (sum, lines) = months.entry(day.format("%Y-%m").to_string()).or_default();
            *sum += cents;
            *lines += 1;
        }
        let months = months.into_iter().map(|(month, (cents, lines))| (month, Decimal::new(cents, 2), lines.into())).collect();
        Company { folder, storage, words, first: version, months }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub async fn open(&self) -> Warehouse {
        Warehouse::open(&self.storage, now()).await.unwrap()
    }

    /// Names a cluster in the configuration.
    pub fn configure(&self, address: &str) {
        std::fs::write(self.folder().join("shuzhi.toml"), format!("cluster = \"{address}\"\n{}", self.words)).unwrap();
    }

    fn sums(&self) -> PathBuf {
        self.folder().join("warehouse/sales_rollup/months")
    }

    /// The files of the month sums, by name.
    pub fn month_sums(&self) -> BTreeMap<String, Vec<u8>> {
        let files = std::fs::read_dir(self.sums()).unwrap().flatten();
        files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
    }

    pub fn lose_month_sums(&self) {
        std::fs::remove_dir_all(self.sums()).unwrap();
    }
}

async fn load(warehouse: &Warehouse, folder: &Path, profile: &Profile, source: &str, titles: &str, lines: impl Iterator<Item = &String>) {
    let mut text = format!("{titles}\n");
    lines.for_each(|line| writeln!(text, "{line}").unwrap());
    let file = folder.join(format!("{source}.csv"));
    std::fs::write(&file, text).unwrap();
    let options = LoadOptions { source: source.into(), replace: true, ..LoadOptions::default() };
    warehouse.load(&file, profile, &options, now(), &|_| ControlFlow::Continue(())).await.unwrap();
}
