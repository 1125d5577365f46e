//! A browser as far as HTTP goes: cookies, forms filled from the page they stand on, redirects followed.

use std::{net::SocketAddr, time::Duration};

use devcenter::lang::Lang;
use reqwest::{Client, StatusCode, header, multipart, redirect::Policy};
use scraper::{ElementRef, Html, Selector};

/// How long somebody waits for a portal that may be going down.
const PATIENCE: Duration = Duration::from_secs(3);

/// A browser with its own cookies.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    base: String,
    lang: &'static str,
}

/// A page that was got.
#[derive(Debug, Clone)]
pub struct Shown {
    pub status: StatusCode,
    /// Path and query after redirects.
    pub path: String,
    pub headers: header::HeaderMap,
    pub body: String,
}

/// A file to upload.
#[derive(Debug, Clone)]
pub struct File {
    pub field: &'static str,
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Browser {
        Browser::of(address, Policy::limited(5))
    }

    /// One that shows redirects and does not follow them.
    pub fn that_stays(address: SocketAddr) -> Browser {
        Browser::of(address, Policy::none())
    }

    fn of(address: SocketAddr, redirects: Policy) -> Browser {
        let client = Client::builder().cookie_store(true).redirect(redirects).no_proxy();
        Browser { client: client.build().unwrap(), base: format!("http://{address}"), lang: "ko" }
    }

    /// The same browser, whose person reads this language.
    pub fn reading(self, lang: Lang) -> Browser {
        Browser { lang: lang.code(), ..self }
    }

    pub async fn get(&self, path: &str) -> Shown {
        self.get_in(path, self.lang).await
    }

    /// Gets a page in a language.
    pub async fn get_in(&self, path: &str, lang: &str) -> Shown {
        let request = self.client.get(format!("{}{path}", self.base)).header(header::ACCEPT_LANGUAGE, lang);
        self.shown(request).await
    }

    /// Sends the form of `page` whose action ends with `action`: its own values, overwritten by `values`.
    pub async fn submit(&self, page: &Shown, action: &str, values: &[(&str, &str)]) -> Shown {
        self.submit_with(page, action, values, &[]).await
    }

    /// The same, with files.
    pub async fn submit_with(&self, page: &Shown, action: &str, values: &[(&str, &str)], files: &[File]) -> Shown {
        let form = page.form(action);
        let fields = form.filled(values);
        let request = self.client.post(format!("{}{}", self.base, form.action)).header(header::ORIGIN, &self.base);
        let request = request.header(header::REFERER, format!("{}{}", self.base, page.told_path()));
        let request = match form.multipart {
            false => request.form(&fields),
            true => request.multipart(multipart_of(&fields, files)),
        };
        self.shown(request.header(header::ACCEPT_LANGUAGE, self.lang)).await
    }

    /// Posts fields without looking at a page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let request = self.client.post(format!("{}{path}", self.base)).header(header::ORIGIN, &self.base);
        self.shown(request.header(header::ACCEPT_LANGUAGE, self.lang).form(fields)).await
    }

    /// Sends a request built by the test; `path` is local.
    pub fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub async fn shown(&self, request: reqwest::RequestBuilder) -> Shown {
        let response = request.send().await.expect("the portal answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let path = response.url()[url::Position::BeforePath..].to_owned();
        let body = String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned();
        Shown { status, path, headers, body }
    }
}

impl Browser {
    /// The same browser, cookies and all, at another process of the portal.
    pub fn at(&self, address: SocketAddr) -> Browser {
        Browser { base: format!("http://{address}"), ..self.clone() }
    }

    /// Sends the form of `page` to a portal that may be going down: `None` when no answer comes.
    pub async fn try_submit(&self, page: &Shown, action: &str, values: &[(&str, &str)]) -> Option<Shown> {
        let form = page.form(action);
        let request = self.client.post(format!("{}{}", self.base, form.action)).header(header::ORIGIN, &self.base);
        let request = request.multipart(multipart_of(&form.filled(values), &[]));
        let request = request.header(header::ACCEPT_LANGUAGE, "ko").timeout(PATIENCE);
        let response = request.send().await.ok()?;
        let (status, headers) = (response.status(), response.headers().clone());
        let path = response.url()[url::Position::BeforePath..].to_owned();
        let body = String::from_utf8_lossy(&response.bytes().await.ok()?).into_owned();
        Some(Shown { status, path, headers, body })
    }
}

fn multipart_of(fields: &[(String, String)], files: &[File]) -> multipart::Form {
    let mut form = multipart::Form::new();
    for (name, value) in fields {
        form = form.text(name.clone(), value.clone());
    }
    for file in files {
        form = form.part(file.field, multipart::Part::bytes(file.bytes.clone()).file_name(file.name));
    }
    form
}

/// A form of a page.
pub struct FoundForm {
    pub action: String,
    pub multipart: bool,
    pub fields: Vec<(String, String)>,
}

impl FoundForm {
    fn filled(&self, values: &[(&str, &str)]) -> Vec<(String, String)> {
        let given = |name: &str| values.iter().any(|(field, _)| *field == name);
        let own = self.fields.iter().filter(|(name, _)| !given(name)).cloned();
        own.chain(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
    }
}

impl Shown {
    /// The texts of all elements that a selector finds, white space folded.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        document.select(&Selector::parse(selector).unwrap()).map(text_of).collect()
    }

    /// The text of the first element that a selector finds.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {selector} on {}:\n{}", self.path, self.body))
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.texts(selector).is_empty()
    }

    /// All the words of the page.
    pub fn words(&self) -> String {
        self.text("body")
    }

    /// What forms of this page tell of its address.
    fn told_path(&self) -> &str {
        let policy = self.headers.get(header::REFERRER_POLICY);
        if policy.is_some_and(|policy| policy == "same-origin") { &self.path } else { "/" }
    }

    /// The whole lines that set a cookie, whatever its prefix.
    pub fn cookies(&self, name: &str) -> Vec<String> {
        let lines = self.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap().to_owned());
        lines.filter(|line| line.trim_start_matches("__Host-").starts_with(&format!("{name}="))).collect()
    }

    /// The value of an attribute of the first element that a selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.body);
        let found = document.select(&Selector::parse(selector).unwrap()).next();
        found.and_then(|element| element.value().attr(name)).map(str::to_owned)
    }

    /// The whole action of the form that posts to a path with this end, whatever its query.
    pub fn form_to(&self, end: &str) -> String {
        let document = Html::parse_document(&self.body);
        let forms = Selector::parse("form[method=post]").unwrap();
        let mut actions = document.select(&forms).filter_map(|form| form.value().attr("action"));
        let found = actions.find(|action| action.split('?').next().is_some_and(|path| path.ends_with(end)));
        found.unwrap_or_else(|| panic!("no form to {end} on {}:\n{}", self.path, self.body)).to_owned()
    }

    /// The form whose action ends with `action`, with the values that a browser would send.
    pub fn form(&self, action: &str) -> FoundForm {
        let document = Html::parse_document(&self.body);
        let forms = Selector::parse("form").unwrap();
        let form = document
            .select(&forms)
            .find(|form| {
                form.value().attr("method") == Some("post")
                    && form.value().attr("action").unwrap_or(&self.path).ends_with(action)
            })
            .unwrap_or_else(|| panic!("no form {action} on {} ({}):\n{}", self.path, self.status, self.body));
        FoundForm {
            action: form.value().attr("action").unwrap_or(&self.path).to_owned(),
            multipart: form.value().attr("enctype") == Some("multipart/form-data"),
            fields: fields_of(form),
        }
    }
}

fn fields_of(form: ElementRef<'_>) -> Vec<(String, String)> {
    let inputs = Selector::parse("input[name], textarea[name], select[name]").unwrap();
    form.select(&inputs).filter_map(value_of).collect()
}

fn value_of(input: ElementRef<'_>) -> Option<(String, String)> {
    let element = input.value();
    let name = element.attr("name")?.to_owned();
    let value = match (element.name(), element.attr("type").unwrap_or("text")) {
        ("textarea", _) => input.text().collect(),
        ("select", _) => chosen_option(input)?,
        (_, "file" | "submit") => return None,
        (_, "radio" | "checkbox") => {
            element.attr("checked").map(|_| element.attr("value").unwrap_or("on").to_owned())?
        }
        _ => element.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name, value))
}

fn chosen_option(select: ElementRef<'_>) -> Option<String> {
    let options = Selector::parse("option").unwrap();
    let chosen = select.select(&options).find(|option| option.value().attr("selected").is_some());
    let option = chosen.or_else(|| select.select(&options).next())?;
    Some(option.value().attr("value").map_or_else(|| text_of(option), str::to_owned))
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
