package breakwater.app.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes keys and certificates. The only class that touches BouncyCastle, so that a start that finds its certificates in
 * place never loads it. P-256 throughout: every client of the last fifteen years takes it, and a key costs a millisecond.
 */
final class CertificateMaker {
    /** Clocks of clients may be behind ours. */
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateMaker() {
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    static X509Certificate authority(KeyPair keys, Instant now, Duration validity) {
        X500Principal name = new X500Principal("CN=Breakwater local authority " + Long.toHexString(RANDOM.nextLong()));
        try {
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(name, serial(),
                    Date.from(now.minus(BACKDATED)), Date.from(now.plus(validity)), name, keys.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            certificate.addExtension(Extension.subjectKeyIdentifier, false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return signed(certificate, keys.getPrivate());
        } catch (CertIOException | GeneralSecurityException e) {
            throw new UnusableTls("cannot make a certificate authority", e);
        }
    }

    static X509Certificate server(KeyPair keys, X509Certificate authority, PrivateKey authorityKey,
            Collection<String> names, Instant now, Duration validity) {
        return leaf(keys, authority, authorityKey, names, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth), now, validity);
    }

    /** A certificate for either end of a mutually authenticated stream. */
    static X509Certificate link(KeyPair keys, X509Certificate authority, PrivateKey authorityKey, String name, Instant now,
            Duration validity) {
        return leaf(keys, authority, authorityKey, List.of(name), new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}), now, validity);
    }

    private static X509Certificate leaf(KeyPair keys, X509Certificate authority, PrivateKey authorityKey,
            Collection<String> names, ExtendedKeyUsage purpose, Instant now, Duration validity) {
        GeneralName[] alternatives = names.stream()
                .map(name -> new GeneralName(address(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(authority, serial(),
                    Date.from(now.minus(BACKDATED)), Date.from(now.plus(validity)),
                    new X500Principal("CN=Breakwater"), keys.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            certificate.addExtension(Extension.extendedKeyUsage, false, purpose);
            certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            certificate.addExtension(Extension.authorityKeyIdentifier, false,
                    identifiers.createAuthorityKeyIdentifier(authority));
            certificate.addExtension(Extension.subjectKeyIdentifier, false,
                    identifiers.createSubjectKeyIdentifier(keys.getPublic()));
            return signed(certificate, authorityKey);
        } catch (CertIOException | GeneralSecurityException e) {
            throw new UnusableTls("cannot make a certificate", e);
        }
    }

    private static boolean address(String name) {
        return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** 127 random bits: positive, and never twice. */
    private static BigInteger serial() {
        return new BigInteger(127, RANDOM);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter().getCertificate(
                    certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
