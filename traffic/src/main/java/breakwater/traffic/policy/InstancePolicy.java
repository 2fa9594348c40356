package breakwater.traffic.policy;

import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Scene;

/**
 * What an instance's snapshot says, as the checks read it. Immutable.
 *
 * @param instance       the snapshot it was made of
 * @param newConnections what was bought, a second
 * @param bytes          what was bought, a second in each direction
 */
record InstancePolicy(ProtectedInstance instance, PrefixTable white, PrefixTable black, ReflectionPorts reflection, Regions regions,
                      Cost newConnections, Cost bytes) {
    /** What a new instance says. */
    static InstancePolicy of(ProtectedInstance instance, CountryTable countries) {
        return made(instance, PrefixTable.of(instance.sources().white()), PrefixTable.of(instance.sources().black()), countries);
    }

    /** What it says after a change; of the lists, only what changed is laid out again. */
    InstancePolicy after(ProtectedInstance next, ListChange blackChange, CountryTable countries) {
        return made(next, white.after(ListChange.between(instance.sources().white(), next.sources().white())), black.after(blackChange), countries);
    }

    private static InstancePolicy made(ProtectedInstance instance, PrefixTable white, PrefixTable black, CountryTable countries) {
        Capacity capacity = instance.capacity();
        return new InstancePolicy(instance, white, black, new ReflectionPorts(instance.reflectionPorts()),
                new Regions(countries, instance.regionBlock(), instance.lineBlock()), Cost.bought(capacity.newConnectionsPerSecond()),
                Cost.bought(capacity.cleanBitsPerSecond() / 8));
    }

    /** Whether anything but the basic blackhole applies at this moment of service time. */
    boolean mitigates(long serviceMillis) {
        return serviceMillis < instance.deadlines().mitigateUntil();
    }

    /** Whether the checks apply, not only the plan's limits; asked while it mitigates. */
    boolean checks(long serviceMillis) {
        return scene(serviceMillis) != Scene.BYPASS;
    }

    Scene scene(long serviceMillis) {
        return instance.scenes().isEmpty() ? Scene.NONE : instance.sceneAt(serviceMillis);
    }
}
