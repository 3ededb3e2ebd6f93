//! What all routes share.

use crate::checking::Checking;
use kernel::house::House;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// The running program as the routes see it.
#[derive(Clone)]
pub struct App {
    pub house: Arc<House>,
    /// Figures about the program itself, for Prometheus.
    pub gauges: PrometheusHandle,
    /// Cookies only travel over https.
    pub secure_cookies: bool,
    /// The OpenAPI document, made once.
    pub openapi: Arc<str>,
    /// Those who check passwords.
    pub checking: Checking,
}
