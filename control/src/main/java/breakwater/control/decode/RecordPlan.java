package breakwater.control.decode;

import breakwater.control.contract.Field;
import breakwater.control.contract.FieldType;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How one record is built from values: its constructor, and per component the contract field and the Java type. */
final class RecordPlan {
    private final MethodHandle constructor;
    private final Component[] components;

    private RecordPlan(MethodHandle constructor, Component[] components) {
        this.constructor = constructor;
        this.components = components;
    }

    /**
     * One component of a record.
     *
     * @param prefix     the wire name with a dot: how its flat names begin
     * @param structured whether flat names can spell it
     */
    record Component(Field field, Conversion conversion, boolean optional, boolean structured, String prefix) {
    }

    static RecordPlan of(Class<?> type, List<Field> fields, String where) {
        RecordComponent[] declared = type.getRecordComponents();
        if (declared == null) {
            throw new IllegalArgumentException(where + ": " + type.getName() + " is not a record");
        }
        Component[] components = new Component[declared.length];
        for (int i = 0; i < declared.length; i++) {
            components[i] = component(declared[i], fields, where);
        }
        try {
            Class<?>[] types = Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, types));
            return new RecordPlan(constructor.asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class)), components);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(where + ": the constructor of " + type.getName() + " is not public", e);
        }
    }

    private static Component component(RecordComponent declared, List<Field> fields, String where) {
        Field field = match(declared.getName(), fields).orElseThrow(() -> new IllegalArgumentException(
                where + ": component " + declared.getName() + " is not in the contract"));
        Type type = declared.getGenericType();
        boolean optional = false;
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            optional = true;
            type = generic.getActualTypeArguments()[0];
        }
        Conversion conversion = Conversion.of(type, field, where + "." + field.name());
        boolean structured = field.type() == FieldType.ARRAY || field.type() == FieldType.OBJECT
                || field.type() == FieldType.MAP || field.type() == FieldType.ANY;
        return new Component(field, conversion, optional, structured, field.name() + ".");
    }

    /** The field a component stands for: equal names but for case and anything that is no letter or digit. */
    static Optional<Field> match(String component, List<Field> fields) {
        String wanted = plain(component);
        return fields.stream().filter(field -> plain(field.name()).equals(wanted)).findFirst();
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    boolean uses(String wireName) {
        for (Component component : components) {
            if (component.field().name().equals(wireName)) {
                return true;
            }
        }
        return false;
    }

    /** Builds the record from values found by wire name. {@code path} is where it stands, for messages. */
    Object bind(Function<Component, Optional<Value>> values, String path) {
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = argument(components[i], values.apply(components[i]), path);
        }
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a record constructor threw a checked exception", e);
        }
    }

    private static Object argument(Component component, Optional<Value> value, String path) {
        boolean absent = value.isEmpty() || value.get() instanceof Value.Text(String text) && text.isEmpty()
                && !(component.optional() && component.conversion().takesEmptyText());
        if (absent) {
            if (component.optional()) {
                return Optional.empty();
            }
            if (component.conversion() instanceof Conversion.Items && !component.field().required()) {
                return List.of();
            }
            if (component.conversion() instanceof Conversion.Entries && !component.field().required()) {
                return Map.of();
            }
            throw new Refusal(GatewayError.MISSING_PARAMETER, path + component.field().name());
        }
        Object converted = component.conversion().convert(value.get(), path + component.field().name());
        return component.optional() ? Optional.of(converted) : converted;
    }

    /** The members of a value, as {@link #bind} wants them. */
    static Function<Component, Optional<Value>> members(Value value, String path) {
        return switch (value) {
            case Value.Tree tree -> component -> Optional.ofNullable(tree.children().get(component.field().name()));
            case Value.Json json when json.node().isObject() -> component ->
                    Optional.ofNullable(json.node().get(component.field().name()))
                            .filter(node -> !node.isNull()).map(Value.Json::new);
            case Value.Text text -> members(Conversion.json(text.text(), path), path);
            case Value.Json other -> throw new Refusal(GatewayError.INVALID_PARAMETER, path, "it must be an object");
        };
    }

    /** The record type's components, for the test that holds records to contracts. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Component component : components) {
            fields.add(component.field());
        }
        return fields;
    }
}
