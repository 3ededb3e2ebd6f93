//! For those who watch over the program: is it alive, is it ready, how does it do.

use crate::app::App;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use sea_orm::ConnectionTrait;

/// Alive and ready to serve: the database answers.
pub async fn ready(State(app): State<App>) -> impl IntoResponse {
    match app.house.db.execute_unprepared("SELECT 1").await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

/// Prometheus text.
pub async fn metrics(State(app): State<App>) -> String {
    app.gauges.render()
}
