package breakwater.control.operation.ddoscoo;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of this product through the API, from a table, and that they tell nothing about what is not the caller's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
    private static final Pattern LONG = Pattern.compile("\\{long:([0-9]+)}");

    private DdoscooStage stage;

    /** One row of the table. */
    record Row(String action, String parameters, String code, String part) {
        @Override
        public String toString() {
            return action + " " + parameters + " is " + code;
        }
    }

    @BeforeAll
    void start() {
        stage = new DdoscooStage();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(RefusalsTest.class.getResourceAsStream("refusals.txt"))) {
            List<Row> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] cells = line.split("\\|", -1);
                    rows.add(new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells.length > 3 ? cells[3].strip() : ""));
                }
            }
            return rows.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRefused(Row row) {
        ApiCaller.Answer answer = stage.call(row.action(), parameters(row.parameters()));
        assertThat(answer.code()).as(answer.text()).isEqualTo(row.code());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/Message")).contains(row.part());
        assertThat(answer.text("/RequestId")).matches("[0-9A-F-]{36}");
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("SQL");
        assertThat(stage.ddos.find(stage.running.id())).contains(stage.running);
        assertThat(stage.ddos.find(stage.expired.id())).contains(stage.expired);
        assertThat(stage.ddos.find(stage.foreign.id())).contains(stage.foreign);
    }

    @Test
    void foreignReleasedAndOtherRegionsIdsAreAnsweredByteForByteAsUnknownOnes() {
        List<String> templates = List.of(
                "ReleaseInstance|InstanceId=%s", "DescribeInstanceDetails|InstanceIds.1=%s", "DescribeInstanceSpecs|InstanceIds.1=%s",
                "DescribeInstanceStatistics|InstanceIds.1=%s", "DescribeInstanceExt|InstanceId=%s", "DescribeInstanceIds|InstanceIds.1=%s",
                "DescribeInstances|PageNumber=1,PageSize=10,InstanceIds.1=%s", "ModifyInstanceRemark|InstanceId=%s,Remark=mine",
                "DescribeElasticBandwidthSpec|InstanceId=%s", "ModifyElasticBandWidth|InstanceId=%s,ElasticBandwidth=60",
                "ModifyInstance|InstanceId=%s,ProductType=ddoscoo,ModifyType=UPGRADE,PortCount=60",
                "CreateTagResources|RegionId=cn-hangzhou,ResourceType=INSTANCE,ResourceIds.1=%s,Tags.1.Key=k",
                "DeleteTagResources|RegionId=cn-hangzhou,ResourceType=INSTANCE,ResourceIds.1=%s,All=true",
                "DescribeTagResources|RegionId=cn-hangzhou,ResourceType=INSTANCE,ResourceIds.1=%s",
                "AddAutoCcBlacklist|InstanceId=%s,ExpireTime=300,Blacklist=[{\"src\":\"192.0.2.1\"}]", "EmptyAutoCcWhitelist|InstanceId=%s",
                "DescribeAutoCcWhitelist|InstanceId=%s,PageNumber=1,PageSize=10", "DescribeAutoCcListCount|InstanceId=%s",
                "ModifyPortAutoCcStatus|InstanceId=%s,Mode=normal,Switch=on", "DescribePortAutoCcStatus|InstanceIds.1=%s",
                "ConfigNetworkRegionBlock|InstanceId=%s,Config={\"RegionBlockSwitch\":\"on\"}", "DescribeNetworkRegionBlock|InstanceId=%s",
                "ConfigUdpReflect|InstanceId=%s,Config={\"UdpSports\":[]}", "DescribeUdpReflect|InstanceId=%s",
                "ModifyBlackholeStatus|InstanceId=%s,BlackholeStatus=undo", "DescribeBlackholeStatus|InstanceIds.1=%s",
                "ModifyBlockStatus|InstanceId=%s,Status=do,Lines.1=ct,Duration=20", "DescribeBlockStatus|InstanceIds.1=%s",
                "DescribeInstanceStatus|InstanceId=%s,ProductType=1,RegionId=cn-hangzhou");
        for (String template : templates) {
            String[] parts = template.split("\\|");
            String unknown = answerAbout(parts, DdoscooStage.UNKNOWN);
            assertThat(answerAbout(parts, stage.foreign.id())).as(template).isEqualTo(unknown);
            if (!parts[0].equals("DescribeInstanceStatus")) {
                assertThat(answerAbout(parts, stage.gone.id())).as(template).isEqualTo(unknown);
            }
            String here = parts[1].contains("RegionId") ? parts[1] : parts[1] + ",RegionId=cn-hangzhou";
            assertThat(answerAbout(new String[] {parts[0], here}, stage.premium.id())).as(template)
                    .isEqualTo(answerAbout(new String[] {parts[0], here}, DdoscooStage.UNKNOWN));
        }
    }

    private String answerAbout(String[] template, String id) {
        ApiCaller.Answer answer = stage.call(template[0], parameters(template[1].formatted(id)));
        return answer.status() + answer.withoutRequestId();
    }

    private Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",")) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1).replace("{running}", stage.running.id()).replace("{expired}", stage.expired.id())
                    .replace("{premium}", stage.premium.id()).replace("{foreign}", stage.foreign.id())
                    .replace("{gone}", stage.gone.id()).replace("{unknown}", DdoscooStage.UNKNOWN);
            Matcher matcher = LONG.matcher(value);
            parameters.put(pair.substring(0, equals), matcher.matches() ? "x".repeat(Integer.parseInt(matcher.group(1))) : value);
        }
        return parameters;
    }
}
