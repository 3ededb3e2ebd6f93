//! Real tables, when they are at hand: every file is detected, loaded and compared with figures that DuckDB 2.0
//! computed from the same files. The query stands beside each figure.
//!
//! Some files write 16 and 17 digits, and the product of two such numbers is longer than DuckDB's decimals. Those
//! products were computed with Python's `decimal` at 60 digits, where the query says `exact(q*p)`.

use crate::made::{Made, day, go_on, line, question, source};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use warehouse::Target;
use warehouse::load::{InspectOptions, Loaded};
use warehouse::query::{Atom, Dim, Filter, Order, OrderBy, Question, Scope};

/// Loads a file as it is detected; only the site is said where the file does not say it.
async fn load_detected(made: &Made, file: &Path) -> Loaded {
    let seen = made.warehouse.inspect(file, &InspectOptions::default(), &go_on).await.unwrap();
    assert!(seen.confidence >= 80, "{} of {:?}", seen.confidence, seen.profile);
    let mut profile = seen.profile;
    if seen.missing == [Target::Site] {
        profile.constants.insert(Target::Site, "M01".into());
    }
    let loaded = made.load(file, &profile, &source("real")).await.unwrap();
    assert_eq!(loaded.total, seen.total, "what was shown is what was loaded");
    loaded
}

async fn rows(made: &Made, question: &Question) -> Vec<String> {
    made.warehouse.ask(&Scope::All, question, None).await.unwrap().rows.iter().map(line).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_by_day() {
    let Some(data) = testkit::real_data() else { return };
    let made = Made::new().await;
    let loaded = load_detected(&made, &data.join("cumcm2023c/category_day_738NGX.csv")).await;
    // with cl as (select 日期::date d, 分类名称 c, false promo, 销量_否::decimal(20,15) q, 单价_否::decimal(18,15) p, 批发_否 w
    // union all the same of _是): select count(*) from cl where q <> 0
    assert_eq!(loaded.counts.facts, 9_099);
    // select c, sum(round(exact(q*p),2)), sum(round(q,3)), sum(promo amount), sum(round(exact(q*w),2)) from cl where q <> 0 group by c
    let atoms = [Atom::Amount, Atom::Quantity, Atom::PromotionAmount, Atom::Cost];
    assert_eq!(
        rows(&made, &question(&atoms, &[Dim::Category])).await,
        [
            "水生根茎类: 381293.74 40581.353 27759.49 260382.42",
            "花叶类: 1200544.16 198520.978 49779.44 730610.61",
            "花菜类: 378025.04 41766.451 17009.78 246485.02",
            "茄类: 193328.27 22431.782 3892.25 123239.17",
            "辣椒类: 901786.45 91588.629 28839.53 572940.01",
            "食用菌: 861212.32 76086.725 45819.43 552945.92",
        ]
    );
    // select strftime(d,'%Y-%m') m, sum(round(exact(q*p),2)) from cl where q <> 0 group by m order by m
    let months = rows(&made, &question(&[Atom::Amount], &[Dim::Month])).await;
    assert_eq!(months.len(), 36);
    let expected =
        ["2020-07: 131056.05", "2020-08: 142472.79", "2020-09: 114555.26", "2021-02: 215014.40", "2023-01: 184922.02", "2023-06: 81989.11"];
    expected.iter().for_each(|month| assert!(months.contains(&month.to_string()), "{month} in {months:?}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn items_by_day() {
    let Some(data) = testkit::real_data() else { return };
    let made = Made::new().await;
    load_detected(&made, &data.join("cumcm2023c/item_day_nondiscount_738NGX.csv")).await;
    // select count(*), sum(round(exact(q*p),2)), sum(round(q,3)), count(distinct 单品名称), sum(round(exact(q*w),2)), count(q < 0)
    let atoms = [Atom::Lines, Atom::Amount, Atom::Quantity, Atom::Items, Atom::Cost, Atom::ReturnedLines];
    assert_eq!(rows(&made, &question(&atoms, &[])).await, [": 46599 3208619.46 439224.017 246 1994409.49 3"]);
    // select year(日期::date) y, sum(round(exact(q*p),2)) group by y
    assert_eq!(
        rows(&made, &question(&[Atom::Amount], &[Dim::Year])).await,
        ["2020: 654412.93", "2021: 1040940.54", "2022: 981939.41", "2023: 531326.58"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_a_shop_in_february_2020() {
    let Some(data) = testkit::real_data() else { return };
    let made = Made::new().await;
    let loaded = load_detected(&made, &data.join("tmall_orders_2020/tmall_order_report.csv")).await;
    // select count(*), sum(paid), sum(ref), sum(ref > 0), sum(paid + ref), sum(total) where 付款时间 is not null
    assert_eq!((loaded.counts.accepted, loaded.counts.unpaid, loaded.counts.facts), (24_087, 28_010 - 24_087, 24_087 + 5_646));
    let atoms = [Atom::Amount, Atom::ReturnedAmount, Atom::ListAmount, Atom::Tickets];
    assert_eq!(rows(&made, &question(&atoms, &[])).await, [": 1902487.15 -572335.92 2474823.07 24087"]);
    // select pt::date d, sum(paid), count(distinct id) group by d order by d limit 3
    let days = rows(&made, &question(&[Atom::Amount, Atom::Tickets], &[Dim::Day])).await;
    assert_eq!(days[..3], ["2020-02-01: 7031.00 163", "2020-02-02: 8508.00 199", "2020-02-03: 11316.00 239"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_groceries() {
    let Some(data) = testkit::real_data() else { return };
    let made = Made::new().await;
    let loaded = load_detected(&made, &data.join("complete_journey/transactions.parquet")).await;
    assert_eq!(loaded.counts.accepted, 1_469_307);
    // select count(*), sum(round(sales_value,2)), sum(round(retail_disc,2)), count(distinct basket_id), count(distinct
    // product_id), count(distinct household_id), count(distinct store_id), sum(quantity)
    let atoms = [Atom::Lines, Atom::Amount, Atom::Discount, Atom::Tickets, Atom::Items, Atom::Members, Atom::Quantity];
    let whole = rows(&made, &question(&atoms, &[])).await;
    assert_eq!(whole, [": 1469307 4596039.58 791650.64 155848 68509 2469 152923108.000"]);
    // select strftime(transaction_timestamp,'%Y-%m') m, sum(..), count(distinct (store_id, day, basket_id)) group by m
    let months = rows(&made, &question(&[Atom::Amount, Atom::Tickets], &[Dim::Month])).await;
    assert_eq!(
        (months[0].as_str(), months[11].as_str(), months[12].as_str()),
        ("2017-01: 370886.93 12721", "2017-12: 421882.29 13090", "2018-01: 1893.26 86")
    );
    assert_eq!(made.warehouse.until_within(&Scope::All, None).await.unwrap(), Some(day("2018-01-01")));
    departments(&made, &data).await;
    let mut top = question(&[Atom::Amount], &[Dim::Site]);
    top.order = vec![Order { by: OrderBy::Atom(Atom::Amount), descending: true }];
    top.filter = Filter::period(day("2017-03-01"), day("2017-03-31"));
    let answer = made.warehouse.ask(&Scope::All, &top, None).await.unwrap();
    assert_eq!(answer.total, [Some("380300.74".parse().unwrap())]);
}

/// select department, sum(round(sales_value,2)) from transactions join products using (product_id) group by department
async fn departments(made: &Made, data: &Path) {
    let session = SessionContext::new();
    let products = data.join("complete_journey/products.parquet");
    let products = session.read_parquet(products.to_str().unwrap(), ParquetReadOptions::default()).await.unwrap();
    let mut department: HashMap<String, String> = HashMap::new();
    for batch in products.select_columns(&["product_id", "department"]).unwrap().collect().await.unwrap() {
        let text = |column: usize, row: usize| datafusion::arrow::util::display::array_value_to_string(batch.column(column), row).unwrap();
        (0..batch.num_rows()).for_each(|row| drop(department.insert(text(0, row), text(1, row))));
    }
    let mut by_item = question(&[Atom::Amount], &[Dim::Item]);
    by_item.limit = usize::MAX;
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in made.warehouse.ask(&Scope::All, &by_item, None).await.unwrap().rows {
        let item = row.keys[0].clone().unwrap();
        // A few products were sold that the table of products does not have.
        let Some(department) = department.get(&item) else { continue };
        *sums.entry(department.clone()).or_default() += row.values[0].unwrap();
    }
    let expected = [("GROCERY", "2316393.89"), ("DRUG GM", "596827.45"), ("FUEL", "329594.45"), ("PRODUCE", "322858.82")];
    for (name, amount) in expected {
        assert_eq!(sums[name].to_string(), amount, "{name}");
    }
}
