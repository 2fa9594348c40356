package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The outcomes of ddoscoo's ReleaseInstance that need no moved clock, in development and in production, through every client and carriage. */
@ParameterizedClass
@EnumSource
final class DdoscooReleaseUnmovedTest {

    private final BuiltServer server;

    DdoscooReleaseUnmovedTest(Served where) {
        server = where.server();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingInstanceIdIsNamed(Through way) {
        Account.rich(server).through(way).call(Product.DDOSCOO, "ReleaseInstance", Map.of("RegionId", "cn-hangzhou")).expectError("MissingInstanceId");
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceThatHasNotExpiredStays(Through way) {
        Account account = Account.rich(server);
        String pro = account.buyPro(1);
        String premium = account.buyPremium(1);
        DdoscooReleaseTest.release(account.through(way), "cn-hangzhou", pro).expectError("InstanceNotExpire");
        DdoscooReleaseTest.release(account.through(way), "ap-southeast-1", premium).expectError("InstanceNotExpire");
        assertThat(account.instance(pro).path("Status").asInt()).isEqualTo(1);
        assertThat(account.instance(premium).path("Status").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceThatIsForeignElsewhereOrRefundedIsAnsweredLikeAnUnknownOne(Through way) {
        Account account = Account.rich(server);
        Account stranger = Account.rich(server);
        String foreign = stranger.buyPro(1);
        String elsewhere = account.buyPremium(1);
        String refunded = account.buyPro(1);
        account.refund(refunded);
        OfficialClient client = account.through(way);
        String unknown = DdoscooReleaseTest.comparable(
                DdoscooReleaseTest.release(client, "cn-hangzhou", "ddoscoo-cn-zzzzzzzzzzz").expectError("InstanceNotFound"));
        assertThat(List.of(foreign, elsewhere, refunded)).allSatisfy(id ->
                assertThat(DdoscooReleaseTest.comparable(DdoscooReleaseTest.release(client, "cn-hangzhou", id))).isEqualTo(unknown));
        assertThat(stranger.instance(foreign).path("Status").asInt()).isEqualTo(1);
        assertThat(account.instance(elsewhere).path("Status").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aUserNeedsAPolicyToBeToldThatItIsTooEarly(Through way) {
        Account account = Account.rich(server);
        String id = account.buyPro(1);
        Keys reader = account.user("reader", "AliyunYundunDDosCooReadOnlyAccess");
        DdoscooReleaseTest.release(way.as(server.endpoint(), reader), "cn-hangzhou", id).expectError("NoPermission");
        Keys writer = account.user("writer", "AliyunYundunDDosCooFullAccess");
        DdoscooReleaseTest.release(way.as(server.endpoint(), writer), "cn-hangzhou", id).expectError("InstanceNotExpire");
    }
}
