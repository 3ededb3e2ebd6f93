//! Why a figure changed: which drivers moved it (how), and in which places (where).
//!
//! Everything here is pure: sums go in, effects come out. Effects are worked out in floating point, as logarithms are,
//! and settled to the exact change in the unit that people read, so that nothing is lost and nothing counted twice.

mod price;
mod product;
mod ratio;
mod settle;
mod shapley;

pub use price::{Goods, PriceVolume, price_volume};
pub use product::{Factor, Method, Product, product};
pub use ratio::{RateMix, Share, rate_mix};
pub use settle::settle;
pub use shapley::shapley;
