/**
 * What both kinds of forwarding share: which origin is next, and which origins may not be reached.
 * The third step of a packet, after {@code policy}; its rooms are {@code tcp}, {@code udp} and {@code health}.
 * May import {@code meter} and {@code breakwater.model}; never {@code policy} or {@code listener}.
 */
package breakwater.traffic.forward;
