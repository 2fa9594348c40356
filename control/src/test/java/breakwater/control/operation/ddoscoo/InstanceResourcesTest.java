package breakwater.control.operation.ddoscoo;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.authenticate.CallerFixture;
import breakwater.control.operation.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a RAM policy has to allow for a call: the ARNs, from input alone. */
class InstanceResourcesTest {
    private static final String ACCOUNT = "1000000000000001";
    private static final String PREFIX = "acs:yundun-ddoscoo:";

    @Test
    void anInstanceIsNamedByTheRegionThatItsIdTells() {
        assertThat(InstanceLookup.resource(call(""), "ddoscoo-cn-abc")).isEqualTo(PREFIX + "cn-hangzhou:" + ACCOUNT + ":instance/ddoscoo-cn-abc");
        assertThat(InstanceLookup.resource(call("cn-hangzhou"), "ddosDip-sg-abc"))
                .isEqualTo(PREFIX + "ap-southeast-1:" + ACCOUNT + ":instance/ddosDip-sg-abc");
    }

    @Test
    void whatIsNoIdCannotShapeTheArn() {
        for (String id : List.of("*", "a:b", "x/y", "?", "", "ddoscoo-cn-*")) {
            assertThat(InstanceLookup.resource(call(""), id)).endsWith(":instance/" + (id.isEmpty() ? "" : "*"));
        }
    }

    @Test
    void aListingNeedsTheWholeRegionOrBoth() {
        assertThat(InstanceLookup.all(call("ap-southeast-1"))).containsExactly(PREFIX + "ap-southeast-1:" + ACCOUNT + ":instance/*");
        assertThat(InstanceLookup.resources(call(""), List.of())).containsExactly(PREFIX + "cn-hangzhou:" + ACCOUNT + ":instance/*",
                PREFIX + "ap-southeast-1:" + ACCOUNT + ":instance/*");
        assertThat(InstanceLookup.resources(call(""), List.of("ddoscoo-cn-a", "ddoscoo-cn-a", "ddosDip-sg-b"))).hasSize(2);
    }

    private static Call call(String region) {
        return new Call(CallerFixture.root(ACCOUNT), Optional.of(region).filter(name -> !name.isEmpty()), "R", Instant.EPOCH);
    }
}
