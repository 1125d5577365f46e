//! Inquiries: a customer's thread with a seller about one app.
//!
//! States: unconfirmed → awaiting the developer ⇄ answered → closed; at the due moment awaiting becomes escalated.
//! Every start of the clock is a new turn with its own deadlines. An answer is a draft while it is
//! written, waits some seconds as a pending reply, and becomes a message when it is released; messages are append-only. Operations change an inquiry through [`verdict`].
//! Used by the desk of sellers, the customer's pages, the scanner, and the case file of operations.

mod answer;
mod ask;
mod assign;
mod attached;
pub mod bulk;
mod correct;
pub mod desk;
mod dismiss;
mod drafts;
mod ended;
pub mod exchange;
mod files;
mod forward;
mod hand_over;
mod hold;
mod links;
pub mod load;
pub mod merge;
mod model;
pub mod notes;
mod overdue;
mod question;
mod release;
mod satisfaction;
pub mod saved_replies;
pub mod shown;
pub mod tags;
mod talk;
mod turn;
mod undelivered;
pub mod verdict;

pub use answer::{AcceptedReply, ReplyForm, ReplyRefusal, accept_reply, undo_reply};
pub use ask::{NewInquiry, PurchaseClaim, confirm_address, file_inquiry, purge_unconfirmed};
pub use assign::{assign, hand_over, let_go_of_hidden};
pub use attached::{ACCEPTED_FILES, attached, download};
pub use correct::{CorrectRefusal, correct_address, forget_forms, is_correctable, remember_form};
pub use dismiss::{Dismissal, dismiss, reopen};
pub use drafts::{DraftForm, DraftRefusal, forget_drafts, keep_draft};
pub use ended::{Ended, forget_ended, lock_ended};
pub use files::{FileRow, NewFile, files_of, hashes};
pub use forward::forward_entry;
pub use hand_over::hand_over_answers;
pub use hold::{DeskRefusal, MOST_AT_ONCE, Outcome};
pub use links::{link_token, replace_link};
pub use model::{Category, Channel, CloseReason, MessageAuthor, State};
pub use overdue::{Overdue, close_quiet, lock_for_scan, mark_escalated, overdue, record_for_all, remindable};
pub use question::{Askable, askable};
pub use release::{due_answers, next_release, release_answers};
pub use satisfaction::{NotAsked, give_satisfaction, is_asked};
pub use talk::{SolveRefusal, customer_writes, solve};
pub use undelivered::{mark_read, unanswer};
