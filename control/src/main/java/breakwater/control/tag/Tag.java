package breakwater.control.tag;

/** A key with its value; the value may be empty. Both are case-sensitive and compared code point by code point. */
public record Tag(String key, String value) {
}
