//! `devcenter user add`, `devcenter user password` and `devcenter user reset-second-factor`.

use std::{
    io::{BufRead, IsTerminal},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::store::{Aim, Store};
use crate::{
    auth::{self, MemberRole, NewUser, StaffRole},
    config::Config,
    lang::Lang,
    sellers,
    text::{DisplayName, EmailAddress},
    work::Actor,
};

#[derive(Debug, Args)]
#[command(after_help = "\
The password is asked for, or read from standard input when that is no terminal:
  devcenter user password --email kim@example.com
  devcenter user add --email lee@store.example --name 이든 --admin
  echo 'a long password' | devcenter user add --email kim@example.com --name 김하늘 --seller S-1001 --role owner
  echo 'another one' | devcenter user password --email kim@example.com")]
pub(super) struct UserArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a person
    Add(AddArgs),
    /// Set a password; the person is signed out everywhere
    Password(PersonArgs),
    /// Take the second factor away from who has lost phone and recovery codes; the person is signed out everywhere
    ResetSecondFactor(PersonArgs),
}

#[derive(Debug, Args)]
struct AddArgs {
    /// The address to sign in with
    #[arg(long)]
    email: EmailAddress,
    /// The name that others see
    #[arg(long)]
    name: DisplayName,
    /// The number of the seller to belong to
    #[arg(long, requires = "role")]
    seller: Option<String>,
    /// The role in the seller
    #[arg(long, value_enum, requires = "seller")]
    role: Option<SellerRole>,
    /// The role in operations
    #[arg(long, value_enum)]
    staff: Option<OperationsRole>,
    /// The same as --staff admin: the first admin invites everybody else
    #[arg(long, conflicts_with = "staff")]
    admin: bool,
    /// The language of pages and mails: ko or en
    #[arg(long, default_value = "ko", value_parser = |code: &str| Lang::from_code(code).ok_or("ko or en"))]
    lang: Lang,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Args)]
struct PersonArgs {
    /// The address to sign in with
    #[arg(long)]
    email: EmailAddress,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SellerRole {
    Owner,
    Manager,
    Agent,
    Viewer,
}

impl From<SellerRole> for MemberRole {
    fn from(role: SellerRole) -> Self {
        match role {
            SellerRole::Owner => MemberRole::Owner,
            SellerRole::Manager => MemberRole::Manager,
            SellerRole::Agent => MemberRole::Agent,
            SellerRole::Viewer => MemberRole::Viewer,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OperationsRole {
    Agent,
    Lead,
    Auditor,
    Admin,
}

impl From<OperationsRole> for StaffRole {
    fn from(role: OperationsRole) -> Self {
        match role {
            OperationsRole::Agent => StaffRole::Agent,
            OperationsRole::Lead => StaffRole::Lead,
            OperationsRole::Auditor => StaffRole::Auditor,
            OperationsRole::Admin => StaffRole::Admin,
        }
    }
}

pub(super) async fn user(args: UserArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Add(args) => add(args).await,
        What::Password(args) => password(args).await,
        What::ResetSecondFactor(args) => reset_second_factor(args).await,
    }
}

async fn add(args: AddArgs) -> anyhow::Result<ExitCode> {
    let password = auth::hash_password(&read_password()?)?;
    let store = Store::open(&args.config, Aim::Write).await?;
    let app = store.app(args.config).await?;
    let now = app.clock.now();
    let mut transaction = app.db.begin().await?;
    let user = NewUser { email: args.email.clone(), name: args.name, password, lang: args.lang };
    let Some(user) = auth::add_user(&mut transaction, &user, now).await? else {
        bail!("{0} is known already. Set its password with: devcenter user password --email {0}", args.email.as_str());
    };
    if let (Some(seller_no), Some(role)) = (&args.seller, args.role) {
        let seller = sellers::seller_by_no(&mut *transaction, seller_no).await?;
        let seller = seller.with_context(|| format!("There is no seller {seller_no}"))?;
        auth::join_seller(&mut transaction, seller, user, role.into(), now).await?;
    }
    if let Some(role) = args.staff.or(args.admin.then_some(OperationsRole::Admin)) {
        auth::join_staff(&mut transaction, user, role.into()).await?;
    }
    transaction.commit().await?;
    println!("{} can sign in at {}/sign-in.", args.email.as_str(), app.config.public_url());
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn password(args: PersonArgs) -> anyhow::Result<ExitCode> {
    let password = auth::hash_password(&read_password()?)?;
    let store = Store::open(&args.config, Aim::Write).await?;
    let mut connection = store.pool.acquire().await?;
    let known = auth::set_password(&mut connection, &args.email, &password).await?;
    drop(connection);
    store.close().await;
    if !known {
        bail!("Nobody signs in with {}. Add the person with: devcenter user add", args.email.as_str());
    }
    println!("The password of {} is set; all its sessions are ended.", args.email.as_str());
    Ok(ExitCode::SUCCESS)
}

/// For who can prove to the administrator who they are, but not to the portal.
async fn reset_second_factor(args: PersonArgs) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.config, Aim::Write).await?;
    let app = store.app(args.config).await?;
    let email = args.email.as_str();
    let Some(user) = auth::user_of(&app.db, &args.email).await? else { bail!("Nobody signs in with {email}.") };
    let mut work = app.work(Actor::System).await?;
    let removed = auth::second_factor::remove(&mut work, user).await?;
    auth::end_all_sessions(work.db(), user).await?;
    work.commit().await?;
    store.close().await;
    if !removed {
        bail!("{email} has no second factor.");
    }
    println!("The second factor of {email} is gone, and all its sessions are ended. The person is told by mail.");
    Ok(ExitCode::SUCCESS)
}

/// Asks without showing what is typed; a pipe is read for one line.
fn read_password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("Password: ").context("The password could not be read");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("The password could not be read")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
