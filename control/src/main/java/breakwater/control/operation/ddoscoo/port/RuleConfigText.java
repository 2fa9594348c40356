package breakwater.control.operation.ddoscoo.port;

import breakwater.control.operation.ddoscoo.JsonMembers;
import breakwater.control.protection.RuleAttributes;
import breakwater.control.protection.RuleAttributes.PortLimit;
import breakwater.control.protection.RuleAttributes.SourceLimit;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.RepeatOffence.Limit;
import breakwater.model.snapshot.Transport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The JSON text of a rule's attributes. A part that is left out stays as it was; a part that is there needs what the vendor's page calls
 * required in it, except that a switch that is left out is on, as that page says. Ranges are the wider ones where the page of the change
 * and the page of the answer differ, so that an answer can always be sent back.
 */
final class RuleConfigText {
    private static final long PERSISTENCE_SECONDS_MIN = 30;
    private static final long PERSISTENCE_SECONDS_MAX = 3_600;
    private static final int OFFENCE_TIMES = 5;
    private static final int OFFENCE_SECONDS = 60;

    private RuleConfigText() {
    }

    /** The attributes after a change. */
    static RuleAttributes merged(RuleAttributes before, Transport transport, String text) {
        JsonMembers config = JsonMembers.object("Config", text)
                .only("PersistenceTimeout", "Synproxy", "NodataConn", "Sla", "Slimit", "PayloadLen", "Cc");
        int payloadMin = before.payloadBytesMin();
        int payloadMax = before.payloadBytesMax();
        if (config.inner("PayloadLen").isPresent()) {
            JsonMembers payload = config.inner("PayloadLen").get().only("Min", "Max");
            payloadMin = (int) payload.number("Min", 0, RuleAttributes.PAYLOAD_BYTES_MAX);
            payloadMax = (int) payload.number("Max", 0, RuleAttributes.PAYLOAD_BYTES_MAX);
            if (payloadMin > payloadMax) {
                throw payload.refused("Min", "it must not be greater than Max");
            }
        }
        return new RuleAttributes(persistence(config, before.persistenceSeconds()),
                tcpSwitch(config, "Synproxy", transport, before.proveFirst()),
                tcpSwitch(config, "NodataConn", transport, before.emptyConnectionsRefused()),
                config.inner("Sla").map(RuleConfigText::port).orElse(before.port()),
                config.inner("Slimit").map(limit -> source(limit, before.source())).orElse(before.source()),
                payloadMin, payloadMax,
                config.inner("Cc").map(RuleConfigText::offences).orElse(before.repeatOffences()));
    }

    private static int persistence(JsonMembers config, int before) {
        OptionalLong sent = config.optionalNumber("PersistenceTimeout", 0, PERSISTENCE_SECONDS_MAX);
        if (sent.isPresent() && sent.getAsLong() > 0 && sent.getAsLong() < PERSISTENCE_SECONDS_MIN) {
            throw config.refused("PersistenceTimeout", "it must be 0, or " + PERSISTENCE_SECONDS_MIN + " to " + PERSISTENCE_SECONDS_MAX);
        }
        return (int) sent.orElse(before);
    }

    private static boolean tcpSwitch(JsonMembers config, String name, Transport transport, boolean before) {
        boolean on = config.onOff(name).orElse(before);
        if (on && transport == Transport.UDP) {
            throw config.refused(name, "it is for tcp only");
        }
        return on;
    }

    private static PortLimit port(JsonMembers sla) {
        sla.only("Cps", "Maxconn", "CpsEnable", "MaxconnEnable");
        return new PortLimit(sla.number("Cps", 100, 100_000), sla.bit("CpsEnable").orElse(true),
                sla.number("Maxconn", 1_000, 1_000_000), sla.bit("MaxconnEnable").orElse(true));
    }

    private static SourceLimit source(JsonMembers limit, SourceLimit before) {
        limit.only("Cps", "Maxconn", "CpsEnable", "MaxconnEnable", "CpsMode", "Pps", "Bps");
        return new SourceLimit(limit.number("Cps", 1, 500_000), limit.bit("CpsEnable").orElse(true),
                limit.optionalNumber("CpsMode", 1, 2).orElse(1) == 2,
                limit.number("Maxconn", 1, 500_000), limit.bit("MaxconnEnable").orElse(true),
                limit.optionalNumber("Pps", 0, 100_000).orElse(before.packets()), bytes(limit, before.bytes()));
    }

    private static long bytes(JsonMembers limit, long before) {
        long bytes = limit.optionalNumber("Bps", 0, 268_435_456).orElse(before);
        if (bytes > 0 && bytes < 1_024) {
            throw limit.refused("Bps", "it must be 0, or 1024 to 268435456");
        }
        return bytes;
    }

    private static List<RepeatOffence> offences(JsonMembers cc) {
        cc.only("Sblack");
        List<RepeatOffence> offences = new ArrayList<>();
        Set<Limit> seen = EnumSet.noneOf(Limit.class);
        for (JsonMembers item : cc.innerArray("Sblack", Limit.values().length).orElse(List.of())) {
            item.only("Type", "Cnt", "During", "Expires");
            Limit limit = Limit.values()[(int) item.number("Type", 1, Limit.values().length) - 1];
            if (!seen.add(limit)) {
                throw item.refused("Type", "it is given twice");
            }
            // The vendor's page fixes both numbers.
            offences.add(new RepeatOffence(limit, (int) item.number("Cnt", OFFENCE_TIMES, OFFENCE_TIMES),
                    (int) item.number("During", OFFENCE_SECONDS, OFFENCE_SECONDS), (int) item.number("Expires", 60, 604_800)));
        }
        return offences;
    }
}
