package breakwater.traffic.forward.udp;

import java.security.SecureRandom;
import java.util.function.Consumer;

/**
 * The sessions of one socket by their client's address and port. It grows with the sessions, which are bounded elsewhere. Belongs to the
 * socket's event loop.
 *
 * <p>Open addressing with linear probing; removal moves the followers up, so that there are no graves to walk over. The hash has a
 * secret, so that nobody can choose addresses that meet in one place.
 */
final class SessionTable {
    private static final int CAPACITY_MIN = 16;
    private static final long SECRET = new SecureRandom().nextLong();

    private Session[] places = new Session[CAPACITY_MIN];
    private int size;

    int size() {
        return size;
    }

    /** The session of a client; null if there is none. */
    Session find(long high, long low, int port) {
        int mask = places.length - 1;
        for (int at = (int) hash(high, low, port) & mask;; at = at + 1 & mask) {
            Session session = places[at];
            if (session == null || session.isOf(high, low, port)) {
                return session;
            }
        }
    }

    /** Adds a session whose client has none yet. */
    void add(Session session) {
        if ((size + 1) * 2 > places.length) {
            resize(places.length * 2);
        }
        put(session);
        size++;
    }

    /** Removes a session; nothing happens if it is not here. */
    void remove(Session session) {
        int mask = places.length - 1;
        int at = (int) session.hash() & mask;
        while (places[at] != session) {
            if (places[at] == null) {
                return;
            }
            at = at + 1 & mask;
        }
        places[at] = null;
        size--;
        // Whoever was pushed past the freed place by a full neighbourhood moves up, or a later search would stop before it.
        for (int next = at + 1 & mask; places[next] != null; next = next + 1 & mask) {
            int home = (int) places[next].hash() & mask;
            if ((next - home & mask) >= (next - at & mask)) {
                places[at] = places[next];
                places[next] = null;
                at = next;
            }
        }
        if (size == 0 && places.length > CAPACITY_MIN) {
            places = new Session[CAPACITY_MIN];
        }
    }

    /** Visits the sessions as they stood at the call; the visitor may remove them. */
    void each(Consumer<Session> visitor) {
        for (Session session : places.clone()) {
            if (session != null) {
                visitor.accept(session);
            }
        }
    }

    private void put(Session session) {
        int mask = places.length - 1;
        int at = (int) session.hash() & mask;
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = session;
    }

    private void resize(int capacity) {
        Session[] old = places;
        places = new Session[capacity];
        for (Session session : old) {
            if (session != null) {
                put(session);
            }
        }
    }

    /** Spread over all 64 bits, different from process to process. */
    static long hash(long high, long low, int port) {
        return mix(mix(mix(high ^ SECRET) ^ low) ^ port);
    }

    /** The finalizer of SplitMix64: every bit of the answer depends on every bit of the input. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
