package breakwater.control.billing;

import breakwater.control.lifecycle.ddos.AddressFamily;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.lifecycle.ddos.DdosSpecification.BurstCleanBandwidth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The specification of an instance as the components of the price list, and back. Pure functions. */
final class DdosComponents {
    /** Components that stay what they were bought as. */
    static final Set<String> FIXED = Set.of("AddressType", "Edition", "ServicePartner");

    private static final String EDITION = "coop";

    private DdosComponents() {
    }

    /**
     * The specification that complete components spell.
     *
     * @param limits of the product, from the price list
     * @param values as {@link Specified.Complete} has them: every value is one that the price list allows
     * @throws IllegalArgumentException if the price list allows values that no instance can have
     */
    static DdosSpecification specification(DdosOffering offering, ProductPrices.Limits limits, Map<String, String> values) {
        boolean pro = offering.region() == DdosRegion.MAINLAND;
        DdosPlan plan = pro ? DdosPlan.PROFESSION : DdosPlan.of(number(values, ProductPrices.PLAN))
                .orElseThrow(() -> new IllegalArgumentException("the price list has an unknown plan"));
        return new DdosSpecification(offering, plan,
                values.getOrDefault("ServicePartner", DdosSpecification.DEFAULT_PARTNER),
                number(values, "PortCount"), number(values, "DomainCount"),
                pro ? number(values, "BaseBandwidth") : 0, pro ? number(values, "Bandwidth") : 0,
                number(values, pro ? "ServiceBandwidth" : "NormalBandwidth"), number(values, "NormalQps"),
                limits.connections(), limits.newConnectionsPerSecond(),
                values.getOrDefault("AddressType", "Ipv4").equals("Ipv6") ? AddressFamily.IPV6 : AddressFamily.IPV4,
                values.getOrDefault("FunctionVersion", "0").equals("1"),
                switch (values.getOrDefault("95BurstBandwidthMode", "0")) {
                    case "1" -> BurstCleanBandwidth.DAILY;
                    case "2" -> BurstCleanBandwidth.MONTHLY;
                    default -> BurstCleanBandwidth.OFF;
                });
    }

    /** The components of a specification. */
    static Map<String, String> of(DdosSpecification specification) {
        Map<String, String> values = new LinkedHashMap<>();
        if (specification.offering().region() == DdosRegion.MAINLAND) {
            values.put("BaseBandwidth", text(specification.baseBandwidthGbps()));
            // The burstable bandwidth may be set below the base, which means none; that is priced as the base.
            values.put("Bandwidth", text(Math.max(specification.elasticBandwidthGbps(), specification.baseBandwidthGbps())));
            values.put("ServiceBandwidth", text(specification.cleanBandwidthMbps()));
        } else {
            values.put(ProductPrices.PLAN, text(specification.plan().number()));
            values.put("NormalBandwidth", text(specification.cleanBandwidthMbps()));
        }
        values.put("NormalQps", text(specification.queriesPerSecond()));
        values.put("DomainCount", text(specification.domainLimit()));
        values.put("PortCount", text(specification.portLimit()));
        values.put("ServicePartner", specification.servicePartner());
        values.put("Edition", EDITION);
        values.put("AddressType", switch (specification.addressFamily()) {
            case IPV4 -> "Ipv4";
            case IPV6 -> "Ipv6";
        });
        values.put("95BurstBandwidthMode", switch (specification.burstCleanBandwidth()) {
            case OFF -> "0";
            case DAILY -> "1";
            case MONTHLY -> "2";
        });
        values.put("FunctionVersion", specification.enhancedFunctions() ? "1" : "0");
        return values;
    }

    private static int number(Map<String, String> values, String code) {
        String value = values.get(code);
        if (value == null) {
            throw new IllegalArgumentException("the price list lacks " + code);
        }
        return Integer.parseInt(value);
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
