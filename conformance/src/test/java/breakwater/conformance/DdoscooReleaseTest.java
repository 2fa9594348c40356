package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The outcomes of ddoscoo's ReleaseInstance that a moved clock leads to, each through every official client and carriage. The others are in
 * {@link DdoscooReleaseUnmovedTest}.
 */
final class DdoscooReleaseTest {

    private final BuiltServer server = Servers.moving();

    static Answer release(OfficialClient client, String region, String instanceId) {
        return client.call(Product.DDOSCOO, "ReleaseInstance", Map.of("RegionId", region, "InstanceId", instanceId));
    }

    /** What may differ between two answers is the request id alone. */
    static String comparable(Answer answer) {
        String requestId = answer.body().path("RequestId").asText("");
        String message = requestId.isEmpty() ? answer.message() : answer.message().replace(requestId, "");
        return answer.status() + " " + answer.code() + " " + message.replaceAll("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", "");
    }

    @ParameterizedTest
    @EnumSource
    void aUserWithoutPermissionIsRefusedAndNothingHappens(Through way) {
        Account account = Account.rich(server);
        String id = account.buyPro(1);
        account.advancePastExpiry(id);
        Answer refused = release(way.as(server.endpoint(), account.user("reader", "AliyunYundunDDosCooReadOnlyAccess")), "cn-hangzhou", id);
        refused.expectError("NoPermission");
        assertThat(refused.status()).isIn(0, 403);
        assertThat(account.instance(id).path("Status").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aUserWithPermissionReleases(Through way) {
        Account account = Account.rich(server);
        String id = account.buyPro(1);
        account.advancePastExpiry(id);
        release(way.as(server.endpoint(), account.user("writer", "AliyunYundunDDosCooFullAccess")), "cn-hangzhou", id).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void unknownForeignElsewhereAndReleasedInstancesAreOneAnswer(Through way) {
        Account account = Account.rich(server);
        Account stranger = Account.rich(server);
        String foreign = stranger.buyPro(1);
        String elsewhere = account.buyPremium(1);
        String released = account.buyPro(1);
        account.advancePastExpiry(released);
        OfficialClient client = account.through(way);
        release(client, "cn-hangzhou", released).expectSuccess();

        String unknown = comparable(release(client, "cn-hangzhou", "ddoscoo-cn-zzzzzzzzzzz").expectError("InstanceNotFound"));
        assertThat(List.of(
                comparable(release(client, "cn-hangzhou", foreign)),
                comparable(release(client, "cn-hangzhou", elsewhere)),
                comparable(release(client, "cn-hangzhou", released)))).containsOnly(unknown);
        assertThat(stranger.instance(foreign).path("InstanceId").asText()).isEqualTo(foreign);
        assertThat(account.instance(elsewhere).path("InstanceId").asText()).isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredInstanceIsReleasedAndTheAnswerIsARequestIdAlone(Through way) {
        Account account = Account.rich(server);
        String id = account.buyPremium(1);
        account.advancePastExpiry(id);
        JsonNode body = release(account.through(way), "ap-southeast-1", id).expectSuccess();
        assertThat(body.properties()).extracting(Map.Entry::getKey).containsExactly("RequestId");
        assertThat(body.path("RequestId").asText()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(account.instance(id).isMissingNode()).isTrue();
        assertThat(account.call(Product.DDOSCOO, "DescribeInstanceStatus",
                Map.of("InstanceId", id, "ProductType", 2, "RegionId", "ap-southeast-1")).path("InstanceStatus").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void withoutARegionTheInstanceIsFoundWhereItIs(Through way) {
        Account account = Account.rich(server);
        String id = account.buyPro(1);
        account.advancePastExpiry(id);
        account.through(way).call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", id)).expectSuccess();
    }
}
