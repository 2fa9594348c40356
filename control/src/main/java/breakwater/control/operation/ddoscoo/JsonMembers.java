package breakwater.control.operation.ddoscoo;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One object of JSON text that a parameter holds, with the path that refusals name, such as {@code NetworkRules.2}. Immutable. Numbers may
 * come as text, as some clients send them. A value that is missing or null is absent.
 *
 * @param node what was sent; an object
 * @param path where it stands
 */
public record JsonMembers(JsonNode node, String path) {
    private static final int NAME_SHOWN_MAX = 40;

    /**
     * The objects of a parameter whose text is an array of them, or one alone.
     *
     * @param most how many there may be
     * @throws Refusal InvalidParameter if it is something else, empty or too long
     */
    public static List<JsonMembers> array(String parameter, String text, int most) {
        JsonNode node = read(parameter, text);
        if (node.isObject()) {
            return List.of(new JsonMembers(node, parameter));
        }
        if (!node.isArray() || node.isEmpty() || node.size() > most) {
            throw invalid(parameter, "it must be a JSON array of 1 to " + most + " objects");
        }
        List<JsonMembers> members = new ArrayList<>(node.size());
        for (int at = 0; at < node.size(); at++) {
            members.add(object(node.get(at), parameter + "." + (at + 1)));
        }
        return members;
    }

    /** The object of a parameter whose text is one. @throws Refusal InvalidParameter if it is something else */
    public static JsonMembers object(String parameter, String text) {
        return object(read(parameter, text), parameter);
    }

    private static JsonNode read(String parameter, String text) {
        return JsonReader.read(text).orElseThrow(() -> invalid(parameter, "it is not well-formed JSON"));
    }

    private static JsonMembers object(JsonNode node, String path) {
        if (!node.isObject()) {
            throw invalid(path, "it must be a JSON object");
        }
        return new JsonMembers(node, path);
    }

    /** Refuses members of other names: what is not understood must not look as if it had been done. */
    public JsonMembers only(String... names) {
        Set<String> known = Set.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                boolean plain = name.length() <= NAME_SHOWN_MAX && name.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
                throw invalid(path, "it has an unknown member" + (plain ? " " + name : ""));
            }
        });
        return this;
    }

    /** Whether the member is there. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** An object inside of this one. */
    public Optional<JsonMembers> inner(String name) {
        return has(name) ? Optional.of(object(node.get(name), path + "." + name)) : Optional.empty();
    }

    /** The objects of an array inside of this one; empty if it is absent, or an empty array. */
    public Optional<List<JsonMembers>> innerArray(String name, int most) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode array = node.get(name);
        String where = path + "." + name;
        if (!array.isArray() || array.size() > most) {
            throw invalid(where, "it must be an array of at most " + most);
        }
        List<JsonMembers> members = new ArrayList<>(array.size());
        for (int at = 0; at < array.size(); at++) {
            members.add(object(array.get(at), where + "." + (at + 1)));
        }
        return Optional.of(List.copyOf(members));
    }

    /** Text that must be there and not empty. @throws Refusal MissingParameter or InvalidParameter */
    public String text(String name) {
        return optionalText(name).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, path + "." + name));
    }

    /** Text, if it is there. */
    public Optional<String> optionalText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isValueNode()) {
            throw invalid(path + "." + name, "it must be text");
        }
        return Optional.of(value.asText());
    }

    /** A list of texts, empty when absent. Text that is itself a JSON array counts as one. */
    public List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode array = node.get(name);
        String where = path + "." + name;
        if (array.isTextual()) {
            array = read(where, array.asText());
        }
        if (!array.isArray()) {
            throw invalid(where, "it must be an array of texts");
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            if (!item.isTextual()) {
                throw invalid(where, "it must be an array of texts");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** A whole number that must be there. @throws Refusal MissingParameter or InvalidParameter */
    public long number(String name, long least, long most) {
        OptionalLong number = optionalNumber(name, least, most);
        if (number.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, path + "." + name);
        }
        return number.getAsLong();
    }

    /** A whole number, if it is there. @throws Refusal InvalidParameter if it is none, or out of its range */
    public OptionalLong optionalNumber(String name, long least, long most) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        JsonNode value = node.get(name);
        String where = path + "." + name;
        if (!value.isIntegralNumber() && !value.isTextual()) {
            throw invalid(where, "it must be a whole number");
        }
        String text = value.asText();
        if (!text.matches("-?[0-9]{1,18}")) {
            throw invalid(where, "it must be a whole number");
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw invalid(where, "it must be " + least + " to " + most);
        }
        return OptionalLong.of(number);
    }

    /** 0 or 1, if it is there. */
    public Optional<Boolean> bit(String name) {
        OptionalLong number = optionalNumber(name, 0, 1);
        return number.isPresent() ? Optional.of(number.getAsLong() == 1) : Optional.empty();
    }

    /** "on" or "off", if it is there. */
    public Optional<Boolean> onOff(String name) {
        return optionalText(name).map(text -> switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw invalid(path + "." + name, "it must be on or off");
        });
    }

    /** A refusal about a member of this object. */
    public Refusal refused(String name, String why) {
        return invalid(path + "." + name, why);
    }

    private static Refusal invalid(String path, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, path, why);
    }
}
