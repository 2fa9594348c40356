package breakwater.control.operation.esa;

import breakwater.control.operation.Call;
import java.util.Optional;

/** The ARNs of this product. An id that was not sent stands as a star: whoever may act on all may be told it is missing. */
final class EsaResources {
    private EsaResources() {
    }

    static String instance(Call call, Optional<String> id) {
        return "acs:esa:*:" + call.accountId() + ":instance/" + id.orElse("*");
    }

    static String instance(Call call, String id) {
        return instance(call, Optional.of(id));
    }

    static String site(Call call, String id) {
        return "acs:esa:*:" + call.accountId() + ":site/" + id;
    }

    static String site(Call call, long id) {
        return site(call, Long.toString(id));
    }
}
