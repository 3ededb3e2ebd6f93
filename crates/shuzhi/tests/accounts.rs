//! Accounts from the command line follow the same rules as through the web.

use crate::house::house;
use crate::program::run;
use kernel::access::Role;
use serde_json::json;
use testkit::World;

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_reset_on_the_command_line_is_out_everywhere() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let script = app.token_of(&clerk, true).await;
    let reset = run(&["user", "reset", "Clerk"], &app.fresh().arguments()).await.answer();
    for out in [&clerk, &script] {
        out.get("/api/session").await.refused(401, "session.none");
    }
    let password = reset["password"].as_str().expect("a password");
    assert_eq!(app.sign_in_as("clerk", password).await.get("/api/session").await.ok()["must_change_password"], true);
}

#[tokio::test]
async fn an_account_that_an_administrator_resets_loses_its_tokens() {
    let app = house().await;
    let (admin, clerk) = (app.sign_in(Role::Administrator).await, app.sign_in(Role::Clerk).await);
    let (script, other) = (app.token_of(&clerk, true).await, app.token_of(&admin, true).await);
    let id = app.account("clerk", Role::Clerk, None).await;
    admin.post(&format!("/api/records/user/{id}/do/reset_password"), &json!({})).await.ok();
    script.get("/api/session").await.refused(401, "session.none");
    other.get("/api/session").await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_on_the_command_line_by_the_rules_of_the_form() {
    let app = house().await;
    let at = app.fresh().arguments();
    let add = async |account: &str, name: &str| run(&["user", "add", account, "--name", name, "--role", "clerk"], &at).await;
    let told = add("li na!", "李娜").await.refused();
    assert!(told.contains("账号：由小写字母") && told.contains("small letters, digits"), "{told}");
    let told = add("li.na", " ").await.refused();
    assert!(told.contains("请填写姓名") && told.contains("Name is required"), "{told}");
    let made = add("Li.Na", "李娜").await.answer();
    assert_eq!(made["account"], "li.na");
    app.sign_in_as("li.na", made["password"].as_str().expect("a password")).await;
    let told = add("li.na", "李娜").await.refused();
    assert!(told.contains("账号已被使用"), "{told}");
}

#[tokio::test]
async fn a_list_of_references_comes_with_a_name_for_each() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let sites = json!([world.id("M02"), world.id("S05")]);
    let account = json!({ "account": "wang.fang", "name": "王芳", "roles": ["clerk"], "sites": sites });
    let made = admin.post("/api/records/user", &account).await.created();
    let path = format!("/api/records/user/{}", made["id"].as_str().unwrap());
    let listed = admin.get("/api/records/user?f.account=wang.fang").await.ok()["items"][0].clone();
    for row in [made, admin.get(&path).await.ok(), listed] {
        assert_eq!(row["_labels"], json!({ "sites": ["江月天地", "滨河路店"] }), "{row}");
    }
    let emptied = admin.patch(&path, &json!({ "sites": [], "all_sites": true })).await.ok();
    assert_eq!(emptied["_labels"], json!({ "sites": [] }));
}
