use super::*;

#[test]
fn names_host_port_and_encryption() {
    let cases = [
        ("smtp://mail.example", "mail.example", 25, Tls::Opportunistic),
        ("smtp://mail.example:1025/", "mail.example", 1025, Tls::Opportunistic),
        ("smtp://[::1]:1025", "::1", 1025, Tls::Opportunistic),
        ("smtp://mail.example?tls=none", "mail.example", 25, Tls::None),
        ("smtp://mail.example?tls=opportunistic", "mail.example", 25, Tls::Opportunistic),
        ("smtp://mail.example?tls=required", "mail.example", 25, Tls::StartTls),
        ("smtp://u:p@mail.example", "mail.example", 25, Tls::StartTls),
        ("smtp://u:p@127.0.0.1?tls=none", "127.0.0.1", 25, Tls::None),
        ("smtp+starttls://u:p@mail.example", "mail.example", 587, Tls::StartTls),
        ("smtps://u:p@mail.example", "mail.example", 465, Tls::Implicit),
        (" smtps://mail.example?tls=required\n", "mail.example", 465, Tls::Implicit),
    ];
    for (text, host, port, tls) in cases {
        let url = SmtpUrl::parse(text).unwrap();
        assert_eq!((url.host(), url.port(), url.tls()), (host, port, tls), "{text}");
    }
}

#[test]
fn says_what_is_wrong() {
    let fault = |text: &str| SmtpUrl::parse(text).unwrap_err();
    assert!(matches!(fault("mail.example"), SmtpUrlFault::NotUrl(_)));
    assert_eq!(fault("http://mail.example"), SmtpUrlFault::Scheme("http".into()));
    assert_eq!(fault("mail.example:25"), SmtpUrlFault::Scheme("mail.example".into()));
    assert_eq!(fault("smtp://"), SmtpUrlFault::NoHost);
    assert_eq!(fault("smtp:mail.example"), SmtpUrlFault::Path);
    assert_eq!(fault("smtp://mail.example:0"), SmtpUrlFault::Port);
    assert_eq!(fault("smtp://mail.example/inbox"), SmtpUrlFault::Path);
    assert_eq!(fault("smtp://u@mail.example"), SmtpUrlFault::HalfCredentials);
    assert_eq!(fault("smtp://:p@mail.example"), SmtpUrlFault::HalfCredentials);
    assert_eq!(fault("smtps://u:%FF@mail.example"), SmtpUrlFault::Credentials);
    assert_eq!(fault("smtps://u:a%00b@mail.example"), SmtpUrlFault::Credentials);
    assert_eq!(fault("smtp://mail.example?tsl=none"), SmtpUrlFault::Option("tsl".into()));
    assert_eq!(fault("smtp://mail.example?tls=yes"), SmtpUrlFault::TlsValue("yes".into()));
    assert_eq!(fault("smtp://u:p@mail.example?tls=opportunistic"), SmtpUrlFault::ExposedPassword);
    let contradiction = SmtpUrlFault::TlsContradiction { scheme: "smtps".into(), value: "none".into() };
    assert_eq!(fault("smtps://mail.example?tls=none"), contradiction);
}

#[test]
fn never_shows_its_password() {
    let url = SmtpUrl::parse("smtps://someone:hunter2@mail.example?tls=required").unwrap();
    let smtp = format!("{:?}", Smtp::new(url.clone(), settings()));
    for shown in [format!("{url:?}"), format!("{:?}", Some(url)), smtp] {
        assert!(!shown.contains("hunter2") && !shown.contains("someone"), "{shown}");
    }
    for bad in ["smtps://someone:hunter2@mail.example?x=y", "smtps://someone:hunter2@", "hunter2://someone:hunter2"] {
        let fault = SmtpUrl::parse(bad).unwrap_err();
        let said = fault.to_string() + &format!("{fault:?}");
        assert!(!said.contains("someone:"), "{said}");
    }
}
