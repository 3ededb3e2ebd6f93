//! The program stops when it is asked to, whoever still watches or sends.

use crate::house::house;
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
