//! How much a site, a channel, a shop, a brand or a category will have sold by the end of the period, and how sure that is.
//!
//! The forecasting itself is done by the library `anofox-forecast` (exponential smoothing with a weekly rhythm, Hyndman et al. 2008);
//! here is what a shop adds to it: closed days, festivals, and an interval measured on the series' own past instead of a formula's promise.
//! All figures are `f64`: they are statistics, never money to be added up in the books.
//!
//! ```
//! use forecast::{History, Peers, forecast};
//!
//! let sold = (0..90).map(|day| Some(if day % 7 < 5 { 100.0 } else { 160.0 })).collect();
//! let rest_of_month = forecast(&History::ordinary(sold, 12), 12, 0.8, &Peers::default())?;
//! assert!(rest_of_month.total.low <= rest_of_month.total.expected);
//! # Ok::<(), forecast::Error>(())
//! ```

mod forecast;
mod history;
mod interval;
mod peers;
mod rehearsal;
mod score;
mod smoother;

pub use forecast::{Basis, Calibration, Forecast, LONGEST_HORIZON, Method, Pool, Range, forecast};
pub use history::{Error, History};
pub use peers::Peers;
pub use score::{DayScore, Side};
