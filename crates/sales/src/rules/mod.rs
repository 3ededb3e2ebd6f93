//! The rules of sales: which target holds for a place and a month, what its days carry, how far it is reached, and when a day rings.

pub mod alarm;
pub mod days;
pub mod effective;
pub mod laid;
pub mod mix;
pub mod shape;
pub mod standing;
