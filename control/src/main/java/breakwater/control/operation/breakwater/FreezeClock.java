package breakwater.control.operation.breakwater;

import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Lets the service clock stand where it is; after an advance in progress, where that leads. Asking again changes nothing. */
public final class FreezeClock implements Operation<FreezeClock.Input, ClockAnswer> {
    private static final Declaration<Input, ClockAnswer> DECLARATION =
            Declaration.change("breakwater", "FreezeClock", Input.class, ClockAnswer.class)
                    .resource((call, input) -> "acs:breakwater:*:" + call.accountId() + ":clock")
                    .refuses(BreakwaterError.NOT_OPERATOR, BreakwaterError.CLOCK_NOT_MOVABLE);

    /** Nothing. */
    public record Input() {
    }

    private final Operator operator;
    private final ServiceClock clock;

    FreezeClock(Operator operator, ServiceClock clock) {
        this.operator = operator;
        this.clock = clock;
    }

    @Override
    public Declaration<Input, ClockAnswer> declaration() {
        return DECLARATION;
    }

    @Override
    public ClockAnswer run(Call call, Input input, Transaction transaction) {
        operator.requireAccount(call);
        if (!clock.movable()) {
            throw new Refusal(BreakwaterError.CLOCK_NOT_MOVABLE);
        }
        return ClockAnswer.of(clock.freeze(transaction));
    }
}
