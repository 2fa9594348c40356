package breakwater.control.operation.bss;

import breakwater.control.operation.ArnText;
import breakwater.control.operation.Call;
import java.util.Optional;

/** The ARNs of this product: what is paid for, by its id. A policy for all that there is to pay matches them too. */
final class BssResources {
    private BssResources() {
    }

    static String instance(Call call, String id) {
        return "acs:bss:*:" + call.accountId() + ":instance/" + ArnText.id(id);
    }

    /** The same where the id may have been left out: then of everything. */
    static String instance(Call call, Optional<String> id) {
        return BssInput.present(id).map(known -> instance(call, known)).orElseGet(() -> everything(call));
    }

    static String everything(Call call) {
        return "acs:bss:*:" + call.accountId() + ":*";
    }
}
