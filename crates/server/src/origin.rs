//! Where a request comes from: the address at the other end, or the one that a proxy we trust says it asks for.

use anyhow::Context as _;
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;
use tower_governor::errors::GovernorError;
use tower_governor::key_extractor::KeyExtractor;

/// One address, or all that begin alike: `127.0.0.1`, `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

impl FromStr for Network {
    type Err = anyhow::Error;

    fn from_str(words: &str) -> anyhow::Result<Self> {
        let (address, bits) = words.split_once('/').map_or((words, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().context("such as 127.0.0.1 or 10.0.0.0/8")?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), str::parse).ok().filter(|bits| *bits <= all);
        Ok(Self { address, bits: bits.context("such as 127.0.0.1 or 10.0.0.0/8")? })
    }
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => (ours.to_bits() ^ theirs.to_bits()).leading_zeros() >= self.bits,
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => (ours.to_bits() ^ theirs.to_bits()).leading_zeros() >= self.bits,
            _ => false,
        }
    }
}

/// The address a request comes from, as everything behind the front door knows it.
#[derive(Clone, Copy, Debug)]
struct Origin(IpAddr);

/// Notes on every request where it comes from; stands outside everything that asks.
pub fn around<S: Clone + Send + Sync + 'static>(router: Router<S>, trusted: Vec<Network>) -> Router<S> {
    router.layer(from_fn_with_state(Arc::<[Network]>::from(trusted), noted))
}

async fn noted(State(trusted): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    if let Some(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()) {
        let origin = Origin(caller(peer, request.headers(), &trusted));
        request.extensions_mut().insert(origin);
    }
    next.run(request).await
}

/// The last address on the way here that is no proxy of ours. What stands before it may be made up.
fn caller(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let ours = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut caller = peer.to_canonical();
    let lines = headers.get_all("x-forwarded-for").iter().map(|line| line.to_str().unwrap_or_default());
    let way: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    for step in way.into_iter().rev() {
        if !ours(caller) {
            break;
        }
        // Some proxies add the port. A step that is no address leaves it at the last one that is known.
        let step = step.trim();
        let Some(before) = step.parse().ok().or_else(|| step.parse::<SocketAddr>().ok().map(|at| at.ip())) else { break };
        caller = before.to_canonical();
    }
    caller
}

/// The address of the caller, for the history and the growing delay.
pub fn origin(parts: &Parts) -> String {
    parts.extensions.get::<Origin>().map_or_else(|| "unknown".to_owned(), |origin| origin.0.to_string())
}

/// Counts requests by where they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByOrigin;

impl KeyExtractor for ByOrigin {
    type Key = IpAddr;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<IpAddr, GovernorError> {
        request.extensions().get::<Origin>().map(|origin| origin.0).ok_or(GovernorError::UnableToExtractKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caller_is_the_last_who_is_no_proxy_of_ours() {
        let trusted: Vec<Network> = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].iter().map(|words| words.parse().unwrap()).collect();
        for (peer, way, expected) in [
            ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", "1.1.1.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
            ("::ffff:127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
            ("fd12::1", "2001:db8::7", "2001:db8::7"),
            ("127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
            ("127.0.0.1", "", "127.0.0.1"),
            ("198.51.100.4", "203.0.113.9", "198.51.100.4"),
            ("127.0.0.2", "203.0.113.9", "127.0.0.2"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", way.parse().unwrap());
            let found = caller(peer.parse().unwrap(), &headers, &trusted);
            assert_eq!(found, expected.parse::<IpAddr>().unwrap(), "{peer} for {way}");
        }
    }

    #[test]
    fn a_network_is_an_address_and_perhaps_its_first_bits() {
        for (words, fine) in
            [("10.0.0.0/8", true), ("::1", true), ("0.0.0.0/0", true), ("10.0.0.0/33", false), ("proxy", false), ("1.2.3.4/", false)]
        {
            assert_eq!(words.parse::<Network>().is_ok(), fine, "{words}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().holds("8.8.8.8".parse().unwrap()));
    }
}
