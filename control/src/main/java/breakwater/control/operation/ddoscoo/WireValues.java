package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.AddressFamily;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import java.util.Optional;

/** The wire's names for values of the domain, where several operations share them. */
final class WireValues {
    /** How an address forwards: to origins of its own family. The other mode cannot be bought. */
    static final String IP_MODE = "fnat";

    private WireValues() {
    }

    static String ipVersion(AddressFamily family) {
        return switch (family) {
            case IPV4 -> "Ipv4";
            case IPV6 -> "Ipv6";
        };
    }

    /** The function plan, as specifications and details name it. */
    static String functionVersion(DdosSpecification specification) {
        return switch (specification.plan()) {
            case INSURANCE, UNLIMITED, PROFESSION -> specification.enhancedFunctions() ? "enhance" : "default";
            case MAINLAND_ACCELERATION -> "cnhk";
            case SECURE_MAINLAND_ACCELERATION -> specification.enhancedFunctions() ? "cnhk_enhance" : "cnhk_default";
        };
    }

    /** How bursts of clean bandwidth are metered; absent when there are none. */
    static Optional<String> burstMeter(DdosSpecification.BurstCleanBandwidth burst) {
        return switch (burst) {
            case OFF -> Optional.empty();
            case DAILY -> Optional.of("day");
            case MONTHLY -> Optional.of("month");
        };
    }

    /**
     * Advanced mitigations that a plan includes in a calendar month; -1 without limit, empty where plans have none to
     * count (Pro). From the vendor's billing page of global advanced mitigation sessions.
     */
    static Optional<Integer> mitigationsPerMonth(DdosPlan plan) {
        return switch (plan) {
            case INSURANCE, SECURE_MAINLAND_ACCELERATION -> Optional.of(2);
            case UNLIMITED -> Optional.of(-1);
            case MAINLAND_ACCELERATION -> Optional.of(0);
            case PROFESSION -> Optional.empty();
        };
    }

    /** The plan of an Edition parameter; InvalidParameter if there is none. */
    static DdosPlan plan(int edition) {
        return DdosPlan.of(edition).orElseThrow(() -> new Refusal(GatewayError.INVALID_PARAMETER, "Edition",
                "it must be 0, 1, 2, 3 or 9"));
    }
}
