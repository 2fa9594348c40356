package breakwater.control.pipeline;

import breakwater.control.contract.Contracts;
import breakwater.control.contract.OperationContract;
import breakwater.control.contract.ProductContract;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every operation that is built, bound to its contract, by version and action. Immutable. */
public final class Registry {
    private final Contracts contracts;
    private final Map<String, BoundOperation<?, ?>> built;

    private Registry(Contracts contracts, Map<String, BoundOperation<?, ?>> built) {
        this.contracts = contracts;
        this.built = built;
    }

    /** @throws IllegalArgumentException if an operation has no contract or is built twice */
    public static Registry of(Contracts contracts, List<Operation<?, ?>> operations) {
        Map<String, BoundOperation<?, ?>> built = new LinkedHashMap<>();
        for (Operation<?, ?> operation : operations) {
            Declaration<?, ?> declaration = operation.declaration();
            OperationContract contract = contracts.byProduct(declaration.product())
                    .map(product -> product.operations().get(declaration.action()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no contract for " + declaration.product() + " " + declaration.action()));
            if (built.put(key(contract.version(), contract.action()), BoundOperation.of(operation, contract)) != null) {
                throw new IllegalArgumentException(declaration.product() + " " + declaration.action() + " is built twice");
            }
        }
        return new Registry(contracts, Collections.unmodifiableMap(built));
    }

    private static String key(String version, String action) {
        return version + '/' + action;
    }

    public Contracts contracts() {
        return contracts;
    }

    /** The operation, if it is built. */
    public Optional<BoundOperation<?, ?>> built(OperationContract contract) {
        return Optional.ofNullable(built.get(key(contract.version(), contract.action())));
    }

    /** All that are built. */
    public Collection<BoundOperation<?, ?>> all() {
        return built.values();
    }

    /** The product of an API version. */
    public Optional<ProductContract> product(String version) {
        return contracts.byVersion(version);
    }
}
