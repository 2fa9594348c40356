package breakwater.control.lifecycle.ddos;

import java.util.Optional;

/** What is sold: the product type of the price list, which fixes the region. */
public enum DdosOffering {
    /** Anti-DDoS Pro, sold on the China site. */
    PRO("ddoscoo", DdosRegion.MAINLAND),
    /** Anti-DDoS Pro, sold on the international site. */
    PRO_INTERNATIONAL("ddoscoo_intl", DdosRegion.MAINLAND),
    /** Anti-DDoS Premium. */
    PREMIUM("ddosDip", DdosRegion.OUTSIDE);

    private final String productType;
    private final DdosRegion region;

    DdosOffering(String productType, DdosRegion region) {
        this.productType = productType;
        this.region = region;
    }

    /** Its name in the price list; also what is stored. */
    public String productType() {
        return productType;
    }

    /** Where its instances live. */
    public DdosRegion region() {
        return region;
    }

    /** The offering of this product type, exactly spelt. */
    public static Optional<DdosOffering> of(String productType) {
        for (DdosOffering offering : values()) {
            if (offering.productType.equals(productType)) {
                return Optional.of(offering);
            }
        }
        return Optional.empty();
    }
}
