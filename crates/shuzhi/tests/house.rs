//! The house that the tests open: all departments, as the program has them.

use kernel::clock::{Clock, SystemClock};
use kernel::department::Department;
use std::sync::Arc;
use testkit::{Fresh, TestApp};
use warehouse::{Storage, Warehouse};

/// A fresh house.
pub async fn house() -> TestApp {
    house_with(Vec::new()).await
}

/// A fresh house with more departments, made for a test.
pub async fn house_with(more: Vec<Department>) -> TestApp {
    let fresh = Fresh::make().await;
    let mut departments = departments(&fresh).await;
    departments.extend(more);
    TestApp::open_at(fresh, departments).await
}

/// The departments of the program, with their facts in the folder of the test.
pub async fn departments(fresh: &Fresh) -> Vec<Department> {
    let storage = Storage::Folder(fresh.folder().join("warehouse"));
    let warehouse = Warehouse::open(&storage, SystemClock.now()).await.expect("the warehouse opens");
    shuzhi::departments(Arc::new(warehouse))
}
