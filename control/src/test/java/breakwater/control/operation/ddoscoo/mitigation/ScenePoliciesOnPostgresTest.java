package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.store.Store;

/** The same policies on the shared store. */
class ScenePoliciesOnPostgresTest extends ScenePoliciesTest {
    @Override
    Store open() {
        return Protected.postgres();
    }
}
