package breakwater.control.respond;

import breakwater.control.contract.Field;
import breakwater.control.contract.FieldType;
import com.fasterxml.jackson.core.io.SerializedString;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a Java value appears on the wire. */
sealed interface Shape {

    /** Text, number or boolean. */
    record Scalar() implements Shape {
    }

    /** A list, each item in the same shape. */
    record Items(Shape item) implements Shape {
    }

    /** A map from names to scalars or lists of them. */
    record Entries() implements Shape {
    }

    /** A record's components under their wire names. */
    record Members(Member[] members) implements Shape {
        boolean has(String wireName) {
            for (Member member : members) {
                if (member.name().equals(wireName)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One component: its wire name, the same as JSON bytes made once, how to read it from the record, and its shape. */
    record Member(String name, SerializedString jsonName, MethodHandle reader, Shape shape) {

        /** The component's value, or null when it is absent. */
        Object read(Object record) {
            Object value;
            try {
                value = (Object) reader.invokeExact(record);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a record accessor threw a checked exception", e);
            }
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        }
    }

    static Members members(Class<?> type, List<Field> fields, String where) {
        RecordComponent[] declared = type.getRecordComponents();
        if (declared == null) {
            throw new IllegalArgumentException(where + ": " + type.getName() + " is not a record");
        }
        Member[] members = new Member[declared.length];
        for (int i = 0; i < declared.length; i++) {
            RecordComponent component = declared[i];
            Field field = fields.stream().filter(each -> plain(each.name()).equals(plain(component.getName())))
                    .findFirst().orElseThrow(() -> new IllegalArgumentException(
                            where + ": component " + component.getName() + " is not in the contract"));
            try {
                MethodHandle reader = MethodHandles.publicLookup().unreflect(component.getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
                members[i] = new Member(field.name(), new SerializedString(field.name()), reader,
                        of(component.getGenericType(), field, where + "." + field.name()));
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(where + ": " + type.getName() + " is not public", e);
            }
        }
        return new Members(members);
    }

    private static Shape of(Type type, Field field, String where) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return of(generic.getActualTypeArguments()[0], field, where);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            Field items = field.items().orElseThrow(() -> new IllegalArgumentException(where + " is no array"));
            return new Items(of(generic.getActualTypeArguments()[0], items, where + "[]"));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class
                && (field.type() == FieldType.MAP || field.type() == FieldType.OBJECT || field.type() == FieldType.ANY)) {
            return new Entries();
        }
        if (type instanceof Class<?> simple) {
            if (simple.isRecord()) {
                return members(simple, field.fields(), where);
            }
            if (fits(simple, field.type())) {
                return new Scalar();
            }
        }
        throw new IllegalArgumentException(where + " is " + field.type() + " in the contract, not " + type);
    }

    private static boolean fits(Class<?> type, FieldType wire) {
        return switch (wire) {
            case STRING -> type == String.class;
            case INTEGER -> type == int.class || type == Integer.class;
            case LONG -> type == long.class || type == Long.class || type == int.class || type == Integer.class;
            case FLOAT, DOUBLE -> type == double.class || type == Double.class || type == BigDecimal.class;
            case BOOLEAN -> type == boolean.class || type == Boolean.class;
            case ANY -> type == String.class || type == Boolean.class || type == Long.class || type == Integer.class;
            case ARRAY, OBJECT, MAP -> false;
        };
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
