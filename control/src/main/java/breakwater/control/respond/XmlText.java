package breakwater.control.respond;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The XML writer, over the JDK's StAX. An array is its name repeated. Characters that XML 1.0 cannot carry (section 2.2)
 * go out as U+FFFD, so an answer is well-formed whatever a user stored.
 */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private XmlText() {
    }

    static byte[] document(String root, String requestId, Shape.Members shape, Record output) {
        return document(root, xml -> {
            element(xml, "RequestId", requestId);
            members(xml, shape, output);
        });
    }

    /** A document of texts under one root, in the map's order. */
    static byte[] document(String root, Map<String, String> texts) {
        return document(root, xml -> {
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                element(xml, entry.getKey(), entry.getValue());
            }
        });
    }

    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static byte[] document(String root, Content content) {
        StringWriter text = new StringWriter(512);
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement(root);
            content.write(xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void members(XMLStreamWriter xml, Shape.Members shape, Object record) throws XMLStreamException {
        for (Shape.Member member : shape.members()) {
            Object value = member.read(record);
            if (value != null) {
                value(xml, member.name(), member.shape(), value);
            }
        }
    }

    private static void value(XMLStreamWriter xml, String name, Shape shape, Object value) throws XMLStreamException {
        switch (shape) {
            case Shape.Scalar() -> element(xml, name, text(value));
            case Shape.Items(Shape item) -> {
                for (Object each : (List<?>) value) {
                    value(xml, name, item, each);
                }
            }
            case Shape.Members members -> {
                xml.writeStartElement(name);
                members(xml, members, value);
                xml.writeEndElement();
            }
            case Shape.Entries() -> {
                xml.writeStartElement(name);
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    entry(xml, (String) entry.getKey(), entry.getValue());
                }
                xml.writeEndElement();
            }
        }
    }

    /** A map's entry: an element of its name where that is a plain ASCII name, else {@code <Entry Name="…">}. */
    private static void entry(XMLStreamWriter xml, String name, Object value) throws XMLStreamException {
        if (value instanceof List<?> list) {
            for (Object each : list) {
                entry(xml, name, each);
            }
        } else if (plainName(name)) {
            element(xml, name, text(value));
        } else {
            xml.writeStartElement("Entry");
            xml.writeAttribute("Name", carried(name));
            xml.writeCharacters(carried(text(value)));
            xml.writeEndElement();
        }
    }

    private static boolean plainName(String name) {
        if (name.isEmpty() || !(name.charAt(0) >= 'A' && name.charAt(0) <= 'Z' || name.charAt(0) >= 'a' && name.charAt(0) <= 'z')) {
            return false;
        }
        return name.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
                || c == '_' || c == '-' || c == '.');
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(carried(text));
        xml.writeEndElement();
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private static String carried(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text.length());
                text.codePoints().forEach(c -> clean.appendCodePoint(
                        c > 0xFFFF || allowed((char) c) && !Character.isSurrogate((char) c) ? c : 0xFFFD));
                return clean.toString();
            }
        }
        return text;
    }

    private static boolean allowed(char c) {
        // A carriage return is allowed by XML but every reader turns it into a line feed; surrogates were paired on decoding.
        return c >= 0x20 && c < 0xFFFE || c == '\t' || c == '\n' || c == '\r';
    }
}
