package breakwater.control.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The contract of one operation. Immutable.
 *
 * @param product    the product's name here: {@code ddoscoo}, {@code esa}, {@code bssopenapi}, {@code ram}, {@code sts}, {@code breakwater}
 * @param version    the API version, unique per product
 * @param action     the operation's name
 * @param methods    the HTTP methods taken; both where the tables do not say
 * @param parameters the request's parameters without the common ones
 * @param response   the answer's top-level fields
 * @param proof      what a caller has to show; nearly always a signature
 * @param deprecated whether the vendor calls the operation deprecated
 */
public record OperationContract(String product, String version, String action, Set<String> methods,
                                List<Field> parameters, List<Field> response, Proof proof, boolean deprecated) {

    /** The parameter of this wire name. */
    public Optional<Field> parameter(String name) {
        for (Field field : parameters) {
            if (field.name().equals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
