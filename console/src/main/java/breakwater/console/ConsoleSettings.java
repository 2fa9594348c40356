package breakwater.console;

import breakwater.console.api.Keys;
import java.util.Optional;

/**
 * What the console is told when it starts. Prints no secret.
 *
 * @param sessionKey      32 bytes that seal the cookies of sessions, the same on every node
 * @param developmentKeys of the account that one click signs in as; empty but in development
 * @param clockMovable    whether the service clock can be moved
 */
public record ConsoleSettings(byte[] sessionKey, Optional<Keys> developmentKeys, boolean clockMovable) {

    public ConsoleSettings {
        sessionKey = sessionKey.clone();
    }

    @Override
    public String toString() {
        return "ConsoleSettings[keys hidden]";
    }
}
