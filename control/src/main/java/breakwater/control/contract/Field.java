package breakwater.control.contract;

import java.util.List;
import java.util.Optional;

/**
 * One parameter of a request or one element of an answer, as the contract tables describe it. Immutable.
 *
 * @param name       the wire name, such as {@code InstanceIds}; empty for the items of an array
 * @param type       the wire type
 * @param place      where the SDKs put it: {@code query} or {@code body}; empty in answers. Both places are taken
 * @param json       true when SDKs send the value as one parameter with JSON text ({@code enc: json})
 * @param required   refused with {@code Missing{Name}} when absent or empty
 * @param items      the element of an {@code ARRAY}
 * @param fields     the members of an {@code OBJECT}; empty when unknown
 * @param text       for a {@code STRING} whose text is itself JSON: the shape of that JSON
 * @param values     the allowed values as the sources write them; empty when not restricted. A hint: see api/README
 * @param minimum    least number allowed, inclusive
 * @param maximum    greatest number allowed, inclusive
 * @param minLength  least length in UTF-16 code units; 0 when unset
 * @param maxLength  greatest length; 0 when unset
 * @param maxItems   greatest number of items of an array; 0 when unset
 * @param separator  the separator when a string holds a list; empty when it does not
 * @param format     {@code unix-ms}, {@code unix-s} or a date pattern; empty when unset
 * @param example    an example of the format; empty when unset
 * @param defaultValue the default as the sources write it
 * @param ref        name of a shared schema that holds the fields; empty when none
 * @param deprecated whether the sources call the field deprecated
 */
public record Field(String name, FieldType type, String place, boolean json, boolean required,
                    Optional<Field> items, List<Field> fields, Optional<Field> text, List<String> values,
                    Optional<Double> minimum, Optional<Double> maximum, int minLength, int maxLength, int maxItems,
                    String separator, String format, String example, Optional<String> defaultValue, String ref,
                    boolean deprecated) {
}
