package breakwater.control.operation.ram;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.account.AccessKeys;
import java.util.Optional;

/** A second account, to look from outside at what the development account owns. */
public final class OtherAccount {
    private OtherAccount() {
    }

    /** Opens the account and returns its own caller. */
    public static ApiCaller open(ControlFixture fixture, String accountId) {
        AccessKeys.NewAccessKey key = fixture.store().write(transaction -> {
            fixture.control().identity().accounts().create(transaction, fixture.wall(), Optional.of(accountId), "other");
            return fixture.control().identity().accessKeys().createRootKey(transaction, fixture.wall(), accountId, Optional.empty());
        });
        return fixture.caller().as(key.id(), key.secret());
    }
}
