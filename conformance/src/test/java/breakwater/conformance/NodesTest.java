package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.UpdateAccessKeyRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes of production on one PostgreSQL database, one told by a file and one by its environment: one service with two addresses. */
final class NodesTest {

    @TempDir
    private static Path folder;

    private static Production production;
    private static BuiltServer one;
    private static BuiltServer other;

    @BeforeAll
    static void start() {
        production = new Production(folder);
        one = production.node("one");
        other = production.nodeByEnvironment("other");
    }

    @AfterAll
    static void stop() {
        try (BuiltServer first = one; BuiltServer second = other) {
            assertThat(first.printed()).contains("made the operator's account");
            assertThat(second.printed()).doesNotContain("made the operator's account");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOneNodeSoldTheOtherShowsKeepsAndGivesBack(Through way) {
        Account here = Account.rich(one);
        Account there = Account.known(other, here.id(), here.keys());
        String id = here.buyPro(1);
        assertThat(there.through(way).call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10",
                "RegionId", "cn-hangzhou")).expectSuccess().path("Instances").path(0).path("InstanceId").asText()).isEqualTo(id);
        DdoscooReleaseTest.release(there.through(way), "cn-hangzhou", id).expectError("InstanceNotExpire");
        there.refund(id);
        assertThat(here.instance(id).isMissingNode()).isTrue();
        DdoscooReleaseTest.release(here.through(way), "cn-hangzhou", id).expectError("InstanceNotFound");
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseScheduledOnOneNodeIsKnownToTheOther(Through way) {
        Account here = Account.rich(one);
        Account there = Account.known(other, here.id(), here.keys());
        String security = EsaReleaseTest.buySecurity(here, EsaReleaseTest.buyPlan(there, 3));
        EsaReleaseTest.release(there.through(way), security).expectSuccess();
        assertThat(EsaReleaseTest.reserved(here, security)).isEqualTo(EsaReleaseTest.reserved(there, security));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyMadeOnOneNodeOpensTheOther(Through way) {
        Account here = Account.rich(one);
        Keys user = here.user("roamer", "AliyunYundunDDosCooReadOnlyAccess");
        way.as(other.endpoint(), user).call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectSuccess();
    }

    @Test
    void aKeyTakenAwayOnOneNodeIsSoonRefusedByTheOther() {
        Account here = Account.rich(one);
        Keys user = here.user("leaver", "AliyunYundunDDosCooReadOnlyAccess");
        OfficialClient client = Through.CORE_GET.as(other.endpoint(), user);
        client.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectSuccess();
        here.typed().ram(ram -> ram.updateAccessKey(new UpdateAccessKeyRequest().setUserName("leaver").setUserAccessKeyId(user.id())
                .setStatus("Inactive")));
        Patience.until("the other node refuses the key",
                () -> client.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code().equals("InvalidAccessKeyId.Inactive"));
    }

    @Test
    void aNodeThatIsKilledLeavesTheOtherServing() {
        Account account;
        String id;
        try (BuiltServer third = production.nodeByEnvironment("third")) {
            account = Account.rich(third);
            id = account.buyPro(1);
            third.kill();
        }
        Account survived = Account.known(other, account.id(), account.keys());
        assertThat(survived.instance(id).path("Status").asInt()).isEqualTo(1);
        survived.refund(id);
        assertThat(survived.instance(id).isMissingNode()).isTrue();
    }
}
