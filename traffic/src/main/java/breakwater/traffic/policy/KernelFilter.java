package breakwater.traffic.policy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The filter that the kernel runs for one UDP socket (socket(7), SO_ATTACH_FILTER, which needs no privilege), and the count of datagrams that the
 * kernel dropped for that socket, by the filter or because its receive buffer was full. Of the socket's event loop.
 */
final class KernelFilter {
    private static final int SOL_SOCKET = 1;
    /** 16 bits of length and, at 8, a pointer. */
    private static final int SOCK_FPROG_BYTES = 16;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int MEMINFO_BYTES = 36;
    private static final int MEMINFO_DROPS = 32;
    private static final RawUnixChannelOption ATTACH = new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, 26, SOCK_FPROG_BYTES);
    private static final RawUnixChannelOption DETACH = new RawUnixChannelOption("SO_DETACH_FILTER", SOL_SOCKET, 27, Integer.BYTES);
    private static final RawUnixChannelOption MEMINFO = new RawUnixChannelOption("SO_MEMINFO", SOL_SOCKET, 55, MEMINFO_BYTES);

    private static final System.Logger LOG = System.getLogger(KernelFilter.class.getName());
    private static final AtomicBoolean REFUSAL_TOLD = new AtomicBoolean();

    private final Channel socket;
    private boolean attached;
    private int droppedRead;

    /** @param socket one for which {@link #possible} holds, open */
    KernelFilter(Channel socket) {
        this.socket = socket;
        this.droppedRead = dropped(socket);
    }

    /** Whether the kernel can be asked: through the native transport only. */
    static boolean possible(Channel socket) {
        return socket instanceof EpollDatagramChannel;
    }

    /** Puts a program in the place of the one before. Answers false, and leaves none there, where the kernel does not take it. */
    boolean attach(DropProgram program) {
        ByteBuf memory = socket.alloc().directBuffer(SOCK_FPROG_BYTES + program.length() * INSTRUCTION_BYTES);
        try {
            long address = memory.memoryAddress();
            memory.writeLongLE(program.length()).writeLongLE(address + SOCK_FPROG_BYTES);
            program.writeTo(memory);
            socket.config().setOption(ATTACH, memory.nioBuffer(0, SOCK_FPROG_BYTES));
            attached = true;
            return true;
        } catch (ChannelException refused) {
            if (REFUSAL_TOLD.compareAndSet(false, true)) {
                LOG.log(System.Logger.Level.WARNING, "the kernel takes no filter of " + program.length() + " instructions, so more of a flood is"
                        + " read and refused here: " + refused.getCause());
            }
            detach();
            return false;
        } finally {
            memory.release();
        }
    }

    /** Takes the program away, if there is one. */
    void detach() {
        if (!attached) {
            return;
        }
        attached = false;
        socket.config().setOption(DETACH, ByteBuffer.allocate(Integer.BYTES));
    }

    /** Whether a program is there. */
    boolean attached() {
        return attached;
    }

    /** How many datagrams the kernel dropped since this was asked last. */
    long droppedSince() {
        int now = dropped(socket);
        long more = Integer.toUnsignedLong(now - droppedRead);
        droppedRead = now;
        return more;
    }

    /** How many datagrams the kernel has dropped for a socket since it was made; it goes round after 2³². */
    static int dropped(Channel socket) {
        return socket.config().getOption(MEMINFO).order(ByteOrder.nativeOrder()).getInt(MEMINFO_DROPS);
    }
}
