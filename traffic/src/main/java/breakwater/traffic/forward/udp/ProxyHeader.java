package breakwater.traffic.forward.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** The header of the PROXY protocol, version 2 (section 2.2 of its specification), for datagrams. */
final class ProxyHeader {
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final int VERSION_2_PROXY = 0x21;
    private static final int INET_DATAGRAM = 0x12;
    private static final int INET6_DATAGRAM = 0x22;
    private static final int INET_BYTES = 12;
    private static final int INET6_BYTES = 36;
    /** Signature, two bytes of kind, two of length, and the addresses. */
    static final int BYTES_MAX = SIGNATURE.length + 4 + INET6_BYTES;

    private ProxyHeader() {
    }

    /** A first datagram with the header before it, in memory of its own. */
    static ByteBuf before(ByteBuf content, InetSocketAddress client, InetSocketAddress service, ByteBufAllocator allocator) {
        ByteBuf datagram = allocator.directBuffer(BYTES_MAX + content.readableBytes());
        write(datagram, client, service);
        return datagram.writeBytes(content, content.readerIndex(), content.readableBytes());
    }

    /** Appends the header. Both addresses are of one family, as the client spoke to the service address. */
    static void write(ByteBuf into, InetSocketAddress client, InetSocketAddress service) {
        boolean four = client.getAddress() instanceof Inet4Address;
        into.writeBytes(SIGNATURE).writeByte(VERSION_2_PROXY).writeByte(four ? INET_DATAGRAM : INET6_DATAGRAM)
                .writeShort(four ? INET_BYTES : INET6_BYTES)
                .writeBytes(client.getAddress().getAddress()).writeBytes(service.getAddress().getAddress())
                .writeShort(client.getPort()).writeShort(service.getPort());
    }
}
