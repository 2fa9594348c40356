package breakwater.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What every answer of the API says of itself, whether it is JSON or XML.
 *
 * @param requestId empty only if the answer is none of the API's
 * @param code      the error code; empty where the call was obeyed
 * @param message   its message; empty where the call was obeyed
 */
public record AnswerFacts(String requestId, String code, String message) {
    /** Sessions end so, from one call to the next: by time, with their user or role, with the key or password that began them. */
    private static final Set<String> ENDINGS = Set.of("InvalidSecurityToken.Expired", "InvalidAccessKeyId.NotFound",
            "InvalidSecurityToken.Malformed");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OBEYED = 200;

    /** Reads them out of an answer. */
    public static AnswerFacts of(ApiAnswer answer) {
        Map<String, String> elements = answer.body().length > 0 && answer.body()[0] == '<' ? xml(answer.body()) : json(answer.body());
        boolean obeyed = answer.status() == OBEYED;
        return new AnswerFacts(elements.getOrDefault("RequestId", ""), obeyed ? "" : elements.getOrDefault("Code", ""),
                obeyed ? "" : elements.getOrDefault("Message", ""));
    }

    /** Whether the keys are no good any more, so that only a new session helps. */
    public boolean sessionEnded() {
        return ENDINGS.contains(code);
    }

    private static Map<String, String> json(byte[] body) {
        Map<String, String> elements = new HashMap<>();
        try {
            for (Map.Entry<String, JsonNode> element : JSON.readTree(body).properties()) {
                elements.put(element.getKey(), element.getValue().asText());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the API answered what is not JSON", e);
        }
        return elements;
    }

    /** The texts right below the root. What is read is our own; nothing in it may refer to anything outside all the same. */
    private static Map<String, String> xml(byte[] body) {
        Map<String, String> elements = new HashMap<>();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            int depth = 0;
            String name = "";
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        name = reader.getLocalName();
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS -> {
                        if (depth == 2) {
                            elements.putIfAbsent(name, reader.getText());
                        }
                    }
                    default -> {
                        // Comments and the like say nothing.
                    }
                }
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the API answered what is not XML", e);
        }
        return elements;
    }
}
