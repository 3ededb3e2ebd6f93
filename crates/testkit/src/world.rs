//! A small company to test with: two malls, six stores, their shops, brands and people, all created through the front door.

use crate::app::TestApp;
use crate::forms::id_of;
use crate::request::Client;
use kernel::access::Role;
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// The company's rows by their codes.
pub struct World {
    ids: HashMap<String, Uuid>,
}

const MALLS: [(&str, &str, &str); 2] = [("M01", "云汇广场", "成都"), ("M02", "江月天地", "武汉")];
const STORES: [(&str, &str, &str); 6] = [
    ("S01", "云汇生活超市", "M01"),
    ("S02", "云汇影城店", "M01"),
    ("S03", "江月书局", "M02"),
    ("S04", "江月鲜食店", "M02"),
    ("S05", "滨河路店", ""),
    ("S06", "长安里店", ""),
];
const BRANDS: [(&str, &str); 6] =
    [("B01", "山岚茶事"), ("B02", "拾穗面包"), ("B03", "乔木家居"), ("B04", "青禾童装"), ("B05", "北辰运动"), ("B06", "云上咖啡")];
const SHOPS: [(&str, &str, &str, &str); 8] = [
    ("M01-101", "山岚茶事（云汇店）", "M01", "B01"),
    ("M01-102", "拾穗面包（云汇店）", "M01", "B02"),
    ("M01-201", "乔木家居（云汇店）", "M01", "B03"),
    ("M01-202", "青禾童装（云汇店）", "M01", "B04"),
    ("M02-101", "山岚茶事（江月店）", "M02", "B01"),
    ("M02-102", "云上咖啡（江月店）", "M02", "B06"),
    ("M02-201", "北辰运动（江月店）", "M02", "B05"),
    ("S05-001", "云上咖啡（滨河柜）", "S05", "B06"),
];
const STAFF: [(&str, &str, &str); 5] =
    [("E001", "李娜", "M01"), ("E002", "王建国", "M01"), ("E003", "赵敏", "M02"), ("E004", "陈晓东", "S05"), ("E005", "刘洋", "S06")];

impl World {
    /// Builds the company.
    pub async fn build(app: &TestApp) -> Self {
        let admin = app.sign_in(Role::Administrator).await;
        let mut world = Self { ids: HashMap::new() };
        world.add(&admin, "company", json!({ "code": "C01", "name": "云汇商业集团" })).await;
        for (code, name, city) in MALLS {
            let body =
                json!({ "code": code, "name": name, "kind": "mall", "city": city, "company_id": world.id("C01"), "area_m2": "86000.00" });
            world.add(&admin, "site", body).await;
        }
        for (code, name, mall) in STORES {
            let parent = (!mall.is_empty()).then(|| world.id(mall));
            world.add(&admin, "site", json!({ "code": code, "name": name, "kind": "store", "parent_id": parent })).await;
        }
        for (code, name) in BRANDS {
            world.add(&admin, "brand", json!({ "code": code, "name": name })).await;
        }
        for (code, name, site, brand) in SHOPS {
            let body = json!({ "code": code, "name": name, "site_id": world.id(site), "brand_id": world.id(brand), "area_m2": "120.50" });
            world.add(&admin, "shop", body).await;
        }
        world.add(&admin, "position", json!({ "code": "P01", "name": "店长" })).await;
        for (number, name, site) in STAFF {
            let body = json!({ "number": number, "name": name, "site_id": world.id(site), "position_id": world.id("P01") });
            world.add(&admin, "staff", body).await;
        }
        world
    }

    async fn add(&mut self, admin: &Client, record: &str, body: Value) {
        let row = admin.post(&format!("/api/records/{record}"), &body).await.created();
        let code = body["code"].as_str().or(body["number"].as_str()).expect("a code");
        self.ids.insert(code.to_owned(), id_of(&row));
    }

    /// The id of what carries a code: `M01`, `S05`, `B01`, `M01-101`, `E001` …
    pub fn id(&self, code: &str) -> Uuid {
        *self.ids.get(code).unwrap_or_else(|| panic!("nothing in the world carries the code {code}"))
    }

    /// Where a row is asked for.
    pub fn path(&self, record: &str, code: &str) -> String {
        format!("/api/records/{record}/{}", self.id(code))
    }
}
