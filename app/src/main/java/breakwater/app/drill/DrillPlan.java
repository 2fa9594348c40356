package breakwater.app.drill;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.HashSet;

/**
 * Who takes part in a drill and what each does, drawn from a seed: the same kind, seed and length make the same plan on every machine, since
 * {@link Random} is specified bit by bit. Immutable.
 *
 * @param port      the port to begin with when one is looked for that is free on the instance
 * @param honest    source addresses of honest clients
 * @param attackers whose numbers are their places in this list
 */
record DrillPlan(DrillKind kind, long seed, int seconds, int port, List<InetAddress> honest, List<Attacker> attackers) {
    private static final int PORT_FIRST = 20_000;
    private static final int PORTS = 10_000;
    private static final double SLOWEST = 0.8;

    DrillPlan {
        honest = List.copyOf(honest);
        attackers = List.copyOf(attackers);
    }

    /**
     * One attacking source.
     *
     * @param perSecond   connections or datagrams a second, within the last fifth below the most that its behaviour allows
     * @param delayMillis how long after the beginning it begins, less than the time between two of its attempts
     * @param bytes       of a datagram; 0 for TCP
     * @param sourcePort  0 for any
     */
    record Attacker(int number, InetAddress address, Behaviour behaviour, double perSecond, long delayMillis, int bytes, int sourcePort) {
        /** How many connections or datagrams that is over so many seconds. */
        int attempts(int seconds) {
            return (int) (perSecond * seconds);
        }
    }

    /** @throws IllegalArgumentException for a length that is out of its range */
    static DrillPlan draw(DrillKind kind, long seed, int seconds) {
        if (seconds < DrillBounds.SECONDS_MIN || seconds > DrillBounds.SECONDS_MAX) {
            throw new IllegalArgumentException("a drill lasts " + DrillBounds.SECONDS_MIN + " to " + DrillBounds.SECONDS_MAX + " seconds, not "
                    + seconds);
        }
        Random random = new Random(seed);
        int port = PORT_FIRST + random.nextInt(PORTS);
        Set<InetAddress> taken = new HashSet<>();
        List<InetAddress> honest = new ArrayList<>();
        for (int client = 0; client < DrillBounds.HONEST; client++) {
            honest.add(address(random, taken));
        }
        List<Attacker> attackers = new ArrayList<>();
        for (Behaviour behaviour : kind.behaviours()) {
            for (int source = 0; source < DrillBounds.ATTACKERS_OF_A_KIND; source++) {
                double perSecond = behaviour.perSecondMax() * (SLOWEST + (1 - SLOWEST) * random.nextDouble());
                attackers.add(new Attacker(attackers.size(), address(random, taken), behaviour, perSecond,
                        (long) (random.nextDouble() * 1_000 / perSecond), bytes(behaviour),
                        behaviour == Behaviour.REFLECT ? Reflector.ALL.get(source % Reflector.ALL.size()).port() : 0));
            }
        }
        return new DrillPlan(kind, seed, seconds, port, honest, attackers);
    }

    private static int bytes(Behaviour behaviour) {
        return switch (behaviour) {
            case RUSH, HOARD, KNOCK, SILENT, TRICKLE -> 0;
            case MANY -> 64;
            case LARGE -> DrillBounds.DATAGRAM_BYTES_MAX;
            case REFLECT -> 468;
        };
    }

    /** Of 127.128.0.0 to 127.247.255.255: far from 127.0.0.0, where other services listen, and from 127.77.0.0, the service addresses. */
    private static InetAddress address(Random random, Set<InetAddress> taken) {
        while (true) {
            byte[] bytes = {127, (byte) (128 + random.nextInt(120)), (byte) random.nextInt(256), (byte) (1 + random.nextInt(254))};
            try {
                InetAddress drawn = InetAddress.getByAddress(bytes);
                if (taken.add(drawn)) {
                    return drawn;
                }
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }
    }

    /** The attackers that behave so. */
    List<Attacker> attackers(Behaviour behaviour) {
        return attackers.stream().filter(attacker -> attacker.behaviour() == behaviour).toList();
    }
}
