//! The program: one binary with everything inside. This file lists the departments it is made of.

pub mod backup;
pub mod commands;
pub mod demonstration;
pub mod place;
mod serving;
mod unfinished;
pub mod upkeep;

use kernel::department::Department;
use std::sync::Arc;
use warehouse::Warehouse;

/// The departments of the house, in the order of the menu.
pub fn departments(warehouse: Arc<Warehouse>) -> Vec<Department> {
    vec![sales::department(warehouse), report::department(), organisation::department(), kernel::system::department()]
}
