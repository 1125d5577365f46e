//! Forms as they stand on pages: every control with the values it offers.

use std::collections::BTreeSet;

use reqwest::{Method, RequestBuilder, header, multipart};
use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded::byte_serialize;

use super::stage::Stage;
use crate::support::{Browser, browser::Shown};

/// A form of a page.
#[derive(Debug, Clone)]
pub struct FoundForm {
    /// Who sees it, as a place in the stage's browsers.
    pub viewer: usize,
    /// The page it stands on.
    pub page: String,
    pub action: String,
    pub method: Method,
    pub multipart: bool,
    pub controls: Vec<Control>,
}

/// A control with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    pub name: String,
    pub kind: Kind,
    /// What a browser would send.
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Typed, or hidden.
    Text,
    /// One of these.
    Choice(Vec<String>),
    File,
}

/// What goes out under a name: a value, or a file.
pub enum Sent {
    Value(Vec<u8>),
    File { name: String, bytes: Vec<u8> },
}

/// All forms that anybody sees, each once.
pub async fn all(stage: &Stage) -> Vec<FoundForm> {
    let mut forms: Vec<FoundForm> = Vec::new();
    let mut known = BTreeSet::new();
    for path in stage.paths(&Method::GET) {
        for (viewer, (_, browser)) in stage.browsers.iter().enumerate() {
            let page = browser.get(&path).await;
            for form in of_page(&page, viewer) {
                let names: BTreeSet<String> = form.controls.iter().map(|control| control.name.clone()).collect();
                if known.insert((form.action.clone(), form.method.clone(), names)) {
                    forms.push(form);
                }
            }
        }
    }
    forms
}

fn of_page(page: &Shown, viewer: usize) -> Vec<FoundForm> {
    let document = Html::parse_document(&page.body);
    let path = page.path.split('?').next().unwrap();
    let forms = Selector::parse("form").unwrap();
    let found = document.select(&forms).map(|form| FoundForm {
        viewer,
        page: page.path.clone(),
        action: form.attr("action").unwrap_or(path).to_owned(),
        method: if form.attr("method") == Some("post") { Method::POST } else { Method::GET },
        multipart: form.attr("enctype") == Some("multipart/form-data"),
        controls: controls(form),
    });
    found.collect()
}

fn controls(form: ElementRef<'_>) -> Vec<Control> {
    let named = Selector::parse("input[name], textarea[name], select[name], button[name]").unwrap();
    let mut controls: Vec<Control> = Vec::new();
    for element in form.select(&named) {
        let name = element.attr("name").unwrap().to_owned();
        let value = element.attr("value").unwrap_or_default().to_owned();
        match (element.value().name(), element.attr("type").unwrap_or("text")) {
            ("select", _) => controls.push(select(name, element)),
            ("textarea", _) => controls.push(Control { name, kind: Kind::Text, value: element.text().collect() }),
            (_, "file") => controls.push(Control { name, kind: Kind::File, value: String::new() }),
            ("button", _) | (_, "radio" | "checkbox") => choose(&mut controls, name, value),
            _ => controls.push(Control { name, kind: Kind::Text, value }),
        }
    }
    controls
}

fn select(name: String, element: ElementRef<'_>) -> Control {
    let options = Selector::parse("option").unwrap();
    let values: Vec<String> =
        element.select(&options).map(|option| option.attr("value").unwrap_or_default().to_owned()).collect();
    let chosen = element.select(&options).position(|option| option.attr("selected").is_some()).unwrap_or(0);
    Control { name, value: values[chosen].clone(), kind: Kind::Choice(values) }
}

/// Adds a value to the choice of this name.
fn choose(controls: &mut Vec<Control>, name: String, value: String) {
    let known = controls.iter_mut().find(|control| control.name == name);
    match known {
        Some(Control { kind: Kind::Choice(values), .. }) => values.push(value),
        _ => controls.push(Control { name, value: value.clone(), kind: Kind::Choice(vec![value]) }),
    }
}

impl FoundForm {
    /// The same form with each value of its first choice: fields may belong to one of them.
    pub fn variants(&self) -> Vec<FoundForm> {
        let place =
            self.controls.iter().position(|control| matches!(&control.kind, Kind::Choice(values) if values.len() > 1));
        let Some(place) = place else { return vec![self.clone()] };
        let Kind::Choice(values) = &self.controls[place].kind else { unreachable!() };
        let of_value = |value: &String| {
            let mut form = self.clone();
            form.controls[place].value.clone_from(value);
            form
        };
        values.iter().map(of_value).collect()
    }

    /// The names of what can be attacked: everything but the proof that the form is ours.
    pub fn targets(&self) -> Vec<&str> {
        let fields = self.controls.iter().filter(|control| control.kind != Kind::File && control.name != "csrf");
        fields.map(|control| control.name.as_str()).collect()
    }

    /// The same form as it stands on its page now, with a new token and key, and this variant's choices.
    pub async fn fresh(&self, browser: &Browser) -> Option<FoundForm> {
        let page = browser.get(&self.page).await;
        let same = |form: &FoundForm| {
            let names = |form: &FoundForm| form.controls.iter().map(|control| control.name.clone()).collect::<Vec<_>>();
            form.action == self.action && form.method == self.method && names(form) == names(self)
        };
        let mut fresh = of_page(&page, self.viewer).into_iter().find(same)?;
        for (control, ours) in fresh.controls.iter_mut().zip(&self.controls) {
            if matches!(ours.kind, Kind::Choice(_)) {
                control.value.clone_from(&ours.value);
            }
        }
        Some(fresh)
    }

    /// Sends the form: good values in every field, overwritten by `attack`.
    pub async fn send(&self, browser: &Browser, origin: &str, attack: &[(&str, Sent)]) -> Shown {
        browser.shown(self.request(browser, attack).header(header::ORIGIN, origin)).await
    }

    /// The form as a request that does not say where it comes from.
    pub fn request(&self, browser: &Browser, attack: &[(&str, Sent)]) -> RequestBuilder {
        let fields = self.fields(attack);
        match (&self.method, self.multipart) {
            (&Method::GET, _) => browser.request(Method::GET, &format!("{}?{}", self.action, encoded(&fields))),
            (_, false) => {
                let request = browser.request(Method::POST, &self.action);
                request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(encoded(&fields))
            }
            (_, true) => browser.request(Method::POST, &self.action).multipart(parts(fields, attack)),
        }
    }

    fn fields(&self, attack: &[(&str, Sent)]) -> Vec<(String, Vec<u8>)> {
        let attacked = |name: &str| {
            attack.iter().find_map(|(field, sent)| match sent {
                Sent::Value(bytes) if *field == name => Some(bytes.clone()),
                _ => None,
            })
        };
        let controls = self.controls.iter().filter(|control| control.kind != Kind::File);
        controls
            .map(|control| {
                (control.name.clone(), attacked(&control.name).unwrap_or_else(|| good(control).into_bytes()))
            })
            .collect()
    }
}

/// As a form without files goes out.
pub fn encoded(fields: &[(String, Vec<u8>)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", byte_serialize(value).collect::<String>()));
    pairs.collect::<Vec<_>>().join("&")
}

fn parts(fields: Vec<(String, Vec<u8>)>, attack: &[(&str, Sent)]) -> multipart::Form {
    let mut form = multipart::Form::new();
    for (name, value) in fields {
        form = form.part(name, multipart::Part::bytes(value));
    }
    for (field, sent) in attack {
        if let Sent::File { name, bytes } = sent {
            form = form.part((*field).to_owned(), multipart::Part::bytes(bytes.clone()).file_name(name.clone()));
        }
    }
    form
}

/// What a person would fill in; the form's own value where there is one.
fn good(control: &Control) -> String {
    let typed = match control.name.as_str() {
        _ if !control.value.is_empty() => &control.value,
        "email" => "strange@mail.example",
        "purchased_at" => "2026-11-20T21:04",
        "amount" => "11,000",
        "zone" => "Asia/Seoul",
        _ => "글",
    };
    typed.to_owned()
}
