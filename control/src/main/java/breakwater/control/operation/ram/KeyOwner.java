package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.authenticate.Caller;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Whose access keys a call is about: the named user's, or the caller's own when none is named. */
final class KeyOwner {
    private KeyOwner() {
    }

    /** The owner in RAM policies. */
    static String resource(Call call, Optional<String> userName) {
        return RamResource.user(call, name(call, userName).orElse("*"));
    }

    /** The user; empty for the account itself. @throws Refusal MissingUserName when a role session names nobody */
    static Optional<Users.User> find(Identity identity, Call call, Optional<String> userName, Transaction transaction) {
        Optional<String> name = name(call, userName);
        if (name.isEmpty() && call.caller().identity() instanceof Caller.Identity.RoleSession) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "UserName");
        }
        return name.map(wanted -> RamOutcome.value(identity.users().named(transaction, call.accountId(), wanted)));
    }

    private static Optional<String> name(Call call, Optional<String> userName) {
        if (userName.isPresent()) {
            return userName;
        }
        return switch (call.caller().identity()) {
            case Caller.Identity.Root() -> Optional.empty();
            case Caller.Identity.User user -> Optional.of(user.name());
            case Caller.Identity.RoleSession session -> Optional.empty();
        };
    }
}
