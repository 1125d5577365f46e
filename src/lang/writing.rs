//! Words around writing an answer: drafts, what stopped one, who else is there, keys, forms that outlived a session.

use super::messages;

messages! {
    // drafts
    keep_as_draft() { ko: "임시 저장", en: "Keep as draft" }
    draft_saved(at: &str) { ko: format!("{at}에 임시 저장했습니다"), en: format!("Draft kept at {at}") }
    draft_kept() { ko: "임시 저장했습니다. 아직 보내지 않았습니다.", en: "Kept as a draft. It has not been sent." }
    draft_thrown_away() { ko: "빈 글이라 임시 저장한 글을 지웠습니다.", en: "The box was empty, so there is no draft any more." }
    draft_not_kept() { ko: "임시 저장하지 않았습니다", en: "Not kept" }
    draft_unfit() { ko: "너무 길거나 쓸 수 없는 글자가 있어 임시 저장하지 못했습니다.", en: "Too long, or with characters that cannot be kept: this text is not kept as a draft." }
    draft_answering() { ko: "다른 탭에서 보낸 답변이 나가기를 기다리고 있습니다. 이 글은 이 화면에만 있습니다.", en: "Your answer from another tab waits to go out. This text is on this page only." }
    draft_elsewhere() { ko: "다른 탭에서 이 글을 이어 쓰셨습니다", en: "Written on in another tab" }
    draft_elsewhere_text() { ko: "이 화면의 글은 아직 저장하지 않았습니다. 어느 글을 남길지 골라 주세요. 다른 탭의 글:", en: "What is in this box is not kept yet. Please choose which text stays. The other tab’s text:" }
    draft_gone() { ko: "다른 탭에서 이 글을 보냈거나 지우셨습니다", en: "Sent or thrown away in another tab" }
    draft_gone_text() { ko: "이 화면의 글은 아직 저장하지 않았습니다.", en: "What is in this box is not kept yet." }
    draft_take() { ko: "그 글로 바꾸기", en: "Take that text" }
    draft_mine() { ko: "이 글을 남기기", en: "Keep this text" }
    draft_look() { ko: "지금 상태 보기", en: "See how things stand" }
    not_sent_elsewhere() { ko: "보내지 않았습니다. 다른 탭에서 이 글을 이어 쓰셨습니다", en: "Not sent: this was written on in another tab" }
    not_sent_elsewhere_text() { ko: "두 글을 모두 보여 드립니다. 아래 글을 보내려면 한 번 더 눌러 주세요.", en: "Both texts are shown. To send the one in the box, press once more." }
    my_drafts() { ko: "임시 저장한 글", en: "My drafts" }
    my_drafts_many(n: &i64) { ko: format!("임시 저장한 글 {n}건"), en: format!("My drafts: {n}") }
    no_drafts() { ko: "임시 저장한 글이 없습니다", en: "No drafts" }
    no_drafts_text() { ko: "답변을 쓰는 동안 저장된 글이 여기에 모입니다.", en: "What you are writing is kept here until you send it." }
    draft_files_only() { ko: "(파일만 있음)", en: "(files only)" }

    // what stopped an answer
    news_heading() { ko: "그사이 있었던 일", en: "What is new" }
    send_anyway() { ko: "읽었습니다. 그대로 보내기", en: "I have read it, send anyway" }
    news_came() { ko: "쓰시는 동안 새 글이 왔거나 상태가 달라졌습니다", en: "Something new came in while you were writing" }
    news_came_text() { ko: "보내기 전에 위에서 확인해 주세요.", en: "Please look at it above before you send." }
    news_read() { ko: "읽었습니다", en: "I have read it" }

    // who else is there
    others_look(names: &str) { ko: format!("{names} 님이 함께 보고 있습니다."), en: format!("{names} {} this open.", if names.contains(',') { "have" } else { "has" }) }
    others_write(names: &str) { ko: format!("{names} 님이 답변을 쓰고 있습니다."), en: format!("{names} {} writing.", if names.contains(',') { "are" } else { "is" }) }

    // keys
    shortcuts() { ko: "단축키", en: "Keyboard shortcuts" }
    shortcuts_text() { ko: "글을 쓰는 칸 밖에서만 듣습니다. 음성 입력을 쓰신다면 꺼 두실 수 있고, 모든 브라우저에 적용됩니다.", en: "They act outside of text fields only. You can switch them off, for all your browsers: useful with speech input." }
    shortcuts_are_on() { ko: "단축키가 켜져 있습니다.", en: "Shortcuts are on." }
    shortcuts_are_off() { ko: "단축키가 꺼져 있습니다. Ctrl + Enter는 꺼도 듣습니다.", en: "Shortcuts are off. Ctrl + Enter still sends." }
    switch_shortcuts_on() { ko: "단축키 켜기", en: "Switch shortcuts on" }
    switch_shortcuts_off() { ko: "단축키 끄기", en: "Switch shortcuts off" }
    key_next_row() { ko: "목록에서 다음 줄", en: "Next row of a list" }
    key_row_before() { ko: "목록에서 앞 줄", en: "Row before" }
    key_open() { ko: "고른 줄 열기", en: "Open the row" }
    key_next() { ko: "다음 문의 또는 다음 쪽", en: "Next inquiry or page" }
    key_before() { ko: "앞 문의 또는 앞 쪽", en: "Inquiry or page before" }
    key_reply() { ko: "답변 쓰기", en: "Write an answer" }
    key_send() { ko: "쓰던 답변 보내기", en: "Send the answer in the box" }
    key_back() { ko: "목록으로 돌아가기", en: "Back to the list" }
    key_home() { ko: "첫 화면", en: "Start page" }
    key_drafts() { ko: "임시 저장한 글", en: "My drafts" }
    key_help() { ko: "이 목록 보기", en: "Show this list" }

    // forms that outlived a session
    form_kept() { ko: "로그인이 풀려 보내지 못했습니다. 쓰신 글은 보관했으니, 이 브라우저에서 다시 로그인하면 돌려드립니다.", en: "Not sent: your sign-in had ended. What you wrote is kept: sign in again in this browser and you get it back." }
    given_back_without_files() { ko: "로그인이 풀려 보내지 못한 글을 돌려드립니다. 아직 보내지 않았고, 파일은 보관하지 못했으니 다시 골라 주세요.", en: "Here is what you wrote when your sign-in had ended. It has not been sent, and its files could not be kept: please choose them again." }
    signed_out_while_writing() { ko: "로그인이 풀렸습니다. 쓰신 글은 보관했으니, 다시 로그인하면 돌려드립니다.", en: "Your sign-in has ended. What you wrote is kept: sign in again and you get it back." }
    kept_title() { ko: "보내지 못한 글", en: "What was not sent" }
    kept_text() { ko: "로그인이 풀린 뒤에 보내신 글입니다. 아직 보내지 않았으니 확인하고 보내 주세요.", en: "You sent this after your sign-in had ended. It has not been sent: please check it and send it." }
    kept_files_gone() { ko: "함께 고른 파일은 보관하지 못했습니다.", en: "The files that came with it could not be kept." }
    kept_field(n: &usize) { ko: format!("쓰신 글 {n}"), en: format!("What you wrote, {n}") }
    kept_send() { ko: "지금 보내기", en: "Send it now" }
    kept_throw_away() { ko: "지우기", en: "Throw it away" }
    given_back() { ko: "로그인이 풀려 보내지 못한 글을 돌려드립니다. 아직 보내지 않았으니 확인하고 보내 주세요.", en: "Here is what you wrote when your sign-in had ended. It has not been sent: please check it and send it." }
}
