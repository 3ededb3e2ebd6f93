//! Real sales that lie beside the project on some machines, and never in it.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type, Int96Type};
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::trial::Sales;

type Sets = Vec<(&'static str, Vec<Sales>)>;

/// The folder of real data; tests that need it are skipped without it.
pub fn folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("SHUZHI_SHARED").map_or(beside, PathBuf::from).join("data");
    if !folder.is_dir() {
        println!("skipped: there is no real data at {}", folder.display());
        return None;
    }
    Some(folder)
}

/// Departments whose quantities and prices are not those of a shop (the data's own note).
const NOT_SALES: [&str; 2] = ["FUEL", "MISCELLANEOUS"];
const DAYS_OF_2017: usize = 365;
/// Christmas: the only day of that year on which nobody sold anything.
const CLOSED: usize = 358;
/// A series with fewer days of sales than this is left out.
const LEAST_DAYS: usize = 60;

/// The shops of one American chain in 2017, the departments, the departments of the twenty largest shops, and all together.
pub fn complete_journey(folder: &Path) -> Sets {
    let file = folder.join("complete_journey/products.parquet");
    let products = column::<Int64Type>(&file, "product_id");
    let departments = column::<ByteArrayType>(&file, "department");
    let department: HashMap<i64, &ByteArray> = products.into_iter().zip(&departments).collect();

    let file = folder.join("complete_journey/transactions.parquet");
    let shops = column::<Int64Type>(&file, "store_id");
    let sold = column::<Int64Type>(&file, "product_id");
    let money = column::<DoubleType>(&file, "sales_value");
    let times = column::<Int96Type>(&file, "transaction_timestamp");
    let start = NaiveDate::from_ymd_opt(2017, 1, 1).expect("a date").and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    let mut cells: BTreeMap<(i64, &str), Vec<f64>> = BTreeMap::new();
    for (row, shop) in shops.iter().enumerate() {
        let name = department.get(&sold[row]).and_then(|name| std::str::from_utf8(name.data()).ok()).unwrap_or_default();
        let at = ((times[row].to_millis() - start) / 86_400_000) as usize;
        if !NOT_SALES.contains(&name) && !name.is_empty() && at < DAYS_OF_2017 {
            cells.entry((*shop, name)).or_insert_with(|| vec![0.0; DAYS_OF_2017])[at] += money[row];
        }
    }
    let by_shop = summed(cells.iter().map(|((shop, _), days)| (*shop, days)));
    let mut largest: Vec<(i64, f64)> = by_shop.iter().map(|(shop, days)| (*shop, days.iter().sum())).collect();
    largest.sort_by(|one, other| other.1.total_cmp(&one.1));
    largest.truncate(20);
    let within = cells.iter().filter(|((shop, _), _)| largest.iter().any(|(large, _)| large == shop));
    vec![
        ("all shops", year(summed(cells.values().map(|days| ((), days))))),
        ("departments", year(summed(cells.iter().map(|((_, name), days)| (*name, days))))),
        ("departments of shops", year(within.map(|(key, days)| (*key, days.clone())).collect())),
        ("shops", year(by_shop)),
    ]
}

fn summed<'a, K: Ord>(cells: impl Iterator<Item = (K, &'a Vec<f64>)>) -> BTreeMap<K, Vec<f64>> {
    let mut sums: BTreeMap<K, Vec<f64>> = BTreeMap::new();
    for (key, days) in cells {
        let sum = sums.entry(key).or_insert_with(|| vec![0.0; DAYS_OF_2017]);
        sum.iter_mut().zip(days).for_each(|(sum, day)| *sum += day);
    }
    sums
}

fn year<K>(sums: BTreeMap<K, Vec<f64>>) -> Vec<Sales> {
    let enough = |days: &Vec<f64>| days.iter().filter(|day| **day != 0.0).count() >= LEAST_DAYS;
    let open = |days: Vec<f64>| days.into_iter().enumerate().map(|(at, day)| (at != CLOSED).then_some(day)).collect();
    let first = NaiveDate::from_ymd_opt(2017, 1, 1).expect("a date");
    sums.into_values().filter(enough).map(|days| Sales { first, values: open(days) }).collect()
}

fn column<T: DataType>(file: &Path, name: &str) -> Vec<T::T> {
    let reader = SerializedFileReader::new(File::open(file).expect("the file")).expect("a parquet file");
    let schema = reader.metadata().file_metadata().schema_descr();
    let index = (0..schema.num_columns()).find(|at| schema.column(*at).name() == name).expect("the column");
    let mut values = Vec::new();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).expect("a row group");
        let mut pages = get_typed_column_reader::<T>(group.get_column_reader(index).expect("a reader"));
        let rows = group.metadata().num_rows() as usize;
        let mut levels = Vec::new();
        let (read, present, _) = pages.read_records(rows, Some(&mut levels), None, &mut values).expect("the rows");
        assert_eq!(read, present, "{name} has holes");
    }
    values
}

/// A Chinese market's six kinds of vegetables over three years, in kilograms and in money, and the whole market.
pub fn vegetables(folder: &Path) -> Sets {
    let file = folder.join("cumcm2023c/category_day_738NGX.csv");
    let mut kinds: BTreeMap<String, BTreeMap<NaiveDate, (f64, f64)>> = BTreeMap::new();
    for row in csv::Reader::from_path(file).expect("the table of kinds").records() {
        let row = row.expect("a row");
        let number = |at: usize| row[at].parse::<f64>().unwrap_or(0.0);
        let (plain, reduced) = (number(6), number(7));
        let sold = (plain + reduced, plain * number(4) + reduced * number(5));
        kinds.entry(row[1].to_owned()).or_default().insert(row[0].parse().expect("a date"), sold);
    }
    let first = NaiveDate::from_ymd_opt(2020, 7, 1).expect("a date");
    let days: Vec<NaiveDate> = first.iter_days().take(1095).collect();
    // A day on which no kind was sold at all was closed; a kind that alone is missing was not sold.
    let open = |day: &NaiveDate| kinds.values().any(|sold| sold.contains_key(day));
    let series =
        |value: &dyn Fn(&NaiveDate) -> f64| Sales { first, values: days.iter().map(|day| open(day).then(|| value(day))).collect() };
    let of_kind = |unit: fn((f64, f64)) -> f64| {
        kinds.values().map(|sold| series(&|day| sold.get(day).map_or(0.0, |sold| unit(*sold)))).collect::<Vec<_>>()
    };
    let whole =
        |unit: fn((f64, f64)) -> f64| vec![series(&|day| kinds.values().filter_map(|sold| sold.get(day)).map(|sold| unit(*sold)).sum())];
    vec![
        ("kinds, kg", of_kind(|sold| sold.0)),
        ("kinds, money", of_kind(|sold| sold.1)),
        ("market, kg", whole(|sold| sold.0)),
        ("market, money", whole(|sold| sold.1)),
    ]
}
