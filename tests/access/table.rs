//! The roles table, as every route answers it.

/// The viewers, in the order of the codes. The stranger owns another seller.
pub const VIEWERS: [&str; 10] =
    ["anonymous", "owner", "manager", "agent", "viewer", "stranger", "ops agent", "ops lead", "auditor", "ops admin"];

/// Per route and viewer: `+` served, `s` sign in, `3` may not, `4` does not exist for them.
pub const TABLE: &[(&str, &str, &str)] = &[
    // everybody
    ("GET", "/", "+ ++++ + ++++"),
    ("GET", "/apps/{client_id}", "+ ++++ + ++++"),
    ("GET", "/apps/{client_id}/contact", "+ ++++ + ++++"),
    ("POST", "/apps/{client_id}/contact", "+ ++++ + ++++"),
    // of a form that nobody sent there is no page
    ("GET", "/apps/{client_id}/contact/sent", "4 4444 4 4444"),
    ("POST", "/apps/{client_id}/contact/sent", "4 4444 4 4444"),
    ("GET", "/my", "+ ++++ + ++++"),
    ("POST", "/my/code", "+ ++++ + ++++"),
    ("GET", "/my/links", "+ ++++ + ++++"),
    ("POST", "/my/links", "+ ++++ + ++++"),
    ("GET", "/my/links/sent", "+ ++++ + ++++"),
    ("GET", "/my/links/replaced", "+ ++++ + ++++"),
    ("POST", "/my/sign-out", "+ ++++ + ++++"),
    // a customer without a session is led to the form that begins one
    ("GET", "/my/inquiries/{no}", "+ ++++ + ++++"),
    ("GET", "/preferences", "+ ++++ + ++++"),
    ("POST", "/preferences", "+ ++++ + ++++"),
    ("GET", "/sign-in", "+ ++++ + ++++"),
    ("POST", "/sign-in", "+ ++++ + ++++"),
    ("POST", "/sign-out", "+ ++++ + ++++"),
    ("GET", "/mailbox", "+ ++++ + ++++"),
    ("GET", "/mailbox/{delivery_id}", "+ ++++ + ++++"),
    ("GET", "/mailbox/{delivery_id}/html", "+ ++++ + ++++"),
    ("GET", "/health/live", "+ ++++ + ++++"),
    ("GET", "/health/ready", "+ ++++ + ++++"),
    // whoever holds a link; an invented token opens nothing, whoever asks
    ("GET", "/confirm/{token}", "4 4444 4 4444"),
    ("POST", "/confirm/{token}", "4 4444 4 4444"),
    ("GET", "/confirm/{token}/inquiries", "4 4444 4 4444"),
    ("GET", "/my/code/{token}", "4 4444 4 4444"),
    ("POST", "/my/code/{token}", "4 4444 4 4444"),
    ("GET", "/i/{token}", "+ ++++ + ++++"),
    ("POST", "/i/{token}/messages", "+ ++++ + ++++"),
    ("POST", "/i/{token}/solved", "+ ++++ + ++++"),
    ("GET", "/i/{token}/files/{attachment_id}", "+ ++++ + ++++"),
    // who replaces the link voids it: the others hold a dead one
    ("POST", "/i/{token}/link", "+ 4444 4 4444"),
    ("GET", "/invitations/{token}", "4 4444 4 4444"),
    ("POST", "/invitations/{token}", "4 4444 4 4444"),
    // who is signed in
    ("GET", "/account", "s ++++ + ++++"),
    ("POST", "/seller", "s ++++ + ++++"),
    // members of the seller
    ("GET", "/inquiries", "s ++++ + 4444"),
    ("GET", "/inquiries/{no}", "s ++++ 4 4444"),
    ("POST", "/inquiries/{no}/replies", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/undo", "s +++3 4 4444"),
    ("GET", "/inquiries/{no}/files/{attachment}", "s ++++ 4 4444"),
    ("GET", "/team", "s ++++ + 4444"),
    ("POST", "/team/invitations", "s +333 + 4444"),
    ("POST", "/team/invitations/{invitation}/renew", "s +333 4 4444"),
    ("POST", "/team/invitations/{invitation}/revoke", "s 4333 4 4444"),
    ("GET", "/team/{user}", "s +333 4 4444"),
    ("POST", "/team/{user}", "s +333 4 4444"),
    ("POST", "/team/{user}/removal", "s +333 4 4444"),
    ("GET", "/home", "s ++++ + 4444"),
    ("POST", "/inquiries/bulk", "s +++3 + 4444"),
    ("POST", "/inquiries/bulk/answers", "s +++3 + 4444"),
    // a run that nobody made
    ("GET", "/inquiries/bulk/{run}", "s 4444 4 4444"),
    ("POST", "/inquiries/bulk/{run}/undo", "s 4444 4 4444"),
    ("POST", "/inquiries/{no}/assignee", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/assignment", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/tags", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/new-tag", "s +++3 4 4444"),
    // a tag that there is not
    ("POST", "/inquiries/{no}/tags/{tag}/removal", "s 4444 4 4444"),
    ("POST", "/inquiries/{no}/dismissal", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/reopening", "s +++3 4 4444"),
    ("GET", "/tags", "s ++33 + 4444"),
    ("POST", "/tags/{tag}", "s 4444 4 4444"),
    ("POST", "/tags/{tag}/removal", "s 4444 4 4444"),
    ("GET", "/mentions", "s ++++ + 4444"),
    ("POST", "/inquiries/{no}/notes", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/replies/saved", "s +++3 4 4444"),
    ("GET", "/inquiries/{no}/merge", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/merge", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/unmerge", "s +++3 4 4444"),
    ("GET", "/saved-replies", "s ++++ + 4444"),
    ("GET", "/saved-replies/new", "s ++33 + 4444"),
    ("POST", "/saved-replies/new", "s ++33 + 4444"),
    ("GET", "/saved-replies/{saved_reply}", "s ++33 4 4444"),
    ("POST", "/saved-replies/{saved_reply}", "s ++33 4 4444"),
    // the owner is asked first, and then it is gone
    ("POST", "/saved-replies/{saved_reply}/delete", "s +444 4 4444"),
    // operations
    ("GET", "/cases", "s 4444 4 +++4"),
    ("GET", "/cases/{no}", "s 4444 4 +++4"),
    ("GET", "/cases/{no}/files/{attachment_id}", "s 4444 4 +++4"),
    ("POST", "/cases/{no}/take", "s 4444 4 ++34"),
    ("POST", "/cases/{no}/decision", "s 4444 4 ++34"),
    ("POST", "/cases/{no}/result", "s 4444 4 ++34"),
    ("GET", "/health", "s 4444 4 ++++"),
];
