//! What a customer does that concerns more than the inquiry.

use crate::{
    cancellations, config,
    id::InquiryId,
    inquiries::{self, CloseReason, SolveRefusal, State, verdict},
    work::Work,
};

/// How an inquiry was closed by its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finished {
    /// It is solved.
    Solved,
    /// It was with operations and was taken back, with its case.
    Withdrawn,
}

/// Closes the inquiry for its customer, once however often it is pressed; a case that operations have not decided is withdrawn in the same work.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal, and nothing may be committed.
pub async fn finish(
    work: &mut Work,
    rules: &config::Rules,
    inquiry: InquiryId,
) -> sqlx::Result<Result<Finished, SolveRefusal>> {
    let state = verdict::lock(work, inquiry).await?;
    if state != State::Closed && cancellations::withdraw_for_customer(work, inquiry).await?.is_err() {
        return Ok(Err(SolveRefusal::Decided));
    }
    let solved = inquiries::solve(work, inquiry, rules.satisfaction_after).await?;
    Ok(solved.map(|reason| if reason == CloseReason::Withdrawn { Finished::Withdrawn } else { Finished::Solved }))
}
