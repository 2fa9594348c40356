package breakwater.app.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads the values of {@link Setting}s from a YAML file and from the environment, which wins. A key or variable that is not
 * in the table is a problem: a misspelt key that is silently ignored would leave a default in force.
 */
final class SettingsReader {
    /** Variables of the launcher and of clients, which share the prefix and are no settings. */
    private static final Set<String> NOT_SETTINGS = Set.of("BREAKWATER_ENDPOINT", "BREAKWATER_CA", "BREAKWATER_CONFIG",
            "BREAKWATER_BUILD", "BREAKWATER_JAVA_OPTIONS", "BREAKWATER_JDK_FOLDERS");

    private final EnumMap<Setting, String> values;
    private final List<String> problems = new ArrayList<>();

    /** @param values what holds unless something that is read says otherwise; changed by reading */
    SettingsReader(EnumMap<Setting, String> values) {
        this.values = values;
    }

    Map<Setting, String> values() {
        return values;
    }

    List<String> problems() {
        return problems;
    }

    SettingsReader file(Path file) {
        try {
            YAMLMapper yaml = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
            JsonNode root = yaml.readTree(Files.readAllBytes(file));
            if (root.isObject()) {
                read("", root);
            } else if (!root.isMissingNode() && !root.isNull()) {
                problems.add(file + " is not a YAML file of keys and values");
            }
        } catch (JsonProcessingException e) {
            // The original message would quote the line, which may hold a password.
            problems.add(file + " is not valid YAML" + Optional.ofNullable(e.getLocation())
                    .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")").orElse(""));
        } catch (IOException e) {
            problems.add("cannot read " + file + " (" + e.getClass().getSimpleName() + ")");
        }
        return this;
    }

    private void read(String prefix, JsonNode group) {
        group.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                read(key + ".", value);
            } else {
                Setting.ofKey(key).ifPresentOrElse(setting -> take(setting, value), () -> problems.add("unknown key " + key));
            }
        });
    }

    private void take(Setting setting, JsonNode value) {
        if (value.isArray()) {
            values.put(setting, StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
                    .collect(Collectors.joining(",")));
        } else {
            // YAML 1.1 reads a bare `off` as false; it is a word of ours.
            values.put(setting, value.isBoolean() ? (value.asBoolean() ? "on" : "off") : value.isNull() ? "" : value.asText());
        }
    }

    SettingsReader environment(Map<String, String> environment) {
        Map<String, Setting> known = new HashMap<>();
        for (Setting setting : Setting.values()) {
            known.put(setting.variable(), setting);
        }
        environment.forEach((name, value) -> {
            if (known.containsKey(name)) {
                values.put(known.get(name), value);
            } else if (name.startsWith("BREAKWATER_") && !NOT_SETTINGS.contains(name) && !ofKubernetes(name)) {
                problems.add("unknown variable " + name);
            }
        });
        return this;
    }

    /** Kubernetes sets these for a service that is called breakwater; nobody wrote them. */
    private static boolean ofKubernetes(String name) {
        return name.startsWith("BREAKWATER_SERVICE_") || name.startsWith("BREAKWATER_PORT");
    }
}
