package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real faults of a started server. From one call to the next its process may write no file any further (the kernel's RLIMIT_FSIZE, set from
 * outside): changes are refused as a fault of the server and change nothing, and once the fault is over the same call succeeds without a
 * restart. And it has few descriptors (RLIMIT_NOFILE), which the connections of clients can use up.
 */
final class FaultTest {

    /** What systems give to a process unless told otherwise, so that a build, too, is content with it. */
    private static final int DESCRIPTORS = 1_024;
    /** More than there is room for, as each takes two. */
    private static final int CROWD = 500;

    private static final String CLIENT = "127.10.0.1";

    @TempDir
    private static Path data;

    private static BuiltServer server;

    @BeforeAll
    static void start() {
        server = BuiltServer.keeping(data, DESCRIPTORS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void filesMayGrowTo(String bytes) {
        try {
            Process process = new ProcessBuilder("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":unlimited")
                    .inheritIO().start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("prlimit of util-linux").isZero();
        } catch (IOException e) {
            throw new AssertionError("prlimit of util-linux is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseDuringAFaultIsAnInternalErrorAndChangesNothing(Through way) {
        Account account = Account.rich(server);
        String security = EsaReleaseTest.buySecurity(account, EsaReleaseTest.buyPlan(account, 3));
        String pro = account.buyPro(1);
        OfficialClient client = account.through(way);
        filesMayGrowTo("1");
        try {
            Answer refused = client.call(Product.ESA, "ReleaseInstance", Map.of("InstanceId", security)).expectError("InternalError");
            assertThat(refused.status()).isIn(0, 400);
            assertThat(refused.message()).contains("An internal exception occurred, please try again later.");
            Answer remark = client.call(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", pro, "Remark", "lost"));
            assertThat(remark.code()).isIn("InternalError", "ServiceUnavailable");
            assertThat(List.of(0, 500, 503)).contains(remark.status());
        } finally {
            filesMayGrowTo("unlimited");
        }
        // The store opens its database anew, checks it, and goes on by itself.
        Patience.until("changes are taken again", () -> account.client().call(Product.BILLING, "SetRenewal", Map.of("InstanceIDs", pro,
                "ProductCode", "ddos", "ProductType", "ddoscoo", "RenewalStatus", "NotRenewal")).succeeded());
        assertThat(account.instance(pro).path("Remark").asText()).isEmpty();
        assertThat(EsaReleaseTest.row(account, security).path("ReserveReleaseTime").asText("")).isEmpty();
        client.call(Product.ESA, "ReleaseInstance", Map.of("InstanceId", security)).expectSuccess();
        assertThat(EsaReleaseTest.row(account, security).path("ReserveReleaseTime").asText()).isNotEmpty();
    }

    @Test
    void aNodeWithoutDescriptorsForNewConnectionsIsNotReadyAnswersCallsAndKeepsWhatItHas() {
        Account account = Account.rich(server);
        List<Visit> crowd = new ArrayList<>();
        try (EchoOrigin origin = EchoOrigin.start()) {
            ForwardedPort port = ForwardedPort.tcp(account, origin);
            try (Visit kept = port.visit(CLIENT)) {
                assertThat(kept.echoes("before")).isTrue();
                assertThat(page("/readyz").status()).isEqualTo(200);
                IntStream.range(0, CROWD).forEach(one -> crowd.add(port.visit(CLIENT)));
                Patience.until("it is not ready, and says why", () -> page("/readyz").status() == 503 && page("/readyz").text().contains("descriptors"));
                assertThat(page("/healthz").status()).as("it lives, and whoever restarted it would end what lives").isEqualTo(200);
                assertThat(account.instance(port.instance()).path("Ip").asText()).isEqualTo(port.address());
                assertThat(kept.echoes("while it is full")).isTrue();
            } finally {
                crowd.forEach(Visit::close);
            }
            Patience.until("it is ready again", () -> page("/readyz").status() == 200);
            Patience.until("new connections are taken again", () -> port.serves(CLIENT));
        }
    }

    private static RawCall.Reply page(String path) {
        return RawCall.get(server.endpoint(), path);
    }

    @Test
    void theNpmClientsAreToldOfAnInternalErrorToo() throws IOException, InterruptedException {
        NodeClientsTest.install();
        Account account = Account.rich(server);
        String security = EsaReleaseTest.buySecurity(account, EsaReleaseTest.buyPlan(account, 3));
        filesMayGrowTo("1");
        try {
            NodeClientsTest.runFile(BuiltServer.root().resolve("conformance/node/fault/release.test.js"), account,
                    Map.of("BREAKWATER_INSTANCE", security));
        } finally {
            filesMayGrowTo("unlimited");
        }
        Patience.until("changes are taken again",
                () -> account.client().call(Product.RAM, "CreateUser", Map.of("UserName", "afterwards")).succeeded());
        assertThat(EsaReleaseTest.row(account, security).path("ReserveReleaseTime").asText("")).isEmpty();
        EsaReleaseTest.release(account.client(), security).expectSuccess();
        assertThat(EsaReleaseTest.row(account, security).path("ReserveReleaseTime").asText()).isNotEmpty();
    }
}
