//! Words that stand on every page.

use super::messages;

messages! {
    brand() { ko: "고객의 소리", en: "Voice of Customer" }
}
