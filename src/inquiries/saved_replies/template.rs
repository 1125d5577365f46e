//! Texts with gaps: `{{customer}}` stands for what is known only when the text is used. Pure.

/// Begins a gap.
const OPEN: &str = "{{";
/// Ends a gap.
const CLOSE: &str = "}}";

/// What a gap may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    /// The customer's name, as the seller sees it.
    Customer,
    /// The app's name.
    App,
    /// The moment by which the developer must answer.
    Due,
    /// The inquiry's number.
    Inquiry,
    /// Who answers.
    Agent,
    /// The seller's name.
    Seller,
}

impl Variable {
    /// All of them.
    pub const ALL: [Variable; 6] =
        [Variable::Customer, Variable::App, Variable::Due, Variable::Inquiry, Variable::Agent, Variable::Seller];

    /// The name between the braces.
    pub fn code(self) -> &'static str {
        match self {
            Variable::Customer => "customer",
            Variable::App => "app",
            Variable::Due => "due",
            Variable::Inquiry => "inquiry",
            Variable::Agent => "agent",
            Variable::Seller => "seller",
        }
    }

    /// The variable of a name.
    pub fn from_code(code: &str) -> Option<Variable> {
        Variable::ALL.into_iter().find(|variable| variable.code() == code)
    }

    /// As it stands in a text: `{{customer}}`.
    pub fn gap(self) -> String {
        format!("{OPEN}{}{CLOSE}", self.code())
    }
}

/// What fills the gaps, in the language of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// The customer's name, masked.
    pub customer: String,
    /// The app's name.
    pub app: String,
    /// The due moment, while the clock runs.
    pub due: Option<String>,
    /// The inquiry's number.
    pub inquiry: String,
    /// The name of who answers.
    pub agent: String,
    /// The seller's name.
    pub seller: String,
}

impl Values {
    fn of(&self, variable: Variable) -> Option<&str> {
        match variable {
            Variable::Customer => Some(&self.customer),
            Variable::App => Some(&self.app),
            Variable::Due => self.due.as_deref(),
            Variable::Inquiry => Some(&self.inquiry),
            Variable::Agent => Some(&self.agent),
            Variable::Seller => Some(&self.seller),
        }
    }
}

/// Why a gap cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// Nothing is called so.
    Unknown(String),
    /// Braces that open or close nothing.
    Unbalanced,
    /// The variable has no value here.
    Missing(Variable),
}

enum Piece<'a> {
    Words(&'a str),
    Gap(Variable),
}

/// Fills the gaps of a text. What fills a gap is not looked into again.
///
/// # Errors
/// When a gap cannot be filled.
pub fn expand(template: &str, values: &Values) -> Result<String, Unresolved> {
    let pieces = pieces(template)?.into_iter().map(|piece| match piece {
        Piece::Words(words) => Ok(words),
        Piece::Gap(variable) => values.of(variable).ok_or(Unresolved::Missing(variable)),
    });
    pieces.collect()
}

/// Whether every gap of a text has a name that is known.
///
/// # Errors
/// When one has not, or braces do not match.
pub fn check(template: &str) -> Result<(), Unresolved> {
    pieces(template).map(|_| ())
}

/// Whether a text still has something to fill in, known or not.
pub fn has_gap(text: &str) -> bool {
    text.contains(OPEN)
}

fn pieces(template: &str) -> Result<Vec<Piece<'_>>, Unresolved> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (name, behind) = after.split_once(CLOSE).ok_or(Unresolved::Unbalanced)?;
        if name.contains(['{', '\n']) {
            return Err(Unresolved::Unbalanced);
        }
        let name = name.trim();
        let variable = Variable::from_code(name).ok_or_else(|| Unresolved::Unknown(name.to_owned()))?;
        pieces.extend([words(before)?, Piece::Gap(variable)]);
        rest = behind;
    }
    pieces.push(words(rest)?);
    Ok(pieces)
}

fn words(text: &str) -> Result<Piece<'_>, Unresolved> {
    if text.contains(CLOSE) { Err(Unresolved::Unbalanced) } else { Ok(Piece::Words(text)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> Values {
        Values {
            customer: "김*늘".to_owned(),
            app: "별빛 농장".to_owned(),
            due: Some("11월 26일 15:20".to_owned()),
            inquiry: "Q-7K2M9P4T".to_owned(),
            agent: "오지후".to_owned(),
            seller: "달토끼 게임즈".to_owned(),
        }
    }

    #[test]
    fn gaps_are_filled_with_or_without_spaces_inside() {
        let filled =
            expand("{{customer}} 님, {{ app }}의 {{  seller\t}}입니다 ({{inquiry}}, {{due}}) {{agent}}", &values());
        assert_eq!(
            filled.as_deref(),
            Ok("김*늘 님, 별빛 농장의 달토끼 게임즈입니다 (Q-7K2M9P4T, 11월 26일 15:20) 오지후")
        );
    }

    #[test]
    fn what_has_no_name_no_value_or_no_end_is_refused() {
        for (text, refusal) in [
            ("{{customer.name}}", Unresolved::Unknown("customer.name".to_owned())),
            ("{{}}", Unresolved::Unknown(String::new())),
            ("{{Customer}}", Unresolved::Unknown("Customer".to_owned())),
            ("{{customer", Unresolved::Unbalanced),
            ("customer}}", Unresolved::Unbalanced),
            ("{{customer}} }}", Unresolved::Unbalanced),
            ("{{{customer}}}", Unresolved::Unbalanced),
            ("{{ a\nb }}", Unresolved::Unbalanced),
            ("{{a {{customer}}", Unresolved::Unbalanced),
        ] {
            assert_eq!(check(text), Err(refusal.clone()), "{text}");
            assert_eq!(expand(text, &values()), Err(refusal), "{text}");
        }
        let overdue = Values { due: None, ..values() };
        assert_eq!(check("{{due}}"), Ok(()));
        assert_eq!(expand("{{due}}", &overdue), Err(Unresolved::Missing(Variable::Due)));
    }

    #[test]
    fn what_fills_a_gap_is_not_filled_again() {
        let odd = Values { customer: "{{agent}}".to_owned(), ..values() };
        let filled = expand("{{customer}}", &odd);
        assert_eq!(filled.as_deref(), Ok("{{agent}}"));
        assert!(filled.is_ok_and(|text| has_gap(&text)), "and such an answer is refused");
    }

    #[test]
    fn single_braces_are_words() {
        assert_eq!(expand("{ \"a\": { } } }", &values()).as_deref(), Ok("{ \"a\": { } } }"));
    }

    fn piece() -> impl Strategy<Value = (String, String)> {
        let words = "[^{}]{0,12}".prop_map(|words| (words.clone(), words));
        let gap =
            (prop::sample::select(Variable::ALL.to_vec()), " {0,2}", " {0,2}").prop_map(|(variable, left, right)| {
                let value = values().of(variable).unwrap_or_default().to_owned();
                (format!("{{{{{left}{}{right}}}}}", variable.code()), value)
            });
        prop_oneof![words, gap]
    }

    proptest! {
        #[test]
        fn every_text_of_words_and_gaps_is_filled_piece_by_piece(pieces in prop::collection::vec(piece(), 0..12)) {
            let (text, filled): (String, String) = pieces.into_iter().unzip();
            prop_assert_eq!(expand(&text, &values()), Ok(filled.clone()));
            prop_assert!(!has_gap(&filled));
        }

        #[test]
        fn whatever_is_typed_is_filled_or_refused_as_the_check_says(text in "([{}a ]|\\{\\{|\\}\\}|customer|due|가|\n){0,30}") {
            let filled = expand(&text, &values());
            prop_assert_eq!(check(&text).err(), filled.clone().err());
            if let Ok(filled) = filled {
                prop_assert!(!has_gap(&filled), "{} became {}", text, filled);
            }
        }
    }
}
