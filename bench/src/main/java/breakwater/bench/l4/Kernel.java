package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Linux system calls without a library between, so that the generator of the load costs less than the relays it measures: datagrams go in
 * batches (sendmmsg), and received bytes are thrown away without being copied (MSG_TRUNC). Each call answers as the kernel does, and
 * with the negative error number where it failed. An instance belongs to one thread.
 */
final class Kernel {
    static final int AF_INET = 2;
    static final int STREAM = 1;
    static final int DATAGRAM = 2;
    static final int RAW = 3;
    static final int NONBLOCK = 0x800;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int EAGAIN = 11;
    static final int EINPROGRESS = 115;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int LIMIT_OF_DESCRIPTORS = 7;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR_NUMBER = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle SOCKET = call("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = call("bind", INT, INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle CONNECT = call("connect", INT, INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle LISTEN = call("listen", INT, INT, INT);
    private static final MethodHandle ACCEPT = call("accept4", INT, INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, INT);
    private static final MethodHandle NAME = call("getsockname", INT, INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    private static final MethodHandle SET_OPTION = call("setsockopt", INT, INT, INT, INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle CLOSE = call("close", INT, INT);
    private static final MethodHandle SEND = call("send", LONG, INT, ValueLayout.ADDRESS, LONG, INT);
    private static final MethodHandle RECEIVE = call("recv", LONG, INT, ValueLayout.ADDRESS, LONG, INT);
    private static final MethodHandle SEND_FILE = call("sendfile", LONG, INT, INT, ValueLayout.ADDRESS, LONG);
    private static final MethodHandle MEMORY_FILE = call("memfd_create", INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle WRITE = call("write", LONG, INT, ValueLayout.ADDRESS, LONG);
    private static final MethodHandle SEND_MANY = call("sendmmsg", INT, INT, ValueLayout.ADDRESS, INT, INT);
    private static final MethodHandle RECEIVE_MANY = call("recvmmsg", INT, INT, ValueLayout.ADDRESS, INT, INT, ValueLayout.ADDRESS);
    private static final MethodHandle EPOLL_CREATE = call("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CONTROL = call("epoll_ctl", INT, INT, INT, INT, ValueLayout.ADDRESS);
    private static final MethodHandle EPOLL_WAIT = call("epoll_wait", INT, INT, ValueLayout.ADDRESS, INT, INT);
    private static final MethodHandle SET_AFFINITY = call("sched_setaffinity", INT, INT, LONG, ValueLayout.ADDRESS);
    private static final MethodHandle SET_LIMIT = call("setrlimit", INT, INT, ValueLayout.ADDRESS);
    private static final MethodHandle SET_NAMESPACE = call("setns", INT, INT, INT);
    private static final MethodHandle OPEN = call("open", INT, ValueLayout.ADDRESS, INT);

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment word = arena.allocate(16);

    private static MethodHandle call(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(answer, arguments),
                Linker.Option.captureCallState("errno"));
    }

    private int checked(int answer) {
        return answer < 0 ? -(int) ERROR_NUMBER.get(state, 0L) : answer;
    }

    private long checked(long answer) {
        return answer < 0 ? -(int) ERROR_NUMBER.get(state, 0L) : answer;
    }

    private static IllegalStateException impossible(Throwable thrown) {
        return new IllegalStateException("a downcall threw", thrown);
    }

    /** What a call must not fail with here: anything. */
    static int must(String what, int answer) {
        if (answer < 0) {
            throw new IllegalStateException(what + " failed with error " + -answer);
        }
        return answer;
    }

    int socket(int kind, int protocol) {
        try {
            return checked((int) SOCKET.invokeExact(state, AF_INET, kind, protocol));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int bind(int socket, MemorySegment address) {
        try {
            return checked((int) BIND.invokeExact(state, socket, address, (int) address.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int connect(int socket, MemorySegment address) {
        try {
            return checked((int) CONNECT.invokeExact(state, socket, address, (int) address.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int listen(int socket, int backlog) {
        try {
            return checked((int) LISTEN.invokeExact(state, socket, backlog));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int accept(int socket) {
        try {
            return checked((int) ACCEPT.invokeExact(state, socket, MemorySegment.NULL, MemorySegment.NULL, NONBLOCK));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** The port that a socket is bound to. */
    int port(int socket) {
        MemorySegment name = arena.allocate(16);
        try {
            word.set(INT, 0, 16);
            must("getsockname", checked((int) NAME.invokeExact(state, socket, name, word)));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return SocketAddresses.port(name);
    }

    int setOption(int socket, int level, int option, int value) {
        word.set(INT, 0, value);
        try {
            return checked((int) SET_OPTION.invokeExact(state, socket, level, option, word, 4));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int close(int descriptor) {
        try {
            return checked((int) CLOSE.invokeExact(state, descriptor));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long send(int socket, MemorySegment bytes, long length) {
        try {
            return checked((long) SEND.invokeExact(state, socket, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** @param flags {@link #MSG_TRUNC} throws up to {@code length} bytes of a stream away, uncopied */
    long receive(int socket, MemorySegment into, long length, int flags) {
        try {
            return checked((long) RECEIVE.invokeExact(state, socket, into, length, MSG_DONTWAIT | flags));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Sends from a file's beginning, whose bytes are not copied. */
    long sendFile(int socket, int file, long length) {
        word.set(LONG, 0, 0L);
        try {
            return checked((long) SEND_FILE.invokeExact(state, socket, file, word, length));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** A file in memory with these bytes. */
    int memoryFile(MemorySegment bytes) {
        try {
            int file = must("memfd_create", checked((int) MEMORY_FILE.invokeExact(state, arena.allocateFrom("bulk"), 0)));
            long written = 0;
            while (written < bytes.byteSize()) {
                written += checked((long) WRITE.invokeExact(state, file, bytes.asSlice(written), bytes.byteSize() - written));
            }
            return file;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int sendMany(int socket, MemorySegment messages, int count) {
        try {
            return checked((int) SEND_MANY.invokeExact(state, socket, messages, count, MSG_DONTWAIT));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int receiveMany(int socket, MemorySegment messages, int count) {
        try {
            return checked((int) RECEIVE_MANY.invokeExact(state, socket, messages, count, MSG_DONTWAIT, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int epollCreate() {
        try {
            return must("epoll_create1", checked((int) EPOLL_CREATE.invokeExact(state, 0)));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int epollControl(int epoll, int operation, int descriptor, MemorySegment event) {
        try {
            return checked((int) EPOLL_CONTROL.invokeExact(state, epoll, operation, descriptor, event));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int epollWait(int epoll, MemorySegment events, int max, int timeoutMillis) {
        try {
            return checked((int) EPOLL_WAIT.invokeExact(state, epoll, events, max, timeoutMillis));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Keeps the calling thread on these processors. */
    void pin(long processors) {
        word.set(LONG, 0, processors);
        try {
            must("sched_setaffinity", checked((int) SET_AFFINITY.invokeExact(state, 0, 8L, word)));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Asks for so many descriptors for this process and those it starts; false where the system does not allow it. */
    boolean allowDescriptors(long count) {
        word.set(LONG, 0, count);
        word.set(LONG, 8, count);
        try {
            return checked((int) SET_LIMIT.invokeExact(state, LIMIT_OF_DESCRIPTORS, word)) >= 0;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Moves the calling thread, and nothing else of the process, into a network namespace. */
    void enterNamespace(String path) {
        try {
            int file = must("open " + path, checked((int) OPEN.invokeExact(state, arena.allocateFrom(path), 0)));
            must("setns", checked((int) SET_NAMESPACE.invokeExact(state, file, CLONE_NEWNET)));
            close(file);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }
}
