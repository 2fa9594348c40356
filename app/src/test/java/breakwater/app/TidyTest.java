package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Style is a test: reads the sources and names file, line, what is banned there and what to use instead. */
class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final Path ROOT = Program.root();
    private static final List<Path> SOURCES = JavaSources.all();

    /** @param exempt sources whose path contains this text may: the one place that turns the banned thing into an argument */
    private record Ban(String pattern, String instead, boolean alsoInTests, List<String> exempt) {
        boolean hits(Path source, String line) {
            String path = source.toString();
            return (alsoInTests || !path.contains("/src/test/")) && exempt.stream().noneMatch(path::contains)
                    && Pattern.compile(pattern).matcher(line).find();
        }
    }

    private static final List<Ban> BANS = List.of(
            new Ban("System\\.currentTimeMillis|Instant\\.now\\(|LocalDate(Time)?\\.now\\(|ZonedDateTime\\.now\\(|new Date\\(\\)"
                    + "|\\bClock\\.system|InstantSource\\.system",
                    "take an InstantSource as an argument: instances live on the service clock", false, List.of("/app/src/main/", "/bench/")),
            new Ban("Thread\\.sleep\\(", "wait for a condition, or move the clock by hand", true, List.of()),
            new Ban("\\.getBytes\\(\\)|new String\\([a-z]+\\)|new InputStreamReader\\([^,]*\\)\\s*;|new FileReader\\(",
                    "name the charset", true, List.of()),
            new Ban("\\.to(Lower|Upper)Case\\(\\)", "name the locale: Locale.ROOT", true, List.of()),
            new Ban("String\\.format\\((?!Locale)\"|\\.formatted\\(", "concatenate, or use String.format(Locale.ROOT, …)", false, List.of()),
            new Ban("catch \\([^)]*\\) *\\{ *\\}", "handle it, or say in the block why nothing is to be done", true, List.of()),
            new Ban("\\b(TODO|FIXME|XXX)\\b", "finish it, or write an issue", true, List.of("TidyTest")),
            new Ban("printStackTrace|System\\.out\\.print|System\\.err\\.print", "use the logger; the command line writes to its own writer",
                    false, List.of("/app/src/main/", "/bench/")),
            new Ban("@Disabled|@Ignore", "mend or delete the test", true, List.of("TidyTest")),
            new Ban("org\\.mockito|org\\.easymock|net\\.jqwik", "write a fake by hand; use the seeded generator", true, List.of("TidyTest")),
            new Ban("import java\\.util\\.concurrent\\.CompletableFuture", "block on a virtual thread", false, List.of()));

    @Test
    void sourcesUseNothingThatIsBanned() {
        List<String> findings = new ArrayList<>();
        for (Path source : SOURCES) {
            List<String> lines = lines(source);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                String code = line.strip().startsWith("*") || line.strip().startsWith("//") ? "" : line;
                for (Ban ban : BANS) {
                    if (ban.hits(source, code)) {
                        findings.add(ROOT.relativize(source) + ":" + (i + 1) + ": " + line.strip() + " -> " + ban.instead());
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() {
        Pattern vague = Pattern.compile("(Impl|Manager|Helper|Utils?|Base|Common)(Test)?\\.java$");
        assertThat(SOURCES).filteredOn(source -> vague.matcher(source.getFileName().toString()).find())
                .as("names after Impl, Manager, Helper, Util, Base or Common tell nothing: say what it does").isEmpty();
    }

    @Test
    void filesStayUnderFiveHundredLines() {
        assertThat(SOURCES).filteredOn(source -> lines(source).size() > FILE_LINES_MAX)
                .as("a file over " + FILE_LINES_MAX + " lines is more than one thing").isEmpty();
    }

    @Test
    void everyPackageSaysWhatLivesThere() {
        List<Path> bare = SOURCES.stream().filter(source -> source.toString().contains("/src/main/"))
                .map(Path::getParent).distinct()
                .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                .map(ROOT::relativize).toList();
        assertThat(bare).as("add a package-info.java: what lives here, which step of the flow, what it may import").isEmpty();
    }

    @Test
    void everyPublicTypeIsExplained() {
        Pattern type = Pattern.compile("^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|enum|record|@interface) (\\w+)");
        List<String> bare = new ArrayList<>();
        for (Path source : SOURCES) {
            if (!source.toString().contains("/src/main/")) {
                continue;
            }
            List<String> lines = lines(source);
            for (int i = 0; i < lines.size(); i++) {
                Matcher matcher = type.matcher(lines.get(i));
                if (matcher.find() && !documented(lines, i)) {
                    bare.add(ROOT.relativize(source) + ":" + (i + 1) + ": " + matcher.group(1) + " -> write its Javadoc");
                }
            }
        }
        assertThat(bare).isEmpty();
    }

    /** The toString that the compiler gives a record tells all of it, and ends up in a log some day. */
    @Test
    void aRecordThatHoldsASecretDoesNotPrintIt() {
        Pattern header = Pattern.compile("\\brecord (\\w+)(?:<[^>{]*>)?\\(([^{]*?)\\)\\s*(?:implements [^{]*)?\\{");
        Pattern secret = Pattern.compile("\\b(?:\\w*[sS]ecret|password|securityToken|headers|rawQuery)\\s*(?:,|$)");
        List<String> open = new ArrayList<>();
        for (Path source : SOURCES) {
            if (source.toString().contains("/src/main/")) {
                String text = String.join("\n", lines(source));
                Matcher record = header.matcher(text);
                while (record.find()) {
                    if (secret.matcher(record.group(2)).find() && !block(text, record.end()).contains("String toString()")) {
                        open.add(ROOT.relativize(source) + ": " + record.group(1) + " -> override toString, and leave the secret out");
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    /** The text from behind a brace to the one that closes it. */
    private static String block(String text, int from) {
        int depth = 1;
        int at = from;
        while (depth > 0) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            at++;
        }
        return text.substring(from, at);
    }

    /** Whether a comment ends above the type; between the two may stand nothing but annotations. */
    private static boolean documented(List<String> lines, int at) {
        for (int above = at - 1; above >= 0; above--) {
            String line = lines.get(above).strip();
            if (line.endsWith("*/")) {
                return true;
            }
            if (line.isEmpty() || line.startsWith("import ")) {
                return false;
            }
        }
        return false;
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
