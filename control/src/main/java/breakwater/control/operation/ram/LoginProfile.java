package breakwater.control.operation.ram;

import breakwater.control.error.GatewayError;
import breakwater.control.error.RamError;
import breakwater.control.error.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A user's console password, as it is shown. There are no second factors here, and a password is never changed at its first use: to ask
 * for either is refused, so that nobody relies on it.
 */
public record LoginProfile(String createDate, boolean mfaBindRequired, boolean passwordResetRequired, String userName) {
    private static final int CHARACTERS_MIN = 8;
    private static final int CHARACTERS_MAX = 128;

    static LoginProfile of(String userName, Instant created) {
        return new LoginProfile(RamText.date(created), false, false, userName);
    }

    /** @throws Refusal UnsupportedParameter if either is asked for */
    static void requireNeither(String action, Optional<Boolean> mfaBindRequired, Optional<Boolean> passwordResetRequired) {
        if (mfaBindRequired.orElse(false)) {
            throw new Refusal(GatewayError.UNSUPPORTED_PARAMETER, "MFABindRequired", action);
        }
        if (passwordResetRequired.orElse(false)) {
            throw new Refusal(GatewayError.UNSUPPORTED_PARAMETER, "PasswordResetRequired", action);
        }
    }

    /**
     * What takes the place of a password as long as the call lasts: its hash as text.
     *
     * @param hash as {@code beforehand} is given it
     * @throws Refusal InvalidParameter.Password.TooWeak, or what {@code hash} throws
     */
    static String hashed(String password, UnaryOperator<String> hash) {
        if (password.length() < CHARACTERS_MIN || password.length() > CHARACTERS_MAX) {
            throw new Refusal(RamError.WEAK_PASSWORD);
        }
        return hash.apply(password);
    }
}
