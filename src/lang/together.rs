//! Words of working together: notes, saved replies, merged inquiries.

use super::{messages, plural};

messages! {
    // notes
    note_badge() { ko: "내부 메모 · 고객에게 보이지 않음", en: "Internal note · the customer does not see it" }
    write_note() { ko: "내부 메모 쓰기", en: "Write an internal note" }
    note_label() { ko: "메모", en: "Note" }
    note_hint() {
        ko: "같은 판매자의 구성원만 봅니다. 고객과 운영팀에게는 보이지 않고, 답변으로 세지 않습니다. @이름으로 동료를 부를 수 있습니다.",
        en: "Only members of your seller see it. The customer and operations do not, and it is no answer. Call a colleague with @name.",
    }
    note_call() { ko: "부를 동료", en: "Colleagues to call" }
    save_note() { ko: "메모 남기기", en: "Save note" }
    note_empty() { ko: "메모를 적어 주세요", en: "Please write a note" }
    note_written() { ko: "메모를 남겼습니다. 고객에게는 보이지 않습니다.", en: "The note is saved. The customer does not see it." }
    happened_noted() { ko: "내부 메모를 남겼습니다", en: "An internal note was written" }
    mentions() { ko: "나를 부른 메모", en: "Mentions of me" }
    count_mentions() { ko: "건 새 메모", en: " new" }
    new_mention() { ko: "새 메모", en: "New" }
    seen_mention() { ko: "읽음", en: "Read" }
    newest_notes_first() { ko: "최근 메모부터", en: "newest first" }
    no_mentions() { ko: "나를 부른 메모가 없습니다", en: "Nobody has called you yet" }
    no_mentions_text() { ko: "동료가 메모에서 @이름으로 부르면 여기에 모이고 메일로도 알려 드립니다.", en: "When a colleague calls you with @name in a note, it gathers here, and we write to you." }
    mail_mentioned() { ko: "메모에서 부름", en: "Called in a note" }
    letter_mentioned_short(who: &str) { ko: format!("{who} 님이 메모에서 불렀습니다"), en: format!("{who} called you in a note") }
    letter_mentioned(who: &str) { ko: format!("{who} 님이 내부 메모에서 부르셨습니다"), en: format!("{who} called you in an internal note") }
    letter_note_is_internal() { ko: "고객에게 보이지 않는 내부 메모입니다. 고객에게 전달하지 마세요.", en: "This is an internal note that the customer does not see. Please do not pass it on to the customer." }

    // saved replies
    saved_replies() { ko: "저장한 답변", en: "Saved replies" }
    saved_reply() { ko: "저장한 답변", en: "Saved reply" }
    new_saved_reply() { ko: "새로 쓰기", en: "New saved reply" }
    edit_saved_reply() { ko: "저장한 답변 고치기", en: "Edit saved reply" }
    delete_saved_reply() { ko: "지우기", en: "Delete" }
    save_saved_reply() { ko: "저장", en: "Save" }
    try_saved_reply() { ko: "미리 보기", en: "Preview" }
    saved_replies_read_only() { ko: "답변할 때 쓸 수 있습니다. 고치는 것은 소유자와 관리자가 합니다.", en: "You can use these when you answer. Owners and managers edit them." }
    saved_used(n: i64) { ko: format!("{n}번 씀"), en: format!("Used {n} {}", plural(n, "time", "times")) }
    no_saved_replies() { ko: "저장한 답변이 없습니다", en: "No saved replies yet" }
    no_saved_replies_text() { ko: "자주 쓰는 답변을 저장해 두면 문의에서 골라 쓸 수 있습니다.", en: "Save what you write often, and choose it when you answer." }
    saved_title() { ko: "제목", en: "Title" }
    saved_text_ko() { ko: "한국어 글", en: "Korean text" }
    saved_text_en() { ko: "영어 글", en: "English text" }
    saved_title_empty() { ko: "제목을 적어 주세요", en: "Please give it a title" }
    saved_text_empty() { ko: "한국어나 영어 가운데 하나는 적어 주세요", en: "Please write the text in Korean or English" }
    saved_app_unknown() { ko: "목록에 있는 앱을 골라 주세요", en: "Please choose an app of the list" }
    saved_title_taken() { ko: "같은 제목이 있습니다. 다른 제목을 적어 주세요", en: "There is one with this title. Please choose another" }
    saved_too_many(most: i64) { ko: format!("{most}개까지 저장할 수 있습니다. 쓰지 않는 것을 지워 주세요"), en: format!("You can save up to {most}. Please delete one that you do not use") }
    saved_changed(who: &str) { ko: format!("저장하지 않았습니다. 그사이 {who} 님이 고쳤습니다"), en: format!("Not saved: {who} has changed it meanwhile") }
    saved_changed_text() { ko: "쓰신 글은 아래에 그대로 있습니다. 다시 저장하면 지금 저장된 이 글을 대신합니다.", en: "Your text is still below. Saving again replaces what is saved now:" }
    saved_reply_saved() { ko: "저장했습니다.", en: "Saved." }
    saved_reply_deleted() { ko: "지웠습니다.", en: "Deleted." }
    saved_help() { ko: "미리 보기와 자동으로 채울 값", en: "Preview and values" }
    saved_preview() { ko: "미리 보기", en: "Preview" }
    saved_preview_empty() { ko: "글을 쓰고 미리 보기를 누르면 예시로 채워 보여 드립니다.", en: "Write a text and press Preview: it is shown with example values." }
    saved_variables() { ko: "자동으로 채울 값", en: "Values" }
    saved_variables_text() { ko: "글에 넣으면 답변할 때 문의에 맞게 채워집니다.", en: "Put these into the text; they are filled for the inquiry that is answered." }
    variable_customer() { ko: "고객 이름(가린 모습)", en: "the customer’s name, masked" }
    variable_app() { ko: "앱 이름", en: "the app’s name" }
    variable_due() { ko: "답변 기한", en: "the answer-by moment" }
    variable_inquiry() { ko: "문의 번호", en: "the inquiry’s number" }
    variable_agent() { ko: "답변하는 사람", en: "who answers" }
    variable_seller() { ko: "판매자 이름", en: "the seller’s name" }
    example_customer() { ko: "김*늘", en: "J. Ha*" }
    example_app() { ko: "별빛 농장", en: "Starlight Farm" }
    example_inquiry() { ko: "Q-7K2M9P4T", en: "Q-7K2M9P4T" }
    example_agent() { ko: "오지후", en: "Robin Oh" }
    example_seller() { ko: "달토끼 게임즈", en: "Moonrabbit Games" }
    gap_unknown(name: &str, known: &str) {
        ko: format!("‘{name}’이라는 값은 없습니다. 쓸 수 있는 값: {known}"),
        en: format!("There is no value called ‘{name}’. You can use {known}"),
    }
    gap_unbalanced(known: &str) {
        ko: format!("중괄호가 맞지 않습니다. 값은 이렇게 씁니다: {known}"),
        en: format!("The braces do not match. Write values like this: {known}"),
    }
    gap_missing(gap: &str) {
        ko: format!("이 문의에는 {gap}에 넣을 값이 없어 글을 넣지 않았습니다. 다른 글을 골라 주세요"),
        en: format!("This inquiry has nothing to put in for {gap}, so the text was not put in. Please choose another"),
    }
    reply_has_gap() {
        ko: "채우지 않은 값({{ }})이 남아 있어 보내지 않았습니다. 그 자리를 고쳐 주세요",
        en: "Not sent: a value ({{ }}) is not filled in. Please change it",
    }
    choose_saved_reply() { ko: "저장한 답변 고르기", en: "Choose a saved reply" }
    choose_saved() { ko: "저장한 답변을 골라 주세요", en: "Please choose a saved reply" }
    saved_is_gone() { ko: "그 답변은 이제 없습니다. 다른 것을 골라 주세요", en: "That one is gone. Please choose another" }
    put_in_saved() { ko: "넣기", en: "Put in" }
    find_saved() { ko: "저장한 답변 찾기", en: "Find saved replies" }
    no_saved_found() { ko: "맞는 답변이 없습니다. 다른 말로 찾아 보세요.", en: "Nothing fits. Try other words." }

    // two inquiries as one
    merge_with_another() { ko: "다른 문의와 합치기", en: "Merge with another" }
    merge_choose() { ko: "이 고객의 다른 문의", en: "This customer’s other inquiries" }
    merge_preview() { ko: "합치면 어떻게 되는지 보기", en: "See what will happen" }
    merge_preview_heading() { ko: "합치면", en: "What will happen" }
    merge_now() { ko: "합치기", en: "Merge" }
    merge_goes_on(into: &str, closed: &str, n: i64) {
        ko: format!("{into}에서 이어집니다. {closed}는 닫히고, 그 글 {n}건은 시간 순서대로 함께 보입니다."),
        en: format!("{into} goes on. {closed} is closed; its {n} {} stand in the same thread, in the order of time.", plural(n, "message", "messages")),
    }
    merge_due(due: &str) { ko: format!("답변 기한은 둘 가운데 이른 {due}입니다."), en: format!("The earlier answer-by moment counts: {due}.") }
    merge_no_due() { ko: "답을 기다리는 글이 없어 기한은 흐르지 않습니다.", en: "Nothing waits for an answer, so no clock runs." }
    merge_customer() { ko: "고객은 어느 링크로 들어와도 합친 문의를 보고, 합쳤다는 것을 알게 됩니다.", en: "The customer sees the one thread by either link, and that they were merged." }
    merge_can_be_undone() { ko: "24시간 안에, 그사이 아무도 글을 쓰지 않았다면 되돌릴 수 있습니다. 되돌리면 저마다 원래 기한으로 돌아갑니다.", en: "It can be undone within 24 hours if nobody has written since. Each then has its own answer-by moment again." }
    nothing_to_merge() { ko: "합칠 문의가 없습니다", en: "Nothing to merge with" }
    nothing_to_merge_text() { ko: "같은 고객이 같은 판매자에게 한 문의끼리만 합칠 수 있습니다.", en: "Only inquiries of one customer with one seller can be merged." }
    not_merged() { ko: "합치지 않았습니다", en: "Not merged" }
    not_unmerged() { ko: "되돌리지 않았습니다", en: "Not undone" }
    merge_choose_one() { ko: "이 고객의 다른 문의 가운데 하나를 골라 주세요.", en: "Please choose another inquiry of this customer." }
    merge_into_closed() { ko: "닫힌 문의로는 합칠 수 없습니다. 열린 문의에서 이 문의를 골라 합쳐 주세요.", en: "This inquiry is closed. Open the other one and merge this one into it." }
    merge_already() { ko: "둘 가운데 하나는 이미 다른 문의와 합쳐졌습니다.", en: "One of them was merged already." }
    merge_carries_others() { ko: "고른 문의에 이미 합쳐진 문의가 있습니다. 그 문의에서 이 문의를 골라 합쳐 주세요.", en: "Others were merged into that one. Open it and merge this one into it." }
    merge_with_operations() { ko: "운영팀이 보고 있는 문의는 합칠 수 없습니다. 결정이 난 뒤에 합쳐 주세요.", en: "Operations have one of them. Merge them after they have decided." }
    merge_answer_waits() { ko: "곧 나갈 답변이 있습니다. 나간 뒤에 다시 합쳐 주세요.", en: "An answer is about to go out. Try again once it has." }
    merge_something_newer() { ko: "그사이 새로운 일이 있었습니다. 확인하고 다시 눌러 주세요.", en: "Something new has happened meanwhile. Please look, and press again." }
    merge_is_none() { ko: "합쳐진 문의가 아닙니다.", en: "They are not merged." }
    unmerge_too_late() { ko: "합친 지 24시간이 지나 되돌릴 수 없습니다.", en: "More than 24 hours have passed, so it cannot be undone." }
    unmerge_written_since() { ko: "합친 뒤에 글이 오갔거나 다른 일이 있어 되돌릴 수 없습니다.", en: "Something was written or happened since, so it cannot be undone." }
    unmerge() { ko: "합치기 되돌리기", en: "Undo the merge" }
    inquiries_merged() { ko: "합쳤습니다. 24시간 안에는 되돌릴 수 있습니다.", en: "Merged. It can be undone within 24 hours." }
    inquiries_unmerged() { ko: "되돌렸습니다. 두 문의가 저마다 원래 기한으로 이어집니다.", en: "Undone. Each goes on with its own answer-by moment." }
    goes_on_in(no: &str) { ko: format!("이 문의는 {no}에서 이어집니다"), en: format!("This inquiry goes on in {no}") }
    goes_on_in_text() { ko: "같은 고객의 다른 문의와 합쳐졌습니다. 답변과 새 글은 그 문의에 남습니다.", en: "It was merged with another of the same customer. Answers and new messages are there." }
    open_other(subject: &str) { ko: format!("‘{subject}’ 열기"), en: format!("Open ‘{subject}’") }
    holds_merged(no: &str) { ko: format!("{no}의 글이 함께 보입니다."), en: format!("The messages of {no} are shown here too.") }
    not_sent_merged() { ko: "보내지 않았습니다. 이 문의는 다른 문의와 합쳐졌습니다", en: "Not sent: this inquiry was merged with another" }
    not_sent_merged_text() { ko: "쓰신 글은 아래에 그대로 있습니다. 이어지는 문의에서 답해 주세요.", en: "Your text is still below. Please answer where it goes on." }
    happened_merged(no: &str, due: &str) {
        ko: if due.is_empty() { format!("{no} 문의를 이 문의와 합쳤습니다") } else { format!("{no} 문의를 이 문의와 합쳤습니다. 답변 기한 {due}") },
        en: if due.is_empty() { format!("{no} was merged into this inquiry") } else { format!("{no} was merged into this inquiry. Answer by {due}") },
    }
    happened_merged_into(no: &str) { ko: format!("이 문의를 {no} 문의와 합쳤습니다"), en: format!("Merged into {no}") }
    happened_unmerged(no: &str) { ko: format!("{no} 문의와 합친 것을 되돌렸습니다"), en: format!("The merge with {no} was undone") }
    happened_closed_as_merged() { ko: "다른 문의와 합쳐 닫았습니다", en: "Closed: merged with another" }
    merged_for_customer() { ko: "두 문의가 하나로 합쳐졌습니다", en: "Two of your inquiries are one now" }
    merged_for_customer_text(old: &str, into: &str) {
        ko: format!("{old} 문의는 {into} 문의와 합쳐져 여기에서 이어집니다. 새 글도 여기에 남기시면 됩니다."),
        en: format!("{old} was merged with {into} and goes on here. Write here if you have more to say."),
    }
}
