package breakwater.control.life;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole life of an Anti-DDoS instance through the public API. */
class DdosLifeTest {
    private final ControlFixture server = ControlFixture.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiCaller.Answer buy() {
        Map<String, String> parameters = new HashMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo",
                "SubscriptionType", "Subscription", "Period", "1"));
        String[][] components = {{"ServicePartner", "coop-line-001"}, {"PortCount", "50"}, {"DomainCount", "50"},
            {"BaseBandwidth", "30"}, {"Bandwidth", "30"}, {"ServiceBandwidth", "100"}, {"Edition", "coop"}};
        for (int i = 0; i < components.length; i++) {
            parameters.put("Parameter." + (i + 1) + ".Code", components[i][0]);
            parameters.put("Parameter." + (i + 1) + ".Value", components[i][1]);
        }
        return server.call("bssopenapi", "CreateInstance", parameters);
    }

    private String status(String id) {
        return server.call("ddoscoo", "DescribeInstanceStatus", Map.of("InstanceId", id, "ProductType", "1"))
                .text("/InstanceStatus");
    }

    private ApiCaller.Answer describe(String id) {
        return server.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10", "InstanceIds.1", id));
    }

    @Test
    void anInstanceIsBoughtExpiresIsRenewedExpiresAgainAndIsReleased() {
        ApiCaller.Answer bought = buy();
        assertThat(bought.code()).as(bought.text()).isEqualTo("OK");
        String id = bought.text("/Data/InstanceId");
        assertThat(describe(id).text("/Instances/0/Ip")).startsWith("127.77.");
        assertThat(status(id)).isEqualTo("1");

        assertThat(server.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", id)).code()).isEqualTo("InstanceNotExpire");
        assertThat(server.call("breakwater", "DescribeLeaks", Map.of()).text()).contains(id);

        assertThat(server.call("breakwater", "AdvanceClock", Map.of("Duration", "31d")).code()).isEqualTo("OK");
        assertThat(status(id)).isEqualTo("2");
        assertThat(describe(id).text("/Instances/0/Enabled")).isEqualTo("1");

        server.call("breakwater", "AdvanceClock", Map.of("Duration", "8d"));
        assertThat(describe(id).text("/Instances/0/Enabled")).isEqualTo("0");

        ApiCaller.Answer renewed = server.call("bssopenapi", "RenewInstance", Map.of("InstanceId", id, "ProductCode", "ddos",
                "ProductType", "ddoscoo", "RenewPeriod", "1"));
        assertThat(renewed.code()).as(renewed.text()).isEqualTo("OK");
        assertThat(status(id)).isEqualTo("1");
        assertThat(describe(id).text("/Instances/0/Enabled")).isEqualTo("1");

        server.call("breakwater", "AdvanceClock", Map.of("Duration", "32d"));
        assertThat(server.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", id)).code()).isEqualTo("OK");
        assertThat(describe(id).text("/TotalCount")).isEqualTo("0");
        assertThat(status(id)).isEqualTo("4");
        assertThat(server.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", id)).code()).isEqualTo("InstanceNotFound");
    }
}
