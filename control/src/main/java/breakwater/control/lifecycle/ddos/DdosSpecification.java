package breakwater.control.lifecycle.ddos;

/**
 * What was bought: every limit of an instance. Immutable. The price list decides which combinations are sold; this record only holds
 * what can be true of any of them.
 *
 * @param offering                what is sold, which fixes the region
 * @param plan                    the mitigation plan; belongs to the offering
 * @param servicePartner          the line of the service, such as {@code coop-line-001}
 * @param portLimit               forwarding rules at most, 0 or more
 * @param domainLimit             protected domain names at most, 0 or more
 * @param baseBandwidthGbps       attack bandwidth mitigated at the base price, Gbit/s, 0 or more
 * @param elasticBandwidthGbps    attack bandwidth mitigated at most (burstable), Gbit/s; below the base it means none beyond the base
 * @param cleanBandwidthMbps      legitimate traffic forwarded at most, Mbit/s, 0 or more
 * @param queriesPerSecond        legitimate HTTP requests forwarded at most, a second, 0 or more
 * @param connectionLimit         open connections at most, 0 or more
 * @param newConnectionsPerSecond connections opened at most, a second, 0 or more
 * @param addressFamily           the kind of its service address
 * @param enhancedFunctions       true for the enhanced function plan, false for the standard one
 * @param burstCleanBandwidth     how legitimate traffic above {@code cleanBandwidthMbps} is billed
 */
public record DdosSpecification(DdosOffering offering, DdosPlan plan, String servicePartner, int portLimit,
                                int domainLimit, int baseBandwidthGbps, int elasticBandwidthGbps,
                                int cleanBandwidthMbps, int queriesPerSecond, int connectionLimit,
                                int newConnectionsPerSecond, AddressFamily addressFamily,
                                boolean enhancedFunctions, BurstCleanBandwidth burstCleanBandwidth) {
    /** The line of a bought instance where none was named. */
    public static final String DEFAULT_PARTNER = "coop-line-001";

    /** @throws IllegalArgumentException if a limit is negative or the plan is not part of the offering */
    public DdosSpecification {
        if (!plan.belongsTo(offering)) {
            throw new IllegalArgumentException(plan + " is not a plan of " + offering);
        }
        if ((portLimit | domainLimit | baseBandwidthGbps | elasticBandwidthGbps | cleanBandwidthMbps
                | queriesPerSecond | connectionLimit | newConnectionsPerSecond) < 0) {
            throw new IllegalArgumentException("a limit of an instance cannot be negative");
        }
    }

    /** The same with another burstable attack bandwidth, Gbit/s. */
    public DdosSpecification withElasticBandwidth(int gbps) {
        return new DdosSpecification(offering, plan, servicePartner, portLimit, domainLimit, baseBandwidthGbps, gbps,
                cleanBandwidthMbps, queriesPerSecond, connectionLimit, newConnectionsPerSecond, addressFamily,
                enhancedFunctions, burstCleanBandwidth);
    }

    /** How legitimate traffic above the bought bandwidth is billed. The names are stored; do not rename. */
    public enum BurstCleanBandwidth {
        /** It is not forwarded, so nothing is billed. */
        OFF,
        /** The 95th percentile of a day. */
        DAILY,
        /** The 95th percentile of a month. */
        MONTHLY
    }
}
