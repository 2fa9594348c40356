package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.traffic.meter.Ended;
import breakwater.traffic.meter.Meters;
import breakwater.traffic.meter.RuleMeter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardHandlersTest {
    private final HandClock clock = new HandClock();
    private final Instances instances = new Instances();
    private final Meters meters = new Meters(clock, 1);
    private final Guards guards = new Guards(PolicySettings.USUAL.withSourcePlaces(1_024), clock, clock, meters, CountryTable.UNKNOWN);
    private final List<Ending> endings = new ArrayList<>();

    private void apply() {
        guards.apply(instances.snapshot());
    }

    /** A connection as a listening socket hands it on: from somewhere, not yet registered. */
    private static final class Accepted extends EmbeddedChannel {
        private final InetSocketAddress from;

        Accepted(String from) throws UnknownHostException {
            super(false, false);
            this.from = new InetSocketAddress(InetAddress.getByName(from), 40_000);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return from;
        }

        @Override
        public SocketAddress remoteAddress() {
            return from;
        }
    }

    private EmbeddedChannel listening() {
        return new EmbeddedChannel(new AcceptGuardHandler(guards.rule(Instances.TCP), meters.rule(Instances.TCP)));
    }

    private Map<Ending, Long> drainedEndings() {
        return meters.drain().stream().map(RuleReading::endings).findFirst().orElse(Map.of());
    }

    @Test
    void aRefusedConnectionIsClosedBeforeAnybodySeesIt() throws Exception {
        instances.set("black", "192.0.2.1");
        apply();
        EmbeddedChannel listening = listening();
        Accepted black = new Accepted("192.0.2.1");
        listening.writeInbound(black);
        assertThat(listening.<Object>readInbound()).isNull();
        assertThat(black.isOpen()).isFalse();
        assertThat(drainedEndings()).isEqualTo(Map.of(Ending.REFUSED_BLACKLIST, 1L));
        Accepted fine = new Accepted("192.0.2.2");
        listening.writeInbound(fine);
        assertThat((Channel) listening.readInbound()).isSameAs(fine);
        assertThat(fine.attr(AcceptGuardHandler.SOURCE).get().low()).isEqualTo(0xffff_c000_0202L);
        fine.register();
        fine.close();
        listening.finishAndReleaseAll();
    }

    @Test
    void aConnectionCountsAsOpenUntilItsChannelCloses() throws Exception {
        instances.set("sourceConnections", 1);
        apply();
        EmbeddedChannel listening = listening();
        Accepted first = new Accepted("192.0.2.1");
        listening.writeInbound(first);
        first.register();
        Accepted second = new Accepted("192.0.2.1");
        listening.writeInbound(second);
        assertThat(second.isOpen()).isFalse();
        assertThat(guards.rule(Instances.TCP).open()).isEqualTo(1);
        first.close();
        first.runPendingTasks();
        assertThat(guards.rule(Instances.TCP).open()).isZero();
        Accepted third = new Accepted("192.0.2.1");
        listening.writeInbound(third);
        assertThat(third.isOpen()).isTrue();
        third.register();
        third.close();
        listening.finishAndReleaseAll();
    }

    /** Stands where the relay stands: remembers what ended the connection, and closes it. */
    private final class Relay extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Ended(Ending ending)) {
                endings.add(ending);
                context.close();
            }
        }
    }

    private EmbeddedChannel connection() throws UnknownHostException {
        RuleGuard guard = guards.rule(Instances.TCP);
        RuleMeter meter = meters.rule(Instances.TCP);
        Source source = Source.of(InetAddress.getByName("192.0.2.1"));
        assertThat(guard.admitConnection(source)).isEqualTo(Ending.NONE);
        EmbeddedChannel channel = new EmbeddedChannel(new ConnectionGuardHandler(guard, meter.opened(), source), new Relay());
        // Scheduled tasks follow a clock of the channel's own.
        channel.freezeTime();
        return channel;
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.buffer(count).writeZero(count);
    }

    @Test
    void aReadThatIsRefusedIsReleasedAndEndsTheConnection() throws UnknownHostException {
        instances.set("payloadMin", 10);
        apply();
        EmbeddedChannel connection = connection();
        ByteBuf read = bytes(5);
        connection.writeInbound(read);
        assertThat(read.refCnt()).isZero();
        assertThat(endings).containsExactly(Ending.REFUSED_PAYLOAD);
        assertThat(connection.isOpen()).isFalse();
        ByteBuf late = bytes(50);
        assertThat(connection.<Object>readInbound()).isNull();
        late.release();
        assertThat(meters.drain()).singleElement().satisfies(reading -> {
            assertThat(reading.inBytes()).isEqualTo(5);
            assertThat(reading.endedBytes()).isEqualTo(Map.of(Ending.REFUSED_PAYLOAD, 5L));
        });
    }

    @Test
    void aConnectionThatIsTooFastIsNotReadForAWhile() throws UnknownHostException {
        instances.set("sourceBytes", 10_000);
        apply();
        EmbeddedChannel connection = connection();
        connection.writeInbound(bytes(10_000));
        assertThat(connection.config().isAutoRead()).isTrue();
        connection.writeInbound(bytes(1_000));
        assertThat(connection.config().isAutoRead()).isFalse();
        assertThat((ByteBuf) connection.readInbound()).satisfies(ByteBuf::release);
        assertThat((ByteBuf) connection.readInbound()).as("what was read is passed on").satisfies(ByteBuf::release);
        clock.advanceMillis(50);
        connection.advanceTimeBy(100, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.config().isAutoRead()).as("still owing").isFalse();
        clock.advanceMillis(50);
        connection.advanceTimeBy(50, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.config().isAutoRead()).isTrue();
        connection.finishAndReleaseAll();
    }

    @Test
    void aRelayThatDoesNotWantToReadIsNotMadeTo() throws UnknownHostException {
        instances.set("sourceBytes", 1_000);
        apply();
        EmbeddedChannel connection = connection();
        connection.config().setAutoRead(false);
        connection.writeInbound(bytes(1_500));
        clock.advanceMillis(1_000);
        connection.advanceTimeBy(1, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.config().isAutoRead()).isFalse();
        connection.finishAndReleaseAll();
    }

    @Test
    void aRelayThatWantsToReadDuringAPauseReadsAfterIt() throws UnknownHostException {
        instances.set("sourceBytes", 1_000);
        apply();
        EmbeddedChannel connection = connection();
        connection.config().setAutoRead(false);
        connection.writeInbound(bytes(1_500));
        connection.config().setAutoRead(true);
        assertThat(connection.config().isAutoRead()).as("during the pause").isFalse();
        clock.advanceMillis(1_000);
        connection.advanceTimeBy(1, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.config().isAutoRead()).isTrue();
        connection.finishAndReleaseAll();
    }

    @Test
    void aClientThatIsSentTooMuchLooksUnwritableForAWhile() throws UnknownHostException {
        instances.set("cleanBits", 80_000);
        apply();
        EmbeddedChannel connection = connection();
        connection.writeOutbound(bytes(10_000));
        assertThat(connection.isWritable()).isTrue();
        connection.writeOutbound(bytes(2_000));
        assertThat(connection.isWritable()).isFalse();
        clock.advanceMillis(200);
        connection.advanceTimeBy(200, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.isWritable()).isTrue();
        connection.finishAndReleaseAll();
    }

    @Test
    void aConnectionThatStaysEmptyIsEndedWhereEmptyOnesAreRefused() throws UnknownHostException {
        instances.set("empty", "true");
        apply();
        EmbeddedChannel silent = connection();
        EmbeddedChannel answered = connection();
        answered.writeOutbound(bytes(1));
        for (EmbeddedChannel channel : List.of(silent, answered)) {
            channel.advanceTimeBy(PolicySettings.USUAL.emptyConnectionMillis(), TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(silent.isOpen()).isFalse();
        assertThat(answered.isOpen()).isTrue();
        assertThat(endings).containsExactly(Ending.REFUSED_EMPTY);
        answered.finishAndReleaseAll();
    }

    @Test
    void nothingGoesOutOfABlackhole() throws UnknownHostException {
        apply();
        EmbeddedChannel connection = connection();
        instances.set("blackholeSince", 0).set("blackholeUntil", 60_000).set("blackholeLifted", -1);
        apply();
        ByteBuf answer = bytes(100);
        connection.writeAndFlush(answer);
        assertThat(connection.<Object>readOutbound()).isNull();
        assertThat(answer.refCnt()).isZero();
        assertThat(endings).containsExactly(Ending.REFUSED_BLACKHOLE);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aRefusedDatagramIsReleasedAndCounted() throws UnknownHostException {
        instances.set("reflection", "53");
        apply();
        EmbeddedChannel socket = new EmbeddedChannel(new DatagramGuardHandler(guards.rule(Instances.UDP), meters.rule(Instances.UDP), () -> 0, true));
        InetSocketAddress service = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_000);
        DatagramPacket reflected = new DatagramPacket(bytes(100), service, new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 53));
        DatagramPacket fine = new DatagramPacket(bytes(100), service, new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 5_353));
        socket.writeInbound(reflected, fine);
        assertThat(reflected.refCnt()).isZero();
        assertThat(socket.<Object>readInbound()).isSameAs(fine);
        assertThat(meters.drain()).singleElement().satisfies(reading -> {
            assertThat(reading.endedPackets()).isEqualTo(Map.of(Ending.REFUSED_REFLECTION, 1L));
            assertThat(reading.endedBytes()).isEqualTo(Map.of(Ending.REFUSED_REFLECTION, 100L));
        });
        fine.release();
        socket.finishAndReleaseAll();
    }
}
