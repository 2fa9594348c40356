/**
 * UDP sessions: datagrams of one client to one origin and back, within places, idle times and the bound on amplification.
 * The third step of a datagram, after {@code policy} let it through.
 * May import {@code forward}, {@code meter} and {@code breakwater.model}; never {@code policy} or {@code listener}.
 */
package breakwater.traffic.forward.udp;
