//! What the owners of the demo say of their apps.

use super::cast::{CATS, Cast, FARM, HAERIN, HARBOR, JIHU};
use crate::{app::App, lang::Lang, sellers::AppSettings, team, work::Actor};

/// What an owner says of an app.
struct Said {
    app: &'static str,
    by: &'static str,
    phone: Option<&'static str>,
    /// Korean and English.
    texts: (Option<&'static str>, Option<&'static str>),
    answers: &'static [Lang],
    mail_lang: Lang,
}

const SAID: [Said; 3] = [
    Said {
        app: FARM,
        by: JIHU,
        phone: Some("1588-0000"),
        texts: (
            Some(
                "평일 10시부터 18시까지 답합니다.\n\n산 것이 들어오지 않았다면 먼저 앱을 완전히 껐다가 다시 켜 보세요. 그래도 없으면 구매한 때와 상품 이름을 적어 주세요.",
            ),
            Some(
                "We answer on weekdays, 10:00 to 18:00 in Seoul.\n\nIf something you bought did not arrive, please close the app completely and open it again. If it is still missing, tell us when you bought it and what it is called.",
            ),
        ),
        answers: &[Lang::Ko, Lang::En],
        mail_lang: Lang::Ko,
    },
    Said {
        app: CATS,
        by: JIHU,
        phone: None,
        texts: (Some("오류를 알려 주실 때는 기기 이름과 앱 버전을 함께 적어 주시면 더 빨리 도울 수 있습니다."), None),
        answers: &[Lang::Ko],
        mail_lang: Lang::Ko,
    },
    Said {
        app: HARBOR,
        by: HAERIN,
        phone: None,
        texts: (None, None),
        answers: &[Lang::Ko, Lang::En],
        mail_lang: Lang::En,
    },
];

/// Owners set their apps up.
pub(super) async fn set_up(app: &App, cast: &Cast) -> anyhow::Result<()> {
    for said in &SAID {
        let settings = AppSettings {
            phone: said.phone.map(crate::text::PhoneNumber::parse).transpose()?,
            mail_lang: said.mail_lang,
            text_ko: said.texts.0.map(str::parse).transpose()?,
            text_en: said.texts.1.map(str::parse).transpose()?,
            answer_langs: Some(said.answers.to_vec()),
        };
        let mut work = app.work(Actor::Member(cast.user(said.by)?)).await?;
        let saved = team::save_app_settings(&mut work, cast.app(said.app)?, Some(0), &settings).await?;
        saved.map_err(|refusal| anyhow::anyhow!("the owner could not set up {}: {refusal:?}", said.app))?;
        work.commit().await?;
    }
    Ok(())
}
