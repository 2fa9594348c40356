package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyuncs.CommonResponse;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers are written: JSON and XML, numbers, what is unknown and what is not built. */
final class WireTest {

    private final Account account = Account.rich(Servers.still());
    private final SdkCore core = SdkCore.plain(account.server().endpoint(), account.keys(), MethodType.GET);

    private static String wellFormed(String xml) {
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                reader.next();
            }
            return xml;
        } catch (XMLStreamException e) {
            throw new AssertionError("not well-formed: " + xml, e);
        }
    }

    @Test
    void anAnswerInXmlIsNamedAfterItsActionAndRepeatsItsLists() throws ClientException {
        String one = account.buyPro(1);
        String two = account.buyPro(1);
        CommonResponse response = core.send(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10",
                "RegionId", "cn-hangzhou"), FormatType.XML);
        assertThat(response.getHttpResponse().getHttpContentType()).isEqualTo(FormatType.XML);
        String xml = wellFormed(response.getData());
        assertThat(xml).contains("<DescribeInstancesResponse>").contains("<RequestId>").contains("<InstanceId>" + one + "</InstanceId>")
                .contains("<InstanceId>" + two + "</InstanceId>").contains("</Instances><Instances>");
    }

    @Test
    void aRemarkThatXmlCannotHoldIsEscapedOrReplaced() throws ClientException {
        String id = account.buyPro(1);
        account.call(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", id, "Remark", "<a> & ]]> \"b\" 😀"));
        String xml = wellFormed(core.send(Product.DDOSCOO, "DescribeInstanceIds", Map.of(), FormatType.XML).getData());
        assertThat(xml).contains("&lt;a").contains("&amp;").contains("😀");
    }

    @Test
    void anErrorInXmlIsReadByTheOlderClient() {
        assertThatThrownBy(() -> core.send(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", "ddoscoo-cn-zzzzzzzzzzz"), FormatType.XML))
                .isInstanceOfSatisfying(ClientException.class, e -> {
                    assertThat(e.getErrCode()).isEqualTo("InstanceNotFound");
                    assertThat(e.getRequestId()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
                });
        RawCall.Reply reply = new RawCall(account.server().endpoint(), account.keys()).v1(Product.DDOSCOO, "ReleaseInstance",
                Map.of("InstanceId", "ddoscoo-cn-zzzzzzzzzzz", "Format", "XML"));
        assertThat(wellFormed(reply.text())).contains("<Error>").contains("<Code>InstanceNotFound</Code>").contains("<HostId>").contains("<Recommend>");
    }

    @Test
    void aNumberBeyondTwoToTheFiftyThirdIsAString() {
        JsonNode order = account.call(Product.BILLING, "CreateInstance", Map.of("ProductCode", "ddos", "ProductType", "ddosDip",
                "SubscriptionType", "Subscription", "Period", 1, "Parameter", List.of(Map.of("Code", "ProductPlan", "Value", "0"),
                        Map.of("Code", "NormalBandwidth", "Value", "100"), Map.of("Code", "NormalQps", "Value", "500"),
                        Map.of("Code", "PortCount", "Value", "5"), Map.of("Code", "DomainCount", "Value", "10")))).path("Data").path("OrderId");
        assertThat(order.isTextual()).isTrue();
        assertThat(order.asText()).matches("\\d+");
        JsonNode change = new RawCall(account.server().endpoint(), account.keys()).v1(Product.DDOSCOO, "ModifyInstance",
                Map.of("InstanceId", account.buyPro(1), "ProductType", "ddoscoo", "ModifyType", "UPGRADE", "DomainCount", "60")).json().path("OrderId");
        assertThat(change.isTextual() || change.asLong() <= 1L << 53).isTrue();
    }

    @Test
    void anUnknownActionAndAnUnknownVersionAreNamed() {
        account.client().call(Product.DDOSCOO, "DescribeNothing", Map.of()).expectError("InvalidAction.NotFound");
        assertThat(new RawCall(account.server().endpoint(), account.keys()).v1(Product.DDOSCOO, "DescribeInstanceIds", Map.of("Version", "1999-01-01"))
                .code()).isEqualTo("InvalidVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeDomainAttackEvents", "CreateWebRule"})
    void anOperationThatIsKnownButNotBuiltSaysSo(String action) {
        Answer answer = account.client().call(Product.DDOSCOO, action, Map.of());
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.code()).isEqualTo("NotImplemented");
        assertThat(answer.status()).isEqualTo(501);
    }

    @Test
    void whatADecoderCannotReadIsRefusedByName() {
        OfficialClient client = account.client();
        assertThat(client.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of()).code()).startsWith("Missing");
        assertThat(client.call(Product.DDOSCOO, "DescribeInstanceStatus", Map.of("InstanceId", "x", "ProductType", "one")).code())
                .startsWith("Invalid");
        assertThat(client.call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10", "Tag.2147483647.Key", "a")).succeeded())
                .isFalse();
    }

    @Test
    void healthAndMetersAreServed() {
        assertThat(RawCall.get(account.server().endpoint(), "/healthz").status()).isEqualTo(200);
        assertThat(RawCall.get(account.server().endpoint(), "/readyz").status()).isEqualTo(200);
        assertThat(RawCall.get(account.server().endpoint(), "/metrics").text()).contains("# TYPE");
    }
}
