package breakwater.app.configuration;

import breakwater.control.protection.ProtectionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

/**
 * What an operator set for a node that only carries traffic. Immutable. Keys, defaults and ranges: {@link Setting}.
 *
 * @param dataFolder  where the last good snapshot is kept
 * @param pages       where it shows its health and its numbers, if it does
 * @param controls    the nodes it connects to, in turn; at least one
 * @param credentials the folder of its keys
 * @param protection  what origins may be; the rest of it is the control node's
 * @param countries   a table of countries instead of the program's
 * @param amplification how many times its bytes may go out to an unproven UDP client
 * @param logLevel    least level that is logged
 */
public record EdgeConfiguration(Path dataFolder, Optional<Endpoint> pages, List<Endpoint> controls, Path credentials, ProtectionSettings protection,
        Optional<Path> countries, int amplification, Level logLevel) implements NodeConfiguration {
    public EdgeConfiguration {
        controls = List.copyOf(controls);
    }
}
