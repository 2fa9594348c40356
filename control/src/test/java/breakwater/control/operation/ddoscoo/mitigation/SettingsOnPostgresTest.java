package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.store.Store;

/** The same settings on the shared store. */
class SettingsOnPostgresTest extends SettingsTest {
    @Override
    Store open() {
        return Protected.postgres();
    }
}
