package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.bssopenapi20171214.models.QueryAvailableInstancesRequest;
import com.aliyun.bssopenapi20171214.models.QueryAvailableInstancesResponseBody.QueryAvailableInstancesResponseBodyDataInstanceList;
import com.aliyun.bssopenapi20171214.models.RenewInstanceRequest;
import com.aliyun.bssopenapi20171214.models.SetRenewalRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of an Anti-DDoS instance: bought, expired, forwarding ended, renewed and back, expired again, released, gone. */
final class DdoscooLifeTest {

    private final Account account = Account.rich(Servers.moving());

    private int status(String id) {
        return account.call(Product.DDOSCOO, "DescribeInstanceStatus",
                Map.of("InstanceId", id, "ProductType", 1, "RegionId", "cn-hangzhou")).path("InstanceStatus").asInt();
    }

    private void renew(String id, String type, int months) {
        assertThat(account.typed().billing(client -> client.renewInstance(new RenewInstanceRequest().setInstanceId(id)
                .setProductCode("ddos").setProductType(type).setRenewPeriod(months))).getBody().getSuccess()).isTrue();
    }

    private Instant expires(String id) {
        return Instant.ofEpochMilli(account.instance(id).path("ExpireTime").asLong());
    }

    private List<QueryAvailableInstancesResponseBodyDataInstanceList> available() {
        return account.typed().billing(billing -> billing.queryAvailableInstances(new QueryAvailableInstancesRequest().setProductCode("ddos")
                .setPageNum(1).setPageSize(20))).getBody().getData().getInstanceList();
    }

    private BigDecimal spent() {
        return new BigDecimal("10000000").subtract(account.balance());
    }

    @Test
    void anInstanceLivesFromPurchaseToReleaseAsTheDocumentSays() {
        String id = account.buyPro(1);
        assertThat(id).matches("ddoscoo-cn-[0-9a-z]{11}");
        JsonNode bought = account.instance(id);
        assertThat(bought.path("Status").asInt()).isEqualTo(1);
        assertThat(bought.path("Enabled").asInt()).isEqualTo(1);
        assertThat(bought.path("DebtStatus").asInt()).isZero();
        assertThat(bought.path("Ip").asText()).startsWith("127.77.");
        assertThat(bought.path("CreateTime").asLong()).isLessThan(bought.path("ExpireTime").asLong());
        account.client().call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", id)).expectError("InstanceNotExpire");

        account.advancePastExpiry(id);
        JsonNode expired = account.instance(id);
        assertThat(expired.path("Status").asInt()).as("mitigation is off").isEqualTo(2);
        assertThat(expired.path("Enabled").asInt()).as("forwarding goes on").isEqualTo(1);
        assertThat(status(id)).isEqualTo(2);

        account.advance(Duration.ofDays(8));
        assertThat(account.instance(id).path("Enabled").asInt()).as("forwarding ended after seven days").isZero();

        Instant paid = account.now();
        renew(id, "ddoscoo", 1);
        JsonNode renewed = account.instance(id);
        assertThat(renewed.path("Status").asInt()).isEqualTo(1);
        assertThat(renewed.path("Enabled").asInt()).isEqualTo(1);
        assertThat(Instant.ofEpochMilli(renewed.path("ExpireTime").asLong())).as("a late renewal starts when it is paid")
                .isAfterOrEqualTo(paid.plus(Duration.ofDays(28))).isBeforeOrEqualTo(paid.plus(Duration.ofDays(32)));
        assertThat(renewed.path("Ip").asText()).as("the service address is kept").isEqualTo(bought.path("Ip").asText());

        account.advancePastExpiry(id);
        account.call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", id));
        assertThat(account.instance(id).isMissingNode()).isTrue();
        assertThat(status(id)).isEqualTo(4);
        account.client().call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", id)).expectError("InstanceNotFound");
    }

    @Test
    void anEarlyRenewalStartsAtTheEndOfThePeriodThatRuns() {
        String id = account.buyPremium(1);
        Instant expires = Instant.ofEpochMilli(account.instance(id).path("ExpireTime").asLong());
        renew(id, "ddosDip", 1);
        Instant renewed = Instant.ofEpochMilli(account.instance(id).path("ExpireTime").asLong());
        assertThat(Duration.between(expires, renewed)).isBetween(Duration.ofDays(28), Duration.ofDays(31));
    }

    @Test
    void aForgottenInstanceIsReleasedByTheServiceThirtyDaysAfterItExpired() {
        String id = account.buyPremium(1);
        account.advancePastExpiry(id);
        account.advance(Duration.ofDays(29));
        assertThat(account.instance(id).path("Status").asInt()).isEqualTo(2);
        account.advance(Duration.ofDays(1));
        assertThat(account.instance(id).isMissingNode()).isTrue();
    }

    @Test
    void anInstanceSetToRenewItselfIsRenewedBeforeItExpires() {
        String id = account.buyPro(1);
        Instant first = expires(id);
        account.typed().billing(billing -> billing.setRenewal(new SetRenewalRequest().setInstanceIDs(id).setProductCode("ddos").setProductType("ddoscoo")
                .setSubscriptionType("Subscription").setRenewalStatus("AutoRenewal").setRenewalPeriod(1).setRenewalPeriodUnit("M")));
        assertThat(available()).singleElement().satisfies(row -> {
            assertThat(row.getInstanceID()).isEqualTo(id);
            assertThat(row.getRenewStatus()).isEqualTo("AutoRenewal");
            assertThat(row.getStatus()).isEqualTo("Normal");
        });
        account.advance(Duration.between(account.now(), first).plusMinutes(1));
        assertThat(account.instance(id).path("Status").asInt()).isEqualTo(1);
        assertThat(Duration.between(first, expires(id))).isBetween(Duration.ofDays(28), Duration.ofDays(31));
        assertThat(spent()).isEqualByComparingTo("41600");

        account.typed().billing(billing -> billing.setRenewal(new SetRenewalRequest().setInstanceIDs(id).setProductCode("ddos").setProductType("ddoscoo")
                .setSubscriptionType("Subscription").setRenewalStatus("NotRenewal")));
        account.advancePastExpiry(id);
        assertThat(account.instance(id).path("Status").asInt()).isEqualTo(2);
    }
}
