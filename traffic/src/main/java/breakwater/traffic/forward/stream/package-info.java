/**
 * TCP sockets on the kernel's epoll, as channels of Netty's event loops: listening, accepted and connecting ones, each with as few system calls as it
 * needs. Part of the third step of a packet: {@code forward} makes them, {@code tcp} and {@code health} use them.
 * May import Netty; no room of this module.
 */
package breakwater.traffic.forward.stream;
