//! The open tabs of this process.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::Present;
use crate::id::{InquiryId, SellerId, SessionId, UserId};

/// Tabs of one process, at most; they have no place among the connections.
const MOST: usize = 1_000;
/// Tabs of one person, at most: nobody keeps the others out.
const MOST_OF_ONE: usize = 20;

/// What a tab shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// An inquiry's thread.
    Thread(InquiryId),
    /// The list of a seller.
    List(SellerId),
}

/// Whose tab it is, and what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Watcher {
    /// The sign-in that it lives by.
    pub session: SessionId,
    /// The person.
    pub user: UserId,
    /// The seller whose member the person must be.
    pub seller: SellerId,
    /// What it shows.
    pub place: Place,
}

/// How things stand there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Another as soon as something to be seen is another; empty until it was looked at.
    pub version: String,
    /// Who is there.
    pub others: Vec<Present>,
}

/// The open tabs.
#[derive(Debug)]
pub struct Hub {
    most: usize,
    tabs: Mutex<Tabs>,
    closing: CancellationToken,
}

#[derive(Debug, Default)]
struct Tabs {
    next: u64,
    open: HashMap<u64, Tab>,
    places: HashMap<Place, watch::Sender<News>>,
    checked_at: Option<Instant>,
}

#[derive(Debug)]
struct Tab {
    watcher: Watcher,
    over: CancellationToken,
    written_at: Option<Instant>,
}

/// An open tab, until it is dropped.
#[derive(Debug)]
pub struct Open {
    hub: Arc<Hub>,
    number: u64,
    place: Place,
    /// What is told of its place; the newest only, however slow the tab is.
    pub news: watch::Receiver<News>,
    /// Cancelled when the person may look no longer, or the program stops.
    pub over: CancellationToken,
}

impl Default for Hub {
    fn default() -> Hub {
        Hub::with_room_for(MOST)
    }
}

impl Hub {
    /// A hub for so many tabs.
    pub fn with_room_for(most: usize) -> Hub {
        Hub { most, tabs: Mutex::default(), closing: CancellationToken::new() }
    }

    /// Opens a tab, while there is room.
    pub fn open(self: &Arc<Hub>, watcher: Watcher) -> Option<Open> {
        let mut tabs = self.tabs();
        let own = tabs.open.values().filter(|tab| tab.watcher.user == watcher.user).count();
        if tabs.open.len() >= self.most || own >= MOST_OF_ONE || self.closing.is_cancelled() {
            return None;
        }
        let (number, over, place) = (tabs.next, self.closing.child_token(), watcher.place);
        tabs.next += 1;
        tabs.open.insert(number, Tab { watcher, over: over.clone(), written_at: None });
        let news = tabs.places.entry(place).or_insert_with(|| watch::Sender::new(News::default())).subscribe();
        Some(Open { hub: Arc::clone(self), number, place, news, over })
    }

    /// Ends all tabs, for good: the program stops.
    pub fn close(&self) {
        self.closing.cancel();
    }

    /// How many tabs are open.
    pub fn len(&self) -> usize {
        self.tabs().open.len()
    }

    /// Whether no tab is open.
    pub fn is_empty(&self) -> bool {
        self.tabs().open.is_empty()
    }

    /// What the tabs show, each place once.
    pub(super) fn places(&self) -> (Vec<InquiryId>, Vec<SellerId>) {
        let (mut threads, mut lists) = (Vec::new(), Vec::new());
        for place in self.tabs().places.keys() {
            match place {
                Place::Thread(inquiry) => threads.push(*inquiry),
                Place::List(seller) => lists.push(*seller),
            }
        }
        (threads, lists)
    }

    /// Who is to be written down as present: in no order that another process could cross.
    pub(super) fn to_write_down(&self, now: Instant, every: Duration) -> Vec<(InquiryId, UserId)> {
        let mut due = Vec::new();
        for tab in self.tabs().open.values_mut() {
            let Place::Thread(inquiry) = tab.watcher.place else { continue };
            if tab.written_at.is_none_or(|at| now - at >= every) {
                tab.written_at = Some(now);
                due.push((inquiry, tab.watcher.user));
            }
        }
        due.sort_unstable();
        due.dedup();
        due
    }

    /// Whose rights are to be asked, when it is time to.
    pub(super) fn to_check(&self, now: Instant, every: Duration) -> Option<Vec<Watcher>> {
        let mut tabs = self.tabs();
        if tabs.checked_at.is_some_and(|at| now - at < every) {
            return None;
        }
        tabs.checked_at = Some(now);
        let all: HashSet<Watcher> = tabs.open.values().map(|tab| tab.watcher).collect();
        Some(all.into_iter().collect())
    }

    /// Ends the tabs of those who were asked about and may look no longer.
    pub(super) fn end_all_but(&self, asked: &[Watcher], allowed: &HashSet<Watcher>) {
        let ended: HashSet<&Watcher> = asked.iter().filter(|watcher| !allowed.contains(watcher)).collect();
        for tab in self.tabs().open.values().filter(|tab| ended.contains(&tab.watcher)) {
            tab.over.cancel();
        }
    }

    /// Tells the tabs of a place how things stand, if that is another thing than before.
    pub(super) fn tell(&self, place: Place, news: News) {
        if let Some(sender) = self.tabs().places.get(&place) {
            sender.send_if_modified(|told| {
                let other = *told != news;
                *told = news;
                other
            });
        }
    }

    fn tabs(&self) -> MutexGuard<'_, Tabs> {
        self.tabs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut tabs = self.hub.tabs();
        tabs.open.remove(&self.number);
        if !tabs.open.values().any(|tab| tab.watcher.place == self.place) {
            tabs.places.remove(&self.place);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn watcher(place: Place) -> Watcher {
        Watcher { session: SessionId::new(), user: UserId::new(), seller: SellerId::new(), place }
    }

    #[test]
    fn a_place_is_looked_at_as_long_as_somebody_looks() {
        let hub = Arc::new(Hub::default());
        let place = Place::Thread(InquiryId::new());
        let (one, two) = (hub.open(watcher(place)).unwrap(), hub.open(watcher(place)).unwrap());
        assert_eq!(hub.places().0.len(), 1);
        drop(one);
        assert_eq!(hub.places().0.len(), 1);
        drop(two);
        assert_eq!((hub.places().0.len(), hub.len()), (0, 0));
    }

    #[test]
    fn there_is_room_for_so_many_tabs_and_one_person_cannot_take_it_all() {
        let hub = Arc::new(Hub::with_room_for(MOST_OF_ONE + 1));
        let greedy = watcher(Place::List(SellerId::new()));
        let held: Vec<Open> = (0..MOST_OF_ONE).map(|_| hub.open(greedy).unwrap()).collect();
        assert!(hub.open(greedy).is_none());
        let other = hub.open(watcher(Place::List(SellerId::new()))).unwrap();
        assert!(hub.open(watcher(Place::List(SellerId::new()))).is_none(), "full");
        drop((held, other));
        assert!(hub.open(greedy).is_some());
    }

    #[tokio::test]
    async fn a_slow_tab_is_told_the_newest_only_and_nothing_twice() {
        let hub = Arc::new(Hub::default());
        let place = Place::Thread(InquiryId::new());
        let mut open = hub.open(watcher(place)).unwrap();
        let version = |text: &str| News { version: text.to_owned(), others: Vec::new() };
        hub.tell(place, version("1"));
        hub.tell(place, version("2"));
        open.news.changed().await.unwrap();
        assert_eq!(open.news.borrow_and_update().version, "2");
        hub.tell(place, version("2"));
        assert!(!open.news.has_changed().unwrap());
    }

    #[test]
    fn who_may_look_no_longer_is_told_and_so_is_everybody_at_the_end() {
        let hub = Arc::new(Hub::default());
        let (one, other) = (watcher(Place::List(SellerId::new())), watcher(Place::List(SellerId::new())));
        let (gone, stays) = (hub.open(one).unwrap(), hub.open(other).unwrap());
        hub.end_all_but(&[one, other], &HashSet::from([other]));
        assert!(gone.over.is_cancelled() && !stays.over.is_cancelled());
        hub.close();
        assert!(stays.over.is_cancelled() && hub.open(other).is_none());
    }
}
