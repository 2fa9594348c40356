package breakwater.control.authorize;

import breakwater.control.authenticate.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a caller may do an action on resources. The account itself may do everything; a RAM user what its
 * own and its groups' policies allow; a role session what both the role's policies and its session policy allow. An
 * explicit Deny wins over any Allow, and what nothing allows is refused. Stateless; used from any thread.
 *
 * <p>Source: facts, section 4.
 */
public final class Authorizer {
    private final PolicyDirectory directory;

    public Authorizer(PolicyDirectory directory) {
        this.directory = directory;
    }

    /**
     * The first of the resources on which the caller may not do the action; empty when all are allowed.
     *
     * @param ramAction such as {@code esa:ReleaseInstance}
     * @param resources ARNs; an empty list is allowed to everybody who is signed
     */
    public Optional<String> firstRefused(Caller caller, String ramAction, List<String> resources) {
        return switch (caller.identity()) {
            case Caller.Identity.Root() -> Optional.empty();
            case Caller.Identity.User user -> firstRefused(caller, user, ramAction, resources, Optional.empty());
            case Caller.Identity.RoleSession session ->
                    firstRefused(caller, session, ramAction, resources, session.sessionPolicy());
        };
    }

    private Optional<String> firstRefused(Caller caller, Caller.Identity identity, String ramAction,
                                          List<String> resources, Optional<String> sessionPolicy) {
        List<RamPolicy> policies = directory.policies(caller.accountId(), identity);
        List<RamPolicy> narrowing = sessionPolicy.map(RamPolicy::stored).map(List::of).orElse(List.of());
        for (String resource : resources) {
            RamRequest request = new RamRequest(ramAction, resource, caller.sourceAddress(), caller.arrival(),
                    caller.secureTransport(), Map.of());
            boolean allowed = RamPolicy.decide(policies, request) == RamPolicy.Verdict.ALLOW
                    && (narrowing.isEmpty() || RamPolicy.decide(narrowing, request) == RamPolicy.Verdict.ALLOW);
            if (!allowed) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }
}
