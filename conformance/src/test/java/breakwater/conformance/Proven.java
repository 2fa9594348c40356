package breakwater.conformance;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What this run proved: which client called which operation and was answered with success. Shared by all test threads. */
final class Proven {

    private static final Set<Fact> FACTS = ConcurrentHashMap.newKeySet();

    private Proven() {}

    /**
     * One proof.
     *
     * @param client the client's published name
     * @param product the product's code
     * @param action the operation
     */
    private record Fact(String client, String product, String action) {}

    static void by(String client, Product product, String action) {
        by(client, product.code(), action);
    }

    static void by(String client, String product, String action) {
        FACTS.add(new Fact(client, product, action));
    }

    /** The clients that proved an operation, in alphabetical order. */
    static SortedMap<String, Set<String>> clientsByOperation(Product product) {
        Map<String, Set<String>> found = FACTS.stream()
                .filter(fact -> fact.product().equals(product.code()))
                .collect(Collectors.groupingBy(Fact::action, Collectors.mapping(Fact::client, Collectors.toCollection(java.util.TreeSet::new))));
        return Collections.unmodifiableSortedMap(new TreeMap<>(found));
    }
}
