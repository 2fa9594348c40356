package breakwater.traffic.listener;

import breakwater.model.address.IpText;
import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.tcp.RelayLoop;
import breakwater.traffic.forward.tcp.RelayOwner;
import breakwater.traffic.forward.tcp.RelayRule;
import breakwater.traffic.meter.RuleMeter;
import breakwater.traffic.policy.RuleGuard;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The listening socket of one TCP rule. It is bound and closed on its event loop; what is told to it from elsewhere takes place there, in
 * the order in which it was told.
 */
final class TcpListener implements RuleListener, RelayOwner {
    private final RuleKey key;
    private final InetAddress address;
    private final RelayRule relayRule;
    private final RuleGuard guard;
    private final RuleMeter meter;
    private final Shared shared;
    private final RelayLoop loop;

    /** Of the loop alone. */
    private Optional<ServerChannel> channel = Optional.empty();
    private boolean closed;

    TcpListener(RuleKey key, InetAddress address, ForwardingRule rule, Shared shared, RelayLoop loop) {
        this.key = key;
        this.address = address;
        this.relayRule = new RelayRule(key, rule, OriginSet.of(key, rule, shared.persistence()));
        this.guard = shared.guards().rule(key);
        this.meter = shared.meters().rule(key);
        this.shared = shared;
        this.loop = loop;
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
        return relayRule.rule();
    }

    @Override
    public OriginSet origins() {
        return relayRule.origins();
    }

    @Override
    public void bind() {
        loop.eventLoop().execute(this::bindOnLoop);
    }

    private void bindOnLoop() {
        if (closed || channel.isPresent()) {
            return;
        }
        if (!shared.descriptors().takeForListener()) {
            failed(shared.descriptors().listenersFull());
            return;
        }
        ServerChannel listening;
        try {
            listening = shared.loops().sockets().listening(address, shared.settings().backlog());
        } catch (ChannelException noDescriptors) {
            shared.descriptors().giveBackOfListener();
            failed(noDescriptors.getMessage());
            return;
        }
        RulePipeline.listening(listening, this);
        loop.eventLoop().register(listening);
        ChannelFuture bound = listening.bind(new InetSocketAddress(address, key.frontendPort()));
        // On its own loop a bind is done when it returns.
        if (bound.isSuccess()) {
            channel = Optional.of(listening);
            shared.meters().fault(key, Optional.empty());
        } else {
            listening.close();
            shared.descriptors().giveBackOfListener();
            failed(bound.cause() == null ? "it did not answer" : bound.cause().getMessage());
        }
    }

    private void failed(String why) {
        shared.meters().fault(key, Optional.of("cannot listen on " + IpText.text(address) + " port " + key.frontendPort() + ": " + why));
        shared.unbound(this);
    }

    @Override
    public void change(ForwardingRule next) {
        OriginSet before = relayRule.origins();
        relayRule.change(next, before.after(next));
        if (!relayRule.origins().origins().containsAll(before.origins())) {
            shared.loops().forEach(each -> each.changed(relayRule));
        }
    }

    @Override
    public void close(Ending ending) {
        loop.eventLoop().execute(() -> {
            closed = true;
            channel.ifPresent(listening -> {
                listening.close();
                shared.descriptors().giveBackOfListener();
            });
            channel = Optional.empty();
            // Only now: what was accepted before is on the list of its loop, or will be before the loop comes to this.
            shared.loops().forEach(each -> each.end(relayRule, ending));
        });
    }

    RelayRule relayRule() {
        return relayRule;
    }

    RuleGuard guard() {
        return guard;
    }

    RuleMeter meter() {
        return meter;
    }

    Descriptors descriptors() {
        return shared.descriptors();
    }

    ListenerSettings settings() {
        return shared.settings();
    }

    EventLoops loops() {
        return shared.loops();
    }

    RelayLoop loop() {
        return loop;
    }

    @Override
    public void over() {
        shared.descriptors().giveBack(2);
    }

    @Override
    public void descriptorsRanOut(Throwable cause) {
        shared.descriptors().ranOut(cause);
    }
}
