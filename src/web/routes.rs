//! The register of routes: each is declared with its method, its path and who may.
//!
//! Each feature returns its [`Routes`]; the top merges them into one router. The declared [`Access`] is what the matrix
//! test walks: every route × every kind of viewer. The check itself is made by the handler's extractor.

use std::convert::Infallible;

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodRouter, get, post},
};

use crate::auth::roles::Verb;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everybody.
    Public,
    /// Who holds the signed link of the inquiry.
    Customer,
    /// Who is signed in.
    SignedIn,
    /// Members of the seller whose role has the verb. For others of that seller 403, for other sellers 404.
    Member(Verb),
    /// Staff whose role has the verb.
    Staff(Verb),
    /// Who runs the machine: probes and figures.
    Operator,
}

/// One declared route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteEntry {
    /// Method.
    pub method: Method,
    /// Path with its parameters: `/inquiries/{no}`.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
}

/// Routes and their register.
#[derive(Debug)]
pub struct Routes<S> {
    entries: Vec<RouteEntry>,
    router: Router<S>,
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes yet.
    pub fn new() -> Self {
        Self { entries: Vec::new(), router: Router::new() }
    }

    /// A page.
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &'static str, access: Access, handler: H) -> Self {
        self.add(Method::GET, path, access, get(handler))
    }

    /// A change.
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &'static str, access: Access, handler: H) -> Self {
        self.add(Method::POST, path, access, post(handler))
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handlers: MethodRouter<S, Infallible>,
    ) -> Self {
        self.entries.push(RouteEntry { method, path, access });
        self.router = self.router.route(path, handlers);
        self
    }

    /// Adds another feature's routes. A path declared twice with one method stops the program at its start.
    pub fn merge(mut self, other: Routes<S>) -> Self {
        self.entries.extend(other.entries);
        self.router = self.router.merge(other.router);
        self
    }

    /// The register.
    pub fn entries(&self) -> &[RouteEntry] {
        &self.entries
    }

    /// The router, to be wrapped and served.
    pub fn into_router(self) -> Router<S> {
        self.router
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn nothing() {}

    #[test]
    fn every_route_is_in_the_register_with_who_may() {
        let inbox = Routes::<()>::new().get("/inquiries", Access::SignedIn, nothing);
        let replies = Routes::new().post("/inquiries/{no}/replies", Access::Member(Verb::Answer), nothing);
        let routes = inbox.merge(replies);
        let declared: Vec<_> = routes.entries().iter().map(|e| (e.method.as_str(), e.path, e.access)).collect();
        assert_eq!(
            declared,
            [
                ("GET", "/inquiries", Access::SignedIn),
                ("POST", "/inquiries/{no}/replies", Access::Member(Verb::Answer))
            ]
        );
    }

    #[test]
    fn one_path_can_have_two_methods() {
        let routes = Routes::<()>::new().get("/a", Access::Public, nothing).post("/a", Access::Public, nothing);
        assert_eq!(routes.entries().len(), 2);
    }
}
