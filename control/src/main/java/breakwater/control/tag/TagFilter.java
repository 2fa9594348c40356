package breakwater.control.tag;

import java.util.Optional;

/** Matches a resource that carries the key, with this value where one is given and any value otherwise. */
public record TagFilter(String key, Optional<String> value) {
}
