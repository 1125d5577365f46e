//! Words of working together on many inquiries: the home page, whose an inquiry is, tags, one press for many.

use super::{messages, plural};

messages! {
    // the home page
    desk_home() { ko: "첫 화면", en: "Home" }
    what_waits() { ko: "지금 할 일", en: "What waits" }
    due_today() { ko: "오늘 기한", en: "Due today" }
    undelivered_answers() { ko: "닿지 않은 답변", en: "Undelivered answers" }
    none_undelivered() { ko: "닿지 않은 답변이 없습니다", en: "Every answer arrived" }
    none_undelivered_text() { ko: "고객의 메일 서버가 받지 않은 답변이 여기에 모입니다.", en: "Answers that the customer’s mail server did not take gather here." }
    response_time() { ko: "첫 답변까지 걸린 시간", en: "Time to the first answer" }
    median() { ko: "가운뎃값", en: "median" }
    of_answers(n: i64, shown: &str) { ko: format!("첫 답변 {shown}건"), en: format!("{shown} first {}", plural(n, "answer", "answers")) }
    within_hours(hours: i32) { ko: format!("{hours}시간 안"), en: format!("≤ {hours} h") }
    longer() { ko: "더 오래", en: "longer" }
    as_table() { ko: "표로 보기", en: "As a table" }
    no_answers_yet() { ko: "이 기간에 나간 첫 답변이 아직 없습니다.", en: "No first answer went out in this time yet." }
    response_time_definition(days: i64, most: &str) {
        ko: format!("세는 법: 문의가 접수되어 답변 기한이 시작된 때부터 개발자의 첫 답변이 나간 때까지입니다. 최근 {days}일에 나간 첫 답변 가운데 새것부터 {most}건까지 셉니다. 기한이 지난 뒤의 답변도 셉니다. 고객에게 닿지 않아 다시 미답변이 된 답변, 내부 메모, 운영팀의 글은 세지 않습니다. 가운뎃값은 크기 순으로 세웠을 때 한가운데 값입니다."),
        en: format!("How it is counted: from the moment an inquiry was received and its time to answer began, until the developer’s first answer went out. Of the first answers of the last {days} days, the newest {most} at most. Late answers count. Answers that did not arrive, so that the inquiry is unanswered again, notes, and words of operations do not. The median is the middle one when all are put in order."),
    }

    // whose it is
    assignee() { ko: "맡은 사람", en: "Assigned to" }
    anyones() { ko: "누구든", en: "Anyone" }
    mine() { ko: "내가 맡음", en: "Mine" }
    nobodys() { ko: "맡은 사람 없음", en: "Nobody’s" }
    me() { ko: "나", en: "Me" }
    assign_to_me() { ko: "내가 맡기", en: "Assign to me" }
    assign_to_nobody() { ko: "맡은 사람 없애기", en: "Assign to nobody" }
    assign_to() { ko: "맡을 사람", en: "Assign to" }
    assign() { ko: "맡기기", en: "Assign" }
    assignment_saved() { ko: "맡은 사람을 바꿨습니다.", en: "The assignment was changed." }
    happened_taken(who: &str) { ko: format!("{who} 님이 맡았습니다"), en: format!("{who} took it") }
    happened_assigned(who: &str) { ko: format!("{who} 님이 동료에게 맡겼습니다"), en: format!("{who} assigned it to a colleague") }
    happened_unassigned(who: &str) { ko: format!("{who} 님이 맡은 사람을 비웠습니다"), en: format!("{who} assigned it to nobody") }
    mail_assigned() { ko: "맡김 알림", en: "Assignment" }
    letter_assigned_short() { ko: "맡은 문의", en: "Assigned to you" }
    letter_assigned() { ko: "문의를 맡았습니다", en: "An inquiry was assigned to you" }
    letter_assigned_opening() { ko: "동료가 맡겼습니다.", en: "A colleague assigned this to you." }
    letter_assigned_many(n: i64) { ko: format!("문의 {n}건을 맡았습니다"), en: format!("{n} {} assigned to you", plural(n, "inquiry was", "inquiries were")) }
    letter_assigned_button() { ko: "내가 맡은 문의 보기", en: "Open mine" }

    // closing without an answer
    dismiss() { ko: "답 없이 닫기", en: "Close unanswered" }
    dismiss_text() { ko: "고객에게 메일이 가지 않고, 운영팀에도 넘어가지 않습니다.", en: "No mail goes to the customer, and nothing goes to operations." }
    dismiss_spam() { ko: "스팸으로 닫기", en: "Close as spam" }
    dismiss_duplicate() { ko: "같은 문의로 닫기", en: "Close as duplicate" }
    inquiry_dismissed() { ko: "문의를 닫았습니다. 잘못 눌렀다면 다시 열 수 있습니다.", en: "Closed. If that was a mistake, open it again." }
    case_is_open() { ko: "닫지 않았습니다. 운영팀이 검토하고 있는 문의입니다.", en: "Not closed: operations have a case open about it." }
    answer_waits_first() { ko: "닫지 않았습니다. 나가기를 기다리는 답변이 있습니다. 먼저 거둬 주세요.", en: "Not closed: an answer waits to go out. Take it back first." }
    reopen_inquiry() { ko: "다시 열기", en: "Open again" }
    reopen_text() { ko: "답변 기한은 처음 그대로입니다.", en: "It is due when it was due before." }
    inquiry_opened_again() { ko: "문의를 다시 열었습니다. 답변 기한은 그대로입니다.", en: "Opened again. It is due when it was due before." }
    nothing_to_reopen() { ko: "다시 열 것이 없습니다.", en: "There is nothing to open again." }
    happened_reopened_by_seller() { ko: "판매자가 문의를 다시 열었습니다", en: "The seller opened the inquiry again" }
    happened_seller_closed() { ko: "판매자가 문의를 닫았습니다", en: "The seller closed the inquiry" }

    // tags
    tag() { ko: "꼬리표", en: "Tag" }
    tags_heading() { ko: "꼬리표", en: "Tags" }
    any_tag() { ko: "모든 꼬리표", en: "All tags" }
    new_tag() { ko: "새 꼬리표", en: "New tag" }
    tag_name() { ko: "이름", en: "Name" }
    tag_colour() { ko: "색", en: "Colour" }
    put_tag_on() { ko: "붙이기", en: "Put on" }
    take_tag_off(name: &str) { ko: format!("‘{name}’ 떼기"), en: format!("Take off ‘{name}’") }
    tags_saved() { ko: "꼬리표를 바꿨습니다.", en: "The tags were changed." }
    tag_needs_name() { ko: "30자까지의 이름을 적거나 있는 꼬리표를 골라 주세요", en: "Write a name of up to 30 characters, or choose a tag" }
    tag_name_taken() { ko: "같은 이름의 꼬리표가 있습니다. 다른 이름을 적어 주세요", en: "There is a tag of this name. Please write another" }
    manage_tags() { ko: "꼬리표 다듬기", en: "Edit tags" }
    remove_tag() { ko: "없애기", en: "Remove" }
    remove_tag_of(name: &str) { ko: format!("‘{name}’ 없애기"), en: format!("Remove ‘{name}’") }
    no_tags() { ko: "아직 꼬리표가 없습니다. 문의 화면에서 새로 만들 수 있습니다.", en: "There are no tags yet. Make one on an inquiry’s page." }
    tags_explained() { ko: "없애면 붙어 있던 문의에서도 떨어집니다.", en: "A tag that is removed comes off every inquiry." }
    colour_grey() { ko: "회색", en: "Grey" }
    colour_teal() { ko: "청록", en: "Teal" }
    colour_green() { ko: "초록", en: "Green" }
    colour_amber() { ko: "주황", en: "Amber" }
    colour_red() { ko: "빨강", en: "Red" }
    colour_violet() { ko: "보라", en: "Violet" }

    // working through a list
    neighbours() { ko: "목록에서 앞뒤 문의", en: "Neighbours in the list" }
    neighbour_before() { ko: "앞 문의", en: "Previous" }
    neighbour_after() { ko: "다음 문의", en: "Next" }
    list_ends() { ko: "목록의 끝입니다.", en: "That was the end of the list." }

    // many at once
    pick(subject: &str) { ko: format!("{subject} 고르기"), en: format!("Pick {subject}") }
    picked() { ko: "건 고름", en: " picked" }
    pick_page() { ko: "이 쪽 모두 고르기", en: "Pick all on this page" }
    pick_none() { ko: "고르기 취소", en: "Pick none" }
    nothing_picked() { ko: "먼저 문의를 골라 주세요.", en: "Pick inquiries first." }
    form_used() { ko: "이미 쓴 화면이라 하지 않았습니다. 다시 골라 주세요.", en: "Not done: this form was used already. Please pick again." }
    assign_many() { ko: "맡기기", en: "Assign" }
    answer_together() { ko: "함께 답하기", en: "Answer together" }
    answer_all_that_fit(most: usize) { ko: format!("조건에 맞는 문의에 함께 답하기 ({most}건까지)"), en: format!("Answer all that match (up to {most})") }
    answer_this_many(n: usize) { ko: format!("문의 {n}건에 함께 답하기"), en: format!("Answer {n} {}", plural(n as i64, "inquiry", "inquiries")) }
    answer_together_text() {
        ko: "각 문의에 따로 나가는 답변입니다. 그사이 새 글이 온 문의에는 보내지 않고 초안으로 남깁니다. 나가기 전에는 모두 거둘 수 있습니다.",
        en: "Each inquiry gets an answer of its own. Where something new comes in meanwhile, it is not sent but kept as a draft. Until they go out you can take all of them back.",
    }
    one_answer_for_all() { ko: "모두에게 보낼 답변", en: "The answer to all of them" }
    chosen_inquiries() { ko: "고른 문의", en: "Chosen inquiries" }
    subject_column() { ko: "문의", en: "Inquiry" }
    outcome_column() { ko: "결과", en: "Outcome" }
    answer_waits_there() { ko: "다른 답변이 나갈 차례", en: "An answer waits" }
    send_to_all() { ko: "모두에게 보내기", en: "Send to all" }
    many_answered() { ko: "함께 답한 결과", en: "Answered together" }
    many_assigned() { ko: "맡긴 결과", en: "Assigned" }
    many_tagged() { ko: "꼬리표를 붙인 결과", en: "Tagged" }
    many_spam() { ko: "스팸으로 닫은 결과", en: "Closed as spam" }
    many_duplicate() { ko: "같은 문의로 닫은 결과", en: "Closed as duplicates" }
    many_summary(smooth: usize, rough: usize) {
        ko: if rough == 0 { format!("{smooth}건 모두 되었습니다.") } else { format!("{smooth}건은 되었고, {rough}건은 살펴봐 주세요.") },
        en: if rough == 0 { format!("All {smooth} done.") } else { format!("{smooth} done, {rough} to look at.") },
    }
    take_back_all() { ko: "모두 거두기", en: "Take all back" }
    many_taken_back() { ko: "아직 나가지 않은 답변을 모두 거두었습니다. 글은 각 문의에 초안으로 있습니다.", en: "Everything that had not gone out was taken back. The texts are drafts at each inquiry." }
    outcome_waits() { ko: "곧 나갑니다", en: "Goes out" }
    outcome_gone_out() { ko: "나갔습니다", en: "Gone out" }
    outcome_taken_back() { ko: "거두어 초안으로 남김", en: "Taken back, kept as a draft" }
    outcome_done() { ko: "했습니다", en: "Done" }
    outcome_unchanged() { ko: "이미 그랬습니다", en: "Was so already" }
    outcome_newer() { ko: "새 글이 와서 초안으로 남김", en: "Something new came in: kept as a draft" }
    outcome_answering() { ko: "다른 답변이 나갈 차례라 초안으로 남김", en: "Another answer waits: kept as a draft" }
    outcome_own_draft() { ko: "쓰시던 초안이 있어 보내지 않음", en: "Not sent: your own draft is there" }
    outcome_has_case() { ko: "운영팀이 검토하고 있어 닫지 않음", en: "Not closed: operations have a case" }
    outcome_answer_waits() { ko: "나갈 답변이 있어 닫지 않음", en: "Not closed: an answer waits" }
}
