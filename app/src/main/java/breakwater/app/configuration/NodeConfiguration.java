package breakwater.app.configuration;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

/** What an operator set for one node, checked. Immutable; its text shows no secret. */
public sealed interface NodeConfiguration permits ServeConfiguration, EdgeConfiguration {

    /** Least level that is logged. */
    Level logLevel();

    /**
     * Reads the file, if there is one, and the environment, which wins.
     *
     * @throws UnusableConfiguration naming every problem, if there is one; nothing has been started or changed then
     */
    static NodeConfiguration read(Optional<Path> file, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(new EnumMap<>(Setting.class));
        file.ifPresent(reader::file);
        SettingsChecker checker = new SettingsChecker(reader.environment(environment));
        Optional<? extends NodeConfiguration> configuration = checker.edgeAlone() ? checker.edge() : checker.serve();
        return configuration.orElseThrow(checker::unusable);
    }
}
