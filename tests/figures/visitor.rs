//! A seller's owner, signed in as people sign in.

use std::net::SocketAddr;

use anyhow::{Context, Result};

use super::http::{AS_A_BROWSER, Connection, PLAIN};

/// Everybody's password in a loaded database.
pub const PASSWORD: &str = "a million voices";

/// What the sign-in form is sent as.
pub const SIGN_IN_FORM: &str = "application/x-www-form-urlencoded";

/// The sign-in form of a seller's owner, by the seller's number.
pub fn sign_in_form(csrf: &str, seller: usize, password: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("csrf", csrf)
        .append_pair("email", &format!("owner@seller{seller:02}.example"))
        .append_pair("password", password)
        .finish()
}

/// A signed-in owner with a connection.
pub struct Visitor {
    pub connection: Connection,
    /// A token that the owner's forms carry.
    pub csrf: String,
}

impl Visitor {
    /// Signs in the owner of a seller, by the seller's number.
    pub fn sign_in(address: SocketAddr, seller: usize) -> Result<Visitor> {
        let mut connection = Connection::open(address, PLAIN)?;
        let page = connection.get("/sign-in")?.expect(200)?.text();
        let form = sign_in_form(token(&page)?, seller, PASSWORD);
        connection.post("/sign-in", SIGN_IN_FORM, form.as_bytes())?.expect(303)?;
        let page = connection.get("/inquiries")?.expect(200)?.text();
        let csrf = token(&page)?.to_owned();
        Ok(Visitor { connection: connection.another(AS_A_BROWSER)?, csrf })
    }
}

/// The token in the forms of a page.
pub fn token(page: &str) -> Result<&str> {
    let (_, rest) = page.split_once(r#"name="csrf" value=""#).context("a page without a form")?;
    rest.split('"').next().context("a form without a token")
}
