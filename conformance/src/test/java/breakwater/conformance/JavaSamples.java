package breakwater.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A program that runs compiled Java samples one after the other, as {@link SampleRunner} tells by a line with the file of each, less its {@code .class}.
 * Each has a class loader of its own, and the SDKs that they share are on the class path. A sample has failed where an exception leaves its
 * {@code main}, as it would in a process of its own.
 */
final class JavaSamples {

    private JavaSamples() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            int code = run(Path.of(file));
            System.out.println();
            System.out.println("@@ exit " + code);
        }
    }

    private static int run(Path file) throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {file.getParent().toUri().toURL()})) {
            loader.loadClass(file.getFileName().toString()).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            return 0;
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            return 1;
        }
    }
}
