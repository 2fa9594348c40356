package breakwater.app.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * One message of the stream: four bytes of length, one byte of kind, then the payload as JSON (none for a heartbeat, eight bytes of
 * sequence for a receipt).
 *
 * @param kind    what it is
 * @param payload its bytes
 */
record Frame(Kind kind, byte[] payload) {
    private static final byte[] NOTHING = {};

    /** What a frame is. The order is the wire's: add at the end only. */
    enum Kind {
        /** Edge to control, first: which version of this format it speaks, and what it holds. */
        HELLO,
        /** Control to edge: everything. */
        SNAPSHOT,
        /** Control to edge: what changed since the last one on this stream. */
        CHANGE,
        /** Edge to control. */
        READING,
        /** Control to edge: the readings up to this sequence are stored, and need not be kept. */
        RECEIPT,
        /** Either way, when there is nothing else to say. */
        HEARTBEAT
    }

    static final Frame HEARTBEAT = new Frame(Kind.HEARTBEAT, NOTHING);

    void write(DataOutputStream out) throws IOException {
        out.writeInt(payload.length);
        out.writeByte(kind.ordinal());
        out.write(payload);
    }

    /** @throws IOException if the stream ends, or says what no frame may */
    static Frame read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            throw (EOFException) new EOFException("the other end closed the stream").initCause(e);
        }
        int kind = in.readUnsignedByte();
        if (length < 0 || kind >= Kind.values().length) {
            throw new IOException("not a frame: kind " + kind + ", " + length + " bytes");
        }
        if (length > LinkLimits.FRAME_BYTES_MAX) {
            throw new IOException("a frame of " + length + " bytes is larger than the " + LinkLimits.FRAME_BYTES_MAX + " that are taken");
        }
        // Read as it comes, so that a peer that only announces a large frame costs what it sent.
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the stream ended within a frame");
        }
        return new Frame(Kind.values()[kind], payload);
    }
}
