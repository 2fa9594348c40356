package breakwater.app.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.ListedSource;
import breakwater.model.reading.OriginHealth;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.SnapshotChange;
import breakwater.model.snapshot.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
    @Test
    void aSnapshotComesBackAsItWas() throws IOException {
        ProtectionSnapshot snapshot = Snapshots.at(7, "ddoscoo-cn-aaaaaaaaaaa", "ddosDip-sg-bbbbbbbbbbb");
        assertThat(WireFormat.read(WireFormat.write(snapshot), ProtectionSnapshot.class)).isEqualTo(snapshot);
    }

    @Test
    void aPolicyThatManyRulesHaveIsWrittenOnce() {
        String one = new String(WireFormat.write(Snapshots.at(7, "one")), StandardCharsets.UTF_8);
        String two = new String(WireFormat.write(Snapshots.at(7, "one", "two")), StandardCharsets.UTF_8);
        assertThat(one.split("payloadBytesMax", -1)).hasSize(2);
        assertThat(two.split("payloadBytesMax", -1)).hasSize(2);
    }

    @Test
    void aPolicyThatWasNeverWrittenIsRefused() {
        byte[] unknown = new String(WireFormat.write(Snapshots.at(7, "one")), StandardCharsets.UTF_8)
                .replaceFirst("\"policy\":\\{.*?\\]\\}", "\"policy\":2").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> WireFormat.read(unknown, ProtectionSnapshot.class)).isInstanceOf(IOException.class);
    }

    @Test
    void aChangeMadeOfTwoSnapshotsLeadsFromTheOneToTheOther() throws IOException {
        ProtectionSnapshot before = Snapshots.at(7, "stays", "goes");
        ProtectionSnapshot after = Snapshots.with(Snapshots.at(9, "stays", "new"), 9, Snapshots.instance("stays", 2));
        SnapshotChange change = WireFormat.read(WireFormat.write(LinkServer.change(before, after)), SnapshotChange.class);
        assertThat(before.after(change)).isEqualTo(after);
        assertThat(change.changed()).extracting(ProtectedInstance::id).containsExactlyInAnyOrder("stays", "new");
    }

    @Test
    void aReadingComesBackAsItWas() throws IOException {
        RuleKey rule = new RuleKey("ddoscoo-cn-aaaaaaaaaaa", Transport.UDP, 53);
        SourceCount source = new SourceCount("192.0.2.1", "FR", 1, 2, 3, 4);
        Reading reading = new Reading("edge", 3, 4, 5,
                List.of(new RuleReading(rule, 1, 2, 3, 4, 5, 6, 7, Map.of(Ending.CLIENT_CLOSED, 1L), Map.of(Ending.REFUSED_REGION, 2L),
                        Map.of(Ending.REFUSED_REGION, 3L), List.of(source), Map.of("FR", 4L), Optional.of("the address is in use"))),
                List.of(new AttackEvent("id", "ddoscoo-cn-aaaaaaaaaaa", AttackEvent.Kind.DEFENSE, Optional.of(Transport.UDP), 53, 1, 0,
                        3, 4, 5, Map.of("Udp-Dns", 6L), Map.of("FR", 7L), List.of(source))),
                List.of(new ListedSource("ddoscoo-cn-aaaaaaaaaaa", "192.0.2.1", 9)), List.of(new OriginHealth(rule, "192.0.2.7", false)), 7);
        assertThat(WireFormat.read(WireFormat.write(reading), Reading.class)).isEqualTo(reading);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"revision\":1}", "{\"revision\":-1,\"time\":{\"offsetMillis\":0},\"instances\":{}}",
        "{\"revision\":1,\"time\":{\"offsetMillis\":0,\"frozenAt\":null},\"instances\":{}} more"})
    void whatIsNoSnapshotIsRefused(String text) {
        assertThatThrownBy(() -> WireFormat.read(text.getBytes(StandardCharsets.UTF_8), ProtectionSnapshot.class))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aNameInThePlaceOfAnAddressIsRefusedAndNotLookedUp() {
        byte[] named = new String(WireFormat.write(Snapshots.at(7, "one")), StandardCharsets.UTF_8)
                .replace("192.0.2.7", "origin.example.test").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> WireFormat.read(named, ProtectionSnapshot.class)).isInstanceOf(IOException.class)
                .hasMessageContaining("not an address");
    }
}
