//! Who may have a connection: so many in all, so many for one address.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ipnet::IpNet;

use super::Limits;

/// The places of one listener.
#[derive(Debug, Clone)]
pub(super) struct Places(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    most: usize,
    per_address: usize,
    trusted: Vec<IpNet>,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_network: HashMap<IpAddr, usize>,
}

/// A connection's place, given back when dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    network: Option<IpAddr>,
}

impl Places {
    pub(super) fn new(limits: &Limits) -> Places {
        Places(Arc::new(Shared {
            most: limits.connections,
            per_address: limits.per_address,
            trusted: limits.trusted_proxies.clone(),
            taken: Mutex::default(),
        }))
    }

    /// A place for a peer, while there is one.
    pub(super) fn take(&self, peer: IpAddr) -> Option<Place> {
        let network = self.counted(peer);
        let mut taken = self.taken();
        if taken.all >= self.0.most {
            return None;
        }
        if let Some(network) = network {
            let its = taken.by_network.entry(network).or_default();
            if *its >= self.0.per_address {
                return None;
            }
            *its += 1;
        }
        taken.all += 1;
        Some(Place { places: self.clone(), network })
    }

    /// What a peer is counted as. Whoever has one IPv6 address usually has its whole /64 network.
    fn counted(&self, peer: IpAddr) -> Option<IpAddr> {
        let peer = peer.to_canonical();
        if peer.is_loopback() || self.0.trusted.iter().any(|network| network.contains(&peer)) {
            return None;
        }
        Some(match peer {
            IpAddr::V4(_) => peer,
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.all -= 1;
        if let Some(network) = self.network
            && let Some(its) = taken.by_network.get_mut(&network)
        {
            *its -= 1;
            if *its == 0 {
                taken.by_network.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn places(connections: usize, per_address: usize) -> Places {
        let trusted_proxies = vec!["10.0.0.9/32".parse().unwrap()];
        Places::new(&Limits { connections, per_address, trusted_proxies, ..Limits::default() })
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_cannot_take_all_places() {
        let places = places(10, 2);
        let held = [places.take(ip("203.0.113.1")).unwrap(), places.take(ip("::ffff:203.0.113.1")).unwrap()];
        assert!(places.take(ip("203.0.113.1")).is_none());
        let other = places.take(ip("203.0.113.2"));
        assert!(other.is_some(), "another address is not concerned");
        drop(held);
        assert!(places.take(ip("203.0.113.1")).is_some(), "given back");
        drop(other);
        assert!(places.taken().by_network.is_empty(), "nothing is remembered of who has left");
    }

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        let places = places(10, 1);
        let _held = places.take(ip("2001:db8:1:2::1")).unwrap();
        assert!(places.take(ip("2001:db8:1:2:ffff::2")).is_none());
        assert!(places.take(ip("2001:db8:1:3::1")).is_some());
    }

    #[test]
    fn a_trusted_proxy_and_this_machine_may_use_all_places_but_no_more() {
        let places = places(4, 1);
        let peers = ["10.0.0.9", "10.0.0.9", "127.0.0.1", "::1"];
        let _held: Vec<_> = peers.iter().map(|peer| places.take(ip(peer)).unwrap()).collect();
        assert!(places.take(ip("10.0.0.9")).is_none());
    }
}
