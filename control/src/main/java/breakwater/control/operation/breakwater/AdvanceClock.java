package breakwater.control.operation.breakwater;

import breakwater.control.error.BreakwaterError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ClockMove;
import breakwater.control.lifecycle.ClockReading;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.lifecycle.Worker;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Moves the service clock forward. Everything due in between takes place, in order, before the call is answered. The
 * answer shows the clock as it arrives. If the database fails on the way, the call fails and the advance is finished
 * later. During an advance in progress, a span is added to it, and an instant on its way changes nothing.
 */
public final class AdvanceClock implements Operation<AdvanceClock.Input, ClockAnswer> {
    private static final Declaration<Input, ClockAnswer> DECLARATION =
            Declaration.change("breakwater", "AdvanceClock", Input.class, ClockAnswer.class)
                    .resource((call, input) -> "acs:breakwater:*:" + call.accountId() + ":clock")
                    .refuses(BreakwaterError.NOT_OPERATOR, BreakwaterError.CLOCK_NOT_MOVABLE,
                            GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER,
                            BreakwaterError.CLOCK_BACKWARDS, BreakwaterError.CLOCK_TOO_FAR);

    /**
     * Exactly one of the three.
     *
     * @param duration see {@link SpanOfTime}
     * @param seconds  as many seconds
     * @param to       an instant in ISO 8601, such as {@code 2027-01-31T16:00:00Z}
     */
    public record Input(Optional<String> duration, Optional<Long> seconds, Optional<String> to) {
    }

    private final Operator operator;
    private final ServiceClock clock;
    private final Worker worker;

    AdvanceClock(Operator operator, ServiceClock clock, Worker worker) {
        this.operator = operator;
        this.clock = clock;
        this.worker = worker;
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
        return switch (clock.advance(transaction, move(input, call.now()))) {
            case ClockMove.Outcome.Begun begun -> {
                transaction.afterCommit(worker::finishAdvance);
                ClockReading before = clock.reading(transaction);
                long ahead = begun.target().toEpochMilli() - begun.from().toEpochMilli();
                yield ClockAnswer.of(new ClockReading(before.mode(), begun.target(), before.offsetMillis() + ahead,
                        Optional.empty()));
            }
            case ClockMove.Outcome.NotMovable() -> throw new Refusal(BreakwaterError.CLOCK_NOT_MOVABLE);
            case ClockMove.Outcome.Backwards(Instant now) ->
                    throw new Refusal(BreakwaterError.CLOCK_BACKWARDS, now.toString());
            case ClockMove.Outcome.TooFar(Instant now) ->
                    throw new Refusal(BreakwaterError.CLOCK_TOO_FAR, now.toString());
        };
    }

    private static ClockMove move(Input input, Instant now) {
        long given = input.duration().stream().count() + input.seconds().stream().count() + input.to().stream().count();
        if (given > 1) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Duration", "only one of Duration, Seconds and To can be given");
        }
        if (input.seconds().isPresent()) {
            return new ClockMove.By(Duration.ofSeconds(input.seconds().get()));
        }
        if (input.to().isPresent()) {
            return to(input.to().get(), now);
        }
        String text = input.duration().orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "Duration"));
        return new ClockMove.By(SpanOfTime.read(text, now).orElseThrow(() -> new Refusal(GatewayError.INVALID_PARAMETER,
                "Duration", "it must be a span such as 8d, 90m, 1d12h or P1M")));
    }

    private static ClockMove to(String text, Instant now) {
        try {
            Instant instant = Instant.parse(text);
            // Answers show whole seconds: going to the very time that an answer showed is no step back.
            boolean showing = instant.isBefore(now) && !instant.isBefore(now.truncatedTo(ChronoUnit.SECONDS));
            return showing ? new ClockMove.By(Duration.ZERO) : new ClockMove.To(instant);
        } catch (DateTimeParseException e) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "To", "it must be an instant such as 2027-01-31T16:00:00Z");
        }
    }
}
