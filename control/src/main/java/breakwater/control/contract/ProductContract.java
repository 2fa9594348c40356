package breakwater.control.contract;

import java.util.List;
import java.util.Map;

/**
 * All operations of one product version, and the shared schemas they refer to. Immutable.
 *
 * @param operations by action, in the order of the table
 * @param schemas    shared models by name; only esa has any
 */
public record ProductContract(String product, String version, Map<String, OperationContract> operations,
                              Map<String, List<Field>> schemas) {
}
