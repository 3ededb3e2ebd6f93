//! Loading: all of a file or nothing, once and not twice, replaceable and reversible.

use crate::made::{COUNTER_TITLES, Made, SCAN_TITLES, counters, go_on, now, profile, scans, source};
use serde_json::json;
use std::ops::ControlFlow;
use warehouse::load::{ByName, Counts, LoadOptions, Names, Reason, Unknown};
use warehouse::query::{Atom, Dim, Scope};
use warehouse::{Kind, Target, WarehouseError};

fn some(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| Some(value.to_string()).filter(|value| value != "-")).collect()
}

#[tokio::test]
async fn scan_lines_become_exact_facts() {
    let made = Made::new().await;
    let lines = "2020-07-01,09:15:07.924,A,0.396,7.60,销售,否\n\
                 2020-07-01,09:17:27.295,B,0.849,3.20,销售,是\n\
                 2020-07-02,21:00:00.000,A,-0.5,7.61,退货,否\n\
                 ,,,,,,\n\
                 合计,,,0.745,,,\n";
    let file = made.file("scans.csv", format!("{SCAN_TITLES}{lines}"));
    let loaded = made.load(&file, &scans(), &source("pos")).await.unwrap();
    // 0.396 x 7.60 = 3.0096, 0.849 x 3.20 = 2.7168, 0.5 x 7.61 = 3.805: half a cent goes up, away from zero.
    let counts = loaded.counts;
    assert_eq!((counts.rows, counts.blank, counts.totals, counts.accepted, counts.rounded), (4, 1, 1, 3, 3));
    assert_eq!((loaded.from.to_string(), loaded.to.to_string()), ("2020-07-01".into(), "2020-07-02".into()));
    assert_eq!((loaded.total.amount.to_string(), loaded.total.quantity.to_string()), ("1.92".into(), "0.745".into()));
    let atoms = [
        Atom::Amount,
        Atom::Quantity,
        Atom::Lines,
        Atom::ReturnedAmount,
        Atom::ReturnedQuantity,
        Atom::ReturnedLines,
        Atom::PromotionAmount,
        Atom::Cost,
        Atom::Tickets,
        Atom::Items,
        Atom::Days,
    ];
    let expected = ["1.92", "0.745", "3", "-3.81", "-0.500", "1", "2.72", "-", "-", "2", "2"];
    assert_eq!(made.total(&atoms).await, some(&expected));
    let by_hour = crate::made::question(&[Atom::Amount], &[Dim::Hour]);
    let answer = made.warehouse.ask(&Scope::All, &by_hour, None).await.unwrap();
    assert_eq!(answer.rows.iter().map(crate::made::line).collect::<Vec<_>>(), ["9: 5.73", "21: -3.81"]);
}

#[tokio::test]
async fn a_file_is_loaded_once() {
    let made = Made::new().await;
    let file = made.file("a.csv", format!("{SCAN_TITLES}2020-07-01,09:15:00,A,1,2.00,销售,否\n"));
    let first = made.load(&file, &scans(), &source("pos")).await.unwrap();
    let again = made.load(&file, &scans(), &source("pos")).await.unwrap_err();
    assert!(matches!(again, WarehouseError::Already(batch) if batch == first.batch), "{again}");
    assert_eq!((made.amount().await, made.files()), (Some("2.00".into()), 1));
    // The same content from another source, or said to be of another site, is another load.
    let other = profile(json!({"columns": scans().columns, "constants": {"site": "M02"}, "values": scans().values}));
    made.load(&file, &other, &source("pos")).await.unwrap();
    assert_eq!(made.amount().await, Some("4.00".into()));
    let keyed = LoadOptions { key: Some("file-7".into()), ..source("by key") };
    made.load(&file, &scans(), &keyed).await.unwrap();
    let changed = made.file("b.csv", format!("{SCAN_TITLES}2020-07-02,09:15:00,A,1,9.00,销售,否\n"));
    assert!(matches!(made.load(&changed, &scans(), &keyed).await, Err(WarehouseError::Already(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_loads_at_once_one_wins_and_the_other_is_told() {
    let made = Made::new().await;
    let other = made.again().await;
    let lines: String = (0..20_000).map(|i| format!("2020-07-{:02},09:00:00,A{i},1,1.00,销售,否\n", i % 28 + 1)).collect();
    let file = made.file("a.csv", format!("{SCAN_TITLES}{lines}"));
    // Two processes are two warehouses on one folder: they share nothing but the storage.
    let (scans, source) = (scans(), source("pos"));
    let (one, two) =
        tokio::join!(made.warehouse.load(&file, &scans, &source, now(), &go_on), other.load(&file, &scans, &source, now(), &go_on),);
    let told = |outcome: &Result<_, WarehouseError>| matches!(outcome, Err(WarehouseError::Already(_)));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(told(&one) || told(&two));
    made.warehouse.refresh().await.unwrap();
    assert_eq!(made.total(&[Atom::Amount, Atom::Lines]).await, some(&["20000.00", "20000"]));
    assert_eq!(made.files(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn different_loads_at_once_all_arrive() {
    let made = Made::new().await;
    let (scans, options) = (scans(), source("pos"));
    let others = [made.again().await, made.again().await, made.again().await];
    let files: Vec<_> =
        (1..=3).map(|i| made.file(&format!("{i}.csv"), format!("{SCAN_TITLES}2020-07-0{i},09:00:00,A,1,{i}.00,销售,否\n"))).collect();
    let loads = others.iter().zip(&files).map(|(warehouse, file)| warehouse.load(file, &scans, &options, now(), &go_on));
    for load in futures::future::join_all(loads).await {
        load.unwrap();
    }
    made.warehouse.refresh().await.unwrap();
    assert_eq!(made.amount().await, Some("6.00".into()));
}

#[tokio::test]
async fn one_refused_row_refuses_the_file_and_nothing_stays() {
    let made = Made::new().await;
    let lines = "2020-07-01,09:15:00,A,1,2.00,销售,否\n\
                 2020-02-30,09:15:00,A,1,2.00,销售,否\n\
                 2020-07-01,25:15:00,B,abc,2.00,换货,否\n\
                 2020-07-01,09:15:00,C,,,销售,否\n";
    let file = made.file("a.csv", format!("{SCAN_TITLES}{lines}"));
    let Err(WarehouseError::Refused { counts, first }) = made.load(&file, &scans(), &source("pos")).await else {
        panic!("the file has faults");
    };
    assert_eq!((counts.rows, counts.refused), (4, 3));
    let said: Vec<String> = first
        .iter()
        .map(|refusal| format!("{} {} [{}] {}", refusal.row, refusal.column.as_deref().unwrap_or("-"), refusal.value, refusal.reason.zh()))
        .collect();
    assert_eq!(
        said,
        [
            "3 销售日期 [2020-02-30] 不是日期",
            "4 销量(千克) [abc] 不是数字",
            "4 扫码销售时间 [25:15:00] 不是时间",
            "4 销售类型 [换货] 没有说明这个词的含义",
            "5 - [] 没有金额，也无法由数量和单价计算",
        ]
    );
    assert_eq!((made.amount().await, made.files()), (None, 0));
    let partly = LoadOptions { skip_refused: true, ..source("pos") };
    let loaded = made.load(&file, &scans(), &partly).await.unwrap();
    assert_eq!((loaded.counts.accepted, loaded.counts.refused, loaded.refusals.len()), (1, 3, 5));
    assert_eq!(made.amount().await, Some("2.00".into()));
}

#[tokio::test]
async fn a_load_can_be_stopped() {
    let made = Made::new().await;
    let lines: String = (0..200_000).map(|i| format!("2020-07-01,09:15:00,A{i},1,2.00,销售,否\n")).collect();
    let file = made.file("a.csv", format!("{SCAN_TITLES}{lines}"));
    let stop = |progress: warehouse::load::Progress| if progress.rows > 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let stopped = made.warehouse.load(&file, &scans(), &source("pos"), now(), &stop).await;
    assert!(matches!(stopped, Err(WarehouseError::Stopped)));
    assert_eq!((made.amount().await, made.files()), (None, 0));
}

fn counter_line(day: &str, site: &str, channel: &str, amount: &str) -> String {
    format!("{day},{site},{channel},S1,B1,鞋,I1,T1,1,{amount},,\n")
}

#[tokio::test]
async fn a_corrected_day_replaces_that_day_and_no_other_source() {
    let made = Made::new().await;
    let load = async |name: &str, of: &str, replace: bool, lines: &[(&str, &str, &str, &str)]| {
        let lines: String = lines.iter().map(|(day, site, channel, amount)| counter_line(day, site, channel, amount)).collect();
        let file = made.file(name, format!("{COUNTER_TITLES}{lines}"));
        made.load(&file, &counters(), &LoadOptions { replace, ..source(of) }).await.unwrap()
    };
    load("1.csv", "pos", false, &[("2026-11-01", "M01", "店", "1"), ("2026-11-02", "M01", "店", "2"), ("2026-11-02", "M01", "网", "4")])
        .await;
    load("2.csv", "pos", false, &[("2026-11-02", "M02", "店", "8")]).await;
    load("3.csv", "other", false, &[("2026-11-02", "M01", "店", "16")]).await;
    assert_eq!(made.amount().await, Some("31.00".into()));
    let before = made.warehouse.version();
    let corrected = load("4.csv", "pos", true, &[("2026-11-02", "M01", "店", "100"), ("2026-11-03", "M01", "店", "200")]).await;
    assert_eq!(corrected.replaced, 1);
    // Gone is 2: the same source, site, channel and day. The web channel, the other site and source stay.
    assert_eq!(made.amount().await, Some("329.00".into()));
    let past = made.warehouse.ask(&Scope::All, &crate::made::question(&[Atom::Amount], &[]), Some(before)).await.unwrap();
    assert_eq!(past.total, [Some("31.00".parse().unwrap())]);
    made.warehouse.undo(Kind::Sales, corrected.batch, now()).await.unwrap();
    assert_eq!(made.amount().await, Some("29.00".into()));
}

#[tokio::test]
async fn a_batch_can_be_undone_and_loaded_again() {
    let made = Made::new().await;
    let one = made.file("1.csv", format!("{COUNTER_TITLES}{}", counter_line("2026-11-01", "M01", "店", "1")));
    let two = made.file("2.csv", format!("{COUNTER_TITLES}{}", counter_line("2026-11-01", "M01", "店", "2")));
    let first = made.load(&one, &counters(), &source("pos")).await.unwrap();
    made.load(&two, &counters(), &source("pos")).await.unwrap();
    made.warehouse.undo(Kind::Sales, first.batch, now()).await.unwrap();
    assert_eq!(made.amount().await, Some("2.00".into()));
    assert!(matches!(made.warehouse.undo(Kind::Sales, first.batch, now()).await, Err(WarehouseError::NoBatch(_))));
    let again = made.load(&one, &counters(), &source("pos")).await.unwrap();
    assert_ne!(again.batch, first.batch);
    assert_eq!(made.amount().await, Some("3.00".into()));
    assert!(matches!(made.load(&one, &counters(), &source("pos")).await, Err(WarehouseError::Already(batch)) if batch == again.batch));
    // A new process finds the same.
    assert_eq!(made.again().await.version(), made.warehouse.version());
}

#[tokio::test]
async fn orders_become_sales_and_returns() {
    let made = Made::new().await;
    let orders = profile(json!({
        "columns": {"day": "订单付款时间", "paid_at": "订单付款时间", "ticket": "订单编号", "amount": "买家实际支付金额",
                    "list_amount": "总金额", "refund": "退款金额"},
        "constants": {"site": "TM", "channel": "天猫"}, "rules": {"paid_is_net": true}
    }));
    let file = made.file(
        "orders.csv",
        "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n\
         1,178.8,0.0,上海,2020-02-21 00:00:00,,0.0\n\
         2,21.0,21.0,上海,2020-02-20 23:59:54,2020-02-21 00:00:02,0.0\n\
         5,64.8,0.0,江苏省,2020-02-20 23:57:04,2020-02-20 23:57:11,64.8\n\
         6,327.7,148.9,浙江省,2020-02-20 23:56:39,2020-02-20 23:56:53,178.8\n",
    );
    let loaded = made.load(&file, &orders, &source("tmall")).await.unwrap();
    assert_eq!((loaded.counts.unpaid, loaded.counts.accepted, loaded.counts.facts), (1, 3, 5));
    let atoms = [Atom::Amount, Atom::ReturnedAmount, Atom::ListAmount, Atom::Discount, Atom::Tickets, Atom::Quantity];
    assert_eq!(made.total(&atoms).await, some(&["169.90", "-243.60", "413.50", "0.00", "3", "-"]));
    // Where the amount paid still holds the refund, the sale is what was paid.
    let gross = profile(json!({"columns": orders.columns, "constants": {"site": "JD"}}));
    made.load(&file, &gross, &source("jd")).await.unwrap();
    let by_site = made.warehouse.ask(&Scope::All, &crate::made::question(&[Atom::Amount], &[Dim::Site]), None).await.unwrap();
    assert_eq!(by_site.rows.iter().map(crate::made::line).collect::<Vec<_>>(), ["JD: -73.70", "TM: 169.90"]);
}

#[tokio::test]
async fn two_facts_of_a_row_units_and_signs() {
    let made = Made::new().await;
    let wide = profile(json!({
        "columns": {"day": "日期", "category": "分类"}, "constants": {"site": "M01"},
        "parts": [
            {"columns": {"quantity": "销量_否", "price": "单价_否"}, "constants": {"promotion": "否"}},
            {"columns": {"quantity": "销量_是", "price": "单价_是"}, "constants": {"promotion": "是"}}
        ]
    }));
    let file =
        made.file("wide.csv", "日期,分类,销量_否,销量_是,单价_否,单价_是\n2020-07-01,花叶类,2,1.5,3.00,2.00\n2020-07-01,茄类,4,0,1.00,0\n");
    let loaded = made.load(&file, &wide, &source("a")).await.unwrap();
    assert_eq!((loaded.counts.accepted, loaded.counts.facts), (2, 3));
    assert_eq!(made.total(&[Atom::Amount, Atom::PromotionAmount]).await, some(&["13.00", "3.00"]));
    // A row is taken whole or not at all: what its first half said goes with the second.
    let half =
        made.file("half.csv", "日期,分类,销量_否,销量_是,单价_否,单价_是\n2020-07-02,花叶类,2,abc,3.00,2.00\n2020-07-02,茄类,4,0,1.00,0\n");
    let loaded = made.load(&half, &wide, &LoadOptions { skip_refused: true, ..source("a") }).await.unwrap();
    assert_eq!((loaded.counts.accepted, loaded.counts.refused, loaded.counts.facts), (1, 1, 1));
    assert_eq!(made.total(&[Atom::Amount]).await, some(&["17.00"]));
    let units = profile(json!({
        "columns": {"day": "日期", "amount": "金额(万元)", "quantity": "数量(克)", "returned": "退货", "tickets": "单数"},
        "constants": {"site": "M02"}, "factors": {"amount": "10000", "quantity": "0.001"}
    }));
    let file = made.file("units.csv", "日期,金额(万元),数量(克),退货,单数\n2020-07-01,1.25,500,否,30\n2020-07-01,0.0001,500,是,1\n");
    made.load(&file, &units, &source("b")).await.unwrap();
    let by_site = crate::made::question(&[Atom::Amount, Atom::Quantity, Atom::Tickets, Atom::ReturnedAmount], &[Dim::Site]);
    let answer = made.warehouse.ask(&Scope::Sites(vec!["M02".into()]), &by_site, None).await.unwrap();
    // A return written without a sign still takes off.
    assert_eq!(answer.rows.iter().map(crate::made::line).collect::<Vec<_>>(), ["M02: 12499.00 0.000 31 -1.00"]);
}

#[tokio::test]
async fn names_go_through_the_directory() {
    let made = Made::new().await;
    let lines = [("M01", "1"), ("东店", "2"), ("西店", "4"), ("西店", "8")];
    let lines: String = lines.iter().map(|(site, amount)| counter_line("2026-11-01", site, "店", amount)).collect();
    let file = made.file("a.csv", format!("{COUNTER_TITLES}{lines}"));
    let known: ByName<String> = [("M01", "M01"), ("东店", "M01")].map(|(name, code)| (name.into(), code.into())).into_iter().collect();
    let directory = |unknown| [(Target::Site, Names { known: known.clone(), unknown, ..Names::default() })].into();
    let strict = LoadOptions { directory: directory(Unknown::Refuse), ..source("pos") };
    let Err(WarehouseError::Refused { counts: Counts { refused: 2, .. }, first }) = made.load(&file, &counters(), &strict).await else {
        panic!()
    };
    assert_eq!(first[0].reason, Reason::UnknownName(Target::Site));
    // A name whose rows are all left out brings nothing new.
    let partly = LoadOptions { skip_refused: true, key: Some("partly".into()), ..strict };
    let loaded = made.load(&file, &counters(), &partly).await.unwrap();
    assert_eq!((loaded.counts.refused, loaded.unknown), (2, Vec::new()));
    made.warehouse.undo(Kind::Sales, loaded.batch, now()).await.unwrap();
    let keep = LoadOptions { directory: directory(Unknown::Create), ..source("pos") };
    let loaded = made.load(&file, &counters(), &keep).await.unwrap();
    assert_eq!(loaded.unknown, [(Target::Site, "西店".to_string(), 2)]);
    let by_site = made.warehouse.ask(&Scope::All, &crate::made::question(&[Atom::Amount], &[Dim::Site]), None).await.unwrap();
    assert_eq!(by_site.rows.iter().map(crate::made::line).collect::<Vec<_>>(), ["M01: 3.00", "西店: 12.00"]);
}

#[tokio::test]
async fn a_name_may_fare_otherwise_than_the_rest() {
    use Unknown::{Create, Refuse};
    let made = Made::new().await;
    let lines: String = ["东店", "西店", "北店"].iter().map(|site| counter_line("2026-11-01", site, "店", "1")).collect();
    let file = made.file("a.csv", format!("{COUNTER_TITLES}{lines}"));
    /// The decision for the kind, decisions for single names, and the names that facts are kept under.
    type Case = (Unknown, &'static [(&'static str, Unknown)], &'static [&'static str]);
    let cases: [Case; 5] = [
        (Create, &[], &["东店", "北店", "西店"]),
        (Create, &[("西店", Refuse)], &["东店", "北店"]),
        (Refuse, &[("西店", Create)], &["西店"]),
        (Refuse, &[("西店", Create), ("东店", Refuse)], &["西店"]),
        (Create, &[("西店", Create), ("没有这家", Refuse)], &["东店", "北店", "西店"]),
    ];
    for (at, (unknown, each, kept)) in cases.into_iter().enumerate() {
        let each = each.iter().map(|(name, fate)| (name.to_string(), *fate)).collect();
        let directory = [(Target::Site, Names { unknown, each, ..Names::default() })].into();
        let options = LoadOptions { directory, skip_refused: true, key: Some(at.to_string()), ..source("pos") };
        let loaded = made.load(&file, &counters(), &options).await.unwrap();
        let names: Vec<&str> = loaded.unknown.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!((names.as_slice(), loaded.counts.refused), (kept, 3 - kept.len() as u64), "case {at}");
        made.warehouse.undo(Kind::Sales, loaded.batch, now()).await.unwrap();
    }
}

#[tokio::test]
async fn visitors_have_a_table_of_their_own() {
    let made = Made::new().await;
    let people =
        profile(json!({"kind": "visitors", "columns": {"day": "日期", "time": "时段", "entrance": "出入口", "visitors": "客流量"},
                                "constants": {"site": "M01"}}));
    let file = made.file("people.csv", "日期,时段,出入口,客流量\n2026-11-01,10,东门,153\n2026-11-01,11,西门,47\n2026-11-02,10,东门,100\n");
    let loaded = made.load(&file, &people, &source("counter")).await.unwrap();
    assert_eq!((loaded.total.visitors, loaded.counts.facts), (300, 3));
    let sales = made.file("a.csv", format!("{COUNTER_TITLES}{}", counter_line("2026-11-01", "M01", "店", "10")));
    made.load(&sales, &counters(), &source("pos")).await.unwrap();
    let ask = async |by: &[Dim]| {
        let answer = made.warehouse.ask(&Scope::All, &crate::made::question(&[Atom::Amount, Atom::Visitors], by), None).await.unwrap();
        answer.rows.iter().map(crate::made::line).collect::<Vec<_>>()
    };
    assert_eq!(ask(&[Dim::Day]).await, ["2026-11-01: 10.00 200", "2026-11-02: - 100"]);
    // Nobody counts the visitors of a shop.
    assert_eq!(ask(&[Dim::Shop]).await, ["S1: 10.00 -"]);
    let broken = made.file("broken.csv", "日期,时段,出入口,客流量\n2026-11-03,10,东门,1.5\n2026-11-03,10,东门,-1\n2026-11-03,10,东门,\n");
    let Err(WarehouseError::Refused { counts: Counts { refused: 3, .. }, first }) = made.load(&broken, &people, &source("counter")).await
    else {
        panic!()
    };
    let reasons: Vec<Reason> = first.iter().map(|refusal| refusal.reason).collect();
    assert_eq!(reasons, [Reason::NotWhole, Reason::Negative, Reason::Blank(Target::Visitors)]);
    made.warehouse.undo(Kind::Visitors, loaded.batch, now()).await.unwrap();
    assert_eq!(made.total(&[Atom::Visitors]).await, some(&["-"]));
}

#[tokio::test]
async fn profiles_that_do_not_fit_are_refused() {
    let made = Made::new().await;
    let file = made.file("a.csv", format!("{SCAN_TITLES}2020-07-01,09:15:00,A,1,2.00,销售,否\n"));
    let cases = [
        (json!({"columns": {"day": "日期"}, "constants": {"site": "M01", "amount": "1"}}), "文件中没有列“日期”（日期）"),
        (json!({"columns": {"day": "销售日期"}, "constants": {"site": "M01"}}), "没有指定“金额”取自哪一列"),
        (json!({"columns": {"day": "销售日期", "quantity": "销量(千克)", "price": "销售单价(元/千克)"}}), "没有指定“门店”取自哪一列"),
        (
            json!({"columns": {"day": "销售日期", "amount": "销量(千克)", "visitors": "销量(千克)"}, "constants": {"site": "M01"}}),
            "这类数据没有“客流”",
        ),
        (json!({"columns": {"amount": "销量(千克)"}, "constants": {"site": "M01", "day": "昨天"}}), "“日期”的固定值“昨天”无法识别"),
    ];
    for (json, expected) in cases {
        let error = made.load(&file, &profile(json), &source("pos")).await.unwrap_err();
        assert_eq!(error.zh(), expected);
    }
    let empty = made.file("b.csv", SCAN_TITLES);
    assert!(matches!(made.load(&empty, &scans(), &source("pos")).await, Err(WarehouseError::NothingToLoad)));
}
