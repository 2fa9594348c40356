package breakwater.app.link;

import breakwater.model.snapshot.RulePolicy;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The model's records as JSON bytes, for the stream and for the file alike. Addresses are literals: a name is never looked up, whatever a
 * peer sends. A policy that many rules have is written once, with a number, and then by that number: it is most of what a rule is made of,
 * and most rules have the one that nobody touched. Stateless; any thread.
 */
final class WireFormat {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(InetAddress.class, new AddressWriter())
                    .addDeserializer(InetAddress.class, new AddressReader())
                    .addSerializer(InetSocketAddress.class, new SocketAddressWriter())
                    .addDeserializer(InetSocketAddress.class, new SocketAddressReader()))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .addMixIn(RulePolicy.class, WrittenOnce.class)
            .enable(SerializationFeature.USE_EQUALITY_FOR_OBJECT_ID)
            .build();

    static {
        JSON.getFactory().setStreamReadConstraints(StreamReadConstraints.builder()
                .maxDocumentLength(LinkLimits.FRAME_BYTES_MAX).maxNestingDepth(16).maxStringLength(4_096).build());
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class, property = "number")
    private interface WrittenOnce {
    }

    private WireFormat() {
    }

    static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException("a record of the model has no JSON form", e);
        }
    }

    /** @throws IOException if the bytes are not this record: damaged, of another version, or hostile */
    static <T> T read(byte[] bytes, Class<T> type) throws IOException {
        T value = JSON.readValue(bytes, type);
        if (value == null) {
            throw new IOException("nothing where a " + type.getSimpleName() + " was expected");
        }
        return value;
    }

    private static InetAddress literal(String text) throws IOException {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address: " + text, e);
        }
    }

    private static final class AddressWriter extends StdScalarSerializer<InetAddress> {
        private static final long serialVersionUID = 1L;

        AddressWriter() {
            super(InetAddress.class);
        }

        @Override
        public void serialize(InetAddress address, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(address.getHostAddress());
        }
    }

    private static final class AddressReader extends StdScalarDeserializer<InetAddress> {
        private static final long serialVersionUID = 1L;

        AddressReader() {
            super(InetAddress.class);
        }

        @Override
        public InetAddress deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return literal(in.getValueAsString(""));
        }
    }

    private static final class SocketAddressWriter extends StdScalarSerializer<InetSocketAddress> {
        private static final long serialVersionUID = 1L;

        SocketAddressWriter() {
            super(InetSocketAddress.class);
        }

        @Override
        public void serialize(InetSocketAddress address, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(address.getPort() + "@" + address.getAddress().getHostAddress());
        }
    }

    private static final class SocketAddressReader extends StdScalarDeserializer<InetSocketAddress> {
        private static final long serialVersionUID = 1L;

        SocketAddressReader() {
            super(InetSocketAddress.class);
        }

        @Override
        public InetSocketAddress deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString("");
            int at = text.indexOf('@');
            try {
                return new InetSocketAddress(literal(text.substring(at + 1)), Integer.parseInt(text.substring(0, Math.max(at, 0))));
            } catch (IllegalArgumentException e) {
                throw new IOException("not port@address: " + text, e);
            }
        }
    }
}
