package breakwater.control.store.migration;

import breakwater.control.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All steps of a schema, in order of version.
 *
 * @param steps in ascending order of version, none twice
 */
public record Migrations(List<Migration> steps) {
    private static final Pattern FILE_NAME = Pattern.compile("V([1-9][0-9]{0,5})__[a-z0-9_]+\\.sql");

    public Migrations {
        steps = steps.stream().sorted(Comparator.comparingInt(Migration::version)).toList();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).version() == steps.get(i - 1).version()) {
                throw new IllegalArgumentException("two migrations have one number: " + steps.get(i - 1).name() + " and "
                        + steps.get(i).name());
            }
        }
    }

    /** The program's own, from its resources beside this class. */
    public static Migrations ofTheProgram() {
        return in(Migrations.class.getPackageName().replace('.', '/'), Migrations.class.getClassLoader());
    }

    /** Those in a folder of a class path, whether it lies in directories or in archives. */
    public static Migrations in(String folder, ClassLoader loader) {
        List<Migration> found = new ArrayList<>();
        try {
            for (URL place : Collections.list(loader.getResources(folder))) {
                for (String name : names(place, folder)) {
                    Matcher matcher = FILE_NAME.matcher(name);
                    if (matcher.matches()) {
                        found.add(step(Integer.parseInt(matcher.group(1)), name, text(loader, folder + "/" + name)));
                    } else if (name.endsWith(".sql")) {
                        throw new IllegalArgumentException("a migration's name must be V<number>__<area>.sql: " + name);
                    }
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new StoreFailure("could not read the program's own migrations: " + e.getMessage(), e);
        }
        return new Migrations(found);
    }

    /** A step from its text; line ends do not count for the checksum. */
    public static Migration step(int version, String name, String text) {
        String unified = text.replace("\r\n", "\n");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(unified.getBytes(StandardCharsets.UTF_8));
            return new Migration(version, name, HexFormat.of().formatHex(digest), unified);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<String> names(URL place, String folder) throws IOException, URISyntaxException {
        if (place.getProtocol().equals("file")) {
            URI directory = place.toURI();
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }
        URLConnection connection = place.openConnection();
        if (!(connection instanceof JarURLConnection archive)) {
            throw new IOException("migrations cannot be listed in " + place);
        }
        archive.setUseCaches(false);
        try (JarFile file = archive.getJarFile()) {
            String prefix = folder + "/";
            return file.stream().map(JarEntry::getName).filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length())).toList();
        }
    }

    private static String text(ClassLoader loader, String resource) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("the resource " + resource + " is listed but cannot be read");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
