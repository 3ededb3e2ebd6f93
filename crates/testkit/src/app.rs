//! A whole house for one test, with a clock that stands still and people who can sign in.

use crate::database::Fresh;
use crate::request::Client;
use chrono::{DateTime, TimeZone, Utc};
use kernel::access::{Actor, Role, hash_password, shipped_policies, user};
use kernel::clock::StillClock;
use kernel::department::Department;
use kernel::file::FileStore;
use kernel::house::House;
use kernel::record::insert;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use serde_json::json;
use server::{Limits, Options, router};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// The password of every account that the bench makes.
pub const PASSWORD: &str = "correct horse 2026";
/// More than any test asks, so that the limiter is met only where it is tested.
const GENEROUS: Limits = Limits { per_second: 1_000_000, burst: 1_000_000 };

/// The house, its clock and its front door.
pub struct TestApp {
    pub house: Arc<House>,
    pub clock: Arc<StillClock>,
    router: axum::Router,
    address: AtomicU32,
    fresh: Fresh,
}

impl TestApp {
    /// Opens a house of these departments on a fresh database.
    pub async fn open(departments: Vec<Department>) -> Self {
        Self::open_at(Fresh::make().await, departments).await
    }

    /// Opens a house at a place that was made before, where departments keep something of their own there.
    pub async fn open_at(fresh: Fresh, departments: Vec<Department>) -> Self {
        let db = fresh.migrated().await;
        let clock = Arc::new(StillClock::at(morning()));
        let house = house(db, departments, &fresh, &clock);
        let router = router(house.clone(), Options { limits: GENEROUS, ..Options::default() });
        Self { house, clock, router, address: AtomicU32::new(0), fresh }
    }

    /// The same house behind a front door with other options.
    pub fn behind(self, options: Options) -> Self {
        Self { router: router(self.house.clone(), options), ..self }
    }

    /// Another program over the same data, as after a restart or beside the first.
    pub async fn another_house(&self, departments: Vec<Department>) -> Arc<House> {
        house(self.fresh.connect().await, departments, &self.fresh, &self.clock)
    }

    /// Where everything of this house lies.
    pub fn fresh(&self) -> &Fresh {
        &self.fresh
    }

    /// Someone who has not signed in, at an address of their own.
    pub fn stranger(&self) -> Client {
        let number = self.address.fetch_add(1, Ordering::Relaxed);
        let [_, b, c, d] = number.to_be_bytes();
        Client::new(self.router.clone(), IpAddr::from([10, b, c, d]))
    }

    /// Someone with this role over the whole company, signed in.
    pub async fn sign_in(&self, role: Role) -> Client {
        self.account(role.word(), role, None).await;
        self.sign_in_as(role.word(), PASSWORD).await
    }

    /// Someone with this role at one site, signed in.
    pub async fn sign_in_at(&self, site: Uuid, role: Role) -> Client {
        let account = format!("{}-{}", role.word(), site.simple());
        self.account(&account, role, Some(site)).await;
        self.sign_in_as(&account, PASSWORD).await
    }

    /// Signs in through the front door.
    pub async fn sign_in_as(&self, account: &str, password: &str) -> Client {
        let client = self.stranger();
        let answer = client.post("/api/session", &json!({ "account": account, "password": password })).await;
        let cookie = answer.cookie();
        answer.ok();
        client.with_cookie(cookie)
    }

    /// The id of an account, made with the password of the bench if there is none.
    pub async fn account(&self, account: &str, role: Role, site: Option<Uuid>) -> Uuid {
        let known = user::Entity::find().filter(user::Column::Account.eq(account)).one(&self.house.db).await.expect("accounts can be read");
        if let Some(known) = known {
            return known.id.0;
        }
        let row = user::Model {
            account: account.to_owned(),
            name: format!("{} {account}", role.word()),
            roles: user::Roles(vec![role]),
            all_sites: site.is_none(),
            sites: user::SiteIds(site.into_iter().collect()),
            password_hash: known_hash().to_owned(),
            ..user::Model::default()
        };
        let desk = self.house.write(Actor::house(), "the test bench").await.expect("a desk");
        let made = insert::<user::Entity>(&desk, row).await;
        desk.finish(made).await.expect("an account is made").id.0
    }

    /// A script that acts for someone by a token.
    pub async fn token_of(&self, client: &Client, read_only: bool) -> Client {
        let asked = json!({ "name": "脚本", "days": 30, "read_only": read_only });
        let answer = client.post("/api/records/api_token/do/issue", &asked).await.ok();
        self.stranger().with_token(answer["secret"].as_str().expect("a secret"))
    }
}

fn house(db: DatabaseConnection, departments: Vec<Department>, fresh: &Fresh, clock: &Arc<StillClock>) -> Arc<House> {
    let policies = shipped_policies(&departments);
    let files = FileStore::in_folder(&fresh.folder().join("files")).expect("a folder of files");
    House::open(db, departments, &policies, files, clock.clone()).expect("the house opens")
}

/// When every test begins: ten in the morning in China, on 22 November 2026.
fn morning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 2, 0, 0).single().expect("a valid instant")
}

/// The hash of [`PASSWORD`], made once: hashing is slow on purpose.
fn known_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash_password(PASSWORD).expect("a hash"))
}
