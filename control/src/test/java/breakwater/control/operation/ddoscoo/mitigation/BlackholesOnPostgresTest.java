package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.store.Store;

/** The same counts on the shared store. */
class BlackholesOnPostgresTest extends BlackholesTest {
    @Override
    Store open() {
        return Protected.postgres();
    }
}
