package breakwater.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final Instant NOW = InstantSource.system().instant();
    private static final Set<String> NAMES = ServerNames.with(List.of());

    @TempDir
    private Path folder;

    private TlsMaterial at(Instant now) {
        return new CertificateAuthority(folder, InstantSource.fixed(now)).material(NAMES);
    }

    private X509Certificate certificate(String file) {
        return PemFiles.readCertificates(folder.resolve(file)).getFirst();
    }

    @Test
    void aClientThatTrustsTheAuthorityReachesEveryNameOfTheService() throws SSLException {
        TlsMaterial material = at(NOW);
        SSLContext trust = CertificateAuthority.trust(material.authorityCertificate().orElseThrow());
        for (String name : List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "ddoscoo.cn-hangzhou.aliyuncs.com",
                "business.ap-southeast-1.aliyuncs.com", "esa.ap-southeast-1.aliyuncs.com", "ram.aliyuncs.com",
                "sts.cn-hangzhou.aliyuncs.com")) {
            handshake(material.context(), trust, name);
        }
        assertThatThrownBy(() -> handshake(material.context(), trust, "example.com")).isInstanceOf(SSLException.class);
    }

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        at(NOW);
        for (String key : List.of("ca.key", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key)))).isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca.pem")))).isEqualTo("rw-r--r--");
    }

    @Test
    void aSecondStartKeepsEverything() {
        at(NOW);
        X509Certificate authority = certificate("ca.pem");
        X509Certificate server = certificate("server.pem");
        at(NOW.plus(Duration.ofDays(100)));
        assertThat(certificate("ca.pem")).isEqualTo(authority);
        assertThat(certificate("server.pem")).isEqualTo(server);
    }

    @Test
    void aServerCertificateNearItsEndIsRenewedUnderTheSameAuthority() {
        at(NOW);
        X509Certificate authority = certificate("ca.pem");
        X509Certificate server = certificate("server.pem");
        Instant late = NOW.plus(CertificateAuthority.SERVER_VALID).minus(Duration.ofDays(30));
        at(late);
        assertThat(certificate("ca.pem")).isEqualTo(authority);
        assertThat(certificate("server.pem")).isNotEqualTo(server);
        assertThat(certificate("server.pem").getNotAfter().toInstant()).isAfter(late.plus(Duration.ofDays(390)));
    }

    @Test
    void aNewNameMakesANewServerCertificate() throws Exception {
        at(NOW);
        new CertificateAuthority(folder, InstantSource.fixed(NOW)).material(ServerNames.with(List.of("api.example.com")));
        assertThat(certificate("server.pem").getSubjectAlternativeNames()).anySatisfy(
                name -> assertThat(name.get(1)).isEqualTo("api.example.com"));
    }

    @Test
    void aDamagedServerCertificateIsReplacedAndADamagedAuthorityIsNot() throws IOException {
        at(NOW);
        Files.writeString(folder.resolve("server.key"), "nonsense", StandardCharsets.US_ASCII);
        at(NOW);
        assertThat(Files.readString(folder.resolve("server.key"), StandardCharsets.US_ASCII)).contains("PRIVATE KEY");
        Files.writeString(folder.resolve("ca.pem"), "nonsense", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> at(NOW)).isInstanceOf(UnusableTls.class).hasMessageContaining("ca.pem");
    }

    @Test
    void anExpiredAuthorityIsNotReplacedSilently() {
        at(NOW);
        assertThatThrownBy(() -> at(NOW.plus(Duration.ofDays(3651)))).isInstanceOf(UnusableTls.class).hasMessageContaining("expired on");
    }

    @Test
    void aCertificateThatAnOperatorBringsIsChecked(@TempDir Path other) {
        at(NOW);
        Path chain = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        InstantSource now = InstantSource.fixed(NOW);
        assertThat(CertificateAuthority.given(chain, key, now).authorityCertificate()).isEmpty();
        assertThatThrownBy(() -> CertificateAuthority.given(chain, folder.resolve("ca.key"), now))
                .isInstanceOf(UnusableTls.class).hasMessageContaining("does not belong");
        assertThatThrownBy(() -> CertificateAuthority.given(chain, key, InstantSource.fixed(NOW.plus(Duration.ofDays(400)))))
                .isInstanceOf(UnusableTls.class).hasMessageContaining("expired on");
        assertThatThrownBy(() -> CertificateAuthority.given(chain, chain, now)).isInstanceOf(UnusableTls.class)
                .hasMessageContaining("no PKCS #8 key");
        assertThatThrownBy(() -> CertificateAuthority.given(other.resolve("absent.pem"), key, now)).isInstanceOf(UnusableTls.class)
                .hasMessageContaining("cannot read");
    }

    /** A whole handshake in memory, with the client checking the name. */
    private static void handshake(SSLContext serving, SSLContext trusting, String name) throws SSLException {
        SSLEngine server = serving.createSSLEngine();
        server.setUseClientMode(false);
        SSLEngine client = trusting.createSSLEngine(name, 443);
        client.setUseClientMode(true);
        SSLParameters checked = client.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(checked);
        ByteBuffer toServer = ByteBuffer.allocate(65_536);
        ByteBuffer toClient = ByteBuffer.allocate(65_536);
        client.beginHandshake();
        server.beginHandshake();
        for (int turn = 0; turn < 40 && (handshaking(client) || handshaking(server)); turn++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
        }
        assertThat(handshaking(client)).isFalse();
    }

    private static boolean handshaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer plain = ByteBuffer.allocate(65_536);
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> engine.wrap(nothing, out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING -> {
                in.flip();
                if (in.hasRemaining()) {
                    engine.unwrap(in, plain);
                }
                in.compact();
            }
            case FINISHED -> assertThat(engine.getSession()).isNotNull();
        }
    }
}
