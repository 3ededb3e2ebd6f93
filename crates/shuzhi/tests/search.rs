//! One search across everything: by Chinese, by pinyin, by initials, and only what one may see.

use crate::house::house;
use kernel::access::Role;
use serde_json::{Value, json};
use testkit::{Client, World, escaped};

async fn titles(client: &Client, query: &str) -> Vec<String> {
    let hits = client.get(&format!("/api/search?q={}", escaped(query))).await.ok();
    hits.as_array().unwrap().iter().map(|hit| hit["title"]["zh"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn things_are_found_however_they_are_typed() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    for (query, title) in [
        ("云汇广场", "云汇广场"),
        ("云汇", "云汇广场"),
        ("广场", "云汇广场"),
        ("yunhuiguangchang", "云汇广场"),
        ("yunhui", "云汇生活超市"),
        ("YunHui", "云汇生活超市"),
        ("yhgc", "云汇广场"),
        ("YHGC", "云汇广场"),
        ("gc", "云汇广场"),
        ("slcs", "山岚茶事"),
        ("ｓｌｃｓ", "山岚茶事"),
        ("shanlan", "山岚茶事（江月店）"),
        ("山岚 江月", "山岚茶事（江月店）"),
        ("江月 山岚", "山岚茶事（江月店）"),
        ("shanlan jiangyue", "山岚茶事（江月店）"),
        ("slcs jy", "山岚茶事（江月店）"),
        ("M02-101", "山岚茶事（江月店）"),
        ("m02-1", "山岚茶事（江月店）"),
        ("李娜", "李娜"),
        ("lina", "李娜"),
        ("ln", "李娜"),
        ("E001", "李娜"),
        ("  李娜  ", "李娜"),
    ] {
        let found = titles(&admin, query).await;
        assert!(found.contains(&title.to_owned()), "“{query}” finds {found:?}");
    }
    for query in ["", "   ", "没有这个", "%", "_", "\\", "'", "李娜 江月", "yhgc没有"] {
        assert_eq!(titles(&admin, query).await, Vec::<String>::new(), "“{query}”");
    }
}

#[tokio::test]
async fn a_character_that_reads_two_ways_is_found_by_both() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let names = ["重庆店", "长沙店", "厦门店", "银行街店", "音乐广场", "乐购超市", "成都店", "大厦店", "单县店", "曾厝垵店"];
    for (n, name) in names.iter().enumerate() {
        admin.post("/api/records/site", &json!({ "code": format!("C{n}"), "name": name, "kind": "store" })).await.created();
    }
    for (query, title) in [
        ("chongqing", "重庆店"),
        ("cqd", "重庆店"),
        ("changsha", "长沙店"),
        ("csd", "长沙店"),
        ("xiamen", "厦门店"),
        ("xmd", "厦门店"),
        ("yinhang", "银行街店"),
        ("yhj", "银行街店"),
        ("yinyue", "音乐广场"),
        ("legou", "乐购超市"),
        ("chengdu", "成都店"),
        ("dasha", "大厦店"),
        ("shanxian", "单县店"),
        ("zengcuoan", "曾厝垵店"),
    ] {
        let found = titles(&admin, query).await;
        assert!(found.contains(&title.to_owned()), "“{query}” finds {found:?}");
    }
}

#[tokio::test]
async fn what_begins_with_the_words_comes_first() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    for n in 0..90 {
        admin.post("/api/records/brand", &json!({ "code": format!("A{n:02}"), "name": format!("中部{n:02}号云汇") })).await.created();
    }
    admin.post("/api/records/brand", &json!({ "code": "Z1", "name": "云汇" })).await.created();
    admin.post("/api/records/brand", &json!({ "code": "Z2", "name": "云汇山房" })).await.created();
    let found = titles(&admin, "云汇").await;
    assert_eq!((found.len(), &found[..2]), (20, ["云汇".to_owned(), "云汇山房".to_owned()].as_slice()));
    let by_code = admin.get("/api/lookup/brand?q=z2").await.ok();
    assert_eq!(by_code[0]["label"], "云汇山房");
}

#[tokio::test]
async fn a_change_is_found_at_once_and_an_ended_row_no_longer() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    admin.patch(&world.path("brand", "B01"), &json!({ "name": "翠微茶院" })).await.ok();
    assert_eq!(titles(&admin, "cwcy").await, ["翠微茶院"]);
    assert!(!titles(&admin, "山岚茶事").await.contains(&"山岚茶事".to_owned()));
    let shop = admin.get(&world.path("shop", "M01-101")).await.ok();
    assert_eq!(shop["_labels"]["brand_id"], "翠微茶院");
    admin.delete(&world.path("brand", "B01")).await.done();
    assert_eq!(titles(&admin, "cwcy").await, Vec::<String>::new());
    let shop = admin.get(&world.path("shop", "M01-101")).await.ok();
    assert_eq!(shop["_labels"]["brand_id"], "翠微茶院");
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see() {
    let app = house().await;
    let world = World::build(&app).await;
    let (manager, clerk) = (app.sign_in_at(world.id("M01"), Role::SiteManager).await, app.sign_in(Role::Clerk).await);
    let found = titles(&manager, "江月").await;
    assert_eq!(found, Vec::<String>::new());
    let found = titles(&manager, "山岚").await;
    assert!(found.contains(&"山岚茶事（云汇店）".to_owned()) && !found.contains(&"山岚茶事（江月店）".to_owned()), "{found:?}");
    // Stores below the mall belong to its manager too.
    assert!(titles(&manager, "云汇生活超市").await.contains(&"云汇生活超市".to_owned()));
    let ids = format!("{},{}", world.id("M02"), world.id("M01"));
    let names = manager.get(&format!("/api/lookup/site?ids={ids}")).await.ok();
    assert_eq!(names.as_array().unwrap().iter().map(|n| n["label"].clone()).collect::<Vec<Value>>(), [json!("云汇广场")]);
    // Accounts are the administrator's; views are one's own.
    assert!(titles(&clerk, "administrator").await.is_empty());
    let view = json!({ "page": "/brand", "name": "私人筛选", "query": "f.tier=luxury" });
    clerk.post("/api/records/view", &view).await.created();
    assert_eq!(titles(&clerk, "私人筛选").await, ["私人筛选"]);
    assert_eq!(titles(&app.sign_in(Role::Administrator).await, "私人筛选").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_book_is_not_searched_for() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let (most, more) = (escaped(&"长".repeat(100)), escaped(&"长".repeat(101)));
    for path in ["/api/search?q=", "/api/lookup/brand?q=", "/api/records/brand?q=", "/api/records/brand/summary?q="] {
        admin.get(&format!("{path}{most}")).await.ok();
        admin.get(&format!("{path}{more}")).await.refused(400, "malformed");
    }
}
