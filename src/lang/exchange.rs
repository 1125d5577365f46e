//! Words of the messages of a case: what operations ask, the answers, the mails and the history of both; and the page on which
//! operations read an inquiry.

use super::{messages, plural};

messages! {
    // both sides' box
    exchange_title() { ko: "운영팀이 묻습니다", en: "Operations ask" }
    exchange_for_seller() { ko: "구매취소를 검토하며 운영팀과 나누는 글입니다. 고객에게는 보이지 않습니다.", en: "Between your team and operations, who review the cancellation. The customer does not see it." }
    exchange_for_customer() { ko: "구매취소를 검토하며 운영팀과 나누는 글입니다. 판매자에게는 보이지 않습니다.", en: "Between you and operations, who review the cancellation. The seller does not see it." }
    exchange_is_over() { ko: "운영팀과 나눈 글입니다. 검토가 끝나 더 답하지 않아도 됩니다.", en: "What was written with operations. The review is over; nothing more needs to be answered." }
    exchange_asked() { ko: "답을 기다립니다", en: "An answer is awaited" }
    exchange_asked_until(until: &str) { ko: format!("{until}까지 답을 기다립니다"), en: format!("An answer is awaited until {until}") }
    exchange_question() { ko: "물음", en: "Question" }
    exchange_answer_label() { ko: "운영팀에 보낼 답", en: "Your answer to operations" }
    exchange_answer_button() { ko: "운영팀에 답하기", en: "Answer operations" }
    exchange_back() { ko: "문의로", en: "To the inquiry" }
    error_exchange_words() { ko: "운영팀에 보낼 답을 적어 주세요", en: "Please write your answer to operations" }
    exchange_over_title() { ko: "보내지 않았습니다. 운영팀의 검토가 끝났습니다", en: "Not sent: operations have finished their review" }
    exchange_over_text() { ko: "쓰신 글은 아래에 그대로 있습니다.", en: "What you wrote is still below." }
    exchange_newer_title() { ko: "보내지 않았습니다. 그사이 새 글이 있습니다", en: "Not sent: something was written meanwhile" }
    exchange_newer_text() { ko: "위의 새 글을 읽은 뒤 그대로 다시 누르거나 고쳐서 보내세요. 쓰신 글은 아래에 그대로 있습니다.", en: "Read what is new above, then press again or change your answer. What you wrote is still below." }
    operations_told() { ko: "운영팀에 답을 보냈습니다.", en: "Your answer went to operations." }

    // the case file
    exchange_with_seller(name: &str) { ko: format!("판매자와 나눈 글 · {name}"), en: format!("With the seller {name}") }
    exchange_with_customer(name: &str) { ko: format!("고객과 나눈 글 · {name}"), en: format!("With the customer {name}") }
    exchange_seller_only() { ko: "운영팀과 판매자만 봅니다. 고객에게는 보이지 않습니다.", en: "Only operations and the seller read this. The customer does not see it." }
    exchange_customer_only() { ko: "운영팀과 고객만 봅니다. 판매자에게는 보이지 않습니다.", en: "Only operations and the customer read this. The seller does not see it." }
    exchange_none() { ko: "아직 나눈 글이 없습니다.", en: "Nothing was written yet." }
    write_to_seller() { ko: "판매자에게 쓰기", en: "Write to the seller" }
    write_to_customer() { ko: "고객에게 쓰기", en: "Write to the customer" }
    words_to_seller(name: &str) { ko: format!("판매자 {name}에게 보낼 글"), en: format!("To the seller {name}") }
    words_to_customer(name: &str) { ko: format!("고객 {name}에게 보낼 글"), en: format!("To the customer {name}") }
    send_to_seller(name: &str) { ko: format!("판매자 {name}에게 보내기"), en: format!("Send to the seller {name}") }
    send_to_customer() { ko: "고객에게 보내기", en: "Send to the customer" }
    wait_for_answer() { ko: "답이 올 때까지 이 건을 ‘정보 필요’로 두기", en: "Wait for the answer: the case is set to “Needs information”" }
    wanted_by() { ko: "언제까지", en: "Until" }
    wanted_by_hint(zone: &str) { ko: format!("기다릴 때만 씁니다. {zone} 기준. 때가 지나도 저절로 결정되지 않습니다."), en: format!("Only while you wait, in the time of {zone}. Nothing is decided by itself when it passes.") }
    error_case_words() { ko: "보낼 글을 적어 주세요", en: "Please write what to send" }
    error_wanted_by() { ko: "날짜와 시각을 2026-11-29 15:20처럼 적어 주세요", en: "Please enter date and time as in 2026-11-29 15:20" }
    error_wanted_without_waiting() { ko: "기한을 정하려면 답을 기다린다고 골라 주세요", en: "To set a moment, choose to wait for the answer" }
    case_mails_taken(all: usize, taken: usize) { ko: format!("메일 {all}통 가운데 {taken}통을 메일 서버가 받았습니다."), en: format!("{taken} of {all} mails {} taken by their mail servers.", plural(taken as i64, "was", "were")) }
    every_case_mail() { ko: "보낸 메일과 그 전달 상태", en: "The mails, and what became of them" }
    case_message_told() { ko: "보냈습니다. 메일의 전달 상태는 아래에서 볼 수 있습니다.", en: "It is on its way. What becomes of the mail is shown below." }
    case_asked_told() { ko: "물었습니다. 답이 올 때까지 ‘정보 필요’ 상태로 기다립니다.", en: "Asked. The case waits for the answer." }
    waits_for_seller(since: &str) { ko: format!("{since}부터 판매자의 답을 기다립니다."), en: format!("It has waited for the seller’s answer since {since}.") }
    waits_for_seller_until(since: &str, until: &str) { ko: format!("{since}부터 판매자의 답을 기다립니다. {until}까지 달라고 했습니다."), en: format!("It has waited for the seller’s answer since {since}; it was asked for by {until}.") }
    waits_for_customer(since: &str) { ko: format!("{since}부터 고객의 답을 기다립니다."), en: format!("It has waited for the customer’s answer since {since}.") }
    waits_for_customer_until(since: &str, until: &str) { ko: format!("{since}부터 고객의 답을 기다립니다. {until}까지 달라고 했습니다."), en: format!("It has waited for the customer’s answer since {since}; it was asked for by {until}.") }
    until_has_passed() { ko: "그 때가 지났습니다.", en: "That moment has passed." }
    stop_waiting() { ko: "더 기다리지 않기", en: "Wait no longer" }
    decide_while_waiting() { ko: "기다리는 동안에도 결정할 수 있습니다.", en: "You can decide while it waits." }
    badge_new_answer() { ko: "새 답", en: "New answer" }
    new_answer_came() { ko: "운영팀의 물음에 새 답이 왔습니다", en: "A new answer to operations has come" }
    badge_waits_for_seller() { ko: "정보 필요 · 판매자", en: "Awaits the seller" }
    badge_waits_for_customer() { ko: "정보 필요 · 고객", en: "Awaits the customer" }
    badge_waits_for_both() { ko: "정보 필요 · 양쪽", en: "Awaits both" }
    not_sent_not_taken() { ko: "보내지 않았습니다. 지금 이 건을 맡고 계시지 않습니다", en: "Not sent: you do not have this case" }
    not_sent_not_taken_text() { ko: "보내려면 먼저 맡거나 넘겨받으세요. 쓰신 글은 아래에 그대로 있습니다.", en: "Take it, or take it over, before you write. What you wrote is still below." }
    not_sent_case_news() { ko: "보내지 않았습니다. 그사이 새 글이 왔습니다", en: "Not sent: something new has come in" }
    not_sent_case_news_text() { ko: "새 글을 읽은 뒤 그대로 다시 누르거나 고쳐서 보내세요. 쓰신 글은 아래에 그대로 있습니다.", en: "Read it, then press again or change what you wrote. It is still below." }
    not_sent_case_moved() { ko: "보내지 않았습니다. 그사이 이 건이 바뀌었습니다", en: "Not sent: the case has moved on" }

    // the queue
    tab_waiting() { ko: "정보 기다림", en: "Waiting for information" }
    nothing_waiting() { ko: "정보를 기다리는 건이 없습니다", en: "No case waits for information" }
    nothing_waiting_text() { ko: "판매자나 고객에게 묻고 답을 기다리는 건이 여기에 보입니다.", en: "Cases that wait for an answer of the seller or the customer stand here." }

    // history
    happened_operations_wrote() { ko: "운영팀이 글을 보냈습니다", en: "Operations wrote to you" }
    happened_wrote_to_seller(who: &str) { ko: format!("{who} 님이 판매자에게 글을 보냈습니다"), en: format!("{who} wrote to the seller") }
    happened_wrote_to_customer(who: &str) { ko: format!("{who} 님이 고객에게 글을 보냈습니다"), en: format!("{who} wrote to the customer") }
    happened_seller_told(who: &str) { ko: format!("{who} 님이 운영팀에 답했습니다"), en: format!("{who} answered operations") }
    happened_customer_told() { ko: "고객이 운영팀에 답했습니다", en: "The customer answered operations" }
    happened_waits_for_seller(who: &str) { ko: format!("{who} 님이 판매자에게 묻고 답을 기다립니다"), en: format!("{who} asked the seller and waits for the answer") }
    happened_waits_for_customer(who: &str) { ko: format!("{who} 님이 고객에게 묻고 답을 기다립니다"), en: format!("{who} asked the customer and waits for the answer") }
    happened_seller_answered() { ko: "판매자가 운영팀에 답해 다시 검토합니다", en: "The seller answered operations; the review goes on" }
    happened_customer_answered() { ko: "고객이 운영팀에 답해 다시 검토합니다", en: "The customer answered operations; the review goes on" }

    // mails
    mail_case_message() { ko: "운영팀의 글", en: "Message from operations" }
    mail_case_answered() { ko: "운영팀에 온 답", en: "Answer to operations" }
    letter_case_asks() { ko: "운영팀이 여쭙니다", en: "Operations ask you something" }
    letter_case_tells() { ko: "운영팀이 알려 드립니다", en: "A message from operations" }
    letter_case_to_seller_opening() { ko: "구매취소를 검토하는 스토어 운영팀이 보낸 글입니다. 고객에게는 보내지 않았습니다.", en: "The store’s operations, who review the cancellation, wrote this. It was not sent to the customer." }
    letter_case_to_customer_opening() { ko: "구매취소를 검토하는 스토어 운영팀이 보낸 글입니다. 판매자에게는 보내지 않았습니다.", en: "The store’s operations, who review the cancellation, wrote this. It was not sent to the seller." }
    letter_case_wanted_by() { ko: "답을 바라는 때", en: "Please answer by" }
    letter_case_then() { ko: "그때까지 답이 없으면 지금 아는 것으로 결정할 수 있습니다.", en: "Without an answer by then, operations may decide on what they know." }
    letter_case_answer_button() { ko: "열어서 운영팀에 답하기", en: "Open it and answer operations" }
    letter_case_how() { ko: "답은 그 화면의 ‘운영팀이 묻습니다’ 칸에 적어 주세요.", en: "Write your answer there, in the box “Operations ask”." }
    letter_case_how_if() { ko: "하실 말씀이 있으면 그 화면의 ‘운영팀이 묻습니다’ 칸에 적어 주세요.", en: "If you have something to say, write it there, in the box “Operations ask”." }
    letter_case_answered_by_seller() { ko: "판매자가 운영팀의 물음에 답했습니다", en: "The seller answered operations" }
    letter_case_answered_by_customer() { ko: "고객이 운영팀의 물음에 답했습니다", en: "The customer answered operations" }
    letter_why_holder() { ko: "운영팀에서 이 건을 맡고 있어 받았습니다.", en: "You get this because you have the case." }

    // an inquiry, as operations read it
    inquiry_for_operations() { ko: "문의 보기", en: "Inquiry" }
    inquiry_reads_only() { ko: "운영팀은 이 문의를 볼 수만 있습니다. 답은 판매자가 합니다.", en: "Operations only read this inquiry. The seller answers it." }
    inquiry_has_case() { ko: "이 문의의 구매취소 건", en: "The case of this inquiry" }
    inquiry_mails() { ko: "보낸 메일과 그 전달 상태", en: "Mails, and what became of them" }
    inquiry_no_mails() { ko: "이 문의로 보낸 메일이 없습니다.", en: "No mail went out about this inquiry." }
    inquiry_due() { ko: "답변 기한", en: "Due" }
    inquiry_goes_on_in() { ko: "이어지는 문의", en: "It goes on in" }
    back_to_search() { ko: "찾기로", en: "To search" }
}
