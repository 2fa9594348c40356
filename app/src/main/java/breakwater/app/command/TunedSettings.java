package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.FileReason;
import breakwater.app.configuration.Tuning;
import breakwater.control.ControlSettings;
import breakwater.control.billing.Prices;
import breakwater.control.front.HttpFront;
import breakwater.control.lifecycle.esa.IcpFilings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the control plane is told, from what an operator set. The one place where the two meet. */
final class TunedSettings {
    private TunedSettings() {
    }

    static ControlSettings of(HttpFront.Listeners listeners, byte[] masterKey, String operatorAccountId, boolean clockMovable,
            boolean storeShared, Tuning tuning) {
        return new ControlSettings(listeners, masterKey, operatorAccountId, clockMovable, storeShared, tuning.lifespan(),
                tuning.addressBlocks(), tuning.addressQuarantine(), tuning.prices().map(TunedSettings::read).orElseGet(Prices::load),
                tuning.callsPerSecond(), tuning.callsAtOnce(), tuning.auditBounds(), filings(tuning, clockMovable),
                tuning.verifiedByDns(), tuning.protection(), tuning.meteredInstances());
    }

    /** In development the list that comes with the program, until there is one of the operator's. */
    private static IcpFilings filings(Tuning tuning, boolean development) {
        return development && tuning.filedDomains().isEmpty() ? IcpFilings.development() : new IcpFilings(tuning.filedDomains());
    }

    private static Prices read(Path file) {
        try {
            return Prices.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable(file, FileReason.of(e));
        } catch (IllegalArgumentException e) {
            throw unusable(file, e.getMessage());
        }
    }

    private static CommandFailure unusable(Path file, String why) {
        return new CommandFailure("cannot use the price list " + file, why,
                "Put it right, or leave prices.file out for the program's own");
    }
}
