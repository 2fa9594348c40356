package breakwater.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.console.Requests;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only the pages themselves may change anything. */
class ChangeGuardTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "the pages' own request          | x-breakwater-console=1 content-type=application/json sec-fetch-site=same-origin | -",
        "the same with a charset         | x-breakwater-console=1 content-type=application/json;charset=utf-8 sec-fetch-site=same-origin | -",
        "an older browser's              | x-breakwater-console=1 content-type=application/json origin=http://localhost:7070 | -",
        "a program's                     | x-breakwater-console=1 content-type=application/json | -",
        "another site's                  | x-breakwater-console=1 content-type=application/json sec-fetch-site=cross-site | 403",
        "a sibling domain's              | x-breakwater-console=1 content-type=application/json sec-fetch-site=same-site | 403",
        "another site's with our origin  | x-breakwater-console=1 content-type=application/json sec-fetch-site=cross-site origin=http://localhost:7070 | 403",
        "one typed into the address bar  | x-breakwater-console=1 content-type=application/json sec-fetch-site=none | 403",
        "another origin's                | x-breakwater-console=1 content-type=application/json origin=http://evil.example | 403",
        "another port's                  | x-breakwater-console=1 content-type=application/json origin=http://localhost:8080 | 403",
        "another scheme's                | x-breakwater-console=1 content-type=application/json origin=https://localhost:7070 | 403",
        "a sandboxed frame's             | x-breakwater-console=1 content-type=application/json origin=null | 403",
        "a form's                        | content-type=application/x-www-form-urlencoded | 403",
        "a form's that calls itself JSON | content-type=text/plain | 403",
        "one without our header          | content-type=application/json sec-fetch-site=same-origin | 403",
        "one with another value          | x-breakwater-console=true content-type=application/json | 403",
        "a form with our header          | x-breakwater-console=1 content-type=application/x-www-form-urlencoded | 415",
        "text with our header            | x-breakwater-console=1 content-type=text/plain | 415",
        "JSON lookalike                  | x-breakwater-console=1 content-type=application/jsonx | 415",
        "one that says nothing           | x-breakwater-console=1 | 415"})
    void isJudgedAsTheTableSays(String what, String headers, Integer status) {
        String[] split = Arrays.stream(("host=localhost:7070 " + headers).split(" ")).flatMap(header -> Arrays.stream(header.split("=", 2)))
                .toArray(String[]::new);
        Optional<WebAnswer> refusal = ChangeGuard.refusal(Requests.request("POST", "/console/call", "{}", split));
        assertThat(refusal.map(WebAnswer::status)).as(what).isEqualTo(Optional.ofNullable(status));
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        String most = "\"" + "a".repeat(ChangeGuard.BODY_BYTES_MAX - 2) + "\"";
        assertThat(ChangeGuard.refusal(Requests.post("/console/call", most))).isEmpty();
        assertThat(ChangeGuard.refusal(Requests.post("/console/call", most + " ")).map(WebAnswer::status)).contains(413);
    }

    @Test
    void whatIsNoJsonObjectIsNone() {
        for (String body : new String[] {"", "[]", "1", "null", "{", "\"{}\"", "{\"a\":1", "[".repeat(5_000)}) {
            assertThat(ChangeGuard.object(Requests.post("/console/call", body))).as(body).isEmpty();
        }
    }

    @Test
    void everyAnswerForbidsWhatPagesNeedNot() {
        WebAnswer answer = WebAnswer.refused(400, "InvalidRequest", "</script>");
        assertThat(answer.headers().get("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'",
                "base-uri 'none'", "form-action 'none'").doesNotContain("unsafe");
        assertThat(answer.headers()).containsEntry("X-Content-Type-Options", "nosniff").containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin").containsEntry("Cache-Control", "no-store")
                .containsKey("Permissions-Policy");
    }
}
