package breakwater.control.operation.bss;

import java.util.List;
import java.util.Optional;

/**
 * One item of a Parameter list, as it was sent.
 *
 * @param code  the component, such as {@code PortCount}
 * @param value what is chosen; empty text means nothing is, as the Terraform provider sends what is not set
 */
public record BssParameter(String code, Optional<String> value) {

    static List<BssInput.Pair> pairs(List<BssParameter> parameters) {
        return parameters.stream().map(parameter -> new BssInput.Pair(parameter.code(), parameter.value())).toList();
    }
}
