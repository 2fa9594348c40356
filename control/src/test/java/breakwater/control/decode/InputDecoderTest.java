package breakwater.control.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.contract.Field;
import breakwater.control.contract.FieldType;
import breakwater.control.contract.OperationContract;
import breakwater.control.contract.Proof;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputDecoderTest {
    public record Tag(String key, Optional<String> value) {
    }

    public record Input(String instanceId, Optional<Integer> pageSize, List<String> instanceIds, List<Tag> tag,
                        Optional<Boolean> all, Optional<Long> expireTime, Map<String, String> extra) {
    }

    private static final InputDecoder<Input> DECODER = InputDecoder.of(new OperationContract("test", "1", "Act",
            Set.of("GET", "POST"), List.of(
            field("InstanceId", FieldType.STRING, true, 0),
            new Field("PageSize", FieldType.INTEGER, "query", false, false, Optional.empty(), List.of(), Optional.empty(),
                    List.of(), Optional.of(1.0), Optional.of(50.0), 0, 0, 0, "", "", "", Optional.empty(), "", false),
            array("InstanceIds", field("", FieldType.STRING, false, 0), 200),
            array("Tag", new Field("", FieldType.OBJECT, "", false, false, Optional.empty(),
                    List.of(field("Key", FieldType.STRING, true, 8), field("Value", FieldType.STRING, false, 8)),
                    Optional.empty(), List.of(), Optional.empty(), Optional.empty(), 0, 0, 0, "", "", "",
                    Optional.empty(), "", false), 20),
            field("All", FieldType.BOOLEAN, false, 0),
            field("ExpireTime", FieldType.LONG, false, 0),
            field("Extra", FieldType.MAP, false, 0),
            field("ResourceGroupId", FieldType.STRING, false, 0),
            field("OwnerId", FieldType.LONG, false, 0)), List.of(), Proof.SIGNATURE, false), Input.class, Set.of("OwnerId"));

    private static Field field(String name, FieldType type, boolean required, int maxLength) {
        return new Field(name, type, "query", false, required, Optional.empty(), List.of(), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty(), 0, maxLength, 0, "", "", "", Optional.empty(), "", false);
    }

    private static Field array(String name, Field items, int maxItems) {
        return new Field(name, FieldType.ARRAY, "query", false, false, Optional.of(items), List.of(), Optional.empty(),
                List.of(), Optional.empty(), Optional.empty(), 0, 0, maxItems, "", "", "", Optional.empty(), "", false);
    }

    private static Input decode(String query) {
        return DECODER.decode(Parameters.parse(query, "", Map.of()));
    }

    @Test
    void whatIsNotSentIsEmpty() {
        assertThat(decode("InstanceId=i")).isEqualTo(new Input("i", Optional.empty(), List.of(), List.of(),
                Optional.empty(), Optional.empty(), Map.of()));
    }

    @Test
    void flatNamesAndJsonTextDecodeAlike() {
        Input flat = decode("InstanceId=i&InstanceIds.1=a&InstanceIds.2=b&Tag.1.Key=k&Tag.1.Value=v&Tag.2.Key=l");
        Input json = decode("InstanceId=i&InstanceIds=%5B%22a%22,%22b%22%5D"
                + "&Tag=%5B%7B%22Key%22:%22k%22,%22Value%22:%22v%22%7D,%7B%22Key%22:%22l%22%7D%5D");
        assertThat(json).isEqualTo(flat);
        assertThat(flat.tag()).containsExactly(new Tag("k", Optional.of("v")), new Tag("l", Optional.empty()));
    }

    @Test
    void aJsonBodyDecodesLikeFlatNames() {
        Map<String, String> body = JsonBody.flatten(
                "{\"InstanceId\":\"i\",\"PageSize\":7,\"All\":true,\"Tag\":[{\"Key\":\"k\"}],\"Extra\":{\"a\":\"1\"},\"ExpireTime\":null}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(DECODER.decode(Parameters.parse("", "", body))).isEqualTo(new Input("i", Optional.of(7), List.of(),
                List.of(new Tag("k", Optional.empty())), Optional.of(true), Optional.empty(), Map.of("a", "1")));
    }

    @Test
    void indexesCountByOrderAndMayHaveGaps() {
        assertThat(decode("InstanceId=i&InstanceIds.9=c&InstanceIds.2=a&InstanceIds.5=b").instanceIds())
                .containsExactly("a", "b", "c");
    }

    @Test
    void unknownParametersAreIgnoredAndLegacyOnesTaken() {
        assertThat(decode("InstanceId=i&Nonsense=1&OwnerId=5").instanceId()).isEqualTo("i");
    }

    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource({
        "PageSize=1,                            MissingInstanceId",
        "InstanceId=,                           MissingInstanceId",
        "InstanceId=i&ResourceGroupId=rg,       UnsupportedParameter",
        "InstanceId=i&PageSize=0,               InvalidParameter",
        "InstanceId=i&PageSize=51,              InvalidParameter",
        "InstanceId=i&PageSize=1.5,             InvalidParameter",
        "InstanceId=i&PageSize=%2B1,            InvalidParameter",
        "InstanceId=i&PageSize=2147483648,      InvalidParameter",
        "InstanceId=i&PageSize=1e309,           InvalidParameter",
        "InstanceId=i&PageSize=%D9%A1,          InvalidParameter",
        "InstanceId=i&PageSize.1=1,             ''",
        "InstanceId=i&All=yes,                  InvalidParameter",
        "InstanceId=i&ExpireTime=9223372036854775808, InvalidParameter",
        "InstanceId=i&InstanceIds=plain,        InvalidParameter",
        "InstanceId=i&InstanceIds=%7B%7D,       InvalidParameter",
        "InstanceId=i&Tag.2147483647.Key=k,     InvalidParameter",
        "InstanceId=i&Tag.0.Key=k,              InvalidParameter",
        "InstanceId=i&Tag.-1.Key=k,             InvalidParameter",
        "InstanceId=i&Tag.01.Key=k,             InvalidParameter",
        "InstanceId=i&Tag.21.Key=k,             InvalidParameter",
        "InstanceId=i&Tag.1.Key=k&Tag.1.Key=l,  InvalidParameter",
        "InstanceId=i&Tag.1=x&Tag.1.Key=k,      InvalidParameter",
        "InstanceId=i&Tag.1..Key=k,             InvalidParameter",
        "InstanceId=i&Tag.1.Value=v,            MissingTag.1.Key",
        "InstanceId=i&Tag.1.Key=123456789,      InvalidParameter",
        "InstanceId=i&Tag=%5B%5D&Tag.1.Key=k,   InvalidParameter",
        "InstanceId=i&Tag=%5B%7B%22Key%22:1%7D%5D&Tag.1.Key=k, InvalidParameter",
        "InstanceId=i&Tag=[[[[[[[[[[[1]]]]]]]]]]], InvalidParameter",
        "InstanceId=a&InstanceId=b,             InvalidParameter",
        "InstanceId=%ff,                        InvalidParameter",
        "InstanceId=%c0%80,                     InvalidParameter",
        "InstanceId=a%00b,                      InvalidParameter",
        "InstanceId=%ed%a0%80,                  InvalidParameter",
        "InstanceId=%,                          InvalidParameter",
        "InstanceId=%4,                         InvalidParameter",
        "=x&InstanceId=i,                       InvalidParameter"})
    void whatIsWrongIsNamed(String query, String code) {
        if (code.isEmpty()) {
            assertThat(decode(query).pageSize()).as("a flat name of a plain parameter is an unknown one").isEmpty();
            return;
        }
        assertThatThrownBy(() -> decode(query)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aThousandAndOneParametersAreTooMany() {
        StringBuilder query = new StringBuilder("InstanceId=i");
        for (int i = 0; i < 1_000; i++) {
            query.append("&x").append(i).append("=1");
        }
        assertThatThrownBy(() -> decode(query.toString())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("RequestEntityTooLarge"));
    }

    @Test
    void noArrayIsSizedByAnIndex() {
        for (String index : List.of("2147483647", "999999999999999999999", "4294967297")) {
            assertThatThrownBy(() -> decode("InstanceId=i&InstanceIds." + index + "=x")).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aRecordThatDoesNotFitItsContractStopsTheStart() {
        record Misspelt(String instnceId) {
        }
        OperationContract contract = new OperationContract("test", "1", "Act", Set.of("GET"),
                List.of(field("InstanceId", FieldType.STRING, true, 0)), List.of(), Proof.SIGNATURE, false);
        assertThatThrownBy(() -> InputDecoder.of(contract, Misspelt.class, Set.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("instnceId");
    }
}
