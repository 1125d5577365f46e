//! `devcenter doctor`: checks settings, database and mail server, and says what to do.

use std::{net::TcpListener, process::ExitCode, time::SystemTime};

use super::{
    advice::warnings,
    serve::transport,
    store::{Aim, Store, private_settings, schema_advice},
};
use crate::{
    config::Config,
    db::{self, embedded},
    outbox::Transport,
    rules::Rules,
};

/// What one check found.
enum Finding {
    Good(String),
    /// It works, but should be looked at before customers come.
    Warning(String),
    /// It does not work; what to do is part of the words.
    Bad(String),
}

/// Runs all checks; the exit code is 1 when one of them is bad.
pub(super) async fn doctor(config: Config) -> anyhow::Result<ExitCode> {
    let mut findings = settings(&config);
    findings.push(database(&config).await);
    findings.push(mail_server(&config).await);
    let mut healthy = true;
    for finding in &findings {
        match finding {
            Finding::Good(words) => println!("ok       {words}"),
            Finding::Warning(words) => println!("warning  {words}"),
            Finding::Bad(words) => {
                healthy = false;
                println!("BAD      {words}");
            }
        }
    }
    Ok(if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn settings(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    let public_url = config.public_url();
    findings.push(match TcpListener::bind(config.listen) {
        Ok(_) => Finding::Good(format!("{} can be listened on", config.listen)),
        Err(error) => Finding::Warning(format!(
            "{} cannot be listened on ({error}). Unless a portal runs there already, choose another with --listen",
            config.listen
        )),
    });
    findings.push(if public_url.is_https() {
        Finding::Good(format!("people open {public_url}"))
    } else {
        Finding::Warning(format!(
            "people open {public_url}, without TLS. For customers put a proxy with TLS in front and set PUBLIC_URL=https://…"
        ))
    });
    if config.secret.is_none() {
        findings.push(Finding::Warning(format!(
            "the key of signatures is kept in {}. Several processes need one SECRET for all of them",
            config.data_dir.display()
        )));
    }
    #[expect(clippy::disallowed_methods, reason = "there may be no database to ask for the time")]
    let now = SystemTime::now().into();
    let warned = Rules::of(config).map(|rules| warnings(config, &rules, now));
    findings.extend(warned.into_iter().flatten().map(Finding::Warning));
    findings
}

async fn database(config: &Config) -> Finding {
    if config.database_url.is_some() {
        return schema(config, "DATABASE_URL").await;
    }
    let settings = private_settings(config, Aim::Look);
    match embedded::look(&settings) {
        Ok(embedded::Outlook { made: false, programs, major }) => Finding::Good(format!(
            "the first start makes a private database in {}, with PostgreSQL {major} from {}",
            settings.home.display(),
            programs.display()
        )),
        Ok(_) => schema(config, "the private database").await,
        Err(error) => Finding::Bad(format!("the private database: {error}")),
    }
}

/// Compares the schema, and changes nothing.
async fn schema(config: &Config, kind: &str) -> Finding {
    let store = match Store::open(config, Aim::Look).await {
        Ok(store) => store,
        Err(error) => return Finding::Bad(format!("{kind}: {error:#}")),
    };
    let version = sqlx::query_scalar::<_, String>("show server_version").fetch_one(&store.pool).await;
    let found = db::schema(&store.pool).await;
    store.close().await;
    match (version, found.map(schema_advice)) {
        (Ok(version), Ok(None)) => Finding::Good(format!("{kind} answers: PostgreSQL {version}, schema up to date")),
        (Ok(_), Ok(Some(advice))) => Finding::Bad(advice),
        (Err(error), _) | (_, Err(error)) => Finding::Bad(format!("{kind} does not answer: {error}. Is it running?")),
    }
}

async fn mail_server(config: &Config) -> Finding {
    match transport(config) {
        Ok(Transport::Mailbox | Transport::Refusing { .. }) => Finding::Warning(
            "SMTP_URL is not set: no mail leaves, it is shown on /mailbox. Set SMTP_URL=smtp+starttls://user:password@host"
                .to_owned(),
        ),
        Ok(Transport::Smtp(smtp)) => match smtp.check().await {
            Ok(()) => Finding::Good("the mail server answers".to_owned()),
            Err(trouble) => Finding::Bad(format!("the mail server: {trouble}. Check host, port, user and password in SMTP_URL")),
        },
        Err(error) => Finding::Bad(format!("{error:#}")),
    }
}
