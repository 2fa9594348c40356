/**
 * The relay: bytes of a connection to the origin and back, under watermarks, with its half-closes and resets.
 * The third step of a packet, after {@code policy} let it through.
 * May import {@code forward}, {@code meter} and {@code breakwater.model}; never {@code policy} or {@code listener}.
 */
package breakwater.traffic.forward.tcp;
