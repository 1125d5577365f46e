use super::*;

const PASSWORD: &str = "p@ss/wörd:%";
const IN_URL: &str = "portal:p%40ss%2Fw%C3%B6rd%3A%25";

fn sign_in(mechanism: &'static str) -> Option<SignIn> {
    Some(SignIn { mechanism, user: "portal", password: PASSWORD })
}

async fn encrypting(sign_in: Option<SignIn>) -> SmtpServer {
    SmtpServer::offering(Offers { start_tls: true, sign_in, ..Offers::default() }).await
}

#[tokio::test]
async fn starttls_checks_the_certificate_and_signs_in() {
    for mechanism in ["PLAIN", "LOGIN"] {
        let server = encrypting(sign_in(mechanism)).await;
        let port = server.address().port();
        let smtp = smtp_at(&format!("smtp+starttls://{IN_URL}@localhost:{port}?ca={CA_PEM_PATH}"));
        for _ in 0..2 {
            let outcome = send_one(&smtp).await;
            assert!(is_handed_over(&outcome), "{outcome:?}");
        }
        assert!(server.messages().iter().all(|message| message.encrypted));
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn smtps_is_encrypted_from_the_first_byte() {
    let server = SmtpServer::offering(Offers { implicit_tls: true, ..Offers::default() }).await;
    let smtp = smtp_at(&format!("smtps://{}?ca={CA_PEM_PATH}", server.address()));
    let message = big_message();
    assert!(is_handed_over(&send(&smtp, &envelope(), &message).await));
    assert!(server.messages()[0].data == message);
    assert!(server.messages()[0].encrypted);
}

#[tokio::test]
async fn the_phase_of_a_loss_is_right_under_encryption_too() {
    let server = SmtpServer::offering(Offers { implicit_tls: true, ..Offers::default() }).await;
    let smtp = smtp_at(&format!("smtps://{}?ca={CA_PEM_PATH}", server.address()));
    server.once(At::Body, Fault::Drop);
    let outcome = send(&smtp, &envelope(), &big_message()).await;
    assert!(matches!(outcome, Outcome::Deferred(Trouble::Lost { step: Step::Body, .. })), "{outcome:?}");
    server.once(At::FinalDot, Fault::Drop);
    let outcome = send_one(&smtp).await;
    assert!(matches!(outcome, Outcome::Unknown(Trouble::Lost { step: Step::FinalDot, .. })), "{outcome:?}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_stops_the_mail_where_tls_is_required() {
    let server = encrypting(None).await;
    let outcome = send_one(&smtp_at(&format!("{}?tls=required&ca={CA_PEM_PATH}", server.url()))).await;
    assert!(is_handed_over(&outcome), "{outcome:?}");
    let outcome = send_one(&smtp_at(&format!("{}?tls=required", server.url()))).await;
    assert!(matches!(outcome, Outcome::Deferred(Trouble::Lost { step: Step::Handshake, .. })), "{outcome:?}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn opportunistic_encrypts_when_offered_and_goes_on_when_not() {
    let server = encrypting(None).await;
    assert!(is_handed_over(&send_one(&smtp(&server)).await));
    assert!(server.messages()[0].encrypted);
    let plain = SmtpServer::start().await;
    assert!(is_handed_over(&send_one(&smtp(&plain)).await));
    assert!(!plain.messages()[0].encrypted);
    assert!(is_handed_over(&send_one(&smtp_at(&format!("{}?tls=none", server.url()))).await));
    assert!(!server.messages()[1].encrypted);
}

#[tokio::test]
async fn required_and_not_offered_defers_without_a_word_of_the_message() {
    let server = SmtpServer::start().await;
    let outcome = send_one(&smtp_at(&format!("{}?tls=required&ca={CA_PEM_PATH}", server.url()))).await;
    assert_eq!(outcome, Outcome::Deferred(Trouble::NoStartTls));
    assert!(!server.commands().iter().any(|line| line.starts_with("MAIL")));
}

#[tokio::test]
async fn words_slipped_in_behind_starttls_end_the_connection() {
    let server = encrypting(None).await;
    server.once(At::StartTls, Fault::answer("220 go ahead\r\n250 forged"));
    assert_eq!(send_one(&smtp(&server)).await, Outcome::Deferred(Trouble::Malformed(Step::StartTls)));
}

#[tokio::test]
async fn a_wrong_password_defers_so_that_no_mail_is_lost_for_it() {
    let server = encrypting(sign_in("PLAIN")).await;
    let address = server.address();
    let outcome = send_one(&smtp_at(&format!("smtp://portal:wrong@{address}?ca={CA_PEM_PATH}"))).await;
    assert_eq!(outcome, Outcome::Deferred(answered(Step::Auth, 535, "5.7.8 wrong user or password")));
    let outcome = send_one(&smtp_at(&format!("smtp://{address}"))).await;
    assert_eq!(outcome, Outcome::Deferred(answered(Step::Mail, 530, "5.7.0 sign in first")));
}

#[tokio::test]
async fn a_relay_that_offers_no_known_sign_in_defers() {
    let server = encrypting(sign_in("CRAM-MD5")).await;
    let outcome = send_one(&smtp_at(&format!("smtp://{IN_URL}@{}?ca={CA_PEM_PATH}", server.address()))).await;
    assert_eq!(outcome, Outcome::Deferred(Trouble::NoSignIn));
}

#[test]
fn an_authority_file_that_cannot_be_used_is_named() {
    let with_ca = |ca: &str| {
        let url = SmtpUrl::parse(&format!("smtps://mail.example?ca={ca}")).unwrap();
        Smtp::new(url, settings()).unwrap_err().to_string()
    };
    assert!(with_ca("/no/such.pem").contains("/no/such.pem"));
    assert!(with_ca(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).contains("there is none in it"));
}
