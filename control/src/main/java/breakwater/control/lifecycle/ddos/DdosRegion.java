package breakwater.control.lifecycle.ddos;

import java.util.Optional;

/** The two places an instance can exist in; its id tells which (facts, section 2). */
public enum DdosRegion {
    /** Mainland China: Anti-DDoS Pro. */
    MAINLAND("cn-hangzhou", "ddoscoo-cn-"),
    /** Outside mainland China: Anti-DDoS Premium. */
    OUTSIDE("ap-southeast-1", "ddosDip-sg-");

    private final String id;
    private final String idPrefix;

    DdosRegion(String id, String idPrefix) {
        this.id = id;
        this.idPrefix = idPrefix;
    }

    /** The region's id, such as {@code cn-hangzhou}; also what is stored. */
    public String id() {
        return id;
    }

    /** What the ids of its instances start with. */
    public String idPrefix() {
        return idPrefix;
    }

    /** The region of this id, exactly spelt. */
    public static Optional<DdosRegion> of(String id) {
        for (DdosRegion region : values()) {
            if (region.id.equals(id)) {
                return Optional.of(region);
            }
        }
        return Optional.empty();
    }
}
