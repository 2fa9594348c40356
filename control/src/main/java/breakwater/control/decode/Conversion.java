package breakwater.control.decode;

import breakwater.control.contract.Field;
import breakwater.control.contract.FieldType;
import breakwater.control.contract.JsonReader;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import breakwater.control.request.RequestLimits;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a value becomes one Java type, within the bounds of its contract field. */
sealed interface Conversion {

    /** Converts, or refuses with InvalidParameter naming {@code path}. */
    Object convert(Value value, String path);

    /** Whether empty text is a value of this type rather than an absent one. */
    default boolean takesEmptyText() {
        return false;
    }

    static Conversion of(Type type, Field field, String where) {
        if (type == String.class) {
            return new Characters(field.minLength(), field.maxLength() > 0
                    ? field.maxLength() : RequestLimits.VALUE_CHARACTERS_MAX);
        }
        if (type == Integer.class || type == int.class) {
            return whole(field, Integer.MIN_VALUE, Integer.MAX_VALUE, false);
        }
        if (type == Long.class || type == long.class) {
            return whole(field, Long.MIN_VALUE, Long.MAX_VALUE, true);
        }
        if (type == Double.class || type == double.class || type == BigDecimal.class) {
            return new Fraction(type == BigDecimal.class, field);
        }
        if (type == Boolean.class || type == boolean.class) {
            return new Truth();
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            Field items = field.items().orElseThrow(() -> new IllegalArgumentException(where + " is no array"));
            return new Items(of(generic.getActualTypeArguments()[0], items, where + "[]"), field.maxItems() > 0
                    ? field.maxItems() : RequestLimits.ARRAY_ITEMS_MAX);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            if (field.type() != FieldType.MAP && field.type() != FieldType.OBJECT && field.type() != FieldType.ANY) {
                throw new IllegalArgumentException(where + " is no map");
            }
            return new Entries();
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return new Members(RecordPlan.of(record, field.fields(), where));
        }
        throw new IllegalArgumentException(where + ": no way to decode into " + type);
    }

    private static Whole whole(Field field, long least, long most, boolean wide) {
        if (field.type() == FieldType.BOOLEAN || field.type() == FieldType.ARRAY || field.type() == FieldType.OBJECT) {
            throw new IllegalArgumentException(field.name() + " is no number in the contract");
        }
        return new Whole(field.minimum().map(Double::longValue).orElse(least),
                field.maximum().map(Double::longValue).orElse(most), wide);
    }

    private static Refusal invalid(String path, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, Parameters.quoted(path), why);
    }

    /** Reads JSON text. */
    static Value.Json json(String text, String path) {
        return new Value.Json(JsonReader.read(text).orElseThrow(() -> invalid(path, "it is not well-formed JSON")));
    }

    /** The text of a scalar; anything else is refused. */
    private static String scalar(Value value, String path) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Json json when json.node().isValueNode() && !json.node().isNull() -> json.node().asText();
            case Value.Json json -> throw invalid(path, "it must be a single value");
            case Value.Tree tree -> throw invalid(path, "it must be a single value");
        };
    }

    record Characters(int least, int most) implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            // A JSON object or array where text is wanted is taken as its text: SDKs send such parameters either way.
            String text = value instanceof Value.Json(var node) && node.isContainerNode() ? node.toString()
                    : scalar(value, path);
            int length = text.codePointCount(0, text.length());
            if (length < least || length > most) {
                throw invalid(path, least > 0 ? "it must have " + least + " to " + most + " characters"
                        : "it must have at most " + most + " characters");
            }
            return text;
        }

        @Override
        public boolean takesEmptyText() {
            return least == 0;
        }
    }

    record Whole(long least, long most, boolean wide) implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            String text = scalar(value, path);
            long number;
            try {
                if (text.startsWith("+") || text.length() > 20 || !ascii(text)) {
                    throw new NumberFormatException();
                }
                number = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw invalid(path, "it must be a whole number");
            }
            if (number < least || number > most) {
                throw invalid(path, most == Long.MAX_VALUE || most == Integer.MAX_VALUE && least > Integer.MIN_VALUE
                        ? "it must be at least " + least : "it must be " + least + " to " + most);
            }
            if (wide) {
                return number;
            }
            return (int) number;
        }
    }

    /** Whether the parser's digits of other scripts are out of the question. */
    private static boolean ascii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    record Fraction(boolean decimal, Field field) implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            String text = scalar(value, path);
            try {
                if (text.length() > 40) {
                    throw new NumberFormatException();
                }
                BigDecimal number = new BigDecimal(text);
                double rounded = number.doubleValue();
                if (Double.isInfinite(rounded) || number.precision() - number.scale() > 20 || number.scale() > 20
                        || field.minimum().isPresent() && rounded < field.minimum().get()
                        || field.maximum().isPresent() && rounded > field.maximum().get()) {
                    throw invalid(path, "it is out of range");
                }
                if (decimal) {
                    return number;
                }
                return rounded;
            } catch (NumberFormatException e) {
                throw invalid(path, "it must be a number");
            }
        }
    }

    record Truth() implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            return switch (scalar(value, path)) {
                case "true", "True", "TRUE" -> true;
                case "false", "False", "FALSE" -> false;
                default -> throw invalid(path, "it must be true or false");
            };
        }
    }

    /** A list; from flat names with indexes 1, 2, … (gaps allowed, order counts), or from a JSON array. */
    record Items(Conversion item, int most) implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            return switch (value) {
                case Value.Tree tree -> fromTree(tree, path);
                case Value.Json json when json.node().isArray() -> fromJson(json, path);
                case Value.Text text -> convert(json(text.text(), path), path);
                case Value.Json other -> throw invalid(path, "it must be a list");
            };
        }

        private List<Object> fromTree(Value.Tree tree, String path) {
            TreeMap<Integer, Value> ordered = new TreeMap<>();
            tree.children().forEach((segment, child) -> ordered.put(index(segment, path), child));
            List<Object> list = new ArrayList<>(ordered.size());
            ordered.forEach((index, child) -> list.add(item.convert(child, path + "." + index)));
            return List.copyOf(list);
        }

        private int index(String segment, String path) {
            boolean canonical = !segment.isEmpty() && segment.length() <= 6 && segment.charAt(0) != '0';
            int index = 0;
            for (int at = 0; at < segment.length() && canonical; at++) {
                char c = segment.charAt(at);
                canonical = c >= '0' && c <= '9';
                index = canonical ? index * 10 + c - '0' : 0;
            }
            if (index < 1 || index > most) {
                throw invalid(path + "." + segment, "indexes are 1 to " + most);
            }
            return index;
        }

        private List<Object> fromJson(Value.Json json, String path) {
            if (json.node().size() > most) {
                throw invalid(path, "it must have at most " + most + " items");
            }
            List<Object> list = new ArrayList<>(json.node().size());
            for (int i = 0; i < json.node().size(); i++) {
                list.add(item.convert(new Value.Json(json.node().get(i)), path + "." + (i + 1)));
            }
            return List.copyOf(list);
        }
    }

    record Members(RecordPlan plan) implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            return plan.bind(RecordPlan.members(value, path), path + ".");
        }
    }

    /** A map of texts by names the sender chose. */
    record Entries() implements Conversion {
        @Override
        public Object convert(Value value, String path) {
            Map<String, String> entries = new LinkedHashMap<>();
            switch (value) {
                case Value.Tree tree -> tree.children().forEach((key, child) ->
                        entries.put(key, scalar(child, path + "." + key)));
                case Value.Json json when json.node().isObject() -> json.node().properties().forEach(entry ->
                        entries.put(entry.getKey(), scalar(new Value.Json(entry.getValue()), path)));
                case Value.Text text -> {
                    return convert(json(text.text(), path), path);
                }
                case Value.Json other -> throw invalid(path, "it must be an object");
            }
            return Map.copyOf(entries);
        }
    }
}
