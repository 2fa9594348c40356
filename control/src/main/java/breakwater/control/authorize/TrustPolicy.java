package breakwater.control.authorize;

import breakwater.control.authenticate.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The document of a role that says who may take it on. Immutable; used from any thread.
 *
 * <p>A principal is an account ({@code acs:ram::{id}:root}: every user and role of it), a user or a role. Services and
 * identity providers may be named, as the vendor allows, but nobody here can be one. Source: the vendor's pages on CreateRole and
 * on trust policies.
 */
public final class TrustPolicy {
    private static final Set<String> ELEMENTS = Set.of("Effect", "Action", "Principal", "Condition");
    private static final Set<String> PRINCIPALS = Set.of("RAM", "Service", "Federated");
    private static final String ASSUME_ROLE = "sts:AssumeRole";

    private final List<Statement> statements;

    private TrustPolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Who asks to take a role on.
     *
     * @param accountId the account of the asker
     * @param arn       the asker itself: {@code acs:ram::{id}:user/{name}} or {@code acs:ram::{id}:role/{name}}
     */
    public record Asker(String accountId, String arn) {
    }

    private record Statement(boolean allows, List<String> principals, Condition condition) {
        boolean applies(Asker asker, RamRequest request) {
            if (!principals.contains(asker.arn()) && !principals.contains("acs:ram::" + asker.accountId() + ":root")) {
                return false;
            }
            Tristate holds = condition.holds(request);
            return allows ? holds == Tristate.TRUE : holds != Tristate.FALSE;
        }
    }

    /** @throws RamPolicyFault for whatever is not in the language */
    public static TrustPolicy parse(String document) throws RamPolicyFault {
        return parse(document, true);
    }

    /** Parses a document that was accepted before; one that cannot be read any more trusts nobody. */
    public static TrustPolicy stored(String document) {
        try {
            return parse(document, false);
        } catch (RamPolicyFault e) {
            return new TrustPolicy(List.of());
        }
    }

    /** Whether the asker may take the role on: something allows it and nothing denies it. */
    public boolean trusts(Asker asker, RamRequest request) {
        boolean allowed = false;
        for (Statement statement : statements) {
            if (statement.applies(asker, request)) {
                if (!statement.allows()) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    /** The request that conditions of a trust policy are about. */
    public static RamRequest request(String roleArn, Caller caller, Map<String, String> more) {
        return new RamRequest(ASSUME_ROLE, roleArn, caller.sourceAddress(), caller.arrival(), caller.secureTransport(), more);
    }

    private static TrustPolicy parse(String document, boolean strict) throws RamPolicyFault {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode node : PolicyJson.statements(document, RamPolicy.DOCUMENT_CHARACTERS_MAX)) {
            PolicyJson.onlyNames(node, ELEMENTS);
            for (String action : PolicyJson.texts(node.path("Action"), "Action", false)) {
                if (!action.equals(ASSUME_ROLE)) {
                    throw new RamPolicyFault("Action must be " + ASSUME_ROLE);
                }
            }
            Condition condition = node.has("Condition") ? Condition.parse(node.get("Condition"), strict) : Condition.NONE;
            statements.add(new Statement(RamPolicy.effect(node), principals(node.path("Principal")), condition));
        }
        return new TrustPolicy(List.copyOf(statements));
    }

    private static List<String> principals(JsonNode principal) throws RamPolicyFault {
        if (!principal.isObject() || principal.isEmpty()) {
            throw new RamPolicyFault("Principal must name RAM, Service or Federated");
        }
        PolicyJson.onlyNames(principal, PRINCIPALS);
        for (Map.Entry<String, JsonNode> kind : principal.properties()) {
            PolicyJson.texts(kind.getValue(), kind.getKey(), false);
        }
        if (!principal.has("RAM")) {
            return List.of();
        }
        List<String> arns = PolicyJson.texts(principal.get("RAM"), "RAM", false);
        for (String arn : arns) {
            if (!wellFormed(arn)) {
                throw new RamPolicyFault("a RAM principal must be acs:ram::{account}:root, :user/{name} or :role/{name}");
            }
        }
        return List.copyOf(arns);
    }

    private static boolean wellFormed(String arn) {
        String[] parts = arn.split(":", 5);
        return parts.length == 5 && parts[0].equals("acs") && parts[1].equals("ram") && parts[2].isEmpty()
                && !parts[3].isEmpty() && parts[3].chars().allMatch(c -> c >= '0' && c <= '9')
                && (parts[4].equals("root") || parts[4].startsWith("user/") && parts[4].length() > 5
                        || parts[4].startsWith("role/") && parts[4].length() > 5);
    }
}
