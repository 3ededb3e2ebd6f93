//! The real program, serving over a real socket, and a caller who can be cut off with it.

use crate::program::program;
use kernel::clock::{Clock, SystemClock};
use serde_json::Value;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// A running program. It ends with its owner.
pub struct Server {
    child: Child,
    address: String,
}

/// What was answered: the status and the body.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answered {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The JSON of an answer that is fine.
    pub fn ok(&self) -> Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        self.json()
    }
}

/// Puts the clock of a test to the real time, for a server beside it: what one signs in, the other would else find long expired.
pub fn in_real_time(app: &testkit::TestApp) {
    app.clock.advance(SystemClock.now() - app.clock.now());
}

impl Server {
    /// Starts the program at a place, on a free port, and waits until it is ready.
    pub async fn start(at: &[String]) -> Self {
        let mut child =
            program(&["serve", "--port", "0"], at).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = loop {
            let line = lines.next_line().await.expect("a line").expect("the program says where it serves");
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim().to_owned();
            }
        };
        Self { child, address }
    }

    /// Ends the program as a power cut does.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("the program is killed");
    }

    /// Asks the program to stop, as systemd does.
    pub async fn ask_to_stop(&self) {
        let pid = self.child.id().expect("the program runs").to_string();
        let done = Command::new("kill").args(["-TERM", &pid]).status().await.expect("a signal is sent");
        assert!(done.success());
    }

    /// How the program ended, if it does within this time.
    pub async fn ended_within(&mut self, time: Duration) -> Option<ExitStatus> {
        tokio::time::timeout(time, self.child.wait()).await.ok().map(|ended| ended.expect("its end"))
    }

    /// A caller who has signed in.
    pub async fn sign_in(&self, account: &str) -> Caller {
        let body = serde_json::json!({ "account": account, "password": testkit::PASSWORD });
        let caller = Caller { address: self.address.clone(), cookie: String::new() };
        let answer = caller.ask("POST", "/api/session", "application/json", body.to_string().as_bytes()).await.expect("an answer");
        let cookie = answer.head.lines().find_map(|line| {
            line.to_lowercase()
                .starts_with("set-cookie:")
                .then(|| line["set-cookie:".len()..].trim().split(';').next().unwrap_or_default().to_owned())
        });
        Caller { cookie: cookie.unwrap_or_else(|| panic!("{answer:?}")), ..caller }
    }
}

/// Someone who asks over the network.
#[derive(Clone)]
pub struct Caller {
    address: String,
    cookie: String,
}

impl Caller {
    /// Asks; fails where the program is gone before it has answered.
    pub async fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> std::io::Result<Answered> {
        let mut socket = TcpStream::connect(&self.address).await?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.address,
            self.cookie,
            body.len()
        );
        socket.write_all(head.as_bytes()).await?;
        socket.write_all(body).await?;
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).await?;
        let text = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
        let body = if head.to_lowercase().contains("transfer-encoding: chunked") { unchunked(body) } else { body.to_owned() };
        Ok(Answered { status, head: head.to_owned(), body })
    }

    /// Begins to ask and leaves the connection open; `announced` is the length of a body of which nothing comes.
    pub async fn begin(&self, method: &str, path: &str, announced: usize) -> std::io::Result<TcpStream> {
        let mut socket = TcpStream::connect(&self.address).await?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: application/json\r\nContent-Length: {announced}\r\n\r\n",
            self.address, self.cookie
        );
        socket.write_all(head.as_bytes()).await?;
        Ok(socket)
    }

    pub async fn get(&self, path: &str) -> std::io::Result<Answered> {
        self.ask("GET", path, "application/json", b"").await
    }

    pub async fn post(&self, path: &str, body: &Value) -> std::io::Result<Answered> {
        self.ask("POST", path, "application/json", body.to_string().as_bytes()).await
    }

    /// Sends a file as a form does.
    pub async fn upload(&self, name: &str, bytes: &[u8]) -> std::io::Result<Answered> {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat();
        self.ask("POST", "/api/files", "multipart/form-data; boundary=edge", &body).await
    }
}

fn unchunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length.trim(), 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        whole.push_str(rest.get(..length).unwrap_or(rest));
        body = rest.get(length + 2..).unwrap_or_default();
    }
    whole
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_sees_what_the_command_line_loads() {
    let app = crate::house::house().await;
    testkit::World::build(&app).await;
    app.sign_in(kernel::access::Role::Administrator).await;
    let at = app.fresh().arguments();
    let server = Server::start(&at).await;
    let caller = server.sign_in("administrator").await;
    let asked = "/api/measures/query?measures=sales&from=2026-11-01&to=2026-11-30";
    assert!(caller.get(asked).await.unwrap().ok()["total"]["values"]["sales"].is_null());
    let file = app.fresh().folder().join("十一月.csv");
    std::fs::write(&file, "日期,门店编码,金额\n2026-11-02,M01,12.50\n").unwrap();
    crate::program::run(&["import", "sales", file.to_str().unwrap()], &at).await.answer();
    // The server looks every few seconds; a minute is for a busy machine.
    for _ in 0..300 {
        if caller.get(asked).await.unwrap().ok()["total"]["values"]["sales"] == "12.50" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("the server does not see the sales");
}
