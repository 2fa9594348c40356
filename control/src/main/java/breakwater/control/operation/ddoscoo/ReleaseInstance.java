package breakwater.control.operation.ddoscoo;

import breakwater.control.audit.Leaks;
import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.lifecycle.ddos.ReleaseOutcome;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.publish.LiveTraffic;
import breakwater.control.publish.Readings;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Releases an expired instance for good: forwarding and every rule of it end, its service address goes into quarantine, its tags are
 * gone. The RequestId is the whole answer.
 *
 * <p>Refusals in order (facts, section 2): MissingInstanceId, NoPermission, InstanceNotFound (unknown, another account's,
 * another region's, released before: one answer), InstanceNotExpire. Of two at once exactly one succeeds. That a caller was told
 * InstanceNotExpire is kept: an automation that takes it for an end (the Terraform provider does) leaks the instance.
 */
public final class ReleaseInstance implements Operation<ReleaseInstance.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ReleaseInstance", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.INSTANCE_NOT_EXPIRED);

    private final InstanceLookup lookup;
    private final Leaks leaks;
    private final Readings readings;

    ReleaseInstance(InstanceLookup lookup, Leaks leaks, Readings readings) {
        this.lookup = lookup;
        this.leaks = leaks;
        this.readings = readings;
    }

    public record Input(String instanceId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        ReleaseOutcome outcome = lookup.instances().release(transaction, call.now(), call.accountId(),
                InstanceLookup.regionOrNotFound(call), input.instanceId());
        return switch (outcome) {
            case ReleaseOutcome.Released released -> Empty.EMPTY;
            case ReleaseOutcome.NotFound notFound -> throw new Refusal(DdoscooError.INSTANCE_NOT_FOUND);
            case ReleaseOutcome.NotExpired notExpired -> throw new Refusal(DdoscooError.INSTANCE_NOT_EXPIRED);
        };
    }

    @Override
    public Optional<String> warning(Call call, Input input, Transaction transaction) {
        // Of an instance that is another's nothing is looked up: the release is refused, and its record tells nothing.
        Optional<DdosRegion> region = call.region().flatMap(DdosRegion::of);
        return lookup.instances().findLive(transaction, call.now(), call.accountId(), region, input.instanceId())
                .map(instance -> LiveTraffic.of(transaction, readings, instance.id(), LiveTraffic.SPAN_DEFAULT, call.now()))
                .filter(LiveTraffic::live)
                .map(ReleaseInstance::told);
    }

    /** Who was cut off, in words. What there was none of is left out: a connection may be open whose client has sent nothing for long. */
    private static String told(LiveTraffic traffic) {
        List<String> lately = new ArrayList<>();
        if (traffic.clients() > 0) {
            lately.add(traffic.clients() + " or more clients");
        }
        if (traffic.newConnections() > 0) {
            lately.add(counted(traffic.newConnections(), "new connection"));
        }
        if (traffic.inBytes() > 0 || traffic.outBytes() > 0) {
            lately.add(traffic.inBytes() + " bytes in and " + traffic.outBytes() + " out");
        }
        List<String> parts = new ArrayList<>();
        if (traffic.openNow() > 0) {
            parts.add(counted(traffic.openNow(), "connection") + " open");
        }
        if (!lately.isEmpty()) {
            parts.add("in the last " + LiveTraffic.SPAN_DEFAULT.toMinutes() + " minutes " + String.join(", ", lately));
        }
        return "Traffic was live on " + counted(traffic.rules().size(), "rule") + ": " + String.join("; ", parts) + ".";
    }

    private static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    @Override
    public void refused(Call call, Input input, Refusal refusal, Transaction transaction) {
        if (refusal.error() == DdoscooError.INSTANCE_NOT_EXPIRED) {
            leaks.told(transaction, call.now(), call.accountId(), input.instanceId(), call.caller().arn());
        }
    }
}
