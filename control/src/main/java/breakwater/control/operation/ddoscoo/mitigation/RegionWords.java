package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.protection.Regions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How regions stand on the wire. Pure functions that refuse, over the table {@code countries.tsv} beside this class. */
final class RegionWords {
    private static final Map<Integer, String> COUNTRIES = read();
    private static final Map<String, Integer> NUMBERS = COUNTRIES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    /** More than there are; a longer list repeats itself. */
    private static final int LIST_MAX = 500;

    private RegionWords() {
    }

    /** The regions that the JSON text of a Config names. */
    static Regions regions(String config) {
        JsonNode root = JsonReader.read(config).filter(JsonNode::isObject)
                .orElseThrow(() -> invalid("Config", "it must be a JSON object with the field RegionBlockSwitch"));
        JsonNode toggle = root.path("RegionBlockSwitch");
        if (toggle.isMissingNode() || toggle.isNull()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "Config.RegionBlockSwitch");
        }
        boolean enabled = switch (toggle.asText()) {
            case "on" -> true;
            case "off" -> false;
            default -> throw invalid("Config.RegionBlockSwitch", "it must be on or off");
        };
        Set<String> countries = new TreeSet<>();
        for (int number : list(root, "Countries")) {
            String country = COUNTRIES.get(number);
            if (country == null) {
                throw invalid("Config.Countries", number + " is the number of no country");
            }
            countries.add(country);
        }
        Set<Integer> divisions = new TreeSet<>();
        for (int division : list(root, "Provinces")) {
            if (!Regions.known(division)) {
                throw invalid("Config.Provinces", division + " is the number of no administrative region");
            }
            divisions.add(division);
        }
        Regions regions = new Regions(enabled, countries, divisions);
        if (!regions.expressible()) {
            throw invalid("Config.Provinces", "this service tells countries apart, not provinces: of those of mainland China name all "
                    + Regions.MAINLAND.size() + " or none");
        }
        return regions;
    }

    /** The numbers of the countries among regions, rising. */
    static List<Long> numbers(Regions regions) {
        return regions.countries().stream().map(NUMBERS::get).map(Integer::longValue).sorted().toList();
    }

    /** A whole number in a JSON document, as a number or as its text. */
    static int number(String name, JsonNode node, int least, int most) {
        String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw invalid(name, "it must be a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    private static Set<Integer> list(JsonNode root, String field) {
        JsonNode list = root.path(field);
        if (list.isMissingNode() || list.isNull()) {
            return Set.of();
        }
        if (!list.isArray() || list.size() > LIST_MAX) {
            throw invalid("Config." + field, "it must be a list of at most " + LIST_MAX + " numbers");
        }
        Set<Integer> numbers = new TreeSet<>();
        for (int at = 0; at < list.size(); at++) {
            numbers.add(number("Config." + field + "." + (at + 1), list.get(at), 1, LIST_MAX));
        }
        return numbers;
    }

    private static Refusal invalid(String parameter, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, parameter, why);
    }

    private static Map<Integer, String> read() {
        try (InputStream in = RegionWords.class.getResourceAsStream("countries.tsv")) {
            if (in == null) {
                throw new IOException("countries.tsv is missing from the program");
            }
            Map<Integer, String> countries = new TreeMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    int tab = line.indexOf('\t');
                    countries.put(Integer.valueOf(line.substring(0, tab)), line.substring(tab + 1));
                }
            }
            return Map.copyOf(countries);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of countries", e);
        }
    }
}
