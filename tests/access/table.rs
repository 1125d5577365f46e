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
    ("GET", "/told", "s ++33 + 4444"),
    ("POST", "/team/invitations", "s +333 + 4444"),
    ("POST", "/team/invitations/{invitation}/renew", "s +333 4 4444"),
    ("POST", "/team/invitations/{invitation}/revoke", "s 4333 4 4444"),
    ("GET", "/team/{user}", "s +333 4 4444"),
    ("POST", "/team/{user}", "s +333 4 4444"),
    ("POST", "/team/{user}/removal", "s +333 4 4444"),
    // operations
    ("GET", "/cases", "s 4444 4 +++4"),
    ("GET", "/cases/{no}", "s 4444 4 +++4"),
    ("GET", "/cases/{no}/files/{attachment_id}", "s 4444 4 +++4"),
    ("POST", "/cases/{no}/take", "s 4444 4 ++34"),
    ("POST", "/cases/{no}/decision", "s 4444 4 ++34"),
    ("POST", "/cases/{no}/result", "s 4444 4 ++34"),
    ("GET", "/health", "s 4444 4 ++++"),
    // admins of operations; the invitation is of a seller that has an owner, the person of no operations
    ("GET", "/admin/sellers", "s 4444 4 444+"),
    ("POST", "/admin/sellers", "s 4444 4 444+"),
    ("GET", "/admin/sellers/{seller_no}", "s 4444 4 444+"),
    ("POST", "/admin/sellers/{seller_no}/names", "s 4444 4 444+"),
    ("POST", "/admin/sellers/{seller_no}/apps", "s 4444 4 444+"),
    ("GET", "/admin/sellers/{seller_no}/apps/{app_id}", "s 4444 4 444+"),
    ("POST", "/admin/sellers/{seller_no}/apps/{app_id}", "s 4444 4 444+"),
    ("POST", "/admin/sellers/{seller_no}/invitations", "s 4444 4 444+"),
    ("POST", "/admin/sellers/{seller_no}/invitations/{invitation}/{what}", "s 4444 4 4444"),
    ("GET", "/admin/policy", "s 4444 4 4+++"),
    ("POST", "/admin/policy", "s 4444 4 4+33"),
    ("POST", "/admin/settings", "s 4444 4 433+"),
    ("GET", "/admin/staff", "s 4444 4 444+"),
    ("POST", "/admin/staff/invitations", "s 4444 4 444+"),
    ("POST", "/admin/staff/invitations/{invitation}/{what}", "s 4444 4 4444"),
    ("GET", "/admin/staff/{user}", "s 4444 4 4444"),
    ("POST", "/admin/staff/{user}", "s 4444 4 4444"),
];
