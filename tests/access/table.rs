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
    ("GET", "/apps/{client_id}/contact/sent", "+ ++++ + ++++"),
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
    ("GET", "/i/{token}", "+ ++++ + ++++"),
    ("POST", "/i/{token}/messages", "+ ++++ + ++++"),
    ("POST", "/i/{token}/solved", "+ ++++ + ++++"),
    ("GET", "/i/{token}/files/{attachment_id}", "+ ++++ + ++++"),
    // who is signed in
    ("GET", "/account", "s ++++ + ++++"),
    ("POST", "/seller", "s ++++ + ++++"),
    // members of the seller
    ("GET", "/inquiries", "s ++++ + 4444"),
    ("GET", "/inquiries/{no}", "s ++++ 4 4444"),
    ("POST", "/inquiries/{no}/replies", "s +++3 4 4444"),
    ("POST", "/inquiries/{no}/undo", "s +++3 4 4444"),
    ("GET", "/inquiries/{no}/files/{attachment}", "s ++++ 4 4444"),
    ("GET", "/home", "s ++++ + 4444"),
    ("POST", "/inquiries/bulk", "s +++3 + 4444"),
    ("POST", "/inquiries/bulk/answers", "s +++3 + 4444"),
    // a run that nobody made
    ("GET", "/inquiries/bulk/{run}", "s 4444 4 4444"),
    ("POST", "/inquiries/bulk/{run}/undo", "s 4444 4 4444"),
    ("GET", "/inquiries/{no}/neighbour", "s ++++ 4 4444"),
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
    // operations
    ("GET", "/cases", "s 4444 4 +++4"),
    ("GET", "/cases/{no}", "s 4444 4 +++4"),
    ("GET", "/cases/{no}/files/{attachment_id}", "s 4444 4 +++4"),
    ("POST", "/cases/{no}/take", "s 4444 4 ++34"),
    ("POST", "/cases/{no}/decision", "s 4444 4 ++34"),
    ("POST", "/cases/{no}/result", "s 4444 4 ++34"),
    ("GET", "/health", "s 4444 4 ++++"),
];
