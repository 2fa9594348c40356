package breakwater.control.operation.breakwater;

import breakwater.control.account.Sessions;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Begins a session: temporary keys that act exactly as the caller, for as long as its own key works. Everybody who is signed may ask,
 * since nobody gains a right by it; only a session cannot begin another.
 */
public final class GetSessionToken implements Operation<GetSessionToken.Input, SessionAnswer> {
    private static final Declaration<Input, SessionAnswer> DECLARATION =
            Declaration.change("breakwater", "GetSessionToken", Input.class, SessionAnswer.class)
                    .resources((call, input) -> List.of())
                    .refuses(BreakwaterError.SESSION_OF_SESSION);

    private final Sessions sessions;

    GetSessionToken(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param durationSeconds 900 to 43200; 3600 unless given */
    public record Input(Optional<Integer> durationSeconds) {
    }

    @Override
    public Declaration<Input, SessionAnswer> declaration() {
        return DECLARATION;
    }

    @Override
    public SessionAnswer run(Call call, Input input, Transaction transaction) {
        if (call.caller().temporary()) {
            throw new Refusal(BreakwaterError.SESSION_OF_SESSION);
        }
        return SessionAnswer.of(call, sessions.beginOwn(transaction, call.caller().arrival(), call.caller(),
                Duration.ofSeconds(input.durationSeconds().orElse(SessionAnswer.SECONDS_DEFAULT))));
    }
}
