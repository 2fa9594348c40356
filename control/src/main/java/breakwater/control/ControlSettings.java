package breakwater.control;

import breakwater.control.audit.AuditBounds;
import breakwater.control.billing.Prices;
import breakwater.control.front.HttpFront;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.esa.IcpFilings;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.publish.HistoryLimits;
import breakwater.model.address.IpNetwork;
import breakwater.model.address.OriginAddresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the control plane is told when it starts. Immutable. Prints no secret.
 *
 * @param listeners            where to listen, and the TLS context
 * @param masterKey            32 bytes that seal secrets at rest; the same on every node of one database
 * @param operatorAccountId    the account whose owner may create accounts and move the clock
 * @param clockMovable         development: the service clock can be moved; production: it is the database's clock
 * @param storeShared          whether other processes use the same database
 * @param lifespan             the spans after expiry
 * @param addressBlocks        CIDR blocks that service addresses come from, in order of use
 * @param addressQuarantine    how long a released address rests before it is given out again
 * @param prices               what is sold, and for how much
 * @param throttleCallsPerSecond sustained calls a second of one account to one operation
 * @param throttleBurstCalls   calls that may come at once after a pause
 * @param auditBounds          how long and how much the audit keeps
 * @param filings              which domains have an ICP filing
 * @param sitesVerifiedByDns   whether VerifySite looks the record up in the DNS; in development every site passes
 * @param protection           what origins may be, and what a blackhole takes
 * @param meteredInstances     how many instances have metrics by their ids, 0 to {@link HistoryLimits#METERED_INSTANCES_MAX}
 */
public record ControlSettings(HttpFront.Listeners listeners, byte[] masterKey, String operatorAccountId,
                              boolean clockMovable, boolean storeShared, Lifespan lifespan,
                              List<AddressBlock> addressBlocks, Duration addressQuarantine, Prices prices,
                              int throttleCallsPerSecond, int throttleBurstCalls, AuditBounds auditBounds,
                              IcpFilings filings, boolean sitesVerifiedByDns, ProtectionSettings protection, int meteredInstances) {
    public static final int MASTER_KEY_BYTES = 32;

    public ControlSettings {
        if (masterKey.length != MASTER_KEY_BYTES) {
            throw new IllegalArgumentException("the master key must have " + MASTER_KEY_BYTES + " bytes, not " + masterKey.length);
        }
        if (addressBlocks.isEmpty()) {
            throw new IllegalArgumentException("at least one block of service addresses is needed");
        }
        masterKey = masterKey.clone();
        addressBlocks = List.copyOf(addressBlocks);
    }

    /** Which addresses may be an origin: never one of the service's own. */
    public OriginAddresses originAddresses() {
        List<IpNetwork> own = new ArrayList<>(protection.withheldNetworks());
        addressBlocks.forEach(block -> own.add(IpNetwork.parse(block.notation())));
        return new OriginAddresses(protection.loopbackOriginsAllowed(), own);
    }

    @Override
    public String toString() {
        return "ControlSettings[" + listeners + ", master key hidden]";
    }
}
