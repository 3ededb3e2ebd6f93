//! The shared nouns of the house.

pub mod brand;
pub mod category;
pub mod channel;
pub mod company;
pub mod department;
pub mod item;
pub mod item_cost;
pub mod position;
pub mod shop;
pub mod site;
pub mod staff;
