//! What is said after the end of an inquiry: the question how it was, and how to be asked no more. Mails about recovery codes.

use super::{messages, plural};

messages! {
    // the question, by mail
    mail_satisfaction_question() { ko: "어땠는지 묻는 메일", en: "How was it" }
    happened_satisfaction_asked() { ko: "어땠는지 고객에게 메일로 물었습니다.", en: "The customer was asked by mail how it was." }
    letter_how_short() { ko: "해결됐는지 여쭙니다", en: "How was it" }
    letter_how_opening() {
        ko: "이 문의는 끝났습니다. 어떠셨는지 골라 주시면 판매자에게 전해 드립니다. 공개되지 않습니다.",
        en: "This inquiry is closed. Choose how it was, and the seller is told. It is not public.",
    }
    letter_how_closing() {
        ko: "누르면 페이지가 열리고, 거기에서 버튼을 한 번 누르시면 전해집니다. 한마디를 덧붙이셔도 됩니다. 이 문의에 대해서는 다시 여쭙지 않습니다.",
        en: "Either opens a page where one button sends it; you may add a few words. We do not ask about this inquiry again.",
    }
    letter_how_stop() { ko: "이런 메일 그만 받기", en: "No more mails like this" }

    // its page
    satisfaction_choice() { ko: "어떠셨나요", en: "How was it" }
    satisfaction_choose() { ko: "둘 가운데 하나를 골라 주세요", en: "Choose one of the two" }
    satisfaction_send() { ko: "보내기", en: "Send" }
    satisfaction_open() { ko: "문의 열기", en: "Open the inquiry" }

    // asked no more
    questions_title() { ko: "어땠는지 묻는 메일을 그만 받으시겠어요?", en: "No more mails that ask how it was?" }
    questions_text() {
        ko: "문의가 끝난 뒤 어땠는지 묻는 메일만 보내지 않습니다. 답변과 문의에 관한 소식은 그대로 보내 드립니다.",
        en: "Only the mails that ask how it was, after an inquiry has ended, stop. Answers and news of your inquiries still come.",
    }
    questions_stop() { ko: "그만 받기", en: "Stop these mails" }
    questions_stopped_title() { ko: "어땠는지 묻는 메일을 보내지 않습니다", en: "You get no mails that ask how it was" }
    questions_stopped_text() {
        ko: "답변과 문의에 관한 소식은 그대로 보내 드립니다.",
        en: "Answers and news of your inquiries still come.",
    }
    questions_again() { ko: "다시 받기", en: "Send them again" }

    help_how_it_was() { ko: "어땠는지 묻는 메일을 받지 않으려면?", en: "How do I stop the mails that ask how it was?" }
    help_how_it_was_answer() {
        ko: "그 메일의 ‘이런 메일 그만 받기’를 누르고, 열린 페이지에서 버튼을 한 번 더 눌러 주세요. 한 문의에 한 번만 여쭙고, 답변은 그대로 보내 드립니다.",
        en: "Follow “No more mails like this” in such a mail and press the button on its page. We ask once about an inquiry; answers still come.",
    }

    // recovery codes
    letter_recovery_used() { ko: "복구 코드가 쓰였습니다", en: "A recovery code was used" }
    letter_recovery_used_opening(moment: &str, left: i32) {
        ko: format!("{moment}에 복구 코드 하나가 쓰였습니다. 남은 복구 코드는 {left}개입니다."),
        en: format!("A recovery code was used on {moment}. {left} {} left.", plural(left.into(), "recovery code is", "recovery codes are")),
    }
    letter_recovery_few() {
        ko: "다 쓰기 전에 2단계 인증 페이지에서 복구 코드를 새로 만들어 두세요.",
        en: "Before you run out, make new ones on the page of your second factor.",
    }
    letter_recovery_made() { ko: "복구 코드를 새로 만들었습니다", en: "New recovery codes were made" }
    letter_recovery_made_opening(moment: &str) {
        ko: format!("{moment}에 복구 코드를 새로 만들었습니다. 전에 받으신 복구 코드는 더 쓸 수 없습니다."),
        en: format!("New recovery codes were made on {moment}. Those you had before no longer work."),
    }
}
