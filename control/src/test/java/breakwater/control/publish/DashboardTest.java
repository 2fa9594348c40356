package breakwater.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.model.reading.Ending;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Grafana dashboard shows what the program really has, and the metrics say what was read. */
class DashboardTest {

    @Test
    void everyMetricOfTheDashboardExists() throws Exception {
        String file = Files.readString(Path.of("..", "docs", "grafana", "breakwater.json"));
        try (DdoscooStage stage = new DdoscooStage()) {
            stage.control.control().readings().accept(SampleReading.of("edge", 1, DdoscooStage.NOW)
                    .traffic(stage.running.id(), 80, 600_000, 1_200_000, 3, 2)
                    .refused(stage.running.id(), 53, Ending.REFUSED_REFLECTION, 700, 7).reading());
            stage.control.call("breakwater", "DescribeClock", Map.of());
            String scraped = scrape(stage);
            TreeSet<String> shown = new TreeSet<>();
            new ObjectMapper().readTree(file).findValues("expr").forEach(expression -> collect(expression.asText(), shown));
            collect(file, shown);
            assertThat(shown).hasSizeGreaterThan(15);
            for (String metric : shown) {
                assertThat(scraped).as(metric).containsPattern("(?m)^" + metric + "[ {]");
            }
            String instance = "instance=\"" + stage.running.id() + "\"";
            assertThat(scraped).containsPattern("(?m)^breakwater_traffic_bytes_total\\{direction=\"in\"," + instance + "} 600700\\.0")
                    .containsPattern("(?m)^breakwater_traffic_attack_packets_total\\{" + instance + "} 7\\.0")
                    .containsPattern("(?m)^breakwater_traffic_connections_open\\{" + instance + ",state=\"active\"} 2\\.0")
                    .containsPattern("(?m)^breakwater_traffic_endings_total\\{ending=\"CLIENT_CLOSED\",side=\"client\"} 3\\.0")
                    .containsPattern("(?m)^breakwater_protection_revision_applied 7\\.0")
                    .containsPattern("(?m)^breakwater_rule_faults 0\\.0");
        }
    }

    private static void collect(String text, TreeSet<String> names) {
        Matcher matcher = Pattern.compile("\\bbreakwater_[a-z_]+").matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
    }

    @Test
    void noMetricIsLostToACollectionOfMemory() throws Exception {
        try (DdoscooStage stage = new DdoscooStage()) {
            stage.control.control().readings().accept(SampleReading.of("edge", 1, DdoscooStage.NOW)
                    .traffic(stage.running.id(), 80, 600_000, 1_200_000, 3, 2).reading());
            System.gc();
            assertThat(scrape(stage)).contains("breakwater_").doesNotContainPattern("(?m)^breakwater_.* NaN$");
        }
    }

    @Test
    void everyPanelHasATitleAndAPlaceOfItsOwn() throws IOException {
        JsonNode panels = new ObjectMapper().readTree(Files.readString(Path.of("..", "docs", "grafana", "breakwater.json"))).get("panels");
        TreeSet<String> places = new TreeSet<>();
        TreeSet<Integer> ids = new TreeSet<>();
        panels.forEach(panel -> {
            assertThat(panel.get("title").asText()).isNotEmpty();
            places.add(panel.get("gridPos").get("x") + " " + panel.get("gridPos").get("y"));
            ids.add(panel.get("id").asInt());
        });
        assertThat(places).hasSize(panels.size());
        assertThat(ids).hasSize(panels.size());
    }

    private static String scrape(DdoscooStage stage) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(stage.control.endpoint().resolve("/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
