//! `shuzhi serve`: the program for browsers, with its worker of jobs beside it.

use super::init::{first_administrator, welcome};
use super::screen::{keep_log, put};
use crate::place::Place;
use crate::upkeep::{EVERY, keep_in_order};
use anyhow::anyhow;
use clap::Args;
use kernel::house::House;
use kernel::job::run_jobs;
use server::{Limits, Network, Options};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use warehouse::Warehouse;

/// How often the server looks for facts of other processes.
const FRESH_EVERY: Duration = Duration::from_secs(3);

#[derive(Args)]
pub struct Serve {
    /// The address to listen at; 0.0.0.0 lets other machines in.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Cookies only travel over https: for a server behind a proxy that speaks https.
    #[arg(long)]
    secure_cookies: bool,
    /// A proxy before the server, as an address or a network such as 10.0.0.0/8, whose X-Forwarded-For says who asks; may be repeated.
    #[arg(long, value_name = "ADDRESS")]
    trusted_proxy: Vec<Network>,
    /// Requests per second that one address may make over time.
    #[arg(long, default_value_t = Limits::default().per_second)]
    rate: u32,
}

impl Serve {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        keep_log(json);
        // Before anything is made: who cannot serve leaves no folder behind, and no password that is told this once.
        let listener = self.listener().await?;
        let at = listener.local_addr()?;
        let _ours = place.take_to_serve()?;
        let house = place.open().await?;
        if let Some(password) = first_administrator(&house).await? {
            put(&welcome(&password));
        }
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(run_jobs(house.clone(), stopped.clone()));
        tokio::spawn(keep_fresh(house.clone()));
        // Whatever it is at when the program stops can be done another time, so nobody waits for it.
        tokio::spawn(keep_in_order(house.clone(), EVERY, stopped.clone()));
        let mut signals = Signals::listen()?;
        tokio::spawn(async move {
            signals.next().await;
            let _ = stop.send(true);
            signals.next().await;
            tracing::warn!("asked twice to stop; what is running is given up");
            std::process::exit(1);
        });
        put(&format!("Shuzhi 数智: http://{at}"));
        let limits = Limits { per_second: self.rate, ..Limits::default() };
        let options = Options { secure_cookies: self.secure_cookies, trusted_proxies: self.trusted_proxy, limits };
        server::serve(listener, house, options, stopped).await?;
        worker.await?;
        Ok(ExitCode::SUCCESS)
    }

    async fn listener(&self) -> anyhow::Result<TcpListener> {
        let Self { host, port, .. } = self;
        TcpListener::bind(SocketAddr::new(*host, *port)).await.map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => {
                anyhow!("端口 {port} 已被占用，请用 --port 换一个 · port {port} is taken; choose another with --port")
            }
            _ => anyhow!("无法在 {host}:{port} 监听 · cannot listen at {host}:{port}: {error}"),
        })
    }
}

/// Facts that another process loads, such as `shuzhi import`, are seen a moment later.
async fn keep_fresh(house: Arc<House>) {
    let Ok(warehouse) = house.catalogue.part::<Warehouse>() else { return };
    loop {
        tokio::time::sleep(FRESH_EVERY).await;
        if let Err(error) = warehouse.refresh().await {
            tracing::warn!(%error, "the warehouse cannot be looked at");
        }
    }
}

/// Ctrl C, or the end that systemd and Docker send.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
