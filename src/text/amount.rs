//! Sums of money.

use std::{fmt, str::FromStr};

use unicode_normalization::UnicodeNormalization;

use super::TextError;

/// The most that an amount can be, in minor units: ten thousand million dollars, a million million won. Far above any
/// purchase of an app store (web payments end at KRW 500,000), far below where sums of sums would overflow.
pub const MAX_AMOUNT_MINOR: i64 = 1_000_000_000_000;

/// Longer texts are refused unread.
const MAX_INPUT_BYTES: usize = 64;

/// Currencies without minor units (ISO 4217).
const WHOLE: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
];
/// Currencies with a thousand minor units (ISO 4217).
const THOUSANDTHS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
/// Signs and words that people write beside a number, after compatibility normalisation.
const SIGNS: &[(&str, &[&str])] =
    &[("KRW", &["₩", "원"]), ("USD", &["US$", "$"]), ("EUR", &["€"]), ("JPY", &["¥", "円"])];

/// A currency: three letters of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The won, the store's first currency.
    pub const KRW: Currency = Currency(*b"KRW");

    /// Reads three letters of any case.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let letters: [u8; 3] =
            text.trim().to_ascii_uppercase().as_bytes().try_into().map_err(|_| TextError::NotAllowed)?;
        if letters.iter().all(u8::is_ascii_uppercase) { Ok(Self(letters)) } else { Err(TextError::NotAllowed) }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Digits behind the point.
    pub fn decimals(self) -> u32 {
        match self.code() {
            code if WHOLE.contains(&code) => 0,
            code if THOUSANDTHS.contains(&code) => 3,
            _ => 2,
        }
    }

    fn signs(self) -> &'static [&'static str] {
        SIGNS.iter().find(|(code, _)| *code == self.code()).map_or(&[], |(_, signs)| signs)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::parse(text)
    }
}

/// A sum of money, in minor units of its currency: never negative, at most [`MAX_AMOUNT_MINOR`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    minor: i64,
    currency: Currency,
}

impl Amount {
    /// The sum of a stored row.
    ///
    /// # Errors
    /// When it is negative or above the maximum.
    pub fn of_minor(minor: i64, currency: Currency) -> Result<Self, TextError> {
        if (0..=MAX_AMOUNT_MINOR).contains(&minor) { Ok(Self { minor, currency }) } else { Err(TextError::NotAllowed) }
    }

    /// Reads a sum as people write it: `11,000`, `₩11,000`, `11,000원`, `KRW 11000`, `11000.50`. A comma groups thousands and
    /// nothing else; a point only where the currency has minor units. What could be read in two ways is refused.
    ///
    /// # Errors
    /// When it is empty, no such number, or above the maximum.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, TextError> {
        if text.len() > MAX_INPUT_BYTES {
            return Err(TextError::TooLong { max: MAX_INPUT_BYTES, is: text.len() });
        }
        let text: String = text.nfkc().collect();
        let number = without_currency(text.trim(), currency);
        if number.is_empty() {
            return Err(TextError::Empty);
        }
        let minor = parse_minor(number, currency.decimals()).ok_or(TextError::NotAllowed)?;
        Self::of_minor(minor, currency)
    }

    /// In minor units, as stored.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// Its currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The number with its thousands grouped, without the currency: `11,000`, `11,000.50`.
    pub fn grouped(self) -> String {
        let decimals = self.currency.decimals();
        let unit = 10_i64.pow(decimals);
        let whole = group(self.minor / unit);
        match decimals {
            0 => whole,
            _ => format!("{whole}.{:0width$}", self.minor % unit, width = decimals as usize),
        }
    }
}

impl fmt::Display for Amount {
    /// The same in every language: `KRW 11,000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.grouped())
    }
}

/// Takes the sign or code of the currency from one end of the text.
fn without_currency(text: &str, currency: Currency) -> &str {
    let marks = currency.signs().iter().copied().chain([currency.code()]);
    let bare = marks.filter_map(|mark| text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))).next();
    bare.unwrap_or(text).trim()
}

fn parse_minor(number: &str, decimals: u32) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let fraction = match fraction {
        Some(digits) if is_digits(digits) && digits.len() <= decimals as usize => digits,
        Some(_) => return None,
        None => "",
    };
    if !is_grouped(whole) {
        return None;
    }
    let padding = "0".repeat(decimals as usize - fraction.len());
    format!("{}{fraction}{padding}", whole.replace(',', "")).parse().ok()
}

/// Digits alone, or in groups of three behind the first.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    is_digits(first) && (!grouped || first.len() <= 3) && groups.all(|group| group.len() == 3 && is_digits(group))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn group(whole: i64) -> String {
    let digits = whole.to_string();
    let first = digits.len() % 3;
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == first {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const USD: Currency = Currency(*b"USD");
    const KWD: Currency = Currency(*b"KWD");

    #[test]
    fn sums_are_read_as_people_write_them() {
        for text in [
            "11000",
            "11,000",
            "₩11,000",
            "￦11,000",
            "₩ 11,000",
            "11,000원",
            "11,000 원",
            "KRW 11,000",
            "１１，０００",
            " 11000 KRW ",
        ] {
            assert_eq!(Amount::parse(text, Currency::KRW).map(Amount::minor), Ok(11_000), "{text}");
        }
        for (text, currency, minor) in [
            ("11000.50", USD, 1_100_050),
            ("$1,234.5", USD, 123_450),
            ("US$0.99", USD, 99),
            ("5", USD, 500),
            ("1.234", KWD, 1_234),
        ] {
            assert_eq!(Amount::parse(text, currency).map(Amount::minor), Ok(minor), "{text}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for text in [
            "11.000",
            "11,00",
            "1,1000",
            "11000.",
            ".5",
            ",000",
            "11,000,",
            "-11000",
            "+5",
            "1e4",
            "만원",
            "₩₩5",
            "$5",
            "5 5",
            "0x10",
            "11,000.00",
        ] {
            assert_eq!(Amount::parse(text, Currency::KRW), Err(TextError::NotAllowed), "{text}");
        }
        for text in ["1.234", "1,00", "₩5", "1.2.3"] {
            assert_eq!(Amount::parse(text, USD), Err(TextError::NotAllowed), "{text}");
        }
        assert_eq!(Amount::parse(" ₩ ", Currency::KRW), Err(TextError::Empty));
    }

    #[test]
    fn sums_end_at_a_million_million() {
        assert!(Amount::parse("1,000,000,000,000", Currency::KRW).is_ok());
        assert_eq!(Amount::parse("1,000,000,000,001", Currency::KRW), Err(TextError::NotAllowed));
        assert_eq!(Amount::parse(&"9".repeat(60), Currency::KRW), Err(TextError::NotAllowed));
        assert!(matches!(Amount::parse(&"9".repeat(1 << 20), Currency::KRW), Err(TextError::TooLong { .. })));
        assert!(Amount::of_minor(-1, Currency::KRW).is_err());
    }

    #[test]
    fn sums_are_shown_grouped() {
        for (minor, currency, shown) in [
            (0, Currency::KRW, "KRW 0"),
            (900, Currency::KRW, "KRW 900"),
            (11_000, Currency::KRW, "KRW 11,000"),
            (MAX_AMOUNT_MINOR, Currency::KRW, "KRW 1,000,000,000,000"),
            (1_100_050, USD, "USD 11,000.50"),
            (5, USD, "USD 0.05"),
            (1_234, KWD, "KWD 1.234"),
        ] {
            assert_eq!(Amount::of_minor(minor, currency).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn a_currency_has_three_letters() {
        assert_eq!(Currency::parse(" krw "), Ok(Currency::KRW));
        for text in ["", "KR", "KRWW", "K1W", "원", "₩"] {
            assert_eq!(Currency::parse(text), Err(TextError::NotAllowed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(minor in 0..=MAX_AMOUNT_MINOR, currency in proptest::sample::select(vec![Currency::KRW, USD, KWD])) {
            let amount = Amount::of_minor(minor, currency).unwrap();
            prop_assert_eq!(Amount::parse(&amount.to_string(), currency), Ok(amount));
            prop_assert_eq!(Amount::parse(&amount.grouped(), currency), Ok(amount));
        }

        #[test]
        fn any_text_is_a_sum_within_the_limit_or_refused(text in "[0-9.,₩$원 -]{0,30}") {
            if let Ok(amount) = Amount::parse(&text, USD) {
                prop_assert!((0..=MAX_AMOUNT_MINOR).contains(&amount.minor()));
            }
        }
    }
}
