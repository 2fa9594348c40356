/**
 * Where traffic comes in: binds and unbinds a socket for each rule, accepts, and builds the channel pipeline.
 * The first step of a packet; it ends connections whose rule or whose forwarding has ended.
 * May import {@code policy}, {@code forward}, {@code meter} and {@code breakwater.model}.
 */
package breakwater.traffic.listener;
