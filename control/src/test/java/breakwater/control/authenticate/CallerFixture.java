package breakwater.control.authenticate;

import java.time.Instant;

/** Callers for tests that begin behind the signature. */
public final class CallerFixture {
    private CallerFixture() {
    }

    /** The owner of an account, calling from this machine. */
    public static Caller root(String accountId) {
        return new Caller(accountId, new Caller.Identity.Root(), "LTAI5tTest", "127.0.0.1", false, Instant.EPOCH);
    }
}
