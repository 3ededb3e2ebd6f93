//! Made files in the shapes people bring, and a warehouse in a folder of its own.

use chrono::{DateTime, NaiveDate, Utc};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use warehouse::load::{LoadOptions, Loaded, Profile, Progress};
use warehouse::query::{Atom, Dim, Figures, Filter, Question, Scope};
use warehouse::{Storage, Warehouse, WarehouseError};

/// A warehouse and the files loaded into it.
pub struct Made {
    pub warehouse: Warehouse,
    pub folder: TempDir,
}

pub fn now() -> DateTime<Utc> {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every day any test has facts on.
pub fn ever() -> Filter {
    Filter::period(day("1990-01-01"), day("2099-12-31"))
}

pub fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Made {
    pub async fn new() -> Made {
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(&Storage::Folder(folder.path().join("warehouse")), now()).await.unwrap();
        Made { warehouse, folder }
    }

    pub async fn again(&self) -> Warehouse {
        Warehouse::open(&Storage::Folder(self.folder.path().join("warehouse")), now()).await.unwrap()
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub async fn load(&self, file: &Path, profile: &Profile, options: &LoadOptions) -> Result<Loaded, WarehouseError> {
        self.warehouse.load(file, profile, options, now(), &go_on).await
    }

    /// One figure per atom over everything.
    pub async fn total(&self, atoms: &[Atom]) -> Vec<Option<String>> {
        let question = question(atoms, &[]);
        let answer = self.warehouse.ask(&Scope::All, &question, None).await.unwrap();
        answer.total.into_iter().map(|value| value.map(|value| value.to_string())).collect()
    }

    pub async fn amount(&self) -> Option<String> {
        self.total(&[Atom::Amount]).await.remove(0)
    }

    /// Fact files that lie in the folder, seen or unseen.
    pub fn files(&self) -> usize {
        let mut folders = vec![self.folder.path().join("warehouse/sales")];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                match entry.path() {
                    path if path.ends_with("_delta_log") => {}
                    path if path.is_dir() => folders.push(path),
                    _ => count += 1,
                }
            }
        }
        count
    }
}

pub fn question(atoms: &[Atom], by: &[Dim]) -> Question {
    Question { atoms: atoms.to_vec(), by: by.to_vec(), filter: ever(), order: vec![], limit: 10_000 }
}

/// A row as `key|key: value value`, `-` for nothing.
pub fn line(row: &Figures) -> String {
    let keys: Vec<&str> = row.keys.iter().map(|key| key.as_deref().unwrap_or("-")).collect();
    let values: Vec<String> = row.values.iter().map(|value| value.map_or("-".into(), |value| value.to_string())).collect();
    format!("{}: {}", keys.join("|"), values.join(" "))
}

pub fn profile(json: serde_json::Value) -> Profile {
    serde_json::from_value(json).unwrap()
}

/// The scan lines of a supermarket, as its registers export them.
pub fn scans() -> Profile {
    profile(serde_json::json!({
        "name": "扫码流水",
        "columns": {"day": "销售日期", "time": "扫码销售时间", "item": "单品编码", "quantity": "销量(千克)",
                    "price": "销售单价(元/千克)", "returned": "销售类型", "promotion": "是否打折销售"},
        "constants": {"site": "M01", "channel": "门店"},
        "values": {"returned": {"退货": true, "销售": false}}
    }))
}

pub const SCAN_TITLES: &str = "销售日期,扫码销售时间,单品编码,销量(千克),销售单价(元/千克),销售类型,是否打折销售\n";

/// Daily lines by shop and category: day, site, channel, shop, brand, category, item, ticket, amount.
pub fn counters() -> Profile {
    profile(serde_json::json!({
        "name": "专柜流水",
        "columns": {"day": "日期", "site": "门店", "channel": "渠道", "shop": "专柜", "brand": "品牌", "category": "品类",
                    "item": "单品", "ticket": "小票号", "quantity": "数量", "amount": "金额", "cost": "成本", "discount": "优惠"}
    }))
}

pub const COUNTER_TITLES: &str = "日期,门店,渠道,专柜,品牌,品类,单品,小票号,数量,金额,成本,优惠\n";

pub fn source(name: &str) -> LoadOptions {
    LoadOptions { source: name.into(), ..LoadOptions::default() }
}
