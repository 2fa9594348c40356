package breakwater.control.respond;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.contract.Contracts;
import breakwater.control.contract.OperationContract;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

class OutputWriterTest {
    private static final Contracts CONTRACTS = Contracts.load();

    public record Instance(String instanceId, Optional<String> remark, long expireTime, int status) {
    }

    public record Instances(List<Instance> instances, long totalCount) {
    }

    public record Site(long siteId, String siteName, Map<String, Object> tags) {
    }

    public record Sites(List<Site> sites) {
    }

    private static OperationContract contract(String product, String action) {
        return CONTRACTS.byProduct(product).orElseThrow().operations().get(action);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static final Instances TWO = new Instances(List.of(
            new Instance("i-1", Optional.of("a<b>&\"]]>\u0001 \uD83D\uDE00"), 1640361600000L, 1),
            new Instance("i-2", Optional.empty(), (1L << 53) + 1, 2)), 2);

    @Test
    void jsonHasTheContractsNamesAndLeavesAbsentElementsOut() {
        Answer answer = OutputWriter.of(contract("ddoscoo", "DescribeInstances"), Instances.class)
                .write(Format.JSON, "ID", TWO);
        assertThat(text(answer)).isEqualTo("{\"RequestId\":\"ID\",\"Instances\":[{\"InstanceId\":\"i-1\","
                + "\"Remark\":\"a<b>&\\\"]]>\\u0001 \uD83D\uDE00\",\"ExpireTime\":1640361600000,\"Status\":1},"
                + "{\"InstanceId\":\"i-2\",\"ExpireTime\":\"9007199254740993\",\"Status\":2}],\"TotalCount\":2}");
    }

    @Test
    void xmlRepeatsTheNameOfAnArrayAndStaysWellFormedWhateverWasStored() throws Exception {
        Answer answer = OutputWriter.of(contract("ddoscoo", "DescribeInstances"), Instances.class)
                .write(Format.XML, "ID", TWO);
        assertThat(text(answer)).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><DescribeInstancesResponse>"
                + "<RequestId>ID</RequestId><Instances><InstanceId>i-1</InstanceId>").contains("</Instances><Instances>")
                .contains("a&lt;b&gt;&amp;\"]]&gt;\uFFFD \uD83D\uDE00").endsWith("</DescribeInstancesResponse>");
        parse(answer);
    }

    @Test
    void aMapsNamesBecomeElementsOnlyWhereXmlAllows() throws Exception {
        Map<String, Object> tags = new LinkedHashMap<>();
        tags.put("owner", "me");
        tags.put("1 <x>\u0000", "you");
        Answer answer = OutputWriter.of(contract("esa", "ListSites"), Sites.class)
                .write(Format.XML, "ID", new Sites(List.of(new Site(1, "a.example", tags))));
        assertThat(text(answer)).contains("<Tags><owner>me</owner><Entry Name=\"1 &lt;x&gt;\uFFFD\">you</Entry></Tags>");
        parse(answer);
    }

    @Test
    void anErrorHasTheFiveElementsThatSdksParse() throws Exception {
        Refusal refusal = new Refusal(GatewayError.MISSING_PARAMETER, "InstanceId");
        assertThat(text(ErrorWriter.write(Format.JSON, 400, "ID", "localhost", refusal, "http://localhost/errors")))
                .isEqualTo("{\"RequestId\":\"ID\",\"HostId\":\"localhost\",\"Code\":\"MissingInstanceId\","
                        + "\"Message\":\"InstanceId is mandatory for this action.\",\"Recommend\":\"http://localhost/errors\"}");
        Answer xml = ErrorWriter.write(Format.XML, 400, "ID", "localhost", refusal, "http://localhost/errors?a=1&b=2");
        assertThat(text(xml)).contains("<Error><RequestId>ID</RequestId>").contains("a=1&amp;b=2");
        parse(xml);
    }

    @Test
    void aRefusalThatPassesSaysInWholeMillisecondsHowLongToWaitAtTheLeast() {
        Refusal refusal = Refusal.until(GatewayError.THROTTLED, Duration.ofNanos(1_200_001));
        assertThat(ErrorWriter.write(Format.JSON, 400, "ID", "localhost", refusal, "").headers()).isEqualTo(Map.of("x-acs-retry-after", "2"));
        Refusal lasting = new Refusal(GatewayError.MISSING_PARAMETER, "InstanceId");
        assertThat(ErrorWriter.write(Format.JSON, 400, "ID", "localhost", lasting, "").headers()).isEmpty();
    }

    private static void parse(Answer answer) throws Exception {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new ByteArrayInputStream(answer.body()));
        while (reader.hasNext()) {
            reader.next();
        }
        assertThat(reader.getEventType()).isEqualTo(XMLStreamReader.END_DOCUMENT);
    }
}
