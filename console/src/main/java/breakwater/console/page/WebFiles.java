package breakwater.console.page;

import breakwater.console.http.WebAnswer;
import breakwater.console.http.WebRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files that the pages are made of. Those below {@code assets/} carry a hash of their content in their name and are kept for ever; the
 * page itself is never kept; any other file is asked for again with its ETag. Thread-safe.
 *
 * <p>A file is read and compressed at its first use and then held, so memory is bounded by what the program itself contains. A name that
 * is no file is not remembered.
 */
public final class WebFiles {
    private static final String ASSETS = "assets/";
    private static final String INDEX = "index.html";
    /** No separators but the one of {@link #ASSETS}, no percent signs, no leading dot: a name cannot lead anywhere else. */
    private static final Pattern NAME = Pattern.compile("(assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");
    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8", "svg", "image/svg+xml", "json", "application/json;charset=utf-8", "woff2", "font/woff2",
            "png", "image/png", "ico", "image/x-icon", "txt", "text/plain;charset=utf-8");
    /** What is packed already. */
    private static final List<String> PACKED = List.of("woff2", "png", "ico");
    private static final String NOT_BUILT = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Console · Breakwater</title>"
            + "<meta name=\"viewport\" content=\"width=device-width\"></head><body><h1>This Breakwater was built without its console</h1>"
            + "<p>The build found no npm, or npm could not fetch what the pages are made of; its output says which. Install Node 20 or newer "
            + "with npm and build again. The API works all the same.</p></body></html>\n";

    private final String folder;
    private final ClassLoader loader;
    private final Map<String, WebFile> files = new ConcurrentHashMap<>();

    /** The pages that came with the program. */
    public WebFiles() {
        this("breakwater/console/web/", WebFiles.class.getClassLoader());
    }

    /** Those of another folder of a class path. */
    WebFiles(String folder, ClassLoader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    /**
     * One file.
     *
     * @param packed its content after gzip; empty where that gains nothing
     */
    private record WebFile(String type, byte[] content, Optional<byte[]> packed, String tag) {
    }

    /** Whether the pages were built. */
    public boolean built() {
        return file(INDEX).isPresent();
    }

    /** The file of this name below {@code /console/}; for every name that is no file the page, which then shows what the address means. */
    public WebAnswer answer(WebRequest request, String name) {
        if (!built()) {
            return new WebAnswer(404, TYPES.get("html"), Map.of("Cache-Control", WebAnswer.NOT_KEPT),
                    NOT_BUILT.getBytes(StandardCharsets.UTF_8));
        }
        Optional<WebFile> file = name.equals(INDEX) ? Optional.empty() : file(name);
        if (file.isPresent()) {
            return sent(request, file.get(), name.startsWith(ASSETS));
        }
        return name.startsWith(ASSETS) ? WebAnswer.refused(404, "InvalidPath.NotFound", "There is no such file.") : page(request);
    }

    /** The page, at whatever address. */
    public WebAnswer page(WebRequest request) {
        WebFile page = file(INDEX).orElseThrow(() -> new IllegalStateException("the pages were not built"));
        return content(request, page, WebAnswer.NOT_KEPT);
    }

    private static WebAnswer sent(WebRequest request, WebFile file, boolean lasting) {
        if (lasting) {
            return content(request, file, "public, max-age=31536000, immutable");
        }
        if (request.header("if-none-match").orElse("").equals(file.tag())) {
            return WebAnswer.empty(304, Map.of("ETag", file.tag(), "Cache-Control", "no-cache"));
        }
        return content(request, file, "no-cache").with("ETag", file.tag());
    }

    private static WebAnswer content(WebRequest request, WebFile file, String kept) {
        boolean packed = file.packed().isPresent() && takesGzip(request.header("accept-encoding").orElse(""));
        WebAnswer answer = new WebAnswer(200, file.type(), Map.of("Cache-Control", kept, "Vary", "Accept-Encoding"),
                packed ? file.packed().get() : file.content());
        return packed ? answer.with("Content-Encoding", "gzip") : answer;
    }

    private static boolean takesGzip(String encodings) {
        return Arrays.stream(encodings.split(",")).map(String::strip)
                .anyMatch(encoding -> encoding.equals("gzip") || encoding.startsWith("gzip;") && !encoding.matches("gzip; ?q=0(\\.0*)?"));
    }

    private Optional<WebFile> file(String name) {
        WebFile known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream stream = loader.getResourceAsStream(folder + name)) {
            Optional<String> type = Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
            if (stream == null || type.isEmpty()) {
                return Optional.empty();
            }
            WebFile read = read(name, type.get(), stream.readAllBytes());
            files.put(name, read);
            return Optional.of(read);
        } catch (IOException e) {
            throw new UncheckedIOException("a page of the program cannot be read: " + name, e);
        }
    }

    private static WebFile read(String name, String type, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        boolean gains = !PACKED.contains(name.substring(name.lastIndexOf('.') + 1)) && packed.size() < content.length;
        return new WebFile(type, content, gains ? Optional.of(packed.toByteArray()) : Optional.empty(), tag(content));
    }

    private static String tag(byte[] content) {
        try {
            return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16) + '"';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
