package breakwater.traffic.forward.health;

import breakwater.model.address.IpText;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.traffic.forward.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes the attempts. Probes are no client traffic, so no meter counts them. Any thread; an attempt is made on its event loop. */
final class Prober {
    /** "HTTP/1.1 200": all that is read of an answer. */
    private static final int STATUS_BYTES = 12;
    private static final Pattern WELL = Pattern.compile("HTTP/1\\.[0-9] [23][0-9][0-9]");
    private static final int READ_BYTES = 512;

    private final Sockets sockets;

    Prober(Sockets sockets) {
        this.sockets = sockets;
    }

    void start(Probe probe, EventLoop loop) {
        loop.execute(() -> {
            Channel channel;
            try {
                channel = switch (probe.kind()) {
                    case CONNECT, HEAD -> sockets.connecting(probe.address().getAddress());
                    case DATAGRAM -> sockets.datagrams(probe.address().getAddress());
                };
            } catch (ChannelException descriptorsRanOut) {
                probe.decide(Probe.Outcome.NOT_MADE);
                return;
            }
            channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_BYTES));
            // Its deadline is kept by the checks' own clock.
            channel.config().setConnectTimeoutMillis(0);
            if (probe.kind() != Probe.Kind.DATAGRAM) {
                // Closed by a reset: a probe every second would else leave a connection in TIME_WAIT each.
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.pipeline().addLast(new Answer(probe));
            probe.uses(channel);
            ChannelFuture registered = loop.register(channel);
            if (registered.isSuccess()) {
                channel.connect(probe.address()).addListener(connected -> connected(probe, channel, connected.isSuccess()));
            } else {
                probe.decide(Probe.Outcome.NOT_MADE);
            }
        });
    }

    private static void connected(Probe probe, Channel channel, boolean successful) {
        if (!successful) {
            probe.decide(Probe.Outcome.FAILED);
            return;
        }
        switch (probe.kind()) {
            case CONNECT -> probe.decide(Probe.Outcome.PASSED);
            case HEAD -> channel.writeAndFlush(Unpooled.copiedBuffer(request(probe), StandardCharsets.US_ASCII), channel.voidPromise());
            // One byte, since an empty datagram looks like an end to careless programs.
            case DATAGRAM -> channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]), channel.voidPromise());
        }
    }

    private static String request(Probe probe) {
        HealthCheck check = probe.check();
        String address = IpText.text(probe.address().getAddress());
        String literal = probe.address().getAddress() instanceof Inet6Address ? "[" + address + "]" : address;
        String host = check.domain().isEmpty() || !harmless(check.domain()) ? literal : check.domain();
        String target = check.uri().startsWith("/") && harmless(check.uri()) ? check.uri() : "/";
        return "HEAD " + target + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: breakwater-health-check\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    /** Whether a text cannot end its line or its field: the control plane sees to that, and this room does not rely on it. */
    private static boolean harmless(String text) {
        return text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }

    /** Reads what the origin says; of the channel's event loop. */
    private static final class Answer extends ChannelInboundHandlerAdapter {
        private final Probe probe;
        private final byte[] status = new byte[STATUS_BYTES];
        private int length;

        Answer(Probe probe) {
            this.probe = probe;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                switch (probe.kind()) {
                    case CONNECT, DATAGRAM -> probe.decide(Probe.Outcome.PASSED);
                    case HEAD -> status((ByteBuf) message);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void status(ByteBuf bytes) {
            int more = Math.min(STATUS_BYTES - length, bytes.readableBytes());
            bytes.readBytes(status, length, more);
            length += more;
            if (length == STATUS_BYTES) {
                probe.decide(well(new String(status, StandardCharsets.US_ASCII)) ? Probe.Outcome.PASSED : Probe.Outcome.FAILED);
            }
        }

        private static boolean well(String line) {
            return WELL.matcher(line).matches();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            probe.decide(Probe.Outcome.FAILED);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            probe.decide(Probe.Outcome.FAILED);
        }
    }
}
