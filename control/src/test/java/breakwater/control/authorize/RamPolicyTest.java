package breakwater.control.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy language: what is refused when it is written, and what it means when it is read. */
class RamPolicyTest {
    private static final String ARN = "acs:yundun-ddoscoo:cn-hangzhou:1000000000000001:instance/ddoscoo-cn-1";

    private static String allow(String more) {
        return "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"" + more + "}]}";
    }

    private static RamRequest request(String action, String resource) {
        return new RamRequest(action, resource, "203.0.113.7", Instant.parse("2026-11-01T00:00:00Z"), true, Map.of());
    }

    private static RamPolicy.Verdict decide(String... documents) throws RamPolicyFault {
        RamPolicy[] policies = new RamPolicy[documents.length];
        for (int at = 0; at < documents.length; at++) {
            policies[at] = RamPolicy.parse(documents[at]);
        }
        return RamPolicy.decide(Arrays.asList(policies), request("yundun-ddoscoo:ReleaseInstance", ARN));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "x", "[]", "null", "{}", "{\"Version\":\"1\"}", "{\"Version\":1,\"Statement\":[]}",
        "{\"Version\":\"2\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":[]}", "{\"Version\":\"1\",\"Statement\":[1]}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotAction\":\"*\",\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"esa:*\",1],\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"esa\",\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"instance/1\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Sid\":\"x\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},\"Id\":\"x\"}",
        "{\"Version\":\"1\",\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{}}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringIs\":{\"a\":\"b\"}}}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"x\"}}}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"10.0.0.0/33\"}}}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"::ffff:10.0.0.0/8\"}}}}",
        "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"acs:SecureTransport\":[]}}}}"})
    void whatIsNotInTheLanguageIsRefusedWhenWritten(String document) {
        assertThatThrownBy(() -> RamPolicy.parse(document)).isInstanceOf(RamPolicyFault.class);
    }

    @Test
    void aDocumentOverItsLengthIsRefusedWithoutBeingRead() {
        String document = allow("");
        assertThatThrownBy(() -> RamPolicy.parse(document + " ".repeat(1_000_000))).isInstanceOf(RamPolicyFault.class);
        assertThatThrownBy(() -> RamPolicy.parse("[".repeat(6_000))).isInstanceOf(RamPolicyFault.class);
    }

    @ParameterizedTest
    @CsvSource({
        "yundun-ddoscoo:ReleaseInstance, *, ALLOW",
        "YUNDUN-DDOSCOO:releaseinstance, *, ALLOW",
        "yundun-ddoscoo:Release*, *, ALLOW",
        "yundun-ddoscoo:*, *, ALLOW",
        "yundun-ddoscoo:?eleaseInstance, *, ALLOW",
        "yundun-ddoscoo:?ReleaseInstance, *, NOTHING_SAID",
        "yundun-ddoscoo:Describe*, *, NOTHING_SAID",
        "esa:*, *, NOTHING_SAID",
        "*, acs:yundun-ddoscoo:*:*:instance/ddoscoo-cn-1, ALLOW",
        "*, acs:yundun-ddoscoo:cn-hangzhou:1000000000000001:instance/*, ALLOW",
        "*, acs:yundun-ddoscoo:cn-hangzhou:*:*, ALLOW",
        "*, acs:*:*:*:instance/ddoscoo-cn-?, ALLOW",
        "*, acs:yundun-ddoscoo:*:*:instance/DDOSCOO-CN-1, NOTHING_SAID",
        "*, acs:yundun-ddoscoo:ap-southeast-1:*:instance/*, NOTHING_SAID",
        "*, acs:yundun-ddoscoo:*:1000000000000002:*, NOTHING_SAID",
        "*, acs:yundun-ddoscoo:*:*:instance/ddoscoo-cn-, NOTHING_SAID"})
    void actionsMatchWithoutCaseAndResourcesWithIt(String action, String resource, RamPolicy.Verdict verdict) throws RamPolicyFault {
        assertThat(decide("{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":[\"" + resource + "\"]}]}"))
                .isEqualTo(verdict);
    }

    @Test
    void aDenyWinsWhereverItStands() throws RamPolicyFault {
        String deny = "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"yundun-ddoscoo:Release*\",\"Resource\":\"*\"}}";
        assertThat(decide(allow(""), deny)).isEqualTo(RamPolicy.Verdict.DENY);
        assertThat(decide(deny, allow(""))).isEqualTo(RamPolicy.Verdict.DENY);
        assertThat(decide("{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"NotAction\":\"esa:*\",\"Resource\":\"*\"}]}")).isEqualTo(RamPolicy.Verdict.DENY);
        assertThat(decide()).isEqualTo(RamPolicy.Verdict.NOTHING_SAID);
    }

    @Test
    void exceptionsAreAboutEverythingElse() throws RamPolicyFault {
        assertThat(decide("{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"NotAction\":\"esa:*\",\"Resource\":\"*\"}}")).isEqualTo(RamPolicy.Verdict.ALLOW);
        assertThat(decide("{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"NotAction\":[\"esa:*\",\"yundun-*:*\"],\"Resource\":\"*\"}}"))
                .isEqualTo(RamPolicy.Verdict.NOTHING_SAID);
        assertThat(decide("{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotResource\":\"acs:yundun-ddoscoo:*:*:instance/ddoscoo-cn-1\"}}"))
                .isEqualTo(RamPolicy.Verdict.NOTHING_SAID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"IpAddress\":{\"acs:SourceIp\":[\"198.51.100.0/24\",\"203.0.113.0/24\"]}} | ALLOW",
        "{\"IpAddress\":{\"acs:SourceIp\":\"203.0.113.7\"}} | ALLOW",
        "{\"IpAddress\":{\"acs:SourceIp\":\"203.0.113.0/29\"}} | ALLOW",
        "{\"IpAddress\":{\"acs:SourceIp\":\"203.0.113.8/29\"}} | NOTHING_SAID",
        "{\"IpAddress\":{\"acs:SourceIp\":\"::ffff:203.0.113.7\"}} | ALLOW",
        "{\"IpAddress\":{\"acs:SourceIp\":\"203.0.113.200/24\"}} | ALLOW",
        "{\"IpAddress\":{\"acs:SourceIp\":\"::ffff:203.0.113.0/120\"}} | ALLOW",
        "{\"IpAddress\":{\"acs:SourceIp\":\"::ffff:203.0.113.8/125\"}} | NOTHING_SAID",
        "{\"IpAddress\":{\"acs:SourceIp\":\"2001:db8::/32\"}} | NOTHING_SAID",
        "{\"NotIpAddress\":{\"acs:SourceIp\":\"203.0.113.0/24\"}} | NOTHING_SAID",
        "{\"NotIpAddress\":{\"acs:SourceIp\":[\"10.0.0.0/8\",\"192.168.0.0/16\"]}} | ALLOW",
        "{\"Bool\":{\"acs:SecureTransport\":\"true\"}} | ALLOW",
        "{\"Bool\":{\"acs:SecureTransport\":true}} | ALLOW",
        "{\"Bool\":{\"acs:SecureTransport\":\"false\"}} | NOTHING_SAID",
        "{\"Bool\":{\"acs:MFAPresent\":\"true\"}} | NOTHING_SAID",
        "{\"DateLessThan\":{\"acs:CurrentTime\":\"2026-11-01T08:00:01+08:00\"}} | ALLOW",
        "{\"DateLessThan\":{\"acs:CurrentTime\":\"2026-11-01T08:00:00+08:00\"}} | NOTHING_SAID",
        "{\"DateLessThanEquals\":{\"acs:CurrentTime\":\"2026-11-01T00:00:00Z\"}} | ALLOW",
        "{\"DateGreaterThan\":{\"acs:CurrentTime\":\"2026-10-31T23:59:59Z\"}} | ALLOW",
        "{\"DateEquals\":{\"acs:CurrentTime\":\"2026-11-01T00:00:00Z\"}} | ALLOW",
        "{\"DateNotEquals\":{\"acs:CurrentTime\":\"2026-11-01T00:00:00Z\"}} | NOTHING_SAID",
        "{\"StringEquals\":{\"acs:SourceIp\":\"203.0.113.7\"}} | ALLOW",
        "{\"StringNotEquals\":{\"acs:SourceIp\":[\"x\",\"203.0.113.7\"]}} | NOTHING_SAID",
        "{\"StringLike\":{\"acs:SourceIp\":\"203.*.7\"}} | ALLOW",
        "{\"StringNotLike\":{\"acs:SourceIp\":\"203.*\"}} | NOTHING_SAID",
        "{\"StringEqualsIgnoreCase\":{\"ACS:sourceip\":\"203.0.113.7\"}} | ALLOW",
        "{\"StringEquals\":{\"acs:Unknown\":\"x\"}} | NOTHING_SAID",
        "{\"StringNotEquals\":{\"acs:Unknown\":\"x\"}} | NOTHING_SAID",
        "{\"NumericLessThan\":{\"acs:SourceIp\":\"5\"}} | NOTHING_SAID",
        "{\"Bool\":{\"acs:SecureTransport\":\"true\"},\"IpAddress\":{\"acs:SourceIp\":\"10.0.0.0/8\"}} | NOTHING_SAID"})
    void anAllowNeedsItsWholeCondition(String condition, RamPolicy.Verdict verdict) throws RamPolicyFault {
        assertThat(decide(allow(",\"Condition\":" + condition))).isEqualTo(verdict);
    }

    @Test
    void whatIsNotUnderstoodNeverAllowsAndAlwaysDenies() {
        String unknownOperator = ",\"Condition\":{\"StringIs\":{\"acs:SourceIp\":\"203.0.113.7\"}}";
        RamRequest request = request("esa:GetSite", "*");
        assertThat(RamPolicy.decide(List.of(RamPolicy.stored(allow(unknownOperator))), request)).isEqualTo(RamPolicy.Verdict.NOTHING_SAID);
        assertThat(RamPolicy.decide(List.of(RamPolicy.stored(allow("")), RamPolicy.stored(allow(unknownOperator).replace("Allow", "Deny"))), request))
                .isEqualTo(RamPolicy.Verdict.DENY);
        assertThat(RamPolicy.decide(List.of(RamPolicy.stored(allow("")), RamPolicy.stored("broken")), request)).isEqualTo(RamPolicy.Verdict.DENY);
        assertThat(RamPolicy.decide(List.of(RamPolicy.stored(allow("")), RamPolicy.stored(
                allow(",\"Condition\":{\"StringEquals\":{\"acs:Unknown\":\"x\"}}").replace("Allow", "Deny"))), request))
                .isEqualTo(RamPolicy.Verdict.DENY);
    }

    /** No more than the text is long times the longest piece between stars. */
    @ParameterizedTest
    @MethodSource
    void patternsMadeToBeSlowTakeFewSteps(String pattern, boolean matches) {
        int pieceLongest = Arrays.stream(pattern.split("\\*")).mapToInt(String::length).max().orElse(0);
        CountedText text = new CountedText("a".repeat(2_000), 2_000 * pieceLongest);
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(matches);
    }

    static Stream<Arguments> patternsMadeToBeSlowTakeFewSteps() {
        return Stream.of(Arguments.of("*".repeat(6_000), true), Arguments.of("*a".repeat(1_000) + "*", true),
                Arguments.of("*a".repeat(3_000) + "b", false), Arguments.of("*a".repeat(1_000) + "*b*", false),
                Arguments.of("*" + "a?".repeat(900) + "b*", false), Arguments.of("*aaaa?".repeat(1_000) + "*b", false),
                Arguments.of("?".repeat(6_000), false));
    }

    /** A text that can be looked at so many times and no more. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int looksLeft;

        CountedText(String text, int looks) {
            this.text = text;
            this.looksLeft = looks;
        }

        @Override
        public char charAt(int at) {
            looksLeft--;
            if (looksLeft < 0) {
                throw new AssertionError("the text is looked at too often");
            }
            return text.charAt(at);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            throw new AssertionError("a part of the text could be looked at without being counted");
        }
    }
}
