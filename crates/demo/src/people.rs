//! The people of the demonstration company: who works where, in which department, as what, and since when.

use crate::dice::Dice;
use crate::directory::ACCOUNTS;
use chrono::{Days, NaiveDate};

/// Departments by code and name.
pub const DEPARTMENTS: [(&str, &str); 9] = [
    ("D01", "运营部"),
    ("D02", "招商部"),
    ("D03", "客服部"),
    ("D04", "工程部"),
    ("D05", "线上事业部"),
    ("D06", "超市事业部"),
    ("D07", "财务审计部"),
    ("D08", "人力资源部"),
    ("D09", "信息部"),
];

/// A kind of work: its name, the department it belongs to, and what people in it are good at.
pub type Work = (&'static str, &'static str, [&'static str; 3]);
pub const POSITIONS: [Work; 26] = [
    ("运营总监", "运营部", ["经营分析", "团队管理", "预算"]),
    ("商场总经理", "运营部", ["经营分析", "团队管理", "商户谈判"]),
    ("营运经理", "运营部", ["现场管理", "客诉处理", "排班"]),
    ("楼层主管", "运营部", ["现场管理", "陈列", "商户沟通"]),
    ("营运专员", "运营部", ["巡检", "活动执行", "客诉处理"]),
    ("招商经理", "招商部", ["商户谈判", "品牌资源", "合同"]),
    ("招商专员", "招商部", ["市场调研", "品牌资源", "商户沟通"]),
    ("客服主管", "客服部", ["客诉处理", "排班", "培训"]),
    ("客服专员", "客服部", ["客诉处理", "会员服务", "英语"]),
    ("工程主管", "工程部", ["设备管理", "电气", "安全"]),
    ("工程技工", "工程部", ["电气", "暖通", "电梯"]),
    ("店长", "超市事业部", ["门店经营", "团队管理", "生鲜管理"]),
    ("值班经理", "超市事业部", ["排班", "客诉处理", "盘点"]),
    ("收银员", "超市事业部", ["收银", "会员服务", "点钞"]),
    ("理货员", "超市事业部", ["陈列", "盘点", "补货"]),
    ("生鲜员", "超市事业部", ["生鲜管理", "切配", "称重打签"]),
    ("防损员", "超市事业部", ["防损", "消防", "巡检"]),
    ("电商经理", "线上事业部", ["平台运营", "数据分析", "团队管理"]),
    ("渠道策划", "线上事业部", ["活动策划", "数据分析", "文案"]),
    ("内容编辑", "线上事业部", ["摄影", "文案", "直播"]),
    ("拣货员", "线上事业部", ["拣货", "打包", "盘点"]),
    ("会计", "财务审计部", ["核算", "税务", "对账"]),
    ("审计专员", "财务审计部", ["审计", "对账", "合同"]),
    ("人事专员", "人力资源部", ["招聘", "培训", "薪酬"]),
    ("系统管理员", "信息部", ["网络", "数据库", "收银系统"]),
    ("数据分析师", "信息部", ["数据分析", "报表", "数据录入"]),
];
const INTERESTS: [&str; 10] = ["羽毛球", "跑步", "阅读", "烘焙", "书法", "篮球", "园艺", "摄影", "登山", "太极"];

/// How many of each work at headquarters, in the mall and online.
const HEADQUARTERS: [(&str, u32); 6] =
    [("运营总监", 1), ("会计", 6), ("审计专员", 2), ("人事专员", 4), ("系统管理员", 3), ("数据分析师", 3)];
const MALL: [(&str, u32); 10] = [
    ("商场总经理", 1),
    ("营运经理", 2),
    ("楼层主管", 5),
    ("营运专员", 10),
    ("招商经理", 1),
    ("招商专员", 5),
    ("客服主管", 1),
    ("客服专员", 10),
    ("工程主管", 1),
    ("工程技工", 9),
];
const ONLINE: [(&str, u32); 5] = [("电商经理", 1), ("渠道策划", 3), ("内容编辑", 3), ("客服专员", 4), ("拣货员", 8)];
/// And in a branch of size 1.
const BRANCH: [(&str, u32); 6] = [("店长", 1), ("值班经理", 2), ("收银员", 9), ("理货员", 10), ("生鲜员", 7), ("防损员", 2)];

/// Names are put together from these.
const SURNAMES: [&str; 20] =
    ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
const GIVEN: [&str; 40] = [
    "子昂", "思远", "雨桐", "明轩", "佳怡", "浩然", "欣妍", "志强", "晓峰", "丽华", "梦琪", "建国", "淑芬", "文博", "静", "磊", "娜", "伟",
    "敏", "洋", "海燕", "国庆", "春梅", "俊杰", "晓燕", "立新", "秀英", "家豪", "婷婷", "建军", "雪莹", "永强", "慧敏", "天宇", "红霞",
    "思琪", "志伟", "玉兰", "宇航", "小红",
];
const NAMES: usize = SURNAMES.len() * GIVEN.len();
/// A step through all names that meets each of them once: it shares no divisor with their number.
const STEP: usize = 333;
/// New people are on trial for so long.
const TRIAL_DAYS: u64 = 90;

/// A place of work: the code of its site (none: headquarters), when it opened, and how many do what.
pub struct Place {
    pub site: Option<&'static str>,
    pub opened: NaiveDate,
    size: f64,
    work: &'static [(&'static str, u32)],
}

impl Place {
    pub fn headquarters(opened: NaiveDate) -> Self {
        Self { site: None, opened, size: 1.0, work: &HEADQUARTERS }
    }
    pub fn mall(site: &'static str, opened: NaiveDate) -> Self {
        Self { site: Some(site), opened, size: 1.0, work: &MALL }
    }
    pub fn online(site: &'static str, opened: NaiveDate) -> Self {
        Self { site: Some(site), opened, size: 1.0, work: &ONLINE }
    }
    pub fn branch(site: &'static str, opened: NaiveDate, size: f64) -> Self {
        Self { site: Some(site), opened, size, work: &BRANCH }
    }
}

/// A member of staff.
pub struct Person {
    pub name: String,
    pub site: Option<&'static str>,
    /// Its place among the positions.
    pub position: usize,
    pub joined_on: NaiveDate,
    pub on_trial: bool,
    pub skills: [&'static str; 2],
    pub interest: &'static str,
}

/// Everybody, in the order in which they joined. Who has an account of the demonstration works as what the account is for.
pub fn people(dice: &mut Dice, places: &[Place], until: NaiveDate) -> Vec<Person> {
    let mut names = names(dice.below(NAMES as u64) as usize);
    let mut signed_in = vec![
        ("director", "运营总监"),
        ("mall", "商场总经理"),
        ("store", "店长"),
        ("clerk", "数据分析师"),
        ("analyst", "数据分析师"),
        ("auditor", "审计专员"),
    ];
    let mut people = Vec::new();
    for place in places {
        for (work, count) in place.work {
            let position = POSITIONS.iter().position(|(name, ..)| name == work).unwrap_or_default();
            // A branch has one manager, however small or large it is.
            let count = if *count > 1 { (f64::from(*count) * place.size).round() as u32 } else { *count };
            for _ in 0..count {
                let known = signed_in.iter().position(|(_, theirs)| theirs == work).map(|at| signed_in.remove(at).0);
                let known = known.and_then(|account| ACCOUNTS.iter().find(|(name, ..)| *name == account));
                let name = known.map_or_else(|| names.next().unwrap_or_default(), |(_, name, ..)| (*name).to_owned());
                let days = u64::try_from((until - place.opened).num_days()).unwrap_or(1);
                let joined_on = if known.is_some() { place.opened } else { later(place.opened, dice.below(days)) };
                let skills = POSITIONS[position].2;
                let first = dice.below(3) as usize;
                people.push(Person {
                    name,
                    site: place.site,
                    position,
                    joined_on,
                    on_trial: later(joined_on, TRIAL_DAYS) > until,
                    skills: [skills[first], skills[(first + 1) % 3]],
                    interest: INTERESTS[dice.below(10) as usize],
                });
            }
        }
    }
    // Numbers of staff are given in the order in which people come.
    people.sort_by_key(|person| person.joined_on);
    people
}

/// Names, each once, without those who have an account; `begin` says with which.
fn names(begin: usize) -> impl Iterator<Item = String> {
    let name = move |n: usize| {
        let at = (begin + n * STEP) % NAMES;
        format!("{}{}", SURNAMES[at % SURNAMES.len()], GIVEN[at / SURNAMES.len()])
    };
    (0..NAMES).map(name).filter(|name| ACCOUNTS.iter().all(|(_, known, ..)| known != name))
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn everybody_works_where_there_is_such_work_and_only_the_new_are_on_trial() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let until = day(2026, 11, 22);
        let places = [
            Place::headquarters(day(2016, 10, 11)),
            Place::mall("M01", day(2021, 6, 9)),
            Place::online("O01", day(2020, 8, 1)),
            Place::branch("S01", day(2016, 10, 11), 1.25),
            Place::branch("S08", day(2022, 6, 19), 0.6),
        ];
        let people = people(&mut Dice::new(20, 2), &places, until);
        let named: HashSet<&str> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(named.len(), people.len(), "two of one name");
        let mut new = 0;
        for person in &people {
            let place = places.iter().find(|place| place.site == person.site).unwrap();
            let (work, department, _) = POSITIONS[person.position];
            assert!(place.work.iter().any(|(known, _)| *known == work), "{} in {:?}", work, person.site);
            assert!(DEPARTMENTS.iter().any(|(_, name)| *name == department), "{department}");
            assert!(place.opened <= person.joined_on && person.joined_on <= until, "{}", person.joined_on);
            assert_eq!(person.on_trial, (until - person.joined_on).num_days() < 90, "{}", person.joined_on);
            new += usize::from(person.on_trial);
        }
        assert!(new > 0, "nobody is new");
        let manager = |site: &str, work: &str| {
            let theirs = |person: &&Person| person.site == Some(site) && POSITIONS[person.position].0 == work;
            people.iter().filter(theirs).map(|person| person.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(manager("S01", "店长"), ["陈明轩"]);
        assert_eq!(manager("S08", "店长").len(), 1);
        assert_eq!(manager("M01", "商场总经理"), ["林雨桐"]);
    }
}
