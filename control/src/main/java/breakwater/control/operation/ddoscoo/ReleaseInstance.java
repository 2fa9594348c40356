package breakwater.control.operation.ddoscoo;

import breakwater.control.audit.Leaks;
import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.ReleaseOutcome;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

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

    ReleaseInstance(InstanceLookup lookup, Leaks leaks) {
        this.lookup = lookup;
        this.leaks = leaks;
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
    public void refused(Call call, Input input, Refusal refusal, Transaction transaction) {
        if (refusal.error() == DdoscooError.INSTANCE_NOT_EXPIRED) {
            leaks.told(transaction, call.now(), call.accountId(), input.instanceId(), call.caller().arn());
        }
    }
}
