package breakwater.app.configuration;

import breakwater.control.audit.AuditBounds;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.protection.ProtectionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the service behaves, apart from where it runs: what {@code dev} takes from the environment as well. Immutable. Keys,
 * defaults and ranges: {@link Setting}.
 *
 * @param addressBlocks     service addresses for instances, at least one block
 * @param addressQuarantine how long a returned address waits
 * @param lifespan          what happens after expiry, and when
 * @param callsPerSecond    of one account to one operation
 * @param callsAtOnce       after a pause
 * @param prices            a price list instead of the program's
 * @param auditBounds       how much the audit keeps
 * @param filedDomains      domains with an ICP filing
 * @param verifiedByDns     whether VerifySite asks the DNS
 * @param protection        what origins may be, and what a blackhole takes
 * @param countries         a table of countries instead of the program's
 * @param amplification     how many times its bytes may go out to an unproven UDP client
 * @param meteredInstances  how many instances have metrics by their ids
 */
public record Tuning(List<AddressBlock> addressBlocks, Duration addressQuarantine, Lifespan lifespan, int callsPerSecond,
        int callsAtOnce, Optional<Path> prices, AuditBounds auditBounds, Set<String> filedDomains, boolean verifiedByDns,
        ProtectionSettings protection, Optional<Path> countries, int amplification, int meteredInstances) {

    /** What differs in development, unless the environment says otherwise. */
    public static final Map<Setting, String> DEVELOPMENT = Map.of(
            Setting.ADDRESSES_BLOCKS, "127.77.0.0/16",
            // Far above what a test suite does, so that only a runaway loop meets it.
            Setting.THROTTLE_PER_SECOND, "10000",
            Setting.THROTTLE_BURST, "10000",
            Setting.SITES_VERIFIED_BY_DNS, "off",
            Setting.ORIGINS_LOOPBACK, "on",
            Setting.METRICS_INSTANCES, "100",
            Setting.ORIGINS_SOURCE_BLOCKS, "127.0.0.0/8, ::1/128");

    /**
     * The tuning of {@code dev}: its own defaults, and the environment.
     *
     * @throws UnusableConfiguration naming every problem, if there is one
     */
    public static Tuning ofDevelopment(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(new EnumMap<>(DEVELOPMENT)).environment(environment);
        SettingsChecker checker = new SettingsChecker(reader);
        Optional<Tuning> tuning = checker.tuning();
        return tuning.orElseThrow(checker::unusable);
    }
}
