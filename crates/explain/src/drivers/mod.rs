//! How a figure moved: its drivers, each with its effect.

mod price;
mod product;
mod rate_mix;
mod settle;
mod shapley;

pub use price::{Goods, PriceVolume, price_volume};
pub use product::{Factor, Method, Product, product};
pub use rate_mix::{RateMix, Share, rate_mix};
pub use settle::settle;
pub use shapley::shapley;
