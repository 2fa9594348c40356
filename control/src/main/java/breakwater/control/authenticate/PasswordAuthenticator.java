package breakwater.control.authenticate;

import breakwater.control.error.BreakwaterError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides who gave a console password, for the one operation that takes one instead of a signature. A name that nobody has, one without a
 * password and a wrong password are one refusal after the same work. Used from any thread.
 */
public final class PasswordAuthenticator {
    /** A name is an account's (at most 64 characters), or a user's (64), an at sign and an account's. */
    private static final int NAME_CHARACTERS_MAX = 129;
    private static final PasswordDirectory.Holder NOBODY =
            new PasswordDirectory.Holder("", "", new Caller.Identity.Root(), PasswordHash.ofNobody());

    private final PasswordDirectory passwords;

    public PasswordAuthenticator(PasswordDirectory passwords) {
        this.passwords = passwords;
    }

    /**
     * Compares the password.
     *
     * @param permitted is given whom the name means ({@link PasswordDirectory.Sought#who}) and refuses by throwing, before anything that
     *                  takes long
     * @throws Refusal MissingLoginName, MissingPassword, what {@code permitted} throws, or SignInRefused
     */
    public Caller authenticate(RawRequest request, Parameters parameters, Consumer<String> permitted) {
        String name = required(parameters, "LoginName");
        String password = required(parameters, "Password");
        String known = name.length() > NAME_CHARACTERS_MAX ? "" : name;
        PasswordDirectory.Sought sought = passwords.sought(known);
        permitted.accept(sought.who());
        PasswordDirectory.Holder holder = sought.holder().orElse(NOBODY);
        boolean right = holder.hash().fits(password);
        if (!right || sought.holder().isEmpty()) {
            throw new Refusal(BreakwaterError.SIGN_IN_REFUSED);
        }
        return new Caller(holder.accountId(), holder.identity(), holder.passwordId(), request.sourceAddress(), request.secure(),
                request.arrival());
    }

    private static String required(Parameters parameters, String name) {
        return parameters.one(name).filter(value -> !value.isEmpty())
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, name));
    }
}
