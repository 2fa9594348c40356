package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.FileReason;
import breakwater.app.client.AccessKeyPair;
import breakwater.app.configuration.ServeConfiguration;
import breakwater.control.Control;
import breakwater.control.account.AccessKeys;
import breakwater.control.billing.Money;
import breakwater.control.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first account of a production service. A database without it gets it, with a random access key that is written to a
 * file of mode 0600 and shown nowhere else.
 *
 * <p>The file is written, and forced to the disk, before the account is: a process that dies in between leaves a file whose key
 * the next start takes, never an account whose key nobody knows.
 */
final class OperatorAccount {
    /** The same on every database, so that every node knows it before it has read anything. */
    static final String ACCOUNT_ID = "1000000000000000";
    private static final String ID_BEGIN = "LTAI5t";
    private static final int ID_RANDOM_CHARACTERS = 18;
    private static final int SECRET_CHARACTERS = 30;
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private OperatorAccount() {
    }

    /** Makes the account if it is not there; says where its key is if it was made just now. */
    static Optional<Path> open(Store store, Control control, ServeConfiguration configuration) {
        if (store.read(transaction -> control.identity().accounts().find(transaction, ACCOUNT_ID)).isPresent()) {
            return Optional.empty();
        }
        Path file = configuration.operatorKeyFile();
        AccessKeyPair keys = Files.exists(file) ? readKeys(file) : writeKeys(file);
        boolean made = store.write(transaction -> {
            if (control.identity().accounts().find(transaction, ACCOUNT_ID).isPresent()) {
                return false;
            }
            var now = control.clock().instant(transaction);
            control.identity().accounts().create(transaction, now, Optional.of(ACCOUNT_ID), configuration.operatorAccount());
            control.identity().accessKeys().createRootKey(transaction, now, ACCOUNT_ID,
                    Optional.of(new AccessKeys.FixedKey(keys.id(), keys.secret())));
            control.orders().open(transaction, ACCOUNT_ID, configuration.operatorCurrency(),
                    new Money(0, configuration.operatorCurrency()));
            return true;
        });
        if (!made) {
            // Another node was first, and its file holds the key that counts.
            remove(file);
        }
        return made ? Optional.of(file) : Optional.empty();
    }

    private static AccessKeyPair writeKeys(Path file) {
        AccessKeyPair keys = new AccessKeyPair(ID_BEGIN + random(ID_RANDOM_CHARACTERS), random(SECRET_CHARACTERS));
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(("ALIBABA_CLOUD_ACCESS_KEY_ID=" + keys.id() + "\nALIBABA_CLOUD_ACCESS_KEY_SECRET="
                    + keys.secret() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return keys;
        } catch (IOException e) {
            throw new CommandFailure("cannot write the operator's key to " + file, FileReason.of(e),
                    "Set operator.key-file to a place this user may write; no account was made");
        }
    }

    private static AccessKeyPair readKeys(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            AccessKeyPair keys = new AccessKeyPair(value(lines, "ALIBABA_CLOUD_ACCESS_KEY_ID="),
                    value(lines, "ALIBABA_CLOUD_ACCESS_KEY_SECRET="));
            if (keys.id().length() >= ID_BEGIN.length() + ID_RANDOM_CHARACTERS && keys.secret().length() >= SECRET_CHARACTERS) {
                return keys;
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot read the operator's key from " + file, FileReason.of(e), "Make it readable for this user");
        }
        throw new CommandFailure("the file " + file + " is in the way", "it exists and holds no access key of this program",
                "Move it away, or set operator.key-file to another place");
    }

    private static String value(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name)).map(line -> line.substring(name.length()).strip())
                .findFirst().orElse("");
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot remove " + file, FileReason.of(e), "Delete it: its key is not in use");
        }
    }

    private static String random(int characters) {
        return new SecureRandom().ints(characters, 0, LETTERS_AND_DIGITS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS_AND_DIGITS.charAt(at)), StringBuilder::append)
                .toString();
    }
}
