package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Allowances;
import breakwater.control.protection.Blackholes;
import breakwater.control.protection.LineBlocks;
import breakwater.control.protection.Mitigations;
import breakwater.control.protection.Scenes;
import breakwater.control.protection.SourceListings;

/** The state that these operations work on. Immutable. */
record MitigationRooms(InstanceLookup lookup, Mitigations mitigations) {
    SourceListings listings() {
        return mitigations.sources();
    }

    Scenes scenes() {
        return mitigations.scenes();
    }

    Blackholes blackholes() {
        return mitigations.blackholes();
    }

    LineBlocks lineBlocks() {
        return mitigations.lineBlocks();
    }

    Allowances allowances() {
        return mitigations.allowances();
    }
}
