//! The directory: companies, sites, shops, brands, categories, items, channels, departments, positions and staff.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in places().into_iter().chain(goods()).chain(people()) {
            manager.create_table(table).await?;
        }
        for table in ["company", "site", "category", "brand", "shop", "channel", "item", "department", "position"] {
            manager.create_index(index(table, &["code"], true)).await?;
        }
        manager.create_index(index("staff", &["number"], true)).await?;
        for (table, column) in [("site", "parent_id"), ("shop", "site_id"), ("item", "category_id"), ("staff", "site_id"), ("item", "name")]
        {
            manager.create_index(index(table, &[column], false)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["company", "site", "category", "brand", "shop", "channel", "item", "department", "position", "staff"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

/// Code and name come first in most records.
fn named(name: &'static str, mut columns: Vec<ColumnDef>) -> TableCreateStatement {
    columns.splice(0..0, [string("code"), string("name")]);
    record_table(name, columns)
}

fn places() -> Vec<TableCreateStatement> {
    vec![
        named("company", vec![string_null("credit_code"), string_null("remark")]),
        named(
            "site",
            vec![
                text("kind"),
                uuid_null("company_id"),
                uuid_null("parent_id"),
                string_null("city"),
                string_null("address"),
                date_null("opened_on"),
                date_null("closed_on"),
                big_integer_null("area_m2"),
                string_null("hours"),
                string_null("remark"),
            ],
        ),
        named(
            "shop",
            vec![
                uuid("site_id"),
                uuid_null("brand_id"),
                uuid_null("category_id"),
                string_null("floor"),
                big_integer_null("area_m2"),
                date_null("opened_on"),
                date_null("closed_on"),
                string_null("remark"),
            ],
        ),
        named("channel", vec![text("kind"), string_null("remark")]),
    ]
}

fn goods() -> Vec<TableCreateStatement> {
    vec![
        named("category", vec![uuid_null("parent_id")]),
        named("brand", vec![uuid_null("category_id"), string_null("company"), text_null("tier"), string_null("remark")]),
        named(
            "item",
            vec![
                string_null("barcode"),
                uuid_null("category_id"),
                uuid_null("brand_id"),
                string_null("spec"),
                string_null("unit"),
                boolean("weighable"),
                big_integer_null("cost"),
                big_integer_null("price"),
                text("status"),
            ],
        ),
    ]
}

fn people() -> Vec<TableCreateStatement> {
    vec![
        named("department", vec![uuid_null("site_id"), uuid_null("parent_id")]),
        named("position", vec![text_null("duties")]),
        record_table(
            "staff",
            vec![
                string("number"),
                string("name"),
                uuid_null("site_id"),
                uuid_null("department_id"),
                uuid_null("position_id"),
                text("employment"),
                date_null("joined_on"),
                string_null("mobile"),
                json("skills"),
                json("interests"),
            ],
        ),
    ]
}
