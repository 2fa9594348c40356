package breakwater.console;

import breakwater.console.http.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as browsers send them. */
public final class Requests {
    private Requests() {
    }

    /** A GET with headers, given as names and values by turns. */
    public static WebRequest get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    /** What the pages send: a POST of JSON with their header. */
    public static WebRequest post(String path, String json, String... headers) {
        String[] all = new String[headers.length + 6];
        System.arraycopy(new String[] {"x-breakwater-console", "1", "content-type", "application/json", "host", "localhost:7070"}, 0, all, 0, 6);
        System.arraycopy(headers, 0, all, 6, headers.length);
        return request("POST", path, json, all);
    }

    /** Any request; a header that is given again replaces the one before. */
    public static WebRequest request(String method, String path, String body, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int at = 0; at < headers.length; at += 2) {
            all.put(headers[at], List.of(headers[at + 1]));
        }
        return new WebRequest(method, path, all, body.getBytes(StandardCharsets.UTF_8), "192.0.2.7", false);
    }
}
