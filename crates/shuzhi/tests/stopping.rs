//! The program serves where nobody else does, and stops when it is asked to, whoever still watches or sends.

use crate::house::house;
use crate::program::run;
use crate::server::{Caller, Server};
use kernel::access::Role;
use std::time::Duration;
use testkit::TestApp;
use tokio::io::AsyncReadExt;

/// A running program and a clerk who has signed in.
async fn serving(app: &TestApp) -> (Server, Caller) {
    app.account("clerk", Role::Clerk, None).await;
    let server = Server::start(&app.fresh().arguments()).await;
    let clerk = server.sign_in("clerk").await;
    (server, clerk)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watching_browser_does_not_keep_the_program_from_stopping() {
    let app = house().await;
    let (mut server, clerk) = serving(&app).await;
    let mut watching = clerk.begin("GET", "/api/events", 0).await.unwrap();
    let mut head = [0; 12];
    watching.read_exact(&mut head).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 200");
    server.ask_to_stop().await;
    let ended = server.ended_within(Duration::from_secs(5)).await.expect("the program stops");
    assert!(ended.success(), "{ended}");
    let mut rest = Vec::new();
    watching.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the watcher is told that this is the end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_never_finishes_is_given_up_in_the_end() {
    let app = house().await;
    let (mut server, clerk) = serving(&app).await;
    let _sending = clerk.begin("POST", "/api/records/brand", 1_000).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.ask_to_stop().await;
    assert_eq!(server.ended_within(Duration::from_secs(2)).await, None, "a running request may finish");
    let ended = server.ended_within(Duration::from_secs(20)).await.expect("the program stops");
    assert!(ended.success(), "{ended}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_twice_to_stop_is_not_kept_waiting() {
    let app = house().await;
    let (mut server, clerk) = serving(&app).await;
    let _sending = clerk.begin("POST", "/api/records/brand", 1_000).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.ask_to_stop().await;
    assert_eq!(server.ended_within(Duration::from_secs(1)).await, None, "a running request may finish");
    server.ask_to_stop().await;
    let ended = server.ended_within(Duration::from_secs(3)).await.expect("the program stops at once");
    assert!(!ended.success(), "{ended}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_server_serves_a_data_folder_and_commands_go_on_beside_it() {
    let app = house().await;
    let (server, _clerk) = serving(&app).await;
    let at = app.fresh().arguments();
    let second = run(&["serve", "--port", "0"], &at).await.refused();
    let folder = app.fresh().folder().display().to_string();
    assert!(second.contains(&folder) && second.contains("--data") && second.contains("已有一个服务"), "{second}");
    let backup = app.fresh().folder().join("beside.zst").display().to_string();
    let table = app.fresh().folder().join("日结.csv");
    std::fs::write(&table, "日期,门店,金额\n2026-11-01,东店,10.00\n").unwrap();
    run(&["import", "sales", &table.display().to_string()], &at).await.answer();
    let sales = run(&["measure", "sales", "--from", "2026-11-01", "--to", "2026-11-30"], &at).await.answer();
    assert_eq!(sales["rows"][0]["value"], "10.00");
    run(&["backup", "--to", &backup], &at).await.answer();
    run(&["user", "list"], &at).await.answer();
    // The mark goes with the server, however that ends.
    server.kill().await;
    Server::start(&at).await.kill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_serve_leaves_nothing_behind() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let at = ["--data".to_owned(), nowhere.display().to_string()];
    assert!(run(&["serve", "--port", &port], &at).await.refused().contains(&port));
    assert!(!nowhere.exists());
}
