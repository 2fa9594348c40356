package breakwater.control.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random policies and requests, decided by the program and by a second evaluator that works in another way: it matches
 * wildcards by recursion over characters and builds no plan. The seed is printed; {@code -Dbreakwater.seed} replays it, and
 * {@code -Dbreakwater.policy.pairs} sets how many pairs.
 */
class RamPolicyDifferentialTest {
    private static final int PAIRS = Integer.getInteger("breakwater.policy.pairs", 100_000);
    private static final List<String> ACTIONS = List.of("esa:GetSite", "esa:ListSites", "yundun-ddoscoo:ReleaseInstance",
            "ram:CreateUser", "sts:AssumeRole", "bss:QueryOrders");
    private static final List<String> RESOURCES = List.of("acs:esa:*:1:site/1", "acs:yundun-ddoscoo:cn-hangzhou:1:instance/aab",
            "acs:ram:*:1:user/Alice", "acs:ram:*:1:user/alice", "acs:ram:*:1:role/a", "acs:bss:*:1:*");
    private static final List<String> ADDRESSES = List.of("10.0.0.1", "10.0.1.1", "192.168.1.1", "2001:db8::1", "::ffff:10.0.0.1");

    /** A statement in the plainest form, from which both the document and the second evaluation are made. */
    private record Plain(boolean allow, boolean notAction, List<String> actions, boolean notResource, List<String> resources,
                         List<Clause> conditions) {
    }

    private record Clause(String operator, String key, List<String> values) {
    }

    @Test
    void bothEvaluatorsDecideAlike() throws RamPolicyFault {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int[] verdicts = new int[RamPolicy.Verdict.values().length];
        for (int done = 0; done < PAIRS; ) {
            List<List<Plain>> plain = new ArrayList<>();
            List<RamPolicy> policies = new ArrayList<>();
            for (int policy = random.nextInt(3); policy >= 0; policy--) {
                List<Plain> statements = new ArrayList<>();
                for (int statement = random.nextInt(3); statement >= 0; statement--) {
                    statements.add(statement(random));
                }
                plain.add(statements);
                policies.add(RamPolicy.parse(document(statements)));
            }
            for (int request = 0; request < 10; request++, done++) {
                RamRequest asked = new RamRequest(flipCase(one(ACTIONS, random), random), one(RESOURCES, random),
                        one(ADDRESSES, random), Instant.ofEpochSecond(1_000_000L + random.nextInt(3)), random.nextBoolean(), Map.of());
                RamPolicy.Verdict verdict = RamPolicy.decide(policies, asked);
                verdicts[verdict.ordinal()]++;
                assertThat(verdict).as("seed %d, pair %d: %s on %s", seed, done, asked, plain).isEqualTo(second(plain, asked));
            }
        }
        // All three must occur often, or the comparison says little.
        for (int count : verdicts) {
            assertThat(count).isGreaterThan(PAIRS / 20);
        }
    }

    private static <T> T one(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String flipCase(String text, Random random) {
        return random.nextInt(4) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static Plain statement(Random random) {
        List<String> actions = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        for (int at = random.nextInt(2); at >= 0; at--) {
            String action = one(ACTIONS, random);
            int colon = action.indexOf(':') + 1;
            actions.add(random.nextInt(8) == 0 ? "*" : action.substring(0, colon) + holes(action.substring(colon), random));
            String resource = one(RESOURCES, random);
            resources.add(random.nextInt(4) == 0 ? "*" : "acs:" + holes(resource.substring(4), random));
        }
        resources.replaceAll(resource -> resource.equals("*") || resource.split(":", 5).length == 5 ? resource : "*");
        List<Clause> conditions = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            for (int at = random.nextInt(2); at >= 0; at--) {
                conditions.add(switch (random.nextInt(6)) {
                    case 0 -> new Clause("IpAddress", "acs:SourceIp", List.of(one(List.of("10.0.0.0/24", "10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0"), random)));
                    case 1 -> new Clause("NotIpAddress", "acs:SourceIp", List.of("10.0.0.1", "192.168.0.0/16"));
                    case 2 -> new Clause("Bool", "acs:SecureTransport", List.of(String.valueOf(random.nextBoolean())));
                    case 3 -> new Clause("DateLessThan", "acs:CurrentTime", List.of(Instant.ofEpochSecond(1_000_001L).toString()));
                    case 4 -> new Clause("StringNotEquals", "acs:Unknown", List.of("x"));
                    default -> new Clause("StringLike", "acs:SourceIp", List.of("10.*", "*:*"));
                });
            }
            if (conditions.size() == 2 && conditions.get(0).operator().equals(conditions.get(1).operator())) {
                conditions.removeLast();
            }
        }
        return new Plain(random.nextInt(4) != 0, random.nextInt(6) == 0, actions, random.nextInt(6) == 0, resources, conditions);
    }

    /** Replaces some of the text by wildcards. */
    private static String holes(String text, Random random) {
        StringBuilder pattern = new StringBuilder(text);
        for (int count = random.nextInt(3); count > 0; count--) {
            int from = random.nextInt(pattern.length() + 1);
            int to = Math.min(pattern.length(), from + random.nextInt(8));
            pattern.replace(from, to, random.nextInt(3) == 0 ? "?" : "*");
        }
        return pattern.toString();
    }

    private static String document(List<Plain> statements) {
        return "{\"Version\":\"1\",\"Statement\":[" + statements.stream().map(one -> "{\"Effect\":\"" + (one.allow() ? "Allow" : "Deny")
                + "\",\"" + (one.notAction() ? "NotAction" : "Action") + "\":" + list(one.actions())
                + ",\"" + (one.notResource() ? "NotResource" : "Resource") + "\":" + list(one.resources())
                + (one.conditions().isEmpty() ? "" : ",\"Condition\":{" + one.conditions().stream().map(test -> "\"" + test.operator()
                        + "\":{\"" + test.key() + "\":" + list(test.values()) + "}").collect(Collectors.joining(",")) + "}")
                + "}").collect(Collectors.joining(",")) + "]}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static RamPolicy.Verdict second(List<List<Plain>> policies, RamRequest request) {
        boolean allowed = false;
        for (List<Plain> policy : policies) {
            for (Plain statement : policy) {
                boolean action = statement.actions().stream().anyMatch(pattern -> like(pattern.toLowerCase(Locale.ROOT), 0,
                        request.action().toLowerCase(Locale.ROOT), 0));
                boolean resource = statement.resources().stream().anyMatch(pattern -> like(pattern, 0, request.resource(), 0));
                if (action == statement.notAction() || resource == statement.notResource()) {
                    continue;
                }
                boolean met = true;
                boolean unknown = false;
                for (Clause test : statement.conditions()) {
                    if (test.key().equals("acs:Unknown")) {
                        unknown = true;
                    } else {
                        met &= met(test, request);
                    }
                }
                if (statement.allow()) {
                    allowed |= met && !unknown;
                } else if (met) {
                    return RamPolicy.Verdict.DENY;
                }
            }
        }
        return allowed ? RamPolicy.Verdict.ALLOW : RamPolicy.Verdict.NOTHING_SAID;
    }

    private static boolean met(Clause test, RamRequest request) {
        String address = request.sourceAddress().replace("::ffff:", "");
        return switch (test.operator()) {
            case "IpAddress" -> test.values().stream().anyMatch(range -> in(range, address));
            case "NotIpAddress" -> test.values().stream().noneMatch(range -> in(range, address));
            case "Bool" -> test.values().contains(String.valueOf(request.secureTransport()));
            case "DateLessThan" -> request.currentTime().isBefore(Instant.parse(test.values().getFirst()));
            case "StringLike" -> test.values().stream().anyMatch(pattern -> like(pattern, 0, request.sourceAddress(), 0));
            default -> throw new IllegalStateException(test.operator());
        };
    }

    /** The few ranges used here, by their text. */
    private static boolean in(String range, String address) {
        return switch (range) {
            case "10.0.0.0/24" -> address.startsWith("10.0.0.");
            case "10.0.0.0/8" -> address.startsWith("10.");
            case "192.168.0.0/16" -> address.startsWith("192.168.");
            case "2001:db8::/32" -> address.startsWith("2001:db8:");
            case "0.0.0.0/0" -> address.indexOf(':') < 0;
            default -> range.equals(address);
        };
    }

    private static boolean like(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        if (pattern.charAt(p) == '*') {
            return like(pattern, p + 1, text, t) || t < text.length() && like(pattern, p, text, t + 1);
        }
        return t < text.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t)) && like(pattern, p + 1, text, t + 1);
    }
}
