//! Encrypting the connection to the relay: rustls with ring.

use std::{path::Path, sync::Arc};

use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
        pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
    },
};

use super::{SmtpUrl, Tls};

/// Why the relay cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum SetupFault {
    /// The file of `?ca=` cannot be used.
    #[error("the certificates of ?ca={path} cannot be read: {reason}")]
    Authority {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The system has no list of authorities to trust.
    #[error("this system has no certificate authorities (install ca-certificates, or give ?ca=/path/to.pem)")]
    NoAuthorities,
    /// The host cannot be the name in a certificate.
    #[error("{0:?} is no host name that a certificate can carry")]
    HostName(String),
    /// rustls refuses the settings.
    #[error(transparent)]
    Rustls(#[from] Error),
}

/// What is needed to encrypt a connection to one relay.
pub(super) struct Encryption {
    pub(super) connector: TlsConnector,
    pub(super) name: ServerName<'static>,
}

impl Encryption {
    /// `None` if the connection is never encrypted.
    ///
    /// # Errors
    /// When the certificates to trust cannot be read.
    pub(super) fn of(relay: &SmtpUrl) -> Result<Option<Encryption>, SetupFault> {
        let provider = Arc::new(ring::default_provider());
        let builder =
            ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
        let config = match relay.tls() {
            Tls::None => return Ok(None),
            Tls::Opportunistic => builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)))
                .with_no_client_auth(),
            Tls::StartTls | Tls::Implicit => {
                builder.with_root_certificates(authorities(relay.ca())?).with_no_client_auth()
            }
        };
        let name =
            ServerName::try_from(relay.host().to_owned()).map_err(|_| SetupFault::HostName(relay.host().to_owned()))?;
        Ok(Some(Encryption { connector: TlsConnector::from(Arc::new(config)), name }))
    }
}

fn authorities(ca: Option<&Path>) -> Result<RootCertStore, SetupFault> {
    let mut roots = RootCertStore::empty();
    match ca {
        Some(path) => {
            let fault = |reason: String| SetupFault::Authority { path: path.display().to_string(), reason };
            for certificate in CertificateDer::pem_file_iter(path).map_err(|e| fault(e.to_string()))? {
                roots.add(certificate.map_err(|e| fault(e.to_string()))?).map_err(|e| fault(e.to_string()))?;
            }
            if roots.is_empty() { Err(fault("there is none in it".to_owned())) } else { Ok(roots) }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            if roots.is_empty() { Err(SetupFault::NoAuthorities) } else { Ok(roots) }
        }
    }
}

/// Takes every certificate: opportunistic encryption keeps listeners out, it does not prove who answers (RFC 7435).
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
