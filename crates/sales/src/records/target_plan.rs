//! Target plans (目标方案): the targets of one measure for one year, drafted, handed in, put in force and replaced as a whole.
//!
//! Each edition is a plan of its own, so that what was in force in March can still be read in November.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::access::user;
use kernel::desk::Desk;
use kernel::id::Id;
use kernel::measure::Measure;
use kernel::record::{About, Record, about, ui};
use kernel::refusal::{FieldError, Outcome, Refusal};
use schemars::JsonSchema;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// Where a plan stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, JsonSchema)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    #[schemars(title = "草稿", extend("x-en" = "Draft", "x-status" = "default"))]
    Draft,
    #[schemars(title = "已提交", extend("x-en" = "Submitted", "x-status" = "processing"))]
    Submitted,
    #[schemars(title = "生效中", extend("x-en" = "In force", "x-status" = "success"))]
    InForce,
    #[schemars(title = "已被替代", extend("x-en" = "Replaced", "x-status" = "default"))]
    Replaced,
}

/// The targets of one measure for one year, in one edition.
#[derive(Clone, Debug, Default, PartialEq, DeriveEntityModel, Serialize, Deserialize, JsonSchema, Validate)]
#[sea_orm(table_name = "target_plan")]
#[garde(allow_unvalidated)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip_deserializing)]
    pub id: Id<Entity>,
    #[serde(skip_deserializing)]
    pub version: i32,
    #[serde(skip_deserializing)]
    pub ended_at: Option<DateTime<Utc>>,
    #[garde(length(chars, min = 1, max = 60))]
    #[schemars(title = "名称", extend("x-en" = "Name", "x-ui" = ui("base").list(100, 240).text().sort().link()))]
    pub name: String,
    /// 年份-指标-版次；导入目标时用它指明方案
    #[sea_orm(unique)]
    #[serde(skip_deserializing)]
    #[schemars(title = "方案编号", extend("x-en" = "Plan code", "x-en-description" = "Year, measure and edition; workbooks of targets name the plan by it",
        "x-ui" = ui("base").list(95, 170).text().sort()))]
    pub code: String,
    #[garde(range(min = 2000, max = 2099))]
    #[schemars(title = "年份", extend("x-en" = "Year", "x-ui" = ui("base").list(90, 90).range().sort().once()))]
    pub year: i32,
    /// 销售额、客单数等任何指标；不填为销售额
    #[serde(default = "usual")]
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(title = "指标", example = &"sales", extend("x-en" = "Measure", "x-en-description" = "Any measure, such as sales or tickets; sales when empty",
        "x-ui" = ui("base").list(85, 130).choice().once().drawn("measure")))]
    pub measure: String,
    #[serde(skip_deserializing)]
    #[schemars(title = "版次", extend("x-en" = "Edition", "x-ui" = ui("base").list(80, 80).sort()))]
    pub edition: i32,
    #[serde(skip_deserializing)]
    #[schemars(title = "状态", extend("x-en" = "State", "x-ui" = ui("base").list(75, 100).choice()))]
    pub state: State,
    #[serde(skip_deserializing)]
    #[schemars(title = "编制人", extend("x-en" = "Author", "x-ui" = ui("base").list(70, 110)))]
    pub author: Id<user::Entity>,
    #[serde(skip_deserializing)]
    #[schemars(title = "退回原因", extend("x-en" = "Reason of return", "x-ui" = ui("base")))]
    pub reason: Option<String>,
    #[serde(skip_deserializing)]
    #[schemars(title = "批准人", extend("x-en" = "Approved by", "x-ui" = ui("base").list(60, 110)))]
    pub decided_by: Option<Id<user::Entity>>,
    #[serde(skip_deserializing)]
    #[schemars(title = "批准时间", extend("x-en" = "Approved at", "x-ui" = ui("base").list(55, 170).range().sort()))]
    pub decided_at: Option<DateTime<Utc>>,
    #[garde(length(chars, max = 500))]
    #[schemars(title = "说明", extend("x-en" = "Note", "x-ui" = ui("base").long()))]
    pub note: Option<String>,
}
kernel::table!();

impl Record for Entity {
    const NAME: &'static str = "target_plan";

    fn about() -> About {
        about("目标方案", "Target plans")
            .icon("flag")
            .headed("name", "code")
            .sort("-code")
            .group("base", "方案", "Plan")
            .view("all", "全部", "All", &[])
            .view("open", "未生效", "Open", &[("state", "draft,submitted")])
            .view("in_force", "生效中", "In force", &[("state", "in_force")])
            .view("replaced", "已被替代", "Replaced", &[("state", "replaced")])
    }

    /// A new plan is the next edition of its year and measure.
    async fn check(desk: &Desk, next: &mut Model, before: Option<&Model>) -> Outcome<()> {
        measure(desk, &next.measure)?;
        if before.is_none() {
            *next = numbered(desk, next.clone()).await?;
        }
        Ok(())
    }

    /// What was handed in, is in force or was replaced is no one's to rename, and never ends: progress refers to it.
    async fn may_write(_: &Desk, row: &Model, act: &str) -> Outcome<()> {
        if row.state != State::Draft && ["change", "end", "reopen"].contains(&act) {
            return Err(frozen(row).into());
        }
        Ok(())
    }
}

/// The measure that plans are made for where nothing is said.
fn usual() -> String {
    "sales".to_owned()
}

/// The plan as the next edition of its year and measure, by whoever is at the desk.
pub async fn numbered(desk: &Desk, plan: Model) -> Outcome<Model> {
    let alike = Entity::find().filter(Column::Year.eq(plan.year)).filter(Column::Measure.eq(&plan.measure));
    let last = alike.order_by_desc(Column::Edition).one(&desk.db()).await?.map_or(0, |last| last.edition);
    let edition = last + 1;
    let code = format!("{}-{}-{edition}", plan.year, plan.measure);
    Ok(Model { edition, code, author: Id::of(desk.actor.id), state: State::Draft, ..plan })
}

/// A measure by its name, refused at the field where there is none.
pub fn measure(desk: &Desk, name: &str) -> Outcome<Measure> {
    let known = desk.house.catalogue.figures().flat_map(|source| source.measures()).find(|measure| measure.name == name);
    let error = || FieldError::new("/measure", "measure", format!("没有“{name}”这个指标"), format!("There is no measure “{name}”"));
    known.ok_or_else(|| Refusal::invalid(vec![error()]).into())
}

/// Refuses dimensions that the measure is not counted by, at the fields that name them.
pub fn refuse_dims(desk: &Desk, name: &str, named: &[(&'static str, &'static str)]) -> Outcome<()> {
    let measure = measure(desk, name)?;
    let wrong = named.iter().filter(|(dim, _)| !measure.dims.contains(dim));
    let errors: Vec<FieldError> = wrong.map(|(_, field)| not_by(&measure, format!("/{field}"))).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::invalid(errors).into()) }
}

/// What is told of a dimension that the measure is not counted by.
pub fn not_by(measure: &Measure, pointer: String) -> FieldError {
    let (zh, en) = (&measure.title.zh, &measure.title.en);
    FieldError::new(pointer, "dimension", format!("{zh}不能按它拆分"), format!("{en} cannot be broken down by it"))
}

/// The plan, which must be a draft; held until the end of the act, so that no target slips into a plan that is being handed in,
/// and no two rows for one mix are made at once.
pub async fn open(desk: &Desk, id: Id<Entity>) -> Outcome<Model> {
    let plan = Entity::find_by_id(id).lock_exclusive().one(&desk.db()).await?.ok_or_else(Refusal::not_found)?;
    if plan.state == State::Draft && plan.ended_at.is_none() { Ok(plan) } else { Err(frozen(&plan).on("plan_id").into()) }
}

/// Notes that targets of the plan were written one by one: whoever saw the plan before sees that it has moved since.
pub async fn moved(desk: &Desk, id: Id<Entity>) -> Outcome<()> {
    let next = Expr::col(Column::Version).add(1);
    Entity::update_many().col_expr(Column::Version, next).filter(Column::Id.eq(id)).exec(&desk.db()).await?;
    Ok(())
}

fn frozen(plan: &Model) -> Refusal {
    let (zh, en) = match (plan.state, plan.ended_at) {
        (State::Draft, Some(_)) => ("方案已作废，不能修改", "The plan was discarded and cannot change"),
        (State::Submitted, _) => ("方案已提交，退回后才能修改", "The plan is submitted; it can change once it is returned"),
        _ => ("方案已生效，不能修改；请先修订出新的版次", "The plan is in force and cannot change; revise it into a new edition first"),
    };
    Refusal::conflict("target_plan.frozen", zh, en)
}
