//! The server: sessions, routes, refusals as HTTP, the OpenAPI document and the web inside. It is handed the departments.
//!
//! It is the only crate that knows HTTP.

mod app;
mod caller;
mod checking;
mod guard;
mod once;
mod openapi;
mod origin;
mod problem;
mod routes;

pub use guard::Limits;
pub use openapi::document as openapi_document;
pub use origin::Network;

use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use checking::Checking;
use kernel::house::House;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use routes::{events, files, health, history, inquiries, lookup, measures, meta, records, session, verbs, web, workbooks};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The largest body of an upload: the largest table and the form around it. Files of other kinds have smaller limits.
const UPLOAD_BYTES_MAX: usize = (4 << 30) + (1 << 20);

/// How long running requests may take to finish once the server shall stop.
const DRAIN_SECONDS: u64 = 10;

/// What a server may be told.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Cookies only travel over https: for a server behind a proxy that speaks https.
    pub secure_cookies: bool,
    /// The proxies that say truly for whom they ask.
    pub trusted_proxies: Vec<Network>,
    pub limits: Limits,
}

/// All routes over a house.
pub fn router(house: Arc<House>, options: Options) -> Router {
    let openapi = openapi::document(&house.catalogue).to_string().into();
    let app = App { house, gauges: gauges(), secure_cookies: options.secure_cookies, openapi, checking: Checking::default() };
    let api = Router::new()
        .route("/session", get(session::read).post(session::sign_in).delete(session::sign_out))
        .route("/session/all", axum::routing::delete(session::sign_out_everywhere))
        .route("/session/password", post(session::change_password))
        .route("/meta", get(meta::all))
        .route("/meta/{type}", get(meta::one))
        .route("/openapi.json", get(meta::openapi))
        .route("/records/{type}", get(records::list).post(records::create))
        .route("/records/{type}/summary", get(records::summary))
        .route("/records/{type}/template.xlsx", get(workbooks::template))
        .route("/records/{type}/export.xlsx", get(workbooks::export))
        .route("/records/{type}/import", post(workbooks::import).layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)))
        .route("/records/{type}/do/{verb}", post(verbs::on_type))
        .route("/records/{type}/{id}", get(records::get).patch(records::patch).delete(records::end))
        .route("/records/{type}/{id}/reopen", post(records::reopen))
        .route("/records/{type}/{id}/history", get(records::history))
        .route("/records/{type}/{id}/do/{verb}", get(verbs::read_row).post(verbs::on_row))
        .route("/history", get(history::log))
        .route("/history/events", get(history::events))
        .route("/history/export.xlsx", get(history::export))
        .route("/lookup/{type}", get(lookup::lookup))
        .route("/search", get(lookup::search))
        .route("/measures", get(measures::all))
        .route("/measures/query", get(measures::query))
        .route("/measures/export.xlsx", get(measures::export))
        .route("/measures/{name}/evidence", get(measures::evidence))
        .route("/measures/{name}/pareto", get(measures::pareto))
        .route("/inquiries/{name}", post(inquiries::answer))
        .route("/files", post(files::upload).layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)))
        .route("/files/{id}", get(files::read))
        .route("/files/{id}/thumbnail", get(files::small))
        .route("/events", get(events::events));
    let outside =
        Router::new().route("/healthz", get(health::ready)).route("/readyz", get(health::ready)).route("/metrics", get(health::metrics));
    let all = Router::new().nest("/api", api).merge(outside).fallback(web::serve);
    origin::around(guard::around(all, options.limits), options.trusted_proxies).with_state(app)
}

/// The one recorder of the process.
fn gauges() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new().build_recorder();
            let handle = recorder.handle();
            // Another recorder is only there when a host program brought its own.
            let _ = metrics::set_global_recorder(recorder);
            handle
        })
        .clone()
}

/// Serves until `stop` says so, then lets running requests finish, as long as that does not take too long.
pub async fn serve(listener: TcpListener, house: Arc<House>, options: Options, stop: watch::Receiver<bool>) -> std::io::Result<()> {
    let service = router(house.clone(), options).into_make_service_with_connect_info::<SocketAddr>();
    let (asked, late) = (stopped(stop.clone()), stopped(stop));
    let served = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked.await;
        // Whoever watches jobs would watch for ever, and the server would wait for them.
        house.bell.take_down();
    });
    tokio::select! {
        served = served => served,
        () = async { late.await; tokio::time::sleep(Duration::from_secs(DRAIN_SECONDS)).await } => {
            tracing::warn!("some requests did not finish within {DRAIN_SECONDS} seconds and are given up");
            Ok(())
        }
    }
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if stop.changed().await.is_err() {
            break;
        }
    }
}
