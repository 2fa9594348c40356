package breakwater.control.tag;

/**
 * Where tags are looked for: one kind of resource of one account, in one region.
 *
 * @param accountId the owner
 * @param type      the kind of resource
 * @param region    the region's id; empty for kinds that have no region
 */
public record TagScope(String accountId, ResourceType type, String region) {

    /** What can be tagged. The names are stored; do not rename. */
    public enum ResourceType {
        /** An instance of Anti-DDoS Pro or Premium. */
        DDOS_INSTANCE,
        /** A site of Edge Security Acceleration. */
        SITE
    }
}
