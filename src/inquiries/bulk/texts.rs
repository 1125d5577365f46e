//! The words for each of many inquiries: one text whose gaps are filled with what is known of each.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{
    customers::masked_name,
    id::{InquiryId, UserId},
    inquiries::{
        State,
        hold::{Held, Hold},
        saved_replies::{Unresolved, Values, expand, has_gap},
    },
    lang::{Lang, format::Format},
    text::MessageBody,
    work::Work,
};

/// The zone of a customer who told none that is known.
const STORE_ZONE: Tz = Tz::Asia__Seoul;

/// What fills the gaps for one inquiry.
struct Known {
    inquiry_id: InquiryId,
    customer: String,
    zone: String,
    lang: Lang,
    app_ko: String,
    app_en: String,
    seller_ko: String,
    seller_en: String,
    agent: String,
}

impl Known {
    fn values(self, one: &Held, now: DateTime<Utc>) -> Values {
        let format = Format::new(self.lang, self.zone.parse().unwrap_or(STORE_ZONE), now);
        let runs = one.state == State::AwaitingDeveloper;
        let (app, seller) = match self.lang {
            Lang::Ko => (self.app_ko, self.seller_ko),
            Lang::En => (self.app_en, self.seller_en),
        };
        Values {
            customer: masked_name(&self.customer),
            app,
            due: one.reply_due_at.filter(|_| runs).map(|due| format.moment(due)),
            inquiry: one.no.of_inquiry(),
            agent: self.agent,
            seller,
        }
    }
}

/// The text for each of the inquiries, in their order; moments are each customer's.
pub(super) async fn texts(
    work: &mut Work,
    hold: &Hold,
    body: &MessageBody,
) -> sqlx::Result<Result<Vec<String>, Unresolved>> {
    if !has_gap(body.as_str()) {
        return Ok(Ok(vec![body.as_str().to_owned(); hold.held.len()]));
    }
    let now = work.now();
    let mut known = known(work, hold).await?;
    let filled = hold.held.iter().filter_map(|one| {
        let at = known.iter().position(|known| known.inquiry_id == one.inquiry_id)?;
        Some(expand(body.as_str(), &known.swap_remove(at).values(one, now)))
    });
    Ok(filled.collect())
}

async fn known(work: &mut Work, hold: &Hold) -> sqlx::Result<Vec<Known>> {
    sqlx::query_as!(
        Known,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", c.name as customer, c.zone, i.lang as "lang: Lang",
                  a.name_ko as app_ko, a.name_en as app_en, s.name_ko as seller_ko, s.name_en as seller_en,
                  u.name as agent
           from inquiries i
           join customers c using (customer_id)
           join apps a using (app_id)
           join sellers s on s.seller_id = i.seller_id
           join users u on u.user_id = $2
           where i.inquiry_id = any($1)"#,
        &hold.ids() as &[InquiryId],
        hold.member as UserId
    )
    .fetch_all(work.db())
    .await
}
