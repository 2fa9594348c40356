/**
 * TCP sockets as channels of Netty's event loops: listening, accepted and connecting ones, on the kernel's epoll with as few system calls as each
 * needs, and on the JDK's selectors where that is not there. Part of the third step of a packet: {@code forward} makes them, {@code tcp} and {@code health} use them.
 * May import Netty; no room of this module.
 */
package breakwater.traffic.forward.stream;
