package breakwater.control.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A RAM policy document, parsed and ready to be evaluated. Immutable; used from any thread.
 *
 * <p>Actions are compared without regard to case, resources with it. {@code *} and {@code ?} are wildcards that also
 * cross the colons of an ARN. Source: the vendor's pages on policy elements and policy structure.
 */
public final class RamPolicy {
    /** Longest document of a custom policy, in characters. Source: the vendor's limits of RAM. */
    public static final int DOCUMENT_CHARACTERS_MAX = 6_144;

    private static final Set<String> ELEMENTS =
            Set.of("Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
    /** What a stored document that cannot be read any more means: nothing is allowed. */
    private static final RamPolicy DENY_ALL = new RamPolicy(List.of(new Statement(false,
            List.of(Wildcard.of("*")), false, List.of(Wildcard.of("*")), false, Condition.NONE)));

    private final List<Statement> statements;

    private RamPolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /** What one or more policies say about a request. */
    public enum Verdict {
        ALLOW,
        /** A Deny matched: no Allow helps. */
        DENY,
        /** No statement matched, so the request is refused unless another policy allows it. */
        NOTHING_SAID
    }

    /**
     * Parses a document that a user hands in.
     *
     * @throws RamPolicyFault for whatever is not in the language: other versions, elements, operators, empty lists
     */
    public static RamPolicy parse(String document) throws RamPolicyFault {
        return parse(document, true);
    }

    /**
     * Parses a document that was accepted before. What is not understood in it, such as an operator that another version
     * knew, never allows anything; a document that cannot be read at all denies everything.
     */
    public static RamPolicy stored(String document) {
        try {
            return parse(document, false);
        } catch (RamPolicyFault e) {
            return DENY_ALL;
        }
    }

    /** What the policies together say: a Deny anywhere wins, else an Allow anywhere. */
    public static Verdict decide(List<RamPolicy> policies, RamRequest request) {
        Verdict verdict = Verdict.NOTHING_SAID;
        String action = request.action().toLowerCase(Locale.ROOT);
        for (RamPolicy policy : policies) {
            for (Statement statement : policy.statements) {
                if (statement.allows && verdict == Verdict.ALLOW) {
                    continue;
                }
                if (statement.applies(action, request)) {
                    if (!statement.allows) {
                        return Verdict.DENY;
                    }
                    verdict = Verdict.ALLOW;
                }
            }
        }
        return verdict;
    }

    private static RamPolicy parse(String document, boolean strict) throws RamPolicyFault {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode node : PolicyJson.statements(document, DOCUMENT_CHARACTERS_MAX)) {
            statements.add(Statement.parse(node, strict));
        }
        return new RamPolicy(List.copyOf(statements));
    }

    /**
     * One statement.
     *
     * @param exceptActions   true for NotAction: it is about every action but these
     * @param exceptResources true for NotResource
     */
    private record Statement(boolean allows, List<Wildcard> actions, boolean exceptActions, List<Wildcard> resources,
                             boolean exceptResources, Condition condition) {

        boolean applies(String lowerCaseAction, RamRequest request) {
            if (matchesAny(actions, lowerCaseAction) == exceptActions
                    || matchesAny(resources, request.resource()) == exceptResources) {
                return false;
            }
            Tristate holds = condition.holds(request);
            return allows ? holds == Tristate.TRUE : holds != Tristate.FALSE;
        }

        static Statement parse(JsonNode node, boolean strict) throws RamPolicyFault {
            PolicyJson.onlyNames(node, ELEMENTS);
            boolean exceptActions = exceptions(node, "Action", "NotAction");
            boolean exceptResources = exceptions(node, "Resource", "NotResource");
            List<Wildcard> actions = new ArrayList<>();
            for (String action : PolicyJson.texts(node.get(exceptActions ? "NotAction" : "Action"), "Action", false)) {
                if (!action.equals("*") && action.indexOf(':') < 1) {
                    throw new RamPolicyFault("an Action must be * or service:operation");
                }
                actions.add(Wildcard.of(action.toLowerCase(Locale.ROOT)));
            }
            List<Wildcard> resources = new ArrayList<>();
            for (String resource : PolicyJson.texts(node.get(exceptResources ? "NotResource" : "Resource"), "Resource", false)) {
                if (!resource.equals("*") && (!resource.startsWith("acs:") || resource.split(":", 5).length < 5)) {
                    throw new RamPolicyFault("a Resource must be * or acs:service:region:account:what");
                }
                resources.add(Wildcard.of(resource));
            }
            Condition condition = node.has("Condition") ? Condition.parse(node.get("Condition"), strict) : Condition.NONE;
            return new Statement(effect(node), List.copyOf(actions), exceptActions, List.copyOf(resources),
                    exceptResources, condition);
        }

        private static boolean exceptions(JsonNode node, String name, String negated) throws RamPolicyFault {
            if (node.has(name) == node.has(negated)) {
                throw new RamPolicyFault("a Statement needs exactly one of " + name + " and " + negated);
            }
            return node.has(negated);
        }

        private static boolean matchesAny(List<Wildcard> patterns, String text) {
            for (Wildcard pattern : patterns) {
                if (pattern.matches(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a statement allows; it denies otherwise. */
    static boolean effect(JsonNode statement) throws RamPolicyFault {
        return switch (statement.path("Effect").asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new RamPolicyFault("Effect must be Allow or Deny");
        };
    }
}
