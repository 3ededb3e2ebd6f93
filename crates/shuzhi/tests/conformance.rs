//! Everything the house offers keeps the same promises, whichever department brings it.

use crate::house::house;
use testkit::conformance;

#[tokio::test]
async fn every_schema_keeps_the_contract() {
    conformance::contract(&house().await).await;
}

#[tokio::test]
async fn every_table_is_as_declared() {
    conformance::tables(&house().await).await;
}

#[tokio::test]
async fn every_row_comes_back_as_it_was_created() {
    conformance::creation(&house().await).await;
}

#[tokio::test]
async fn every_spoilt_form_is_refused() {
    conformance::spoilt_forms(&house().await).await;
}

#[tokio::test]
async fn every_spoilt_field_is_told_at_its_place() {
    conformance::spoilt_fields(&house().await).await;
}

#[tokio::test]
async fn every_change_changes_only_what_was_sent() {
    conformance::changes(&house().await).await;
}

#[tokio::test]
async fn every_row_can_be_ended_and_reopened() {
    conformance::ends(&house().await).await;
}

#[tokio::test]
async fn every_permission_is_asked() {
    conformance::permissions(&house().await).await;
}

#[tokio::test]
async fn every_row_of_others_is_hidden() {
    conformance::hidden_rows(&house().await).await;
}

#[tokio::test]
async fn every_list_pages_completely_while_rows_are_added() {
    conformance::paging(&house().await).await;
}

#[tokio::test]
async fn every_filter_finds_what_it_should() {
    conformance::filters(&house().await).await;
}

#[tokio::test]
async fn no_question_breaks_a_list() {
    conformance::hostile_questions(&house().await).await;
}

#[tokio::test]
async fn every_workbook_comes_back_as_it_went() {
    conformance::round_trips(&house().await).await;
}

#[tokio::test]
async fn every_wrong_cell_is_told_and_nothing_is_kept() {
    conformance::refused_workbooks(&house().await).await;
}

#[tokio::test]
async fn every_verb_keeps_its_promises() {
    // These need a file that can be loaded, or a report that was drafted: see `loads.rs` and `report.rs`.
    let elsewhere = ["batch.load", "batch.undo", "report.draft", "report.redraft", "target_plan.submit"];
    conformance::verbs(&house().await, &elsewhere).await;
}
