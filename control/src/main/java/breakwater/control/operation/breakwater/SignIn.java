package breakwater.control.operation.breakwater;

import breakwater.control.account.Sessions;
import breakwater.control.error.BreakwaterError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Begins a session with a console password instead of a signature; {@code authenticate} has compared the password. A login name is an
 * account's id, its name if no other has it, or its alias; for a user {@code name@account}.
 */
public final class SignIn implements Operation<SignIn.Input, SessionAnswer> {
    private static final Declaration<Input, SessionAnswer> DECLARATION =
            Declaration.change("breakwater", "SignIn", Input.class, SessionAnswer.class)
                    .resources((call, input) -> List.of())
                    .refuses(BreakwaterError.SIGN_IN_REFUSED);

    private final Sessions sessions;

    SignIn(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param durationSeconds 900 to 43200; 3600 unless given */
    public record Input(String loginName, String password, Optional<Integer> durationSeconds) {
        @Override
        public String toString() {
            return "SignIn.Input[" + loginName + ", password hidden]";
        }
    }

    @Override
    public Declaration<Input, SessionAnswer> declaration() {
        return DECLARATION;
    }

    @Override
    public SessionAnswer run(Call call, Input input, Transaction transaction) {
        return SessionAnswer.of(call, sessions.beginOwn(transaction, call.caller().arrival(), call.caller(),
                Duration.ofSeconds(input.durationSeconds().orElse(SessionAnswer.SECONDS_DEFAULT))));
    }
}
