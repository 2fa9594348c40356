package breakwater.control.billing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be chosen about one type of Anti-DDoS instance, and for how much. Immutable; used from any thread.
 *
 * @param productType such as {@code ddoscoo}
 * @param region      where its instances live
 * @param currency    of its prices
 * @param limits      what every instance of it has, whatever was chosen
 * @param components  in the order of the price file
 */
public record ProductPrices(String productType, String region, String currency, Limits limits, List<Component> components) {
    /** The component that decides which of the others apply. */
    static final String PLAN = "ProductPlan";

    public ProductPrices {
        components = List.copyOf(components);
    }

    /**
     * What cannot be chosen.
     *
     * @param connections             open connections at most, 1 or more
     * @param newConnectionsPerSecond connections opened at most, a second, 1 or more
     */
    public record Limits(int connections, int newConnectionsPerSecond) {
    }

    /** The component of a code in a plan. @param plan empty where the product has no plans */
    public Optional<Component> component(String code, String plan) {
        return components.stream().filter(component -> component.code().equals(code) && component.belongsTo(plan))
                .findFirst();
    }

    /** Checks what is wanted, fills in defaults and prices it. Empty values count as not chosen. */
    public Specified specify(Map<String, String> wanted) {
        String plan = wanted.getOrDefault(PLAN, "");
        for (String code : wanted.keySet()) {
            if (component(code, plan).isEmpty()
                    && (components.stream().noneMatch(component -> component.code().equals(code)) || knownPlan(plan))) {
                return new Specified.Unknown(code);
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<OrderLine> monthly = new ArrayList<>();
        for (Component component : components) {
            if (!component.belongsTo(plan)) {
                continue;
            }
            String value = chosen(component, wanted);
            if (value.isEmpty()) {
                return new Specified.Missing(component.code());
            }
            Optional<Long> price = component.values().monthlyMinor(value);
            if (price.isEmpty()) {
                return new Specified.Invalid(component.code(), "it must be " + component.values().allowed());
            }
            if (component.notBelow().isPresent()) {
                String floor = values.getOrDefault(component.notBelow().get(), "0");
                if (Long.parseLong(value) < Long.parseLong(floor)) {
                    return new Specified.Invalid(component.code(),
                            "it must not be below " + component.notBelow().get() + ", which is " + floor);
                }
            }
            values.put(component.code(), value);
            monthly.add(new OrderLine(component.code(), value, new Money(price.get(), currency)));
        }
        return new Specified.Complete(Collections.unmodifiableMap(values), List.copyOf(monthly));
    }

    private boolean knownPlan(String plan) {
        return components.stream().filter(component -> component.code().equals(PLAN))
                .noneMatch(component -> component.values().monthlyMinor(plan).isEmpty());
    }

    private static String chosen(Component component, Map<String, String> wanted) {
        String value = wanted.getOrDefault(component.code(), "");
        if (!value.isEmpty()) {
            return value;
        }
        return component.notBelow().map(other -> wanted.getOrDefault(other, ""))
                .or(component::defaultValue).orElse("");
    }
}
