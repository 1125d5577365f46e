//! One message from a change to the page after it, in a short signed cookie: a name of this list, never free text.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    around::Settings,
    cookies,
    parts::{Notice, Tone},
};
use crate::{
    crypto::{Purpose, Tag, sign, verify},
    error::AppError,
    lang::Lang,
};

/// The cookie's name, without its prefix.
const COOKIE: &str = "flash";
/// Long enough for the page after the change to load.
const COOKIE_SECONDS: u32 = 60;
const PURPOSE: Purpose = Purpose::new("flash");

/// The messages: tone, and the sentence's method in the language files.
macro_rules! flashes {
    ($($(#[$meta:meta])* $name:ident: $tone:ident, $sentence:ident;)*) => {
        /// What the last change did.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Flash { $($(#[$meta])* $name),* }

        impl Flash {
            /// All of them.
            pub const ALL: &[Flash] = &[$(Flash::$name),*];

            fn name(self) -> &'static str {
                match self { $(Flash::$name => stringify!($name)),* }
            }

            /// As it stands on the page.
            pub fn notice(self, lang: Lang) -> Notice {
                match self { $(Flash::$name => Notice::new(Tone::$tone).text(lang.$sentence())),* }
            }
        }
    };
}

flashes! {
    /// Language, brightness or zone was changed.
    PreferencesSaved: Ok, preferences_saved;
    /// The session has ended.
    SignedOut: Ok, signed_out;
    /// The customer confirmed the address; the clock runs.
    InquiryReceived: Ok, inquiry_received;
    /// The customer wrote again.
    MessageWritten: Ok, message_written;
    /// The customer wrote again, and a new turn began.
    InquiryReopened: Ok, inquiry_reopened;
    /// «Solved, thanks».
    InquirySolved: Ok, inquiry_solved;
    /// The customer took the inquiry back from operations.
    InquiryWithdrawn: Ok, inquiry_withdrawn;
    /// An answer was taken; it can be undone.
    ReplyWaits: Ok, reply_waits;
    /// An answer was taken after the due moment.
    LateReplyWaits: Soon, late_reply_waits;
    /// An answer was undone.
    ReplyTakenBack: Ok, reply_taken_back;
    /// What stood in the box is kept as a draft.
    DraftKept: Ok, draft_kept;
    /// The box was empty, so that there is no draft any more.
    DraftThrownAway: Ok, draft_thrown_away;
    /// What was sent when the session had ended is a draft, and has not been sent.
    GivenBack: Soon, given_back;
    /// As before, and files came with it.
    GivenBackWithoutFiles: Soon, given_back_without_files;
    /// What was sent when the session had ended waits for its author.
    FormKept: Soon, form_kept;
    /// An answer had gone out before it was undone.
    TooLateToTakeBack: Soon, too_late_to_take_back;
    /// A case was taken, or taken over.
    CaseTaken: Ok, case_taken;
    /// A case was declined.
    CaseDeclined: Ok, case_declined_told;
    /// A case was given back to the developer.
    CaseReturned: Ok, case_returned_told;
    /// A case was approved: billing is next.
    CaseApproved: Ok, case_approved_told;
    /// Billing canceled the purchase.
    CaseConfirmed: Ok, case_confirmed_told;
    /// Billing refused.
    CaseFailed: Soon, case_failed_told;
    /// The address of an unconfirmed inquiry was corrected.
    AddressCorrected: Ok, address_corrected;
    /// An invitation goes out.
    Invited: Ok, invitation_sent;
    /// An invitation was taken back.
    InvitationRevoked: Ok, invitation_revoked;
    /// A role or apps were changed.
    MemberChanged: Ok, member_changed;
    /// A member was removed.
    MemberRemoved: Ok, member_removed;
    /// A seller or an app was made known.
    Added: Ok, added;
    /// A name was changed.
    Renamed: Ok, renamed;
    /// The rules have a new version.
    PolicySaved: Ok, policy_saved;
    /// Somebody came in with an account they had.
    Joined: Ok, joined_team;
    /// Somebody made an account and may sign in with it.
    AccountMade: Ok, account_made;
    /// An inquiry was given to somebody, or to nobody.
    AssignmentSaved: Ok, assignment_saved;
    /// A tag was put on or taken off, renamed or removed.
    TagsSaved: Ok, tags_saved;
    /// A tag without a name, or one that there is not.
    TagNeedsName: Soon, tag_needs_name;
    /// An inquiry was closed without an answer.
    InquiryDismissed: Ok, inquiry_dismissed;
    /// It was not closed: operations have a case.
    CaseIsOpen: Soon, case_is_open;
    /// It was not closed: an answer waits.
    AnswerWaitsFirst: Soon, answer_waits_first;
    /// What was closed without an answer is open again.
    InquiryOpenedAgain: Ok, inquiry_opened_again;
    /// It was not closed by a member, or is open.
    NothingToReopen: Soon, nothing_to_reopen;
    /// There is no neighbour that way.
    ListEnds: Ok, list_ends;
    /// Nothing was ticked.
    NothingPicked: Soon, nothing_picked;
    /// The form had done something else already.
    FormUsed: Soon, form_used;
    /// Answers to many were taken back.
    ManyTakenBack: Ok, many_taken_back;
    /// An internal note was written.
    NoteWritten: Ok, note_written;
    /// A saved reply was written or changed.
    SavedReplySaved: Ok, saved_reply_saved;
    /// A saved reply is gone.
    SavedReplyDeleted: Ok, saved_reply_deleted;
    /// Two inquiries were made one.
    InquiriesMerged: Ok, inquiries_merged;
    /// They were taken apart again.
    InquiriesUnmerged: Ok, inquiries_unmerged;
    /// The password was changed in the account.
    PasswordChanged: Ok, password_changed;
    /// The password was set by a mailed link.
    PasswordSet: Ok, password_set;
    /// Another browser was signed out.
    SessionEnded: Ok, session_ended;
    /// All other browsers were signed out.
    OthersEnded: Ok, others_ended;
    /// The set-up of a second factor was over.
    SetUpOver: Soon, set_up_over;
    /// The second factor was taken away.
    SecondFactorRemoved: Ok, second_factor_removed;
    /// Both mailboxes were asked about a change of address.
    ChangeAsked: Ok, change_asked;
    /// A case was handed to a colleague.
    CaseAssigned: Ok, case_assigned_told;
    /// The customer said how it was.
    SatisfactionGiven: Ok, satisfaction_given;
    /// There is no case that nobody has.
    NoCaseFree: Calm, no_case_free;
    /// What a seller says of an app was saved.
    AppSettingsSaved: Ok, app_settings_saved;
    /// A link went to the address that is to be a support contact.
    SupportAsked: Ok, support_asked;
    /// A change of a support contact was taken back.
    SupportWithdrawn: Ok, support_withdrawn;
    /// A support contact was taken away.
    SupportRemoved: Ok, support_removed;
    /// What came in through the store's own Contact Us was entered.
    EntryMade: Ok, entry_made;
    /// It was forwarded to the seller.
    EntryForwarded: Ok, entry_forwarded_told;
    /// It was closed without the seller.
    EntryClosed: Ok, entry_closed_told;
    /// Operations wrote to one side of a case.
    CaseMessageSent: Ok, case_message_told;
    /// Operations asked one side, and wait.
    CaseAsked: Ok, case_asked_told;
    /// A side answered operations.
    OperationsTold: Ok, operations_told;
    /// A member is marked as away.
    WentAway: Ok, went_away_saved;
    /// A member is marked as back.
    CameBack: Ok, came_back_saved;
    /// Whoever stands in got the inquiry.
    AssignedToDeputy: Ok, assigned_to_deputy;
    /// The colleague is away and nobody stands in: nothing was changed.
    NobodyStandsIn: Soon, nobody_stands_in;
    /// A member left by themself.
    LeftTeam: Ok, left_team;
}

impl Flash {
    /// The message that the browser carries, if we signed it.
    pub(in crate::web) fn read(headers: &HeaderMap, settings: &Settings) -> Option<Flash> {
        let text = cookies::read(headers, settings.https(), COOKIE)?;
        let (name, tag) = text.split_once('.')?;
        let ours = verify(&settings.secret, PURPOSE, name.as_bytes(), &Tag::parse(tag).ok()?);
        Flash::ALL.iter().copied().find(|flash| ours && flash.name() == name)
    }

    /// The cookie that carries it.
    pub(in crate::web) fn set_cookie(self, settings: &Settings) -> Option<HeaderValue> {
        let tag = sign(&settings.secret, PURPOSE, self.name().as_bytes());
        cookies::set(settings.https(), COOKIE, &format!("{}.{tag}", self.name()), COOKIE_SECONDS)
    }

    /// The cookie that makes the browser forget it.
    pub(in crate::web) fn forget_cookie(settings: &Settings) -> Option<HeaderValue> {
        cookies::set(settings.https(), COOKIE, "", 0)
    }
}

/// «Look there next»: the answer to every change.
#[derive(Debug, Clone)]
pub struct SeeOther {
    to: String,
    flash: Option<Flash>,
}

/// Sends the browser to a page of this site.
pub fn see_other(path: impl Into<String>) -> SeeOther {
    SeeOther { to: path.into(), flash: None }
}

impl SeeOther {
    /// With a message for that page.
    pub fn flash(mut self, flash: Flash) -> Self {
        self.flash = Some(flash);
        self
    }
}

impl IntoResponse for SeeOther {
    fn into_response(self) -> Response {
        let Ok(location) = HeaderValue::try_from(&self.to) else {
            return AppError::Internal(anyhow::anyhow!("a path that no header can carry")).into_response();
        };
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
        if let Some(flash) = self.flash {
            response.extensions_mut().insert(PendingFlash(flash));
        }
        response
    }
}

/// A message on its way: [`around`](super::around::around) signs it and sets the cookie.
#[derive(Debug, Clone, Copy)]
pub(in crate::web) struct PendingFlash(pub(in crate::web) Flash);
