package breakwater.app.link;

import breakwater.app.configuration.Endpoint;
import breakwater.app.page.EdgeState;
import breakwater.app.tls.LinkCredentials;
import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.SnapshotChange;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocket;

/**
 * The edge's end: keeps one stream to one of the control nodes, gives each newer snapshot to the traffic plane and to the disk, and
 * sends readings up. While no control node answers, the plane goes on with the snapshot it holds, deadlines included. Three virtual threads.
 */
public final class LinkClient implements EdgeState, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LinkClient.class.getName());

    private final List<Endpoint> controls;
    private final LinkCredentials credentials;
    private final SnapshotFile file;
    private final String edgeId;
    private final Consumer<ProtectionSnapshot> plane;
    private final UnconfirmedReadings unconfirmed = new UnconfirmedReadings();
    private final AtomicReference<SSLSocket> connected = new AtomicReference<>();
    private final AtomicReference<ProtectionSnapshot> unsaved = new AtomicReference<>();
    private final Semaphore saving = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread connecting = Thread.ofVirtual().name("link-connect").unstarted(this::connectUntilStopped);
    /** Touched by the thread that reads the stream only, {@link #connecting}, once that has started. */
    private ProtectionSnapshot held = ProtectionSnapshot.EMPTY;
    private volatile OptionalLong revision = OptionalLong.empty();
    private volatile boolean heard;

    private LinkClient(List<Endpoint> controls, LinkCredentials credentials, SnapshotFile file, String edgeId, Consumer<ProtectionSnapshot> plane) {
        this.controls = List.copyOf(controls);
        this.credentials = credentials;
        this.file = file;
        this.edgeId = edgeId;
        this.plane = plane;
    }

    /**
     * Puts the snapshot of the disk in force, if there is a good one, and starts to connect. Returns at once after that: an edge
     * protects before it has reached anybody.
     *
     * @param controls tried in turn; a name is looked up anew each time
     * @param file     where the last good snapshot is kept
     * @param edgeId   new with every start of the process; readings carry it
     * @param plane    puts a snapshot in force; what it throws is a snapshot refused, and the one before stays
     */
    public static LinkClient start(List<Endpoint> controls, LinkCredentials credentials, SnapshotFile file, String edgeId,
            Consumer<ProtectionSnapshot> plane) {
        LinkClient client = new LinkClient(controls, credentials, file, edgeId, plane);
        client.restore();
        client.connecting.start();
        Thread.ofVirtual().name("link-save").start(client::saveUntilStopped);
        return client;
    }

    /** Takes a reading to be sent: at once where connected, later where not. Never blocks for longer than a lock. */
    public void accept(Reading reading) {
        unconfirmed.add(reading);
    }

    @Override
    public OptionalLong revision() {
        return revision;
    }

    @Override
    public boolean connected() {
        return heard;
    }

    @Override
    public int waiting() {
        return unconfirmed.size();
    }

    @Override
    public long lost() {
        return unconfirmed.lost();
    }

    private void restore() {
        try {
            Optional<ProtectionSnapshot> last = file.read();
            if (last.isPresent()) {
                plane.accept(last.get());
                held = last.get();
                revision = OptionalLong.of(held.revision());
                LOG.info("protecting from the snapshot on disk, revision " + held.revision());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warning("the snapshot on disk is not used: " + e.getMessage() + "; waiting for a control node");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connectUntilStopped() {
        long pauseMillis = LinkLimits.RECONNECT_MIN.toMillis();
        String said = "";
        for (int turn = 0; !over(); turn++) {
            Endpoint control = controls.get(turn % controls.size());
            boolean worked = false;
            try (SSLSocket socket = (SSLSocket) credentials.context().getSocketFactory().createSocket()) {
                connected.set(socket);
                worked = converse(socket, control);
            } catch (IOException e) {
                String says = "control node " + control + " is away: " + e.getMessage();
                if (!over() && !says.equals(said)) {
                    LOG.warning(says + "; going on with revision " + held.revision());
                    said = says;
                }
                worked |= e instanceof StreamEnded;
            }
            said = worked ? "" : said;
            pauseMillis = worked ? LinkLimits.RECONNECT_MIN.toMillis() : Math.min(2 * pauseMillis, LinkLimits.RECONNECT_MAX.toMillis());
            pause(pauseMillis);
        }
    }

    private boolean converse(SSLSocket socket, Endpoint control) throws IOException {
        int handshakeMillis = Math.toIntExact(LinkLimits.HANDSHAKE.toMillis());
        socket.connect(new InetSocketAddress(control.host(), control.port()), handshakeMillis);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(handshakeMillis);
        socket.startHandshake();
        LinkCredentials.require(socket.getSession(), LinkCredentials.Role.CONTROL);
        socket.setSoTimeout(Math.toIntExact(LinkLimits.SILENCE_MAX.toMillis()));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        new Frame(Frame.Kind.HELLO, WireFormat.write(new Hello(Hello.FORMAT, edgeId, held.revision()))).write(out);
        out.flush();
        unconfirmed.sendAllAgain();
        Thread writer = Thread.ofVirtual().name("link-send").start(() -> writeUntilClosed(socket, out));
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (!over()) {
                Frame frame = Frame.read(in);
                take(frame);
                boolean first = !heard;
                heard = true;
                // Last, so that whoever reads it finds it so.
                if (first) {
                    LOG.info("connected to control node " + control + ", revision " + held.revision());
                }
            }
            return true;
        } catch (IOException e) {
            throw heard ? new StreamEnded(e) : e;
        } finally {
            heard = false;
            writer.interrupt();
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.kind()) {
            case SNAPSHOT -> whole(WireFormat.read(frame.payload(), ProtectionSnapshot.class));
            case CHANGE -> {
                SnapshotChange change = WireFormat.read(frame.payload(), SnapshotChange.class);
                try {
                    enforce(held.after(change));
                } catch (IllegalArgumentException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
            case RECEIPT -> {
                if (frame.payload().length != Long.BYTES) {
                    throw new IOException("not a receipt");
                }
                unconfirmed.confirmed(ByteBuffer.wrap(frame.payload()).getLong());
            }
            case HEARTBEAT -> {
                // That it came is all it says.
            }
            case HELLO, READING -> throw new IOException("a control node does not send " + frame.kind());
        }
    }

    /**
     * An older snapshot is refused: its node lags behind the one that was heard before. So is an empty one of the revision that is held, which
     * cannot be the same configuration. To go back on purpose (a database restored from a backup), remove the file and restart the edge.
     */
    private void whole(ProtectionSnapshot snapshot) throws IOException {
        if (snapshot.revision() < held.revision()) {
            throw new IOException("it is at revision " + snapshot.revision() + ", older than " + held.revision()
                    + " which is in force (if the database was restored, remove the snapshot file and restart the edge)");
        }
        if (snapshot.revision() == held.revision() && snapshot.instances().isEmpty() && !held.instances().isEmpty()) {
            throw new IOException("it is empty at the revision that is in force");
        }
        enforce(snapshot);
    }

    private void enforce(ProtectionSnapshot next) throws IOException {
        try {
            plane.accept(next);
        } catch (RuntimeException e) {
            // Whatever went wrong in the plane: this thread is the only one that asks again.
            throw new IOException("its snapshot was refused: " + e.getMessage(), e);
        }
        held = next;
        revision = OptionalLong.of(next.revision());
        unsaved.set(next);
        saving.release();
    }

    private void writeUntilClosed(SSLSocket socket, DataOutputStream out) {
        try {
            while (!socket.isClosed()) {
                List<Reading> next = unconfirmed.awaitUnsent(LinkLimits.HEARTBEAT);
                for (Reading reading : next) {
                    new Frame(Frame.Kind.READING, WireFormat.write(reading)).write(out);
                }
                if (next.isEmpty()) {
                    Frame.HEARTBEAT.write(out);
                }
                out.flush();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "the stream to the control node ended", e);
            close(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void saveUntilStopped() {
        try {
            while (!over()) {
                if (saving.tryAcquire(LinkLimits.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    saving.drainPermits();
                    save();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void save() {
        ProtectionSnapshot next = unsaved.getAndSet(null);
        if (next == null) {
            return;
        }
        try {
            file.write(next);
        } catch (IOException e) {
            LOG.warning("the snapshot could not be saved, so a restart would begin with an older one: " + e.getMessage());
        }
    }

    private boolean over() {
        return stopped.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(SSLSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a socket did not close cleanly", e);
        }
    }

    /** Ends the stream; the last snapshot is on disk when this returns. */
    @Override
    public void close() {
        stopped.countDown();
        Optional.ofNullable(connected.get()).ifPresent(LinkClient::close);
        try {
            if (!connecting.join(LinkLimits.SILENCE_MAX)) {
                LOG.warning("the stream to the control node did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        save();
    }

    /** A stream that had worked came to its end: the next attempt is made soon. */
    private static final class StreamEnded extends IOException {
        private static final long serialVersionUID = 1L;

        StreamEnded(IOException cause) {
            super(cause.getMessage() == null ? "the stream ended" : cause.getMessage(), cause);
        }
    }
}
