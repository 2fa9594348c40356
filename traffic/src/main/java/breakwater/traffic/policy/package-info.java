/**
 * Whether a connection, a read or a datagram may go on: every check one small class, the cheapest first, over state in fixed memory.
 * The second step of a packet, between {@code listener}, which puts its handlers into the pipeline, and {@code forward}.
 * May import {@code meter} and {@code breakwater.model}; of the libraries Netty and the reader of country tables.
 */
package breakwater.traffic.policy;
