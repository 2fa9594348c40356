package breakwater.app.link;

import breakwater.app.tls.LinkCredentials;
import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.SnapshotChange;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The control node's end: edges connect, are given the current snapshot and then what changes, and hand in their readings. Two virtual
 * threads an edge, and one while it introduces itself. An edge that is slow is given the newest snapshot when it is ready for one, never a queue of old ones.
 */
public final class LinkServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LinkServer.class.getName());

    private final ServerSocket listening;
    private final SnapshotFeed feed;
    private final Consumer<List<Reading>> readings;
    private final Duration introduction;
    private final Semaphore places = new Semaphore(LinkLimits.EDGES_MAX);
    private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread accepting = Thread.ofVirtual().name("link-accept").unstarted(this::accept);

    private LinkServer(ServerSocket listening, SnapshotFeed feed, Consumer<List<Reading>> readings, Duration introduction) {
        this.listening = listening;
        this.feed = feed;
        this.readings = readings;
        this.introduction = introduction;
    }

    /**
     * Binds and starts to accept.
     *
     * @param bind        where; port 0 for any free one
     * @param credentials the control plane's; edges must show theirs
     * @param readings    takes readings of one edge, in order, as many as have arrived, and returns when they are stored; what it throws
     *                    ends that edge's stream, and the edge, which keeps what was not confirmed, comes again
     * @throws UncheckedIOException if the address cannot be bound
     */
    public static LinkServer start(InetSocketAddress bind, LinkCredentials credentials, SnapshotFeed feed, Consumer<List<Reading>> readings) {
        return start(bind, credentials, feed, readings, LinkLimits.HANDSHAKE);
    }

    /** @param introduction instead of {@link LinkLimits#HANDSHAKE} */
    static LinkServer start(InetSocketAddress bind, LinkCredentials credentials, SnapshotFeed feed, Consumer<List<Reading>> readings,
            Duration introduction) {
        return start(listening(bind, credentials), feed, readings, introduction);
    }

    /** @param listening gives sockets with TLS */
    static LinkServer start(ServerSocket listening, SnapshotFeed feed, Consumer<List<Reading>> readings, Duration introduction) {
        LinkServer server = new LinkServer(listening, feed, readings, introduction);
        server.accepting.start();
        return server;
    }

    static ServerSocket listening(InetSocketAddress bind, LinkCredentials credentials) {
        try {
            SSLServerSocket listening = (SSLServerSocket) credentials.context().getServerSocketFactory().createServerSocket();
            listening.setNeedClientAuth(true);
            listening.setReuseAddress(true);
            listening.bind(bind, LinkLimits.EDGES_MAX);
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for edges on " + bind, e);
        }
    }

    /** The port that was bound. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        boolean failing = false;
        while (!over()) {
            try {
                SSLSocket socket = (SSLSocket) listening.accept();
                failing = false;
                if (!places.tryAcquire()) {
                    LOG.warning("an edge was turned away: " + LinkLimits.EDGES_MAX + " are connected already");
                    socket.close();
                    continue;
                }
                open.add(socket);
                Thread.ofVirtual().name("link-edge").start(() -> serve(socket));
            } catch (IOException e) {
                if (!over() && !failing) {
                    LOG.log(Level.WARNING, "no edge can be accepted; it is tried again until one can", e);
                }
                failing = true;
                pause();
            }
        }
    }

    private boolean over() {
        return closed.getCount() == 0;
    }

    /** What cannot be accepted, for want of descriptors say, waits in the kernel, and would be refused again at once for as long as that lasts. */
    private void pause() {
        try {
            closed.await(LinkLimits.ACCEPT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SSLSocket socket) {
        String edge = String.valueOf(socket.getRemoteSocketAddress());
        CountDownLatch introduced = new CountDownLatch(1);
        Thread.ofVirtual().name("link-introduction").start(() -> closeUnless(introduced, socket));
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            LinkCredentials.require(socket.getSession(), LinkCredentials.Role.EDGE);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            Hello hello = hello(Frame.read(in));
            introduced.countDown();
            socket.setSoTimeout(Math.toIntExact(LinkLimits.SILENCE_MAX.toMillis()));
            LOG.info("edge " + hello.edgeId() + " at " + edge + " connected, holding revision " + hello.revision());
            new Edge(socket, in, hello.edgeId()).run();
        } catch (IOException e) {
            if (!over()) {
                LOG.info("edge " + edge + " is gone: " + e.getMessage());
            }
        } finally {
            introduced.countDown();
            open.remove(socket);
            places.release();
        }
    }

    /** A limit of each read would not do: a stranger that sends a byte now and then would have a place for good. */
    private void closeUnless(CountDownLatch introduced, SSLSocket socket) {
        try {
            if (!introduced.await(introduction.toMillis(), TimeUnit.MILLISECONDS)) {
                closeQuietly(socket);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Hello hello(Frame first) throws IOException {
        if (first.kind() != Frame.Kind.HELLO) {
            throw new IOException("it did not introduce itself");
        }
        Hello hello = WireFormat.read(first.payload(), Hello.class);
        if (hello.format() != Hello.FORMAT) {
            throw new IOException("it speaks format " + hello.format() + ", this program " + Hello.FORMAT
                    + "; run the same version on both sides");
        }
        return hello;
    }

    /** Turns edges away and ends the streams; when this returns, the port is free. Edges go on with the snapshot they hold. */
    @Override
    public void close() {
        closed.countDown();
        closeQuietly(listening);
        try {
            // The system has the socket back only when the thread that accepts lets go of it.
            if (!accepting.join(LinkLimits.SILENCE_MAX)) {
                LOG.warning("edges could not be turned away in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(LinkServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.log(Level.FINE, "a socket did not close cleanly", e);
        }
    }

    /** What changed between two snapshots, the later of which has the higher revision. */
    static SnapshotChange change(ProtectionSnapshot from, ProtectionSnapshot to) {
        List<ProtectedInstance> changed = to.instances().values().stream()
                .filter(instance -> !instance.equals(from.instances().get(instance.id()))).toList();
        List<String> removed = from.instances().keySet().stream().filter(id -> !to.instances().containsKey(id)).toList();
        return new SnapshotChange(from.revision(), to.revision(), to.time(), changed, removed);
    }

    /** One edge's stream: {@link #run} reads on its caller's thread while a second one writes. */
    private final class Edge {
        private final SSLSocket socket;
        private final DataInputStream in;
        private final String edgeId;
        private final AtomicReference<ProtectionSnapshot> latest = new AtomicReference<>();
        private final AtomicLong storedSequence = new AtomicLong();
        private final Semaphore news = new Semaphore(0);
        /** When the write in progress began, by the monotonic clock; 0 while there is none. */
        private final AtomicLong writingSince = new AtomicLong();

        Edge(SSLSocket socket, DataInputStream in, String edgeId) {
            this.socket = socket;
            this.in = in;
            this.edgeId = edgeId;
        }

        void run() throws IOException {
            Thread writer = Thread.ofVirtual().name("link-edge-writer").unstarted(this::writeUntilClosed);
            try (SnapshotFeed.Subscription subscription = feed.subscribe(this::published)) {
                writer.start();
                readUntilClosed();
            } finally {
                closeQuietly(socket);
                writer.interrupt();
            }
        }

        private void published(ProtectionSnapshot snapshot) {
            latest.set(snapshot);
            news.release();
        }

        private void readUntilClosed() throws IOException {
            List<Reading> arrived = new ArrayList<>();
            while (true) {
                Frame frame = Frame.read(in);
                long since = writingSince.get();
                if (since != 0 && System.nanoTime() - since > LinkLimits.SILENCE_MAX.toNanos()) {
                    throw new IOException("it sends but does not read");
                }
                switch (frame.kind()) {
                    case READING -> arrived.add(WireFormat.read(frame.payload(), Reading.class));
                    case HEARTBEAT -> {
                        // That it came is all it says.
                    }
                    case HELLO, SNAPSHOT, CHANGE, RECEIPT -> throw new IOException("an edge does not send " + frame.kind());
                }
                // An edge that was away sends what it kept: stored together, it costs one transaction instead of many.
                boolean more = in.available() > 0 && arrived.size() < LinkLimits.READINGS_STORED_MAX;
                if (!arrived.isEmpty() && !more) {
                    store(List.copyOf(arrived));
                    arrived.clear();
                }
            }
        }

        private void store(List<Reading> arrived) throws IOException {
            if (arrived.stream().anyMatch(reading -> !reading.edgeId().equals(edgeId))) {
                throw new IOException("it sent a reading of another edge");
            }
            try {
                readings.accept(arrived);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "readings of edge " + edgeId + " could not be stored; it will send them again", e);
                throw new IOException("its readings could not be stored", e);
            }
            storedSequence.set(arrived.getLast().sequence());
            news.release();
        }

        private void writeUntilClosed() {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
                ProtectionSnapshot sent = null;
                long receipt = 0;
                while (!socket.isClosed()) {
                    boolean something = news.tryAcquire(LinkLimits.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                    writingSince.set(System.nanoTime() | 1);
                    ProtectionSnapshot next = latest.get();
                    if (next != null && next != sent) {
                        (sent == null ? new Frame(Frame.Kind.SNAPSHOT, WireFormat.write(next))
                                : new Frame(Frame.Kind.CHANGE, WireFormat.write(change(sent, next)))).write(out);
                        sent = next;
                    }
                    long stored = storedSequence.get();
                    if (stored > receipt) {
                        new Frame(Frame.Kind.RECEIPT, ByteBuffer.allocate(Long.BYTES).putLong(stored).array()).write(out);
                        receipt = stored;
                    }
                    if (!something) {
                        Frame.HEARTBEAT.write(out);
                    }
                    out.flush();
                    writingSince.set(0);
                }
            } catch (IOException e) {
                LOG.log(Level.FINE, "the stream to edge " + edgeId + " ended", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                closeQuietly(socket);
            }
        }
    }
}
