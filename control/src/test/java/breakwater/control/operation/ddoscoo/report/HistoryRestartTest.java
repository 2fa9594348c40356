package breakwater.control.operation.ddoscoo.report;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ControlFixture;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.publish.SampleReading;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart of the control plane keeps history, and counts nothing again that it is sent again. */
class HistoryRestartTest {
    private static final Instant NOW = ControlFixture.START;
    @TempDir
    private Path folder;

    @Test
    void historyOutlivesARestart() {
        String id;
        String flow;
        String attacks;
        Reading reading;
        try (ControlFixture before = ControlFixture.start(SqliteStore.open(folder), false)) {
            id = new DdosFixture(before.store()).create(DdosFixture.ACCOUNT, DdosFixture.pro(), NOW, NOW.plus(Duration.ofDays(30))).id();
            reading = SampleReading.of("edge", 1, NOW.plusMillis(200)).traffic(id, 80, 6_000, 9_000, 2, 2)
                    .event(SampleReading.attack("a", id, AttackEvent.Kind.DEFENSE, 80, NOW, Optional.empty(), 5_000_000)).reading();
            before.control().readingFeed().accept(reading);
            before.control().readingFeed().close();
            flow = flow(before, id);
            attacks = attacks(before);
            assertThat(flow).contains("\"InBps\":48000");
            assertThat(attacks).contains("\"Total\":1");
        }
        try (ControlFixture after = ControlFixture.start(SqliteStore.open(folder), false)) {
            after.control().readings().accept(reading);
            assertThat(flow(after, id)).isEqualTo(flow);
            assertThat(attacks(after)).isEqualTo(attacks);
        }
    }

    private static String flow(ControlFixture fixture, String id) {
        return fixture.call("ddoscoo", "DescribePortFlowList", Map.of("InstanceIds.1", id, "StartTime", "" + NOW.getEpochSecond(),
                "EndTime", "" + (NOW.getEpochSecond() + 60), "Interval", "60")).withoutRequestId();
    }

    private static String attacks(ControlFixture fixture) {
        return fixture.call("ddoscoo", "DescribeDDosAllEventList", Map.of("StartTime", "" + NOW.getEpochSecond(), "EndTime",
                "" + (NOW.getEpochSecond() + 60), "PageNumber", "1", "PageSize", "10")).withoutRequestId();
    }
}
