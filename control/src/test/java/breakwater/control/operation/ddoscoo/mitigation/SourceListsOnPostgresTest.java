package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.store.Store;

/** The same lists on the shared store. */
class SourceListsOnPostgresTest extends SourceListsTest {
    @Override
    Store open() {
        return Protected.postgres();
    }
}
