package breakwater.control.lifecycle.ddos;

import java.util.Optional;

/** The mitigation plan (edition) of an instance. Pro has one; Premium has four. */
public enum DdosPlan {
    /** Premium: two advanced mitigations a month. */
    INSURANCE(0),
    /** Premium: mitigations without limit. */
    UNLIMITED(1),
    /** Premium, Chinese mainland acceleration line. */
    MAINLAND_ACCELERATION(2),
    /** Premium, secure Chinese mainland acceleration line. */
    SECURE_MAINLAND_ACCELERATION(3),
    /** Pro. */
    PROFESSION(9);

    private final int number;

    DdosPlan(int number) {
        this.number = number;
    }

    /** Its number in the catalogue: 0 to 3, and 9; also what is stored. */
    public int number() {
        return number;
    }

    /** The plan of this number. */
    public static Optional<DdosPlan> of(long number) {
        for (DdosPlan plan : values()) {
            if (plan.number == number) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    /** Whether this plan is part of an offering: Profession of the two Pro ones, the others of Premium. */
    public boolean belongsTo(DdosOffering offering) {
        return (this == PROFESSION) == (offering.region() == DdosRegion.MAINLAND);
    }
}
