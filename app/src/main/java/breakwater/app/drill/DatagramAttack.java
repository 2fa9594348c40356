package breakwater.app.drill;

import breakwater.app.drill.DrillPlan.Attacker;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Sources that send datagrams. Any thread. What reaches the origin is counted there. */
final class DatagramAttack {
    private final LoopbackTarget target;
    private final Tally tally;
    private final LongSupplier ticker;

    DatagramAttack(LoopbackTarget target, Tally tally, LongSupplier ticker) {
        this.target = target;
        this.tally = tally;
        this.ticker = ticker;
    }

    /** Plays one source until the end. One whose port another program has on all addresses takes no part, and shows as none sent. */
    void play(Attacker attacker, long beginNanos, long endNanos) {
        Pace pace = new Pace(ticker, beginNanos + TimeUnit.MILLISECONDS.toNanos(attacker.delayMillis()), attacker.perSecond());
        byte[] bytes = ByteBuffer.allocate(attacker.bytes()).put(Mark.ATTACK).putInt(attacker.number()).array();
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(attacker.address(), attacker.sourcePort()))) {
            while (pace.next(endNanos)) {
                tally.sent(attacker);
                socket.send(new DatagramPacket(bytes, bytes.length, target.address()));
            }
        } catch (IOException cannotBeSent) {
            // The port is taken, or nothing listens any more; what was not sent is not counted.
            return;
        }
    }
}
