package breakwater.model.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a tenant may name as an origin. The control plane asks when a rule is set; the traffic plane asks again with the
 * resolved address at every connect. Immutable; used from any thread.
 *
 * <p>Refused is what would let a tenant reach through this service what only this service can reach: the machine itself, its link, the
 * metadata services of clouds, groups of machines, and the service's own addresses, which would be a loop. Private networks (RFC 1918,
 * RFC 4193) are not refused by themselves: a self-hosted service usually protects what lies in them. What in them is nobody's business
 * is named by the operator.
 *
 * <p>An IPv6 address that carries an IPv4 address is judged by both: IPv4-mapped (RFC 4291 section 2.5.5.2), IPv4-compatible (2.5.5.1), 6to4
 * (RFC 3056), NAT64 (RFC 6052), Teredo (RFC 4380), ISATAP (RFC 5214). Inside of such a wrapping loopback is never allowed: no
 * developer writes that.
 */
public final class OriginAddresses {
    private static final List<Forbidden> ALWAYS = List.of(
            forbidden(Reason.METADATA, "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254",
                    "fd20:ce::254"),
            forbidden(Reason.UNSPECIFIED, "0.0.0.0/8", "::"),
            forbidden(Reason.LINK_LOCAL, "169.254.0.0/16", "fe80::/10"),
            forbidden(Reason.MULTICAST, "224.0.0.0/4", "ff00::/8"),
            // Where an address of the local NAT64 prefix (RFC 8215) carries an IPv4 address is known only to who set it up.
            forbidden(Reason.RESERVED, "240.0.0.0/4", "fec0::/10", "100::/64", "64:ff9b:1::/48"));
    private static final Forbidden LOOPBACK = forbidden(Reason.LOOPBACK, "127.0.0.0/8", "::1");

    private static final IpNetwork COMPATIBLE = IpNetwork.parse("::/96");
    private static final IpNetwork SIX_TO_FOUR = IpNetwork.parse("2002::/16");
    private static final IpNetwork TRANSLATED = IpNetwork.parse("64:ff9b::/96");
    private static final IpNetwork TEREDO = IpNetwork.parse("2001::/32");

    private final boolean loopbackAllowed;
    private final Forbidden own;

    /**
     * Makes the rule.
     *
     * @param loopbackAllowed development: an origin may be on this machine
     * @param own             networks of the service itself: service addresses, and what else the operator withholds. They are refused
     *                        even where loopback is allowed
     */
    public OriginAddresses(boolean loopbackAllowed, List<IpNetwork> own) {
        this.loopbackAllowed = loopbackAllowed;
        this.own = new Forbidden(Reason.OWN, List.copyOf(own));
    }

    /** Why an address may not be an origin; empty when it may. */
    public Optional<Reason> refusal(InetAddress address) {
        Optional<Reason> plain = refusal(address, loopbackAllowed);
        if (plain.isPresent() || IpText.isIpv4(address) || LOOPBACK.contains(address)) {
            return plain;
        }
        for (InetAddress carried : carried(address.getAddress())) {
            Optional<Reason> inner = refusal(carried, false);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private Optional<Reason> refusal(InetAddress address, boolean loopbackPasses) {
        if (own.contains(address)) {
            return Optional.of(Reason.OWN);
        }
        for (Forbidden each : ALWAYS) {
            if (each.contains(address)) {
                return Optional.of(each.reason());
            }
        }
        return LOOPBACK.contains(address) && !loopbackPasses ? Optional.of(Reason.LOOPBACK) : Optional.empty();
    }

    /** The IPv4 addresses that an IPv6 address carries. */
    private static List<InetAddress> carried(byte[] bytes) {
        InetAddress address = address(bytes);
        List<InetAddress> carried = new ArrayList<>(2);
        if (COMPATIBLE.contains(address) || TRANSLATED.contains(address)) {
            carried.add(address(Arrays.copyOfRange(bytes, 12, 16)));
        }
        if (SIX_TO_FOUR.contains(address)) {
            carried.add(address(Arrays.copyOfRange(bytes, 2, 6)));
        }
        if (TEREDO.contains(address)) {
            carried.add(address(new byte[] {(byte) ~bytes[12], (byte) ~bytes[13], (byte) ~bytes[14], (byte) ~bytes[15]}));
        }
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
        if (isatap) {
            carried.add(address(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return carried;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    private static Forbidden forbidden(Reason reason, String... networks) {
        return new Forbidden(reason, Arrays.stream(networks).map(IpNetwork::parse).toList());
    }

    private record Forbidden(Reason reason, List<IpNetwork> networks) {
        boolean contains(InetAddress address) {
            for (IpNetwork network : networks) {
                if (network.contains(address)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Why an address may not be an origin. */
    public enum Reason {
        /** It is the machine's own. */
        LOOPBACK,
        /** It means no or any address. */
        UNSPECIFIED,
        /** It is only valid on one link. */
        LINK_LOCAL,
        /** A cloud's metadata service answers there. */
        METADATA,
        /** It is a group. */
        MULTICAST,
        /** It is broadcast, reserved or discarded. */
        RESERVED,
        /** It belongs to this service, so it would be a loop, or to its operator. */
        OWN
    }
}
