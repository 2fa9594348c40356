package breakwater.conformance;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What an origin gets before a client's first bytes from a port that tells it by version 2 of the PROXY protocol (section 2.2 of its specification). */
final class ProxyHeader {

    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final int VERSION_2_PROXY = 0x21;
    private static final int INET = 0x10;
    private static final int INET6 = 0x20;
    private static final int STREAM = 0x1;
    private static final int DATAGRAM = 0x2;
    /** Of the signature, of two bytes that say what it is, and of the length of the addresses. */
    private static final int FIXED_BYTES = 16;

    private ProxyHeader() {}

    /** Of a connection, as a text of one character a byte. */
    static String ofConnection(String client, int clientPort, ForwardedPort port) {
        return text(STREAM, client, clientPort, port);
    }

    /** Of a session, likewise. */
    static String ofDatagrams(String client, int clientPort, ForwardedPort port) {
        return text(DATAGRAM, client, clientPort, port);
    }

    private static String text(int transport, String client, int clientPort, ForwardedPort port) {
        InetAddress from = InetAddress.ofLiteral(client);
        byte[] source = from.getAddress();
        byte[] destination = InetAddress.ofLiteral(port.address()).getAddress();
        int addressesBytes = source.length + destination.length + 2 * Short.BYTES;
        byte[] header = ByteBuffer.allocate(FIXED_BYTES + addressesBytes)
                .put(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) VERSION_2_PROXY).put((byte) ((from instanceof Inet6Address ? INET6 : INET) | transport)).putShort((short) addressesBytes)
                .put(source).put(destination).putShort((short) clientPort).putShort((short) port.port()).array();
        return new String(header, StandardCharsets.ISO_8859_1);
    }
}
