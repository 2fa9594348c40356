package breakwater.control.lifecycle.ddos;

/** What came of a creation. */
public sealed interface CreateOutcome {
    /** It exists, with an address, from now on. */
    record Created(DdosInstance instance) implements CreateOutcome {
    }

    /** No service address of this family is left; nothing was changed. The operator has to add a block. */
    record AddressesExhausted(AddressFamily family) implements CreateOutcome {
    }
}
