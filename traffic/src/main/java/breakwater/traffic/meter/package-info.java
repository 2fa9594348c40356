/**
 * Counters, gauges, named endings and the busiest sources of each rule, put together into readings.
 * Step 4 of the packet flow, after {@code listener}, {@code policy} and {@code forward}, which all count here.
 * May import {@code breakwater.model} and Netty's thread locals; no room of this module.
 */
package breakwater.traffic.meter;
