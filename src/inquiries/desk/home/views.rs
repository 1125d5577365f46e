//! The page of a seller at a glance.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::{DAYS, HOURS, MOST, Tiles, Times};
use crate::{
    auth::SellerDesk,
    id::SellerId,
    inquiries::{
        State,
        desk::{
            SELLER,
            frame::{Line, Waiting, frame_at},
            list::filter::{Filter, Whose, Within},
        },
    },
    lang::{Lang, format::count},
    web::{Chrome, Tone, filters},
};

/// One number, and the list that it counts.
#[derive(Debug)]
struct Tile {
    href: String,
    icon: &'static str,
    label: String,
    n: i64,
    tone: Option<Tone>,
}

/// One bar of the picture.
#[derive(Debug)]
struct Bar {
    label: String,
    n: i64,
    /// Where it begins and how wide it is, in per cent.
    x: String,
    width: String,
    middle: String,
    /// Where it begins and how high it is, in pixels.
    y: i64,
    height: i64,
    over: bool,
}

/// How soon answers come, drawn.
#[derive(Debug)]
struct Picture {
    median: String,
    of: String,
    bars: Vec<Bar>,
}

/// The height of the tallest bar, in pixels, and where the bars stand.
const TALLEST: i64 = 140;
const GROUND: i64 = 164;

/// The home page.
#[derive(Debug, Template)]
#[template(path = "inquiries/home.html")]
pub(super) struct HomePage {
    chrome: Chrome,
    sellers: Vec<(SellerId, String, bool)>,
    tiles: Vec<Tile>,
    picture: Option<Picture>,
}

impl HomePage {
    pub(super) fn new(chrome: Chrome, desk: &SellerDesk, tiles: Tiles, times: &Times, now: DateTime<Utc>) -> Self {
        let lang = chrome.lang;
        let waiting = Waiting { count: tiles.open, first_due: tiles.first_due };
        let open = desk.place.seller_id;
        let places = desk.viewer.memberships.iter();
        Self {
            sellers: places
                .map(|place| (place.seller_id, place.name(lang).to_owned(), place.seller_id == open))
                .collect(),
            tiles: shown(tiles, lang),
            picture: picture(times, lang),
            chrome: frame_at(chrome, (&desk.viewer, &desk.place), Line::Home, waiting, now),
        }
    }

    /// What is counted, how, and what is not.
    fn definition(&self) -> String {
        self.chrome.lang.response_time_definition(DAYS, &count(MOST)).into()
    }
}

fn shown(tiles: Tiles, lang: Lang) -> Vec<Tile> {
    let tile = |filter: Filter, icon, label: String, n, tone: Option<Tone>| Tile {
        href: filter.path(None),
        icon,
        label,
        n,
        tone: tone.filter(|_| n > 0),
    };
    let open = Filter::default();
    let within = |within| Filter { within: Some(within), ..open };
    let escalated = Filter { state: State::Escalated, ..open };
    let undelivered = Filter { undelivered: true, ..open };
    let mine = Filter { whose: Some(Whose::Mine), ..open };
    vec![
        tile(open, "inbox", lang.state_awaiting().into(), tiles.open, None),
        tile(within(Within::Today), "clock", lang.due_today().into(), tiles.today, Some(Tone::Soon)),
        tile(
            within(Within::FourHours),
            "alarm-clock",
            lang.within_four_hours().into(),
            tiles.within_four_hours,
            Some(Tone::Urgent),
        ),
        tile(escalated, "forward", lang.state_escalated().into(), tiles.escalated, Some(Tone::Ops)),
        tile(undelivered, "mail-x", lang.undelivered_answers().into(), tiles.undelivered, Some(Tone::Urgent)),
        tile(mine, "user", lang.mine().into(), tiles.mine, Some(Tone::Calm)),
    ]
}

/// No picture without an answer.
fn picture(times: &Times, lang: Lang) -> Option<Picture> {
    let median = times.median?;
    let most = times.bars.iter().copied().max().unwrap_or(0).max(1);
    let wide = 100.0 / times.bars.len().max(1) as f64;
    let bars = times.bars.iter().enumerate().map(|(place, n)| {
        let (height, begins) = (n * TALLEST / most, place as f64 * wide);
        Bar {
            label: HOURS.get(place).map_or_else(|| lang.longer(), |hours| lang.within_hours(*hours)).into(),
            n: *n,
            x: format!("{:.2}%", begins + wide * 0.2),
            width: format!("{:.2}%", wide * 0.6),
            middle: format!("{:.2}%", begins + wide * 0.5),
            y: GROUND - height,
            height,
            over: place >= HOURS.len(),
        }
    });
    Some(Picture {
        median: lang.span(median.max(0.0) as u64),
        of: lang.of_answers(times.answers, &count(times.answers)).into(),
        bars: bars.collect(),
    })
}
