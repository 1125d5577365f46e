//! Words of operations: the queue of purchase cancellations, the case file, decisions.

use super::messages;

messages! {
    // people and menu
    staff_agent() { ko: "담당", en: "agent" }
    staff_lead() { ko: "책임", en: "lead" }
    staff_auditor() { ko: "감사", en: "auditor" }
    staff_admin() { ko: "관리", en: "admin" }
    purchase_cancellations() { ko: "구매취소", en: "Cancellations" }
    count_undecided() { ko: "건 결정 전", en: " to be decided" }
    system_health() { ko: "시스템 상태", en: "System health" }
}
