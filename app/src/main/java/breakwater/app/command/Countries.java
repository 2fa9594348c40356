package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.FileReason;
import breakwater.traffic.policy.CountryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the table of countries comes from: a file of the operator's, which must be good, or the one that the build has brought, without
 * which the service goes on and says so.
 */
final class Countries {
    private static final Logger LOG = Logger.getLogger(Countries.class.getName());
    /** The launcher says where the program's table is, if there is one. */
    private static final String PROPERTY = "breakwater.countries";

    private Countries() {
    }

    /** @throws CommandFailure if it cannot be used */
    static CountryTable given(Path file) {
        try {
            return CountryTable.open(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot use the country table " + file, FileReason.of(e),
                    "Put it right, or leave mitigation.countries out for the program's own");
        }
    }

    static CountryTable ofProgram() {
        Path file = Path.of(System.getProperty(PROPERTY, ""));
        if (file.toString().isEmpty() || !Files.exists(file)) {
            return unknown("the build brought none: npm was missing or could not fetch it");
        }
        try {
            return CountryTable.open(file);
        } catch (IOException e) {
            return unknown(FileReason.of(e));
        }
    }

    private static CountryTable unknown(String why) {
        LOG.log(Level.WARNING, "there is no country table: {0}. Every source's region is unknown, and region blocks refuse nobody. "
                + "Build again with npm, or set mitigation.countries.", why);
        return CountryTable.UNKNOWN;
    }
}
