package breakwater.control.authorize;

import breakwater.control.authenticate.Caller;
import java.util.List;

/** Where a principal's RAM policies are looked up. Implemented by {@code account}; a change is seen within a second. */
public interface PolicyDirectory {

    /**
     * The documents that apply to a RAM user (its own and its groups') or to a role. Root needs none and is never asked.
     */
    List<RamPolicy> policies(String accountId, Caller.Identity identity);
}
