package breakwater.control.operation;

import breakwater.control.error.ApiError;
import breakwater.control.error.GatewayError;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What an operation is, apart from doing it. Immutable; built in one chain at the top of each operation's file:
 * {@snippet :
 * Declaration.change("ddoscoo", "ReleaseInstance", Input.class, Empty.class)
 *     .resource((call, input) -> DdosResource.instance(call, input.instanceId()))
 *     .notPermitted(GatewayError.NO_PERMISSION)
 *     .refuses(DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.INSTANCE_NOT_EXPIRED);
 * }
 *
 * @param product      the contract's product name
 * @param action       the operation's name
 * @param changes      true if it writes: its nonce, change and audit record are then one transaction
 * @param ramAction    what a RAM policy must allow, {@code {ramCode}:{Action}}
 * @param resources    the ARNs the call is about, from decoded input alone; all must be allowed
 * @param notPermitted what "no permission" is called here; its details are the RAM action and the first refused ARN
 * @param errors       the refusals {@code run} may throw, in order of precedence; the reference page and tests read it
 * @param ignored      contract parameters that are taken and have no meaning here (legacy, such as OwnerId). Any other
 *                     contract parameter that Input lacks is refused as not built when sent
 */
public record Declaration<I extends Record, O extends Record>(
        String product, String action, boolean changes, Class<I> input, Class<O> output, String ramAction,
        BiFunction<Call, I, List<String>> resources, ApiError notPermitted, List<ApiError> errors,
        Set<String> ignored) {

    /** An operation that only reads. */
    public static <I extends Record, O extends Record> Declaration<I, O> read(
            String product, String action, Class<I> input, Class<O> output) {
        return start(product, action, false, input, output);
    }

    /** An operation that changes something. */
    public static <I extends Record, O extends Record> Declaration<I, O> change(
            String product, String action, Class<I> input, Class<O> output) {
        return start(product, action, true, input, output);
    }

    private static <I extends Record, O extends Record> Declaration<I, O> start(
            String product, String action, boolean changes, Class<I> input, Class<O> output) {
        return new Declaration<>(product, action, changes, input, output, ramCode(product) + ":" + action,
                (call, parameters) -> List.of("acs:" + ramCode(product) + ":*:" + call.accountId() + ":*"),
                GatewayError.NO_PERMISSION, List.of(), Set.of());
    }

    /** The product's name in RAM actions and ARNs. */
    public static String ramCode(String product) {
        return switch (product) {
            case "ddoscoo" -> "yundun-ddoscoo";
            case "bssopenapi" -> "bss";
            default -> product;
        };
    }

    public Declaration<I, O> resource(BiFunction<Call, I, String> resource) {
        return resources((call, parameters) -> List.of(resource.apply(call, parameters)));
    }

    public Declaration<I, O> resources(BiFunction<Call, I, List<String>> named) {
        return new Declaration<>(product, action, changes, input, output, ramAction, named, notPermitted, errors, ignored);
    }

    public Declaration<I, O> notPermitted(ApiError error) {
        return new Declaration<>(product, action, changes, input, output, ramAction, resources, error, errors, ignored);
    }

    public Declaration<I, O> refuses(ApiError... inOrder) {
        return new Declaration<>(product, action, changes, input, output, ramAction, resources, notPermitted,
                List.of(inOrder), ignored);
    }

    public Declaration<I, O> ignores(String... parameters) {
        return new Declaration<>(product, action, changes, input, output, ramAction, resources, notPermitted, errors,
                Set.of(parameters));
    }
}
