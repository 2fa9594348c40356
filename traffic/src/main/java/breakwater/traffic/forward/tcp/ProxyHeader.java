package breakwater.traffic.forward.tcp;

import breakwater.model.address.IpText;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * What an origin is told about the client before its first byte: the PROXY protocol specification, versions 1 (section 2.1) and 2
 * (section 2.2). Stateless.
 */
final class ProxyHeader {
    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    /** Version 2, command PROXY. */
    private static final int VERSION_AND_COMMAND = 0x21;
    private static final int STREAM_OVER_INET = 0x11;
    private static final int STREAM_OVER_INET6 = 0x21;
    /** The longest: version 1 for two full IPv6 addresses, 107 bytes with its end (section 2.1). */
    private static final int BYTES_MAX = 107;

    private ProxyHeader() {
    }

    /** The header for a client's connection to a service address; empty for none. The caller releases it. */
    static ByteBuf of(ProxyProtocol version, Channel connection) {
        return switch (version) {
            case NONE -> Unpooled.EMPTY_BUFFER;
            case V1 -> text(client(connection), service(connection), connection.alloc());
            case V2 -> binary(client(connection), service(connection), connection.alloc());
        };
    }

    private static InetSocketAddress client(Channel connection) {
        return (InetSocketAddress) connection.remoteAddress();
    }

    private static InetSocketAddress service(Channel connection) {
        return (InetSocketAddress) connection.localAddress();
    }

    private static ByteBuf text(InetSocketAddress client, InetSocketAddress service, ByteBufAllocator allocator) {
        String family = client.getAddress() instanceof Inet4Address ? "TCP4 " : "TCP6 ";
        ByteBuf header = allocator.directBuffer(BYTES_MAX);
        header.writeCharSequence("PROXY " + family + IpText.text(client.getAddress()) + ' ' + IpText.text(service.getAddress()) + ' '
                + client.getPort() + ' ' + service.getPort() + "\r\n", StandardCharsets.US_ASCII);
        return header;
    }

    private static ByteBuf binary(InetSocketAddress client, InetSocketAddress service, ByteBufAllocator allocator) {
        InetAddress from = client.getAddress();
        byte[] source = from.getAddress();
        byte[] destination = service.getAddress().getAddress();
        ByteBuf header = allocator.directBuffer(BYTES_MAX);
        header.writeBytes(SIGNATURE).writeByte(VERSION_AND_COMMAND)
                .writeByte(from instanceof Inet4Address ? STREAM_OVER_INET : STREAM_OVER_INET6)
                .writeShort(source.length + destination.length + 4)
                .writeBytes(source).writeBytes(destination)
                .writeShort(client.getPort()).writeShort(service.getPort());
        return header;
    }
}
