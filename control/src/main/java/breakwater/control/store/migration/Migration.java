package breakwater.control.store.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of the schema: the file {@code V<version>__<name>.sql}.
 *
 * @param version  1 and up; the order in which they are applied
 * @param name     the file's own name, for messages
 * @param checksum SHA-256 of the file's text, in hexadecimal
 * @param text     portable SQL, statements ended by semicolons
 */
public record Migration(int version, String name, String checksum, String text) {

    /** The statements of the text, in order. Semicolons inside of quotes and comments end nothing. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quote != 0) {
                statement.append(character);
                quote = character == quote ? 0 : quote;
            } else if (text.startsWith("--", i)) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
                statement.append('\n');
            } else if (character == ';') {
                add(statement, statements);
            } else {
                quote = character == '\'' || character == '"' ? character : 0;
                statement.append(character);
            }
        }
        add(statement, statements);
        return statements;
    }

    private static void add(StringBuilder statement, List<String> statements) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}
