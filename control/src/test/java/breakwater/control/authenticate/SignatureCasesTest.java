package breakwater.control.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file of the folder {@code cases} is a request, the clock and the key, with the string to sign, the signature and the
 * answer. The expected texts were computed outside this program; the two published vectors are among them.
 */
class SignatureCasesTest {

    @TestFactory
    Stream<DynamicTest> everyCaseIsAnsweredAsItsFileSays() throws IOException, URISyntaxException {
        Path folder = Path.of(SignatureCasesTest.class.getResource("cases").toURI());
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(70);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        JsonNode node = JsonReader.read(Files.readAllBytes(file)).orElseThrow();
        TestRequest request = TestRequest.of(node);
        OneKey keys = OneKey.of(node.get("accessKeyId").asText(), node.get("secret").asText());
        String answer = node.get("answer").asText();
        try {
            Signed signed = request.authenticate(new Authenticator(keys, new Nonces()));
            assertThat(answer).isEqualTo("OK");
            assertThat(signed.caller().accountId()).isEqualTo(OneKey.ACCOUNT);
            assertThat(signed.caller().sourceAddress()).isEqualTo("192.0.2.1");
            Scheme scheme = request.headers().containsKey("authorization")
                    ? new SignatureV3(request.raw(), request.parameters(), request.headers().get("authorization"),
                            request.headers().get("x-acs-action"), request.headers().get("x-acs-version"))
                    : new SignatureV1(request.raw(), request.parameters(), request.parameters().one("Action").orElseThrow(),
                            request.parameters().one("Version").orElseThrow());
            assertThat(scheme.stringToSign()).isEqualTo(node.get("stringToSign").asText());
            assertThat(scheme.expected(node.get("secret").asText())).isEqualTo(node.get("signature").asText());
        } catch (Refusal refusal) {
            assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(answer);
            assertThat(refusal.text()).doesNotContain(node.get("secret").asText());
            if (answer.equals("SignatureDoesNotMatch") && !node.get("stringToSign").asText().isEmpty()) {
                assertThat(refusal.text()).endsWith("server string to sign is:" + node.get("stringToSign").asText());
            }
        }
    }
}
