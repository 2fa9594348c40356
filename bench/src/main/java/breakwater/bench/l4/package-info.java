/**
 * Measurements of the traffic plane beside HAProxy and nginx: load generators, attacks, an origin, the relays compared, and the tables.
 * It is not part of the product; {@code ./breakwater bench l4} runs it, on loopback and in network namespaces that it makes itself.
 * It may import the traffic plane and the model; nothing imports it.
 */
package breakwater.bench.l4;
