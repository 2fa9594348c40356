package breakwater.control.account;

import breakwater.control.store.Store;
import java.util.function.LongSupplier;

/**
 * All of this room, wired together. One per process and database. Used from any thread.
 *
 * @param passwords where {@code authenticate} looks console passwords up, too
 * @param directory what {@code authenticate} and {@code authorize} look keys and policies up in
 */
public record Identity(Accounts accounts, AccessKeys accessKeys, Users users, Groups groups, Roles roles,
                       Policies policies, Attachments attachments, ConsolePasswords passwords, Sessions sessions,
                       Directory directory) {

    /**
     * @param sealer         opens the secrets of this database
     * @param monotonicNanos a clock that only ages memories, such as {@code System::nanoTime}
     */
    public static Identity over(Store store, SecretSealer sealer, LongSupplier monotonicNanos) {
        IdentityChanges changes = new IdentityChanges();
        SystemPolicies system = SystemPolicies.load();
        return new Identity(new Accounts(), new AccessKeys(sealer, changes), new Users(changes), new Groups(changes),
                new Roles(changes), new Policies(system, changes), new Attachments(changes),
                new ConsolePasswords(store, sealer, changes), new Sessions(sealer),
                new Directory(store, sealer, system, changes, monotonicNanos));
    }
}
