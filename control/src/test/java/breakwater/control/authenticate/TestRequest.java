package breakwater.control.authenticate;

import breakwater.control.contract.JsonReader;
import breakwater.control.request.Headers;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request as a test writes it, before it becomes a RawRequest; every part can be changed. */
record TestRequest(String method, String query, Map<String, String> headers, String body, Instant arrival) {

    static TestRequest of(JsonNode node) {
        Map<String, String> headers = new LinkedHashMap<>();
        node.get("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return new TestRequest(node.get("method").asText(), node.get("query").asText(), headers, node.get("body").asText(),
                Instant.parse(node.get("arrival").asText()));
    }

    TestRequest withQuery(String changed) {
        return new TestRequest(method, changed, headers, body, arrival);
    }

    TestRequest withBody(String changed) {
        return new TestRequest(method, query, headers, changed, arrival);
    }

    TestRequest withMethod(String changed) {
        return new TestRequest(changed, query, headers, body, arrival);
    }

    TestRequest withHeader(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new TestRequest(method, query, changed, body, arrival);
    }

    TestRequest at(Instant changed) {
        return new TestRequest(method, query, headers, body, changed);
    }

    RawRequest raw() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return new RawRequest(method, "/", query, new Headers(values), body.getBytes(StandardCharsets.UTF_8), "192.0.2.1",
                true, arrival);
    }

    Parameters parameters() {
        Map<String, String> flat = new LinkedHashMap<>();
        if (body.startsWith("{")) {
            JsonReader.read(body).ifPresent(json -> json.properties()
                    .forEach(member -> flat.put(member.getKey(), member.getValue().asText())));
        }
        return Parameters.parse(query, body.startsWith("{") ? "" : body, flat);
    }

    /** Authenticates it, taking the operation from where its scheme has it. */
    Signed authenticate(Authenticator authenticator) {
        Parameters parameters = parameters();
        boolean third = headers.containsKey("authorization");
        String action = third ? headers.getOrDefault("x-acs-action", "") : parameters.one("Action").orElse("");
        String version = third ? headers.getOrDefault("x-acs-version", "") : parameters.one("Version").orElse("");
        return authenticator.authenticate(raw(), parameters, action, version);
    }
}
