//! The program: one binary with everything inside. This file lists the departments it is made of.

pub mod commands;
pub mod place;

use kernel::department::Department;

/// The departments of the house, in the order of the menu.
pub fn departments() -> Vec<Department> {
    vec![organisation::department(), kernel::system::department()]
}
