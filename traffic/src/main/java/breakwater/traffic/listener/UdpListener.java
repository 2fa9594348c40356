package breakwater.traffic.listener;

import breakwater.model.address.IpText;
import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.forward.tcp.RelayLoop;
import breakwater.traffic.forward.udp.UdpChannels;
import breakwater.traffic.forward.udp.UdpForwarder;
import breakwater.traffic.forward.udp.UdpRule;
import breakwater.traffic.meter.RuleMeter;
import breakwater.traffic.policy.RuleGuard;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listening sockets of one UDP rule: one for each event loop, between which the kernel divides the clients; without the native
 * transport, one. The first is bound and the others follow, each on its own loop.
 */
final class UdpListener implements RuleListener {
    private final RuleKey key;
    private final InetAddress address;
    private final RuleGuard guard;
    private final RuleMeter meter;
    private final UdpRule udpRule;
    private final Shared shared;
    private final List<Socket> sockets = new ArrayList<>();
    /** Whether it is on the list of those that are bound again in a while: once, however many of its sockets could not be bound. */
    private final AtomicBoolean waits = new AtomicBoolean();
    private volatile ForwardingRule rule;
    private volatile OriginSet origins;

    UdpListener(RuleKey key, InetAddress address, ForwardingRule rule, Shared shared) {
        this.key = key;
        this.address = address;
        this.rule = rule;
        this.origins = OriginSet.of(key, rule, shared.persistence());
        this.guard = shared.guards().rule(key);
        this.meter = shared.meters().rule(key);
        this.shared = shared;
        this.udpRule = new UdpRule(shared.sessions(), shared.loops().sockets(), shared.sessionPlaces(), shared.denyList(), new GuardedSessions(guard), meter,
                shared.ticker(), origins, rule.proxyProtocol());
        int count = shared.loops().sockets() == Sockets.EPOLL ? shared.loops().count() : 1;
        for (int loop = 0; loop < count; loop++) {
            sockets.add(new Socket(shared.loops().loop(loop)));
        }
    }

    @Override
    public RuleKey key() {
        return key;
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public ForwardingRule rule() {
        return rule;
    }

    @Override
    public OriginSet origins() {
        return origins;
    }

    @Override
    public void bind() {
        waits.set(false);
        Socket first = sockets.getFirst();
        first.loop.eventLoop().execute(() -> first.bind(true));
    }

    @Override
    public void change(ForwardingRule next) {
        rule = next;
        origins = origins.after(next);
        udpRule.change(origins, next.proxyProtocol());
        sockets.forEach(socket -> socket.loop.eventLoop().execute(() -> socket.forwarder.changed()));
    }

    @Override
    public void close(Ending ending) {
        sockets.forEach(socket -> socket.loop.eventLoop().execute(() -> socket.close(ending)));
    }

    RuleGuard guard() {
        return guard;
    }

    RuleMeter meter() {
        return meter;
    }

    private void failed(String why) {
        shared.meters().fault(key, Optional.of("cannot listen on " + IpText.text(address) + " port " + key.frontendPort() + " (UDP): " + why));
        if (waits.compareAndSet(false, true)) {
            shared.unbound(this);
        }
    }

    /** One of the sockets; of its loop alone. */
    private final class Socket {
        private final RelayLoop loop;
        private final UdpForwarder forwarder = new UdpForwarder(udpRule);
        private Optional<DatagramChannel> channel = Optional.empty();
        private boolean closed;

        Socket(RelayLoop loop) {
            this.loop = loop;
        }

        /** Binds it, unless it is bound. The first one then has the others do so, also those that could not before. */
        void bind(boolean first) {
            if (closed) {
                return;
            }
            if (channel.isEmpty()) {
                if (!shared.descriptors().takeForListener()) {
                    failed(shared.descriptors().listenersFull());
                    return;
                }
                try {
                    channel = Optional.of(bound(first));
                } catch (ChannelException | Unbindable e) {
                    shared.descriptors().giveBackOfListener();
                    failed(e.getMessage());
                    return;
                }
            }
            if (first) {
                shared.meters().fault(key, Optional.empty());
                sockets.stream().skip(1).forEach(other -> other.loop.eventLoop().execute(() -> other.bind(false)));
            }
        }

        /**
         * The first one shares its port only once it has it. Whoever would share it from the start shared it with any other process that does,
         * such as a second service on this machine, and neither would notice.
         */
        private DatagramChannel bound(boolean first) throws Unbindable {
            DatagramChannel made = UdpChannels.listening(shared.loops().sockets(), address);
            made.config().setOption(UnixChannelOption.SO_REUSEPORT, !first);
            loop.eventLoop().register(made);
            ChannelFuture bound = made.bind(new InetSocketAddress(address, key.frontendPort()));
            if (!bound.isSuccess()) {
                made.close();
                throw new Unbindable(bound.cause() == null ? "it did not answer" : bound.cause().getMessage());
            }
            if (sockets.size() > 1) {
                try {
                    made.config().setOption(UnixChannelOption.SO_REUSEPORT, true);
                } catch (ChannelException refused) {
                    // Left bound, it would be in the way of the next try.
                    made.close();
                    throw refused;
                }
            }
            // Only now: a socket that could not be bound would keep the forwarder from the one that can. Nothing is read before this turn is over.
            RulePipeline.datagrams(made, UdpListener.this, forwarder);
            return made;
        }

        void close(Ending ending) {
            closed = true;
            forwarder.end(ending);
            channel.ifPresent(open -> {
                open.close();
                shared.descriptors().giveBackOfListener();
            });
            channel = Optional.empty();
        }
    }

    private static final class Unbindable extends Exception {
        Unbindable(String message) {
            super(message);
        }
    }
}
