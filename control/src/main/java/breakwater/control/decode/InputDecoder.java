package breakwater.control.decode;

import breakwater.control.contract.Field;
import breakwater.control.contract.OperationContract;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes the parameters of one operation into its Input record. Everything about the record and its contract is worked
 * out once, when the decoder is made; a request then only looks values up and calls the constructor.
 *
 * <p>Parameters that are not in the contract are ignored, as the vendor's gateway does: official clients send some of
 * their own. A parameter that is in the contract but that the operation has not built is refused.
 *
 * <p>Immutable; used from any thread.
 *
 * @param <I> the Input record
 */
public final class InputDecoder<I extends Record> {
    private final RecordPlan plan;
    private final List<String> unbuilt;
    private final String action;

    private InputDecoder(RecordPlan plan, List<String> unbuilt, String action) {
        this.plan = plan;
        this.unbuilt = unbuilt;
        this.action = action;
    }

    /**
     * Prepares the decoder of one operation.
     *
     * @param ignored contract parameters that are taken and have no meaning here
     * @throws IllegalArgumentException if the record does not fit the contract: a defect that must stop the start
     */
    public static <I extends Record> InputDecoder<I> of(OperationContract contract, Class<I> input, Set<String> ignored) {
        RecordPlan plan = RecordPlan.of(input, contract.parameters(), contract.action());
        List<String> unbuilt = new ArrayList<>();
        for (Field field : contract.parameters()) {
            if (!plan.uses(field.name()) && !ignored.contains(field.name()) && !field.name().equals("RegionId")) {
                unbuilt.add(field.name());
            }
        }
        return new InputDecoder<>(plan, List.copyOf(unbuilt), contract.action());
    }

    /** Contract parameters that are refused when sent. */
    public List<String> unbuilt() {
        return unbuilt;
    }

    /**
     * Decodes a request.
     *
     * @throws Refusal Missing…, InvalidParameter or UnsupportedParameter; the first that applies in contract order
     */
    @SuppressWarnings("unchecked")
    public I decode(Parameters parameters) {
        for (String name : unbuilt) {
            if (sent(parameters, name)) {
                throw new Refusal(GatewayError.UNSUPPORTED_PARAMETER, name, action);
            }
        }
        return (I) plan.bind(name -> lookUp(parameters, name), "");
    }

    private static boolean sent(Parameters parameters, String name) {
        Optional<String> value = parameters.one(name);
        if (value.isPresent()) {
            return !value.get().isEmpty();
        }
        String prefix = name + ".";
        for (String key : parameters.all().keySet()) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The value of a top-level parameter: its text, or the tree of its flat names; empty when it was not sent. */
    private static Optional<Value> lookUp(Parameters parameters, RecordPlan.Component component) {
        String name = component.field().name();
        Optional<String> text = parameters.one(name);
        if (!component.structured()) {
            return text.map(Value.Text::new);
        }
        Value.Tree tree = null;
        String prefix = component.prefix();
        for (Map.Entry<String, String> entry : parameters.all().entrySet()) {
            if (entry.getKey().startsWith(prefix)) {
                if (tree == null) {
                    tree = new Value.Tree();
                }
                tree.put(entry.getKey(), prefix.length(), entry.getValue());
            }
        }
        if (tree == null) {
            return text.map(Value.Text::new);
        }
        if (text.isPresent()) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, name, "it is given both whole and in parts");
        }
        return Optional.of(tree);
    }
}
