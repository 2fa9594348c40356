package breakwater.control.respond;

import breakwater.control.contract.Field;
import breakwater.control.contract.OperationContract;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one operation's Output record as JSON or XML. The order and names come from the contract; what is needed to read
 * the record is worked out once, when the writer is made. Immutable; used from any thread.
 */
public final class OutputWriter {
    private final String action;
    private final Shape.Members shape;

    private OutputWriter(String action, Shape.Members shape) {
        this.action = action;
        this.shape = shape;
    }

    /**
     * Prepares the writer of one operation.
     *
     * @throws IllegalArgumentException if the record does not fit the contract: a defect that must stop the start
     */
    public static OutputWriter of(OperationContract contract, Class<? extends Record> output) {
        return new OutputWriter(contract.action(), Shape.members(output, contract.response(), contract.action()));
    }

    /** The answer of a successful call: RequestId and the record's elements. */
    public Answer write(Format format, String requestId, Record output) {
        byte[] body = switch (format) {
            case JSON -> JsonText.object(requestId, shape, output);
            case XML -> XmlText.document(action + "Response", requestId, shape, output);
        };
        return new Answer(200, format.contentType(), body);
    }

    /** Contract elements that this operation's answers leave out; the coverage page lists them. */
    public List<String> absent(OperationContract contract) {
        List<String> absent = new ArrayList<>();
        for (Field field : contract.response()) {
            if (!field.name().equals("RequestId") && !shape.has(field.name())) {
                absent.add(field.name());
            }
        }
        return absent;
    }
}
