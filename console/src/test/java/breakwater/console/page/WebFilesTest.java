package breakwater.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.console.Requests;
import breakwater.console.http.WebAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are served by their names alone; every other address is the page. */
class WebFilesTest {
    private final WebFiles files = new WebFiles("pages/", WebFilesTest.class.getClassLoader());

    private WebAnswer answer(String name, String... headers) {
        return files.answer(Requests.get("/console/" + name, headers), name);
    }

    private static String text(WebAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void anAssetIsKeptForEverAndSentPackedToWhoeverTakesIt() throws IOException {
        WebAnswer plain = answer("assets/main-1a2b.js");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.contentType()).isEqualTo("text/javascript;charset=utf-8");
        assertThat(plain.headers()).containsEntry("Cache-Control", "public, max-age=31536000, immutable").doesNotContainKey("Content-Encoding");
        WebAnswer packed = answer("assets/main-1a2b.js", "accept-encoding", "br, gzip");
        assertThat(packed.headers()).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(answer("assets/main-1a2b.js", "accept-encoding", "gzip;q=0").headers()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void anotherFileIsAskedForAgainByItsTag() {
        WebAnswer first = answer("mark.svg");
        assertThat(first.headers()).containsEntry("Cache-Control", "no-cache").containsKey("ETag");
        WebAnswer again = answer("mark.svg", "if-none-match", first.headers().get("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(answer("mark.svg", "if-none-match", "\"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "index.html", "instances/ddoscoo/ddoscoo-cn-1", "errors/ram/InvalidParameter.RoleArn", "sign-in", "no-such.svg"})
    void everyOtherAddressIsThePageAndNeverKept(String name) {
        WebAnswer page = answer(name);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(text(page)).contains("<title>pages</title>");
        assertThat(page.headers()).containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.txt", "assets/../../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "assets/..%5c..%5csecret.txt",
        "assets//secret.txt", "/secret.txt", "//secret.txt", "assets/\\..\\secret.txt", "assets/%00", "\0", "..", "assets/.hidden",
        "assets/", "assets/x/../main-1a2b.js", "%0d%0aSet-Cookie:%20breakwater-session=x", "../page/WebFiles.class", "assets/WebFiles.class"})
    void noNameLeadsAnywhereElse(String name) {
        WebAnswer answer = answer(name);
        assertThat(text(answer)).doesNotContain("not for anybody").satisfiesAnyOf(
                page -> assertThat(page).contains("<title>pages</title>"), refused -> assertThat(answer.status()).isEqualTo(404));
        assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void aProgramBuiltWithoutThePagesSaysSo() {
        WebFiles none = new WebFiles("nowhere/", WebFilesTest.class.getClassLoader());
        assertThat(none.built()).isFalse();
        WebAnswer answer = none.answer(Requests.get("/console/"), "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(text(answer)).contains("built without its console", "Node 20");
    }
}
