package breakwater.control.operation.breakwater;

import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** What the service clock shows, and how it goes. */
public final class DescribeClock implements Operation<DescribeClock.Input, ClockAnswer> {
    private static final Declaration<Input, ClockAnswer> DECLARATION =
            Declaration.read("breakwater", "DescribeClock", Input.class, ClockAnswer.class)
                    .resource((call, input) -> "acs:breakwater:*:" + call.accountId() + ":clock");

    /** Nothing. */
    public record Input() {
    }

    private final ServiceClock clock;

    DescribeClock(ServiceClock clock) {
        this.clock = clock;
    }

    @Override
    public Declaration<Input, ClockAnswer> declaration() {
        return DECLARATION;
    }

    @Override
    public ClockAnswer run(Call call, Input input, Transaction transaction) {
        return ClockAnswer.of(clock.reading(transaction));
    }
}
