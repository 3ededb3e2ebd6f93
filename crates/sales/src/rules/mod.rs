//! The rules of targets: which target holds for a place and a month, what its days carry, and how far it is reached.

pub mod days;
pub mod effective;
pub mod laid;
pub mod mix;
pub mod shape;
pub mod standing;
