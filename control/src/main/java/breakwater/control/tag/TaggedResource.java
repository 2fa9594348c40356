package breakwater.control.tag;

/** One tag of one resource. */
public record TaggedResource(String resourceId, Tag tag) {
}
