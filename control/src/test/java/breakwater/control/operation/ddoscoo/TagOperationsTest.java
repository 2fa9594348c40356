package breakwater.control.operation.ddoscoo;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tags through the API. */
class TagOperationsTest {
    private final DdoscooStage stage = new DdoscooStage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void tagsArePutCountedFoundAndTakenAway() {
        assertThat(put(List.of(stage.running, stage.expired), "team", "edge \uD83D\uDE00\u0001", "stage", "").text()).startsWith("{\"RequestId\"");
        JsonNode keys = call("DescribeTagKeys").body();
        assertThat(keys.path("TotalCount").asInt()).isEqualTo(2);
        assertThat(keys.path("TagKeys").toString()).isEqualTo("[{\"TagKey\":\"stage\",\"TagCount\":2},{\"TagKey\":\"team\",\"TagCount\":2}]");
        assertThat(call("DescribeTagKeys", "PageNumber", "2", "PageSize", "1").text("/TagKeys/0/TagKey")).isEqualTo("team");
        assertThat(call("DeleteTagResources", "ResourceIds.1", stage.running.id(), "TagKey.1", "team", "TagKey.2", "none").code()).isEqualTo("OK");
        JsonNode left = call("DescribeTagResources", "ResourceIds.1", stage.running.id()).body();
        assertThat(left.path("TagResources").path("TagResource").toString()).isEqualTo("[{\"ResourceId\":\"" + stage.running.id()
                + "\",\"ResourceType\":\"INSTANCE\",\"TagKey\":\"stage\",\"TagValue\":\"\"}]");
        assertThat(left.has("NextToken")).isFalse();
        assertThat(call("DescribeTagResources", "Tags.1.Key", "team", "Tags.1.Value", "edge \uD83D\uDE00\u0001").body()
                .path("TagResources").path("TagResource")).hasSize(2);
        assertThat(call("DeleteTagResources", "ResourceIds.1", stage.expired.id(), "All", "true").code()).isEqualTo("OK");
        assertThat(call("DescribeTagKeys").text("/TotalCount")).isEqualTo("1");
    }

    @Test
    void oneThatCannotBeTaggedLeavesAllUntagged() {
        assertThat(put(List.of(stage.running, stage.foreign), "k", "v").code()).isEqualTo("InstanceNotFound");
        assertThat(call("DescribeTagKeys").text("/TotalCount")).isEqualTo("0");
        for (int first = 0; first < 20; first += 10) {
            List<String> tags = new ArrayList<>();
            for (int i = first; i < first + 10; i++) {
                tags.addAll(List.of("k" + i, "v"));
            }
            assertThat(put(List.of(stage.running), tags.toArray(String[]::new)).code()).isEqualTo("OK");
        }
        assertThat(put(List.of(stage.expired, stage.running), "k20", "v").code()).isEqualTo("NumberExceed.Tags");
        assertThat(call("DescribeTagResources", "ResourceIds.1", stage.expired.id()).body().path("TagResources").path("TagResource")).isEmpty();
        assertThat(put(List.of(stage.running), "k19", "new").code()).isEqualTo("OK");
    }

    @Test
    void aListingOfManyTagsIsReadInPieces() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            DdosInstance instance = stage.pro(DdosFixture.ACCOUNT, Duration.ZERO, Duration.ofDays(1));
            List<String> tags = new ArrayList<>(List.of("all", "x"));
            for (int k = 0; k < 18; k++) {
                tags.addAll(List.of("key " + k, "v"));
                expected.add(instance.id() + "key " + k);
            }
            expected.add(instance.id() + "all");
            assertThat(put(List.of(instance), tags.toArray(String[]::new)).code()).isEqualTo("OK");
        }
        List<String> seen = new ArrayList<>();
        String token = "";
        int pieces = 0;
        do {
            JsonNode body = call("DescribeTagResources", "Tags.1.Key", "all", "NextToken", token).body();
            body.path("TagResources").path("TagResource").forEach(row -> seen.add(row.path("ResourceId").asText() + row.path("TagKey").asText()));
            token = body.path("NextToken").asText();
            pieces++;
        } while (!token.isEmpty());
        assertThat(pieces).isEqualTo(3);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    private ApiCaller.Answer put(List<DdosInstance> instances, String... keysAndValues) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            parameters.addAll(List.of("ResourceIds." + (i + 1), instances.get(i).id()));
        }
        for (int i = 0; i < keysAndValues.length; i += 2) {
            parameters.addAll(List.of("Tags." + (i / 2 + 1) + ".Key", keysAndValues[i], "Tags." + (i / 2 + 1) + ".Value", keysAndValues[i + 1]));
        }
        return call("CreateTagResources", parameters.toArray(String[]::new));
    }

    private ApiCaller.Answer call(String action, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("RegionId", "cn-hangzhou", "ResourceType", "INSTANCE"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return stage.call(action, parameters);
    }
}
