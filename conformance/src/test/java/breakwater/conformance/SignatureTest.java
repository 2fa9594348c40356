package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the signature check lets in and what it refuses, through official clients where these can be made to send it. */
final class SignatureTest {

    private static final String ACTION = "DescribeInstanceIds";

    private final Account account = Account.rich(Servers.still());
    private final RawCall raw = new RawCall(account.server().endpoint(), account.keys());

    @ParameterizedTest
    @EnumSource
    void aWrongSecretIsRefusedAndTheAnswerTellsNoSignature(Through way) {
        Answer refused = way.as(account.server().endpoint(), account.keys().withWrongSecret()).call(Product.DDOSCOO, ACTION, Map.of());
        refused.expectError("SignatureDoesNotMatch");
        assertThat(refused.message()).contains("string to sign is:").doesNotContain(account.keys().secret());
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownKeyIsNamedAsSuch(Through way) {
        way.as(account.server().endpoint(), new Keys("LTAIunknown000000000", "secret")).call(Product.DDOSCOO, ACTION, Map.of())
                .expectError("InvalidAccessKeyId.NotFound");
    }

    @Test
    void anErrorHasTheFiveFieldsOfTheDocumentsAndAPageOfThisServer() {
        Answer refused = account.client().call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", "ddoscoo-cn-zzzzzzzzzzz"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("RequestId").asText()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(refused.body().path("HostId").asText()).isNotEmpty();
        assertThat(refused.body().path("Recommend").asText()).startsWith("http").contains(account.server().endpoint().http());
        assertThat(refused.body().path("Message").asText()).isNotEmpty();
    }

    @Test
    void hmacSha256IsTakenWhereTheRequestSaysSo() {
        assertThat(raw.v1(Product.DDOSCOO, ACTION, Map.of("SignatureMethod", "HMAC-SHA256")).status()).isEqualTo(200);
    }

    @Test
    void aNonceIsGoodOnce() {
        Map<String, String> nonce = Map.of("SignatureNonce", UUID.randomUUID().toString());
        assertThat(raw.v1(Product.DDOSCOO, ACTION, nonce).status()).isEqualTo(200);
        assertThat(raw.v1(Product.DDOSCOO, ACTION, nonce).code()).isEqualTo("SignatureNonceUsed");
        String third = UUID.randomUUID().toString();
        assertThat(raw.v3(Product.DDOSCOO, ACTION, Map.of(), headers -> {
            headers.put("x-acs-signature-nonce", third);
            return headers;
        }).status()).isEqualTo(200);
        assertThat(raw.v3(Product.DDOSCOO, ACTION, Map.of(), headers -> {
            headers.put("x-acs-signature-nonce", third);
            return headers;
        }).code()).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void aNonceOfAChangeIsGoodOnceAndTheChangeIsMadeOnce() {
        String id = account.buyPro(1);
        String nonce = UUID.randomUUID().toString();
        assertThat(raw.v1(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", id, "Remark", "first", "SignatureNonce", nonce)).status())
                .isEqualTo(200);
        assertThat(raw.v1(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", id, "Remark", "second", "SignatureNonce", nonce)).code())
                .isEqualTo("SignatureNonceUsed");
        assertThat(account.instance(id).path("Remark").asText()).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource({"-840, ''", "840, ''", "-960, InvalidTimeStamp.Expired", "960, InvalidTimeStamp.Expired"})
    void aTimestampMayBeAQuarterOfAnHourOff(long secondsOff, String code) {
        assertThat(raw.v1(Product.DDOSCOO, ACTION, Map.of("Timestamp", RawCall.timestamp(secondsOff))).code()).isEqualTo(code);
        assertThat(raw.v3(Product.DDOSCOO, ACTION, Map.of(), headers -> {
            headers.put("x-acs-date", RawCall.timestamp(secondsOff));
            return headers;
        }).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21 10:00:00", "2026-11-21T10:00:00+08:00", "yesterday"})
    void aTimestampOfAnotherFormIsNamedAsSuch(String timestamp) {
        assertThat(raw.v1(Product.DDOSCOO, ACTION, Map.of("Timestamp", timestamp)).code()).isEqualTo("InvalidTimeStamp.Format");
    }

    @Test
    void movingTheServiceClockDoesNotMoveTheWindowOfSignatures() {
        Account other = Account.rich(Servers.moving());
        other.advance(Duration.ofDays(40));
        assertThat(new RawCall(other.server().endpoint(), other.keys()).v1(Product.DDOSCOO, ACTION, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void aMalformedTokenIsRefused() {
        Keys keys = new Keys("STS.unknown", "secret", Optional.of("nonsense"));
        assertThat(Through.TEA_FORM.as(account.server().endpoint(), keys).call(Product.DDOSCOO, ACTION, Map.of()).code())
                .isIn("InvalidSecurityToken.Malformed", "InvalidAccessKeyId.NotFound");
    }
}
