package breakwater.traffic.listener;

import breakwater.traffic.forward.tcp.EagerWriter;
import breakwater.traffic.forward.tcp.RelayLoop;
import breakwater.traffic.forward.udp.UdpForwarder;
import breakwater.traffic.meter.ConnectionMeter;
import breakwater.traffic.policy.AcceptGuardHandler;
import breakwater.traffic.policy.ConnectionGuardHandler;
import breakwater.traffic.policy.DatagramGuardHandler;
import breakwater.traffic.policy.Source;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import java.net.Inet4Address;

/** Every pipeline of the plane, in the order in which a packet goes through it. Stateless. */
final class RulePipeline {
    private RulePipeline() {
    }

    /** A listening socket: is there room, may this source connect, which loop takes it. */
    static void listening(ServerChannel channel, TcpListener listener) {
        channel.pipeline()
                .addLast(new AcceptGate(listener))
                .addLast(new AcceptGuardHandler(listener.guard(), listener.meter()))
                .addLast(new ConnectionAcceptor(listener));
    }

    /** A datagram socket: may this datagram go on, carry it. */
    static void datagrams(DatagramChannel channel, UdpListener listener, UdpForwarder forwarder) {
        channel.pipeline()
                .addLast(new DatagramGuardHandler(listener.guard(), listener.meter(), forwarder::refused,
                        listener.address() instanceof Inet4Address))
                .addLast(forwarder);
    }

    /** An accepted connection: may it go on, carry it. */
    static void connection(Channel channel, TcpListener listener, RelayLoop loop) {
        Source source = channel.attr(AcceptGuardHandler.SOURCE).get();
        ConnectionMeter meter = listener.meter().opened();
        channel.pipeline()
                .addLast(EagerWriter.INSTANCE)
                .addLast(new ConnectionGuardHandler(listener.guard(), meter, source))
                .addLast(loop.relay(listener.relayRule(), channel, source.hash(), meter, listener));
    }
}
