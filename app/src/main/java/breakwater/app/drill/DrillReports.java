package breakwater.app.drill;

import breakwater.app.client.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the API says about the attacked port since the drill began. One thread. */
final class DrillReports {
    private static final int PAGE = 50;
    private static final int PAGES_MAX = 20;

    private final DrillSubject subject;
    private final DrillPlan plan;
    private final long fromSeconds;

    /** @param fromMillis service time when the attack began */
    DrillReports(DrillSubject subject, DrillPlan plan, long fromMillis) {
        this.subject = subject;
        this.plan = plan;
        this.fromSeconds = fromMillis / 1_000;
    }

    /**
     * What DescribeDDosAllEventList tells of one attack.
     *
     * @param startSeconds when it began, by which its details are asked for
     */
    record Event(long startSeconds) {
    }

    /** What DescribePortFlowList tells, summed over its seconds. */
    record Flow(long inPackets, long attackPackets) {
    }

    /** The attack of the expected type on the port, if one was recorded. */
    Optional<Event> event() {
        Answer answer = subject.ask("DescribeDDosAllEventList", Map.of("StartTime", from(), "EndTime", until(), "EventType",
                plan.kind().eventType(), "Ip", subject.address().getHostAddress(), "PageNumber", "1", "PageSize", Integer.toString(PAGE)));
        for (JsonNode event : answer.body().path("AttackEvents")) {
            if (event.path("Port").asText().equals(Integer.toString(subject.port()))) {
                return Optional.of(new Event(event.path("StartTime").asLong()));
            }
        }
        return Optional.empty();
    }

    /** What the attack consisted of, by DescribeDDosEventAttackType. */
    Set<String> vectors(Event event) {
        Answer answer = subject.ask("DescribeDDosEventAttackType", Map.of("EventType", plan.kind().eventType(), "Ip",
                subject.address().getHostAddress(), "StartTime", Long.toString(event.startSeconds())));
        Set<String> vectors = new TreeSet<>();
        answer.body().path("AttackTypes").forEach(type -> vectors.add(type.path("AttackType").asText()));
        return vectors;
    }

    /** Traffic of the instance. */
    Flow flow() {
        Answer answer = subject.ask("DescribePortFlowList", Map.of("InstanceIds.1", subject.id(), "StartTime", from(), "EndTime", until(),
                "Interval", "1"));
        long in = 0;
        long attack = 0;
        for (JsonNode second : answer.body().path("PortFlowList")) {
            in += second.path("InPps").asLong();
            attack += second.path("AttackPps").asLong();
        }
        return new Flow(in, attack);
    }

    /** Packets and attempts that were refused in the largest second, by DescribePortAttackMaxFlow. */
    long peak() {
        return subject.ask("DescribePortAttackMaxFlow", Map.of("InstanceIds.1", subject.id(), "StartTime", from(), "EndTime", until()))
                .number("/Pps");
    }

    /** Who was refused most, by DescribePortCcAttackTopIP. */
    Set<String> blamed() {
        Set<String> sources = new HashSet<>();
        subject.ask("DescribePortCcAttackTopIP", Map.of("Ip", subject.address().getHostAddress(), "Port", Integer.toString(subject.port()),
                "StartTimestamp", from(), "Limit", "10")).body().path("TopIp").forEach(source -> sources.add(source.path("SrcIp").asText()));
        return sources;
    }

    /** Whom the service has put on the black list by itself, by DescribeAutoCcBlacklist. */
    Set<String> listed() {
        Set<String> sources = new HashSet<>();
        for (int page = 1; page <= PAGES_MAX; page++) {
            JsonNode entries = subject.ask("DescribeAutoCcBlacklist", Map.of("InstanceId", subject.id(), "QueryType", "auto", "PageNumber",
                    Integer.toString(page), "PageSize", Integer.toString(PAGE))).body().path("AutoCcBlacklist");
            entries.forEach(entry -> sources.add(entry.path("SourceIp").asText()));
            if (entries.size() < PAGE) {
                break;
            }
        }
        return sources;
    }

    private String from() {
        return Long.toString(fromSeconds);
    }

    /** The second that has begun is part of it. */
    private String until() {
        return Long.toString(subject.nowMillis() / 1_000 + 1);
    }
}
