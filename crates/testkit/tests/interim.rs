//! interim
#[path = "../../shuzhi/tests/conformance.rs"]
mod conformance;
mod house {
    use testkit::TestApp;
    pub async fn house() -> TestApp {
        TestApp::open(vec![organisation::department(), kernel::system::department()]).await
    }
}
