package breakwater.control.operation;

import breakwater.control.authenticate.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * The circumstances of one call of an operation. Immutable.
 *
 * @param caller    who signed it
 * @param region    the RegionId that was sent, else the one the Host names, else empty
 * @param requestId the RequestId of the answer
 * @param now       service time, read once per attempt so that everything in a call happens at one instant
 */
public record Call(Caller caller, Optional<String> region, String requestId, Instant now) {

    /** The account whose things this call may see. */
    public String accountId() {
        return caller.accountId();
    }
}
