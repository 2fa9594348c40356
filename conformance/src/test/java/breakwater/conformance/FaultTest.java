package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real fault of a started server: from one call to the next its process may write no file any further (the kernel's RLIMIT_FSIZE, set from
 * outside). Changes are refused as a fault of the server and change nothing, and once the fault is over the same call succeeds without a
 * restart.
 */
final class FaultTest {

    @TempDir
    private static Path data;

    private static BuiltServer server;

    @BeforeAll
    static void start() {
        server = BuiltServer.keeping(data);
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
