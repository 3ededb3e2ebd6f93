//! A view that is shared is everyone's to use, and its owner's to change.

use crate::house::house;
use kernel::access::Role;
use serde_json::json;

#[tokio::test]
async fn a_shared_view_is_changed_and_deleted_by_its_owner_only() {
    let app = house().await;
    let (clerk, admin) = (app.sign_in(Role::Clerk).await, app.sign_in(Role::Administrator).await);
    let view = json!({ "page": "/brand", "name": "高端品牌", "query": "f.tier=luxury", "shared": true });
    let row = clerk.post("/api/records/view", &view).await.created();
    let path = format!("/api/records/view/{}", row["id"].as_str().unwrap());
    assert_eq!(admin.get(&path).await.ok()["name"], "高端品牌");
    admin.patch(&path, &json!({ "name": "别的名字" })).await.refused(409, "view.not_yours");
    admin.delete(&path).await.refused(409, "view.not_yours");
    admin.post(&format!("{path}/reopen"), &json!({})).await.refused(409, "view.not_yours");
    clerk.patch(&path, &json!({ "name": "奢侈品牌" })).await.ok();
    clerk.delete(&path).await.done();
}
